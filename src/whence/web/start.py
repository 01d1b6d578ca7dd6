"""The first page: what to put in, and what is in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from whence.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(request: Request) -> Response:
    """Show the ways to put articles in."""
    site = site_of(request)
    with site.case(request) as case:
        ((articles,),) = case.rows("SELECT count(*) FROM article")
    others = request.app.state.others.names() if site.door.token is None else None
    return site.page(request, "start.html", articles=articles, jobs=site.jobs.all(limit=1), others=others)
