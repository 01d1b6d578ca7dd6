"""The screen of pictures that several articles show, and a small copy of each."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from whence.pictures import wording
from whence.pictures.records import Difference, Group
from whence.pictures.showing import embedded_said, name_of, place_of, standing, words_of
from whence.records import Article
from whence.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/pictures")
def pictures(request: Request) -> Response:
    """Show each picture that stands in several places, with what is said of it there."""
    site = site_of(request)
    with site.case(request) as case:
        groups = case.picture_groups()
        wanted = {article for group in groups for article in group.articles}
        articles = {article.id: article for article in case.articles() if article.id in wanted} if wanted else {}

    return site.page(
        request,
        "pictures.html",
        groups=[_whole(group) for group in groups],
        articles=articles,
        said=wording,
        pairs=lambda group: _pairs(group, articles),
        standing=standing,
        place_of=place_of,
        words_of=words_of,
        embedded_said=embedded_said,
    )


@router.get("/pictures/{picture}")
def preview(request: Request, picture: str) -> Response:
    """Return a small copy of a picture."""
    with site_of(request).case(request) as case:
        found = case.picture_preview(picture)
    if found is None:
        raise HTTPException(404)
    return Response(found, media_type="image/jpeg")


def _pairs(group: Group, articles: Mapping[str, Article]) -> list[tuple[str, str, list[Difference]]]:
    """Return what each two places say differently, with what they are called."""
    found: dict[tuple[str, str], list[Difference]] = {}
    for one in group.differences:
        found.setdefault((one.a, one.b), []).append(one)
    return [(name_of(group, a, articles), name_of(group, b, articles), own) for (a, b), own in found.items()]


def _whole(group: Group) -> Group:
    """Return a group without the differences of pictures that are no longer in it."""
    there = {shown.picture.id for shown in group.shown}
    kept = tuple(one for one in group.differences if one.a in there and one.b in there)
    return Group(id=group.id, shown=group.shown, differences=kept)
