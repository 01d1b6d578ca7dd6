"""Chosen claims as one file, to print, to keep and to hand on: the file that `whence report` makes."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from whence import browse, words
from whence.errors import WrongUse
from whence.report.dossier import dossier
from whence.web import wording
from whence.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_MOST = 200  # claims to choose among, and to choose


@router.get("/dossier")
def choose(request: Request, claim: Annotated[list[str] | None, Query()] = None) -> Response:
    """Show the claims of several articles to choose from."""
    site = site_of(request)
    chosen = set(claim or ())
    with site.case() as case:
        listing = browse.claims(case, side="several", size=_MOST)
        others = [view for given in sorted(chosen) if (view := browse.claim(case, given)) is not None]
    shown = {row.id for row in listing.items}
    further = [(view.id, view.wording, len(view.articles)) for view in others if view.id not in shown]
    rows = [*further, *((row.id, row.wording, row.articles) for row in listing.items)]
    return site.page(request, "choose.html", rows=rows, chosen=chosen, total=listing.total)


@router.get("/dossier.html")
def made(
    request: Request, claim: Annotated[list[str] | None, Query()] = None, *, title: str = "", save: str = ""
) -> Response:
    """Return the file; its own style is the only one that it may use, and it runs no script."""
    site = site_of(request)
    if len(claim or ()) > _MOST:
        raise WrongUse(wording.too_many_claims(_MOST))
    with site.case() as case:
        readings, trace, tracing = list(case.readings()), case.trace(), case.tracing()
        manifest, skipped, owners = case.manifest(), case.skipped(), case.owners()
    if trace is None or not trace.claims:
        raise WrongUse(wording.NOT_TRACED_YET)
    notice = words.stale(tracing.articles, len(readings)) if tracing and not tracing.current else ""
    page = dossier(
        readings, trace, manifest, claims=claim or (), title=title[:200], skipped=skipped, owners=owners, notice=notice
    )
    headers = {"Content-Security-Policy": _policy(page)}
    if save:
        headers["Content-Disposition"] = 'attachment; filename="dossier.html"'
    return HTMLResponse(page.encode("utf-8", "replace"), headers=headers)


def _policy(page: str) -> str:
    """Return a policy under which a page has its one style sheet, known by its digest, and nothing else."""
    found = _STYLE.search(page)
    digest = hashlib.sha256((found[1] if found else "").encode()).digest()
    style = f"'sha256-{base64.b64encode(digest).decode()}'"
    return f"default-src 'none'; style-src {style}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
