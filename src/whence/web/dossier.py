"""Chosen claims as one file, to print, to keep and to hand on: the file that `whence report` makes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from whence import browse, words
from whence.case import Case
from whence.errors import WrongUse
from whence.records import Trace
from whence.report.dossier import dossier, made_of
from whence.web import wording
from whence.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_MOST = 200  # claims to choose among, and to choose
_WHOLE = 20_000  # statements of a collection that is shown as a whole


@router.get("/dossier")
def choose(request: Request, claim: Annotated[list[str] | None, Query()] = None) -> Response:
    """Show the claims of several articles to choose from."""
    site = site_of(request)
    with site.case(request) as case:
        chosen = set(_now(case, claim or ())[0])
        listing = browse.claims(case, side="several", size=_MOST)
        claims = browse.overview(case).claims
        others = [view for given in sorted(chosen) if (view := browse.claim(case, given)) is not None]
    shown = {row.id for row in listing.items}
    further = [(view.id, view.wording, len(view.articles)) for view in others if view.id not in shown]
    rows = [*further, *((row.id, row.wording, row.articles) for row in listing.items)]
    return site.page(request, "choose.html", rows=rows, chosen=chosen, total=listing.total, claims=claims)


@router.get("/dossier.html")
def made(
    request: Request, claim: Annotated[list[str] | None, Query()] = None, *, title: str = "", save: str = ""
) -> Response:
    """Return the file; its own style is the only one that it may use, and it runs no script."""
    site = site_of(request)
    if len(claim or ()) > _MOST:
        raise WrongUse(wording.too_many_claims(_MOST))
    with site.case() as case:
        page = _page(case, claim or (), title[:200])
    headers = {"Content-Security-Policy": _policy(page)}
    if save:
        headers["Content-Disposition"] = 'attachment; filename="dossier.html"'
    return HTMLResponse(page.encode("utf-8", "replace"), headers=headers)


def _page(case: Case, claims: Sequence[str], title: str) -> str:
    """The file of chosen claims, of which no more is read than it shows; of all where none is chosen.

    Raises `WrongUse` where the collection has no claims, or more than a page is made of.
    """
    whole, tracing = browse.overview(case), case.tracing()
    claims, changed = _now(case, claims)
    if tracing is None:
        raise WrongUse(wording.NOT_TRACED_YET)
    if not whole.claims:
        raise WrongUse(wording.NO_STATEMENTS)
    if not claims and whole.statements > _WHOLE:
        raise WrongUse(wording.too_many_statements(_WHOLE))
    stale = "" if tracing.current else words.stale(tracing.articles, whole.articles)
    shown: dict[str, Any] = {
        "title": title,
        "skipped": case.skipped(),
        "notice": " ".join(filter(None, (stale, wording.CLAIMS_CHANGED if changed else ""))),
        "checks": case.checks(*claims),
    }
    if claims:
        return made_of(browse.chosen_claims(case, claims), case.manifest(), **shown)
    trace = case.trace() or Trace()
    return dossier(list(case.readings()), trace, case.manifest(), owners=case.owners(), **shown)


def _now(case: Case, claims: Sequence[str]) -> tuple[list[str], bool]:
    """Return the claims of some addresses, and whether one had another id when its address was made."""
    former = {claim: found for claim in claims if (found := case.former(claim)) is not None}
    now = [[held.claim for held in former[claim].now] if claim in former else [claim] for claim in claims]
    return list(dict.fromkeys(id for ids in now for id in ids)), bool(former)


def _policy(page: str) -> str:
    """Return a policy under which a page has its one style sheet, known by its digest, and nothing else."""
    found = _STYLE.search(page)
    digest = hashlib.sha256((found[1] if found else "").encode()).digest()
    style = f"'sha256-{base64.b64encode(digest).decode()}'"
    return f"default-src 'none'; style-src {style}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
