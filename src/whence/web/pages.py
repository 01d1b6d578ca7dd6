"""The screens of single records: an article, a claim, two versions side by side, a reason, a source, an outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypeVar

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from whence import browse, words
from whence.browse import ArticlePage, Card
from whence.case import Case
from whence.case.doubts import denials_by_hand
from whence.case.former import one_now
from whence.errors import WhenceError
from whence.explain import explain, fact_json
from whence.records import Form, SourceKind
from whence.review.about import about_articles, of_ids
from whence.versions import wording as of_versions
from whence.web.addresses import VERSIONS, address
from whence.web.lists import CLAIMS, STATEMENTS
from whence.web.site import site_of
from whence.web.tables import Table

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_T = TypeVar("_T")
_NAMES = 200  # of an article's sources that a form offers
_ATTRIBUTED = ",".join(form.value for form in Form if form is not Form.own_voice)
_FACTS = 40  # of one sort that a reason shows at once


def there(found: _T | None) -> _T:
    """Return what was found, or answer that there is nothing."""
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/articles/{article}")
def article(request: Request, article: str) -> Response:
    """Show an article with its statements marked, and a card for each."""
    site = site_of(request)
    with site.case(request) as case:
        found = there(browse.article(case, article))
        names = [row.name for row in browse.sources(case, article=article, size=_NAMES).items]
        standing = about_articles(case, [article])
    decided = {card.id: of_ids(standing, card.id, card.whole) for card in found.cards} if standing else {}
    return site.page(
        request,
        "article.html",
        found=found,
        page=found.page,
        cards=_by_line(found),
        names=names,
        decided=decided | {article: of_ids(standing, article)},
        sourcing=_sourcing(found),
        v=of_versions,
    )


def _sourcing(found: ArticlePage) -> list[tuple[str, str]]:
    """How many of an article's statements have which kind of source, in words, each with its list."""
    counts = Counter(None if card.form is Form.own_voice else card.kind for card in found.cards)
    given = {"article": found.page.place.id}
    told = [
        (
            words.count(counts[kind], words.KIND_COUNTS[kind]),
            address("/statements", **given, kind=kind.value, form=_ATTRIBUTED if kind is SourceKind.none else ""),
        )
        for kind in words.KIND_COUNTS
        if counts[kind]
    ]
    own = words.count(counts[None], words.OWN_VOICE_COUNT)
    return [*told, (own, address("/statements", **given, form=Form.own_voice.value))] if counts[None] else told


def _by_line(found: ArticlePage) -> list[list[Card]]:
    """The cards of each line of the page, in the order of their marks."""
    cards = {card.mark: card for card in found.cards}
    lines: list[list[Card]] = []
    for line in found.page.lines:
        marks = sorted(mark for note in line.notes for mark in note.marks)
        lines.append([cards.pop(mark) for mark in marks if mark in cards])
    return lines


@router.get("/claims/{claim}")
def claim(request: Request, claim: str, page: Annotated[int, Query(ge=1, le=100_000)] = 1, was: str = "") -> Response:
    """Show a claim: its origins, how it travelled, its versions word by word, and the other side.

    An address with an id that the claim had before leads on to it; `was` is that id, so that the page says so.
    """
    site = site_of(request)
    shown = range(1 + (page - 1) * VERSIONS, 1 + page * VERSIONS)
    with site.case(request) as case:
        view = browse.claim(case, claim, compared=shown)
        if view is None:
            return _changed(case, claim)
        former = case.former(was)
        standing = about_articles(case, [place.id for place in view.articles])
        checks = case.checks(claim)
    return site.page(
        request,
        "claim_page.html",
        view=view,
        former=former if former and any(held.claim == claim for held in former.now) else None,
        checks=checks,
        rows=there(view.versions[shown.start - 1 : shown.stop - 1] or None),
        number=page,
        pages=-(-len(view.versions) // VERSIONS),
        standing=of_ids(standing, claim, *(version.id for version in view.versions)),
    )


def _changed(case: Case, claim: str) -> Response:
    """Lead on from an id that a claim had before; raises `SeveralNow` where it is several claims now."""
    former = one_now(case.former(claim))
    if former is None:
        raise HTTPException(404)
    return RedirectResponse(address("/claims", former.now[0].claim, was=former.id), status_code=307)


@router.get("/beside/{later}/{earlier}")
def beside(request: Request, later: str, earlier: str) -> Response:
    """Show two statements in their articles, with the words that both have joined."""
    site = site_of(request)
    with site.case(request) as case:
        found = there(browse.beside(case, later, earlier))
        denials = list(_denials(case, found.later.claim, found.earlier.claim))
    return site.page(request, "beside.html", found=found, denials=denials)


class _Denial(NamedTuple):
    """A denial between the claims of two statements: whether the earlier one's denies, and whether a person said so."""

    turned: bool
    by_hand: bool


def _denials(case: Case, later: str, earlier: str) -> Iterator[_Denial]:
    """Yield whether one of two claims, by their ids, "" for none, denies the other."""
    if later and earlier and later != earlier:
        by_hand = denials_by_hand(case)
        for claim in case.claims(later, earlier):
            denying = later if claim.id == earlier else earlier
            if denying in claim.denied_by:
                yield _Denial(turned=denying == earlier, by_hand=(claim.id, denying) in by_hand)


@router.get("/why/{finding:path}")
def why(request: Request, finding: str, all: str = "") -> Response:
    """Open a finding to what it rests on; `.json` behind it gives all of it as data.

    Long lists are cut where not all of them is asked for.
    """
    site = site_of(request)
    given = finding.removesuffix(".json")
    with site.case(request) as case:
        try:
            fact = explain(case, given, most=None if all or given != finding else _FACTS)
        except WhenceError as error:
            raise HTTPException(404) from error
        tracing = case.tracing()
    if given != finding:
        return JSONResponse(fact_json(fact))
    finding = fact.id if fact.key == "claim" and fact.id else given  # the claim may have had another id
    return site.page(request, "why.html", fact=fact, finding=finding, tracing=tracing)


@router.get("/sources/{source}")
def source(request: Request, source: str) -> Response:
    """Show a source: what it says, what it is said to have said, and what it is called."""
    site = site_of(request)
    with site.case(request) as case:
        found = there(browse.source(case, source))
        standing = about_articles(case, [naming.place.id for naming in found.namings])
    about = of_ids(standing, *(naming.id for naming in found.namings))
    tables = [(STATEMENTS, STATEMENTS.rows(found.statements.items)), (CLAIMS, CLAIMS.rows(found.claims.items))]
    return site.page(request, "source.html", found=found, standing=about, tables=tables, heads=_heads)


@router.get("/outlets/{outlet:path}")
def outlet(request: Request, outlet: str) -> Response:
    """Show an outlet: what it carries first here, whom it credits, who credits it."""
    site = site_of(request)
    with site.case(request) as case:
        found = there(browse.outlet(case, outlet))
    rows = CLAIMS.rows(found.first_here.items)
    return site.page(request, "outlet.html", found=found, table=CLAIMS, rows=rows, heads=_heads)


def _heads(table: Table) -> list[tuple[object, str, str]]:
    """The heads of a list that stands on another page: it is sorted on its own."""
    return [(column, "", "") for column in table.columns]
