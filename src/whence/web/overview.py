"""The overview: what there is, when it was published, who follows whom, and the claims that most articles carry."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from whence import browse
from whence.web.charts import bars_of, map_of
from whence.web.lists import CLAIMS, FOLLOWS
from whence.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_CLAIMS, _PAIRS = 12, 25


@router.get("/overview")
def overview(request: Request) -> Response:
    """Show the collection as a whole."""
    site = site_of(request)
    with site.case(request) as case:
        whole = browse.overview(case)
        slots = browse.timeline(case)
        follows = browse.follows(case)
        claims = browse.claims(case, size=_CLAIMS)
    return site.page(
        request,
        "overview.html",
        whole=whole,
        bars=bars_of(slots),
        chart=map_of(follows),
        follows=len(follows),
        pairs=FOLLOWS,
        pair_rows=[[column.cell(row) for column in FOLLOWS.columns] for row in follows[:_PAIRS]],
        pair_heads=[(column, "", "") for column in FOLLOWS.columns],
        sides=claims.facets.get("side", ()),
        claims=claims,
        table=CLAIMS,
        rows=[[column.cell(row) for column in CLAIMS.columns] for row in claims.items],
        heads=[(column, "", "") for column in CLAIMS.columns],
    )
