"""The screens of articles that were captured several times: their list, and what changed between their versions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from whence import browse
from whence.versions import wording as of_versions
from whence.web import wording
from whence.web.addresses import address
from whence.web.api import sheets
from whence.web.api.answers import answer
from whence.web.api.versions import changes_sheet, compared_json
from whence.web.lists import clock, named, number, outlet_cell
from whence.web.pages import there
from whence.web.site import site_of
from whence.web.tables import Cell, Column, Table, add_routes

__all__ = ["VERSIONS", "router"]

router = APIRouter(include_in_schema=False)
_Number = Annotated[int, Query(ge=0, le=1_000_000)]
_Page = Annotated[int, Query(ge=1, le=1_000_000)]

VERSIONS = Table(
    path="/versions",
    title=wording.VERSIONS_OF_ARTICLES,
    lede=wording.VERSIONS_LEDE,
    none_yet=wording.NO_HISTORIES,
    none_to=(("/articles", wording.ARTICLES),),
    counted=wording.CAPTURED_COUNT,
    ask=browse.histories,
    sheet=sheets.HISTORIES,
    words=wording.IN_ARTICLES,
    named=named,
    filters={"outlet": wording.OUTLET},
    columns=(
        Column(key="title", head=wording.HEADLINE,
               cell=lambda r: Cell(text=r.place.title, to=address("/versions", r.place.id), more=r.address)),
        Column(key="outlet", head=wording.OUTLET, cell=lambda r: outlet_cell(r.place)),
        Column(key="captures", head=wording.CAPTURES, number=True,
               cell=lambda r: number(r.captures, "/articles", version_of=r.place.id)),
        Column(key="texts", head=wording.TEXTS, number=True, cell=lambda r: Cell(text=str(r.texts), value=r.texts)),
        Column(key="first", head=wording.FIRST, cell=lambda r: Cell(text=clock(r.first), value=r.first.key)),
        Column(key="last", head=wording.LAST, cell=lambda r: Cell(text=clock(r.last), value=r.last.key)),
    ),
)  # fmt: skip
add_routes(router, VERSIONS)


@router.get("/versions/{article}.json")
def as_json(request: Request, article: str, before: _Number = 0, after: _Number = 0, page: _Page = 1) -> Response:
    """Give what the page shows, with the places of the words."""
    with site_of(request).case() as case:
        return answer(there(compared_json(case, article, before=before, after=after, page=page)))


@router.get("/versions/{article}.csv")
def as_csv(request: Request, article: str, before: _Number = 0, after: _Number = 0, page: _Page = 1) -> Response:
    """Give what the page shows as a sheet, a row a change."""
    with site_of(request).case() as case:
        return there(changes_sheet(case, article, before=before, after=after, page=page))


@router.get("/versions/{article}")
def versions(request: Request, article: str, before: _Number = 0, after: _Number = 0, page: _Page = 1) -> Response:
    """Show an article's versions, and what changed from one to the next or between two, word by word."""
    site = site_of(request)
    with site.case(request) as case:
        found = there(browse.history(case, article, before=before, after=after, page=page))
    there(found.compared or None)
    asked = {"before": before or "", "after": after or ""}
    data = [
        (kind, address("/versions", f"{article}.{kind.lower()}", **asked, page=page if page > 1 else ""))
        for kind in ("JSON", "CSV")
    ]
    return site.page(
        request, "versions.html", found=found, article=article, v=of_versions, data=data, two=bool(before or after)
    )
