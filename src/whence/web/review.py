"""Reviewing: what is least certain, one decision a screen; the log of decisions; and what to merge with what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from whence import browse
from whence import words as words_
from whence.browse import Listing
from whence.case import Case
from whence.case.decisions import in_force
from whence.records import Decision
from whence.report import wording as report_wording
from whence.report.plain import harmless
from whence.review import Shown, conflicts, export_log, queue, waiting
from whence.review.about import reasons
from whence.review.anchors import Anchor, StatementAnchor, sides_of
from whence.web import wording
from whence.web.addresses import address
from whence.web.site import site_of
from whence.web.tables import Cell, Column, Table, add_routes

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_SIZE = 30
_PLACE = 400  # characters of a place in the queue


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision with whether it stands; `why_not` says why it is not heeded, "" where it is."""

    decision: Decision
    stands: bool
    why_not: str = ""


def _decisions(case: Case, *, state: str = "", about: str = "", page: int = 1, size: int = 50) -> Listing[DecisionRow]:
    """Return the log, the last decision first; `about` is the id of one, or of a record that it is about."""
    held = case.decisions()
    standing = {decision.id for decision in in_force(held)}
    rows = [DecisionRow(decision=d, stands=d.id in standing) for d in reversed(held)]
    if state == "conflict":
        unheeded = {conflict.decision.id for conflict in conflicts(case)}
        rows = [row for row in rows if row.decision.id in unheeded]
    elif state in ("stands", "back"):
        rows = [row for row in rows if row.stands == (state == "stands")]
    if about:
        rows = [row for row in rows if about == row.decision.id or about in _named(row.decision)]
    listing = Listing.of(rows, page=page, size=size)
    return replace(listing, items=tuple(_with_reasons(case, listing.items)))


def _with_reasons(case: Case, rows: Sequence[DecisionRow]) -> Iterator[DecisionRow]:
    """Yield decisions with why they are not heeded: only what they are about is read."""
    found = reasons(case, [row.decision for row in rows if row.stands])
    for row in rows:
        yield replace(row, why_not=found.get(row.decision.id, ""))


def _named(decision: Decision) -> list[str]:
    return decision.target.replace("..", ",").split(",")


def _about(row: DecisionRow) -> str:
    """Return the words that were decided about."""
    said = [_anchor_words(anchor) for side in sides_of(row.decision.anchor) for anchor in side[:2]]
    return " ⁄ ".join(words for words in said if words)


def _anchor_words(anchor: Anchor) -> str:
    if isinstance(anchor, StatementAnchor):
        return f"“{report_wording.opening(harmless(' … '.join(anchor.words)), 90)}”"
    return harmless(anchor.name)


def _sets(row: DecisionRow) -> str:
    return wording.sets_of(row.decision)


def _state(row: DecisionRow) -> Cell:
    if not row.stands:
        return Cell(text=wording.TAKEN_BACK, value="back")
    return Cell(text=wording.CONFLICT if row.why_not else wording.STANDS,
                value="conflict" if row.why_not else "stands", more=row.why_not)  # fmt: skip


DECISIONS = Table(
    path="/decisions",
    title=wording.DECISIONS,
    lede=wording.DECISIONS_LEDE,
    none_yet=wording.NO_DECISIONS,
    none_to=(("/review", wording.REVIEW), ("/articles", wording.ARTICLES)),
    counted=wording.DECISION_COUNT,
    ask=_decisions,
    filters={"state": wording.STATE, "about": wording.ABOUT},
    template="decisions.html",
    columns=(
        Column(key="about", head=wording.ABOUT,
               cell=lambda r: Cell(text=_about(r) or r.decision.target, value=r.decision.target, more=_sets(r))),
        Column(key="action", head=wording.DECIDED,
               cell=lambda r: Cell(text=wording.action(r.decision.action), value=r.decision.action)),
        Column(key="note", head=wording.NOTE, cell=lambda r: Cell(text=harmless(r.decision.note))),
        Column(key="by", head=wording.BY, cell=lambda r: Cell(text=harmless(r.decision.by), more=r.decision.at[:16])),
        Column(key="state", head=wording.STATE, cell=_state),
        Column(key="id", head=wording.ID, cell=lambda r: Cell(text=r.decision.id)),
    ),
)  # fmt: skip
add_routes(router, DECISIONS)


@router.get("/decisions.jsonl")
def log_file(request: Request) -> Response:
    """Return the log as the file that two people can hand to each other."""
    with site_of(request).case() as case:
        lines = b"".join(export_log(case))
    headers = {"Content-Disposition": 'attachment; filename="decisions.jsonl"'}
    return Response(lines, media_type="application/x-ndjson", headers=headers)


@router.get("/claims/{claim}/merge")
def merge_claims(request: Request, claim: str, words: str = "", page: int = 1) -> Response:
    """Show claims that could be one with this."""
    return _beside_others(request, "same", "merge.html", claim, words, page)


def _beside_others(request: Request, action: str, template: str, claim: str, words: str, page: int) -> Response:
    """Show a page of other claims, of which one is chosen to go with this or to stand against it."""
    site = site_of(request)
    with site.case(request) as case:
        view = browse.claim(case, claim)
        if view is None:
            if (now := case.claim_now(claim)) == claim:
                raise HTTPException(404)
            beside = template.removesuffix(".html")
            there = address("/claims", now, beside, words=words, page=page if page > 1 else "")
            return RedirectResponse(there, status_code=307)
        listing = browse.claims(case, words=words, page=page, size=_SIZE)
    rows = [(r.id, r.wording, address("/claims", r.id), words_.count(r.articles, words_.ARTICLE_COUNT))
            for r in listing.items if r.id != claim]  # fmt: skip
    there = address("/claims", claim)
    path = f"{there}/{template.removesuffix('.html')}"
    return site.page(request, template, action=action, this=claim, name=view.wording, words=words, rows=rows,
                     listing=listing, to_page=there, path=path)  # fmt: skip


@router.get("/claims/{claim}/denial")
def denial_of_claim(request: Request, claim: str, words: str = "", page: int = 1) -> Response:
    """Show claims that this could deny, or be denied by."""
    return _beside_others(request, "denies", "denial.html", claim, words, page)


@router.get("/sources/{source}/merge")
def merge_sources(request: Request, source: str, words: str = "", page: int = 1) -> Response:
    """Show sources that could be one with this."""
    site = site_of(request)
    with site.case(request) as case:
        found = browse.source(case, source)
        if found is None:
            raise HTTPException(404)
        listing = browse.sources(case, words=words, page=page, size=_SIZE)
    rows = [(r.id, r.name, address("/sources", r.id), report_wording.SOURCE_KINDS[r.kind])
            for r in listing.items if r.id != found.row.id]  # fmt: skip
    return site.page(request, "merge.html", action="merge", this=found.row.id, name=found.row.name, words=words,
                     rows=rows, listing=listing, to_page=address("/sources", found.row.id),
                     path=address("/sources", found.row.id, "merge"))  # fmt: skip


@router.get("/review")
def next_question(request: Request, after: str = "") -> Response:
    """Ask the question that is least certain, behind the one that was passed over."""
    site = site_of(request)
    with site.case(request) as case:
        items = queue(case, after=after[:_PLACE], limit=1)
        left = waiting(case) if not after else 0  # said once
        item = items[0] if items else None
        sides = [side for side in (item.one, item.other) if side is not None] if item else []
        cards = {side.id: _card_of(case, side) for side in sides}
    return site.page(request, "queue.html", item=item, left=left, after=after, cards=cards)


def _card_of(case: Case, side: Shown) -> str:
    """Return where a statement of a question is corrected: its card, or its first part's, in its article's page."""
    rows = case.rows(_MARK, {"id": side.id})
    return address("/articles", side.article) + (f"#k{rows[0]['mark']}" if rows else "")


_MARK = """
    SELECT mark FROM browse_unit WHERE id = :id OR id IN (SELECT id FROM part WHERE part_of = :id)
    ORDER BY id != :id, mark LIMIT 1
"""
