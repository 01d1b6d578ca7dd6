"""Ids of claims that former traces gave out: readers are led on to where the statements are now."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from whence.case.former import Former, SeveralNow
from whence.web.addresses import address
from whence.web.api.answers import several
from whence.web.site import site_of

__all__ = ["several_now"]


def several_now(request: Request, error: Exception) -> Response:
    """List the claims that the statements of a former one are in now, where an address names that one.

    Each leads to what was asked for, of that claim: its page, or a list.
    """
    assert isinstance(error, SeveralNow)
    former, site = error.former, site_of(request)
    if request.url.path.endswith((".json", ".csv")):
        return several(former)
    with site.case(request) as case:
        now = {found.id: found for found in case.claims(*(held.claim for held in former.now))}
    found = [(held, now[held.claim], _there(request, former, held.claim)) for held in former.now if held.claim in now]
    return site.page(request, "former.html", status=300, former=former, found=found)


def _there(request: Request, former: Former, claim: str) -> str:
    page, path, asked = address("/claims", claim, was=former.id), request.url.path, request.url.query
    if former.id in asked:
        return f"{path}?{asked.replace(former.id, claim)}"
    beside = path.partition(f"{former.id}/")[2]  # what stands behind the id in a path
    return f"{address('/claims', claim)}/{beside}" + (f"?{asked}" if asked else "") if beside else page
