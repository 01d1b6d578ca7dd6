"""Versions of articles for programs, as `whence versions --json` prints them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from whence.browse import Listing
from whence.case import Case
from whence.errors import WrongUse
from whence.export.contract import Json
from whence.versions.as_json import history_json
from whence.versions.grouping import History
from whence.versions.stored import history_of, stored_histories
from whence.web.api import models
from whence.web.api.answers import Opened, paged
from whence.web.api.asking import VersionsAsked
from whence.web.api.version_models import Versions

__all__ = ["add_versions"]


def add_versions(router: APIRouter, opened: Opened) -> None:
    """Add the address of articles that have several versions."""

    @router.get("/versions", response_model=models.Page[Versions])
    def versions(asked: Annotated[VersionsAsked, Query()]) -> Response:
        """The articles that have several versions, by address, with what changed from each to the next."""
        with opened() as case:
            listing = Listing.of(_histories(case, asked.article), page=asked.page, size=asked.size)
            return paged(listing, [_json(case, history) for history in listing.items])


def _histories(case: Case, article: str) -> list[History]:
    if not article:
        return list(stored_histories(case))
    try:
        return [history_of(case, article)]
    except WrongUse:  # it has one version only, or is not there
        return []


def _json(case: Case, history: History) -> Json:
    readings = (case.reading(article.id) for article in history.articles)
    return history_json(history, [reading for reading in readings if reading is not None])
