"""What others say of the collection, for programs: published checks beside claims, and pictures that articles share."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from whence.browse import Listing
from whence.case import Case
from whence.export.contract import Json
from whence.match.printing import check_json
from whence.pictures.records import Group
from whence.pictures.showing import group_json
from whence.web.api import models
from whence.web.api.answers import Opened, answer, paged
from whence.web.api.asking import ChecksAsked, PicturesAsked
from whence.web.api.former import CHANGED, SEVERAL, changed
from whence.web.api.problems import nothing

__all__ = ["add_others"]

_Id = Annotated[str, Path(max_length=200)]
_JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}}}


def add_others(router: APIRouter, opened: Opened) -> None:
    """Add the addresses of published checks and of pictures."""

    @router.get("/checks", response_model=models.Page[models.CheckOfClaim], responses=SEVERAL)
    def checks(asked: Annotated[ChecksAsked, Query()]) -> Response:
        """The published checks that speak of claims, by claim, the surest first; a rating is its publisher's own."""
        with opened() as case:
            found = case.checks(*([case.claim_now(asked.claim)] if asked.claim else ()))
        listing = Listing.of(found, page=asked.page, size=asked.size)
        return paged(listing, [{"claim": one.claim, **check_json(one)} for one in listing.items])

    @router.get("/claims/{id}/checks", response_model=list[models.Check], responses=CHANGED)
    def checks_of_claim(id: _Id) -> Response:
        """The published checks that speak of a claim, the surest first; a rating is its publisher's own."""
        with opened() as case:
            if next(case.claims(id), None) is None:
                return changed(case, id, "checks")
            return answer([check_json(one) for one in case.checks(id)])

    @router.get("/pictures", response_model=models.Page[models.PictureGroup])
    def pictures(asked: Annotated[PicturesAsked, Query()]) -> Response:
        """Pictures that stand in several places, each with what is said of it there, those in most places first."""
        with opened() as case:
            groups = [one for one in case.picture_groups() if not asked.article or asked.article in one.articles]
            listing = Listing.of(groups, page=asked.page, size=asked.size)
            return paged(listing, _groups(case, listing.items))

    @router.get("/pictures/{id}/preview", response_class=Response, responses=_JPEG)
    def preview(id: _Id) -> Response:
        """A small copy of a picture."""
        with opened() as case:
            found = case.picture_preview(id)
        if found is None:
            raise nothing()
        return Response(found, media_type="image/jpeg")


def _groups(case: Case, groups: tuple[Group, ...]) -> list[Json]:
    wanted = {article for group in groups for article in group.articles}
    articles = {article.id: article for article in case.articles() if article.id in wanted} if wanted else {}
    return [group_json(group, articles) for group in groups]
