"""Versions of articles for programs: as `whence versions --json` prints them, and two of them compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from whence import browse
from whence.browse import Listing
from whence.browse.version_view import choice
from whence.case import Case
from whence.errors import WrongUse
from whence.export.contract import Json
from whence.records import Reading
from whence.versions.as_json import difference_json, head_json, history_json
from whence.versions.grouping import History
from whence.versions.rows import change_rows
from whence.versions.stored import history_of, stored_histories
from whence.web.api import models, sheets
from whence.web.api.answers import Opened, answer, paged
from whence.web.api.asking import ComparedAsked, HistoriesAsked, VersionsAsked
from whence.web.api.problems import nothing
from whence.web.api.version_models import Compared, Versions

__all__ = ["add_versions", "changes_sheet", "compared_json"]

_T = TypeVar("_T")
_Id = Annotated[str, Path(max_length=200)]
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


def add_versions(router: APIRouter, opened: Opened) -> None:
    """Add the addresses of articles that have several versions."""

    @router.get("/versions", response_model=models.Page[Versions])
    def versions(asked: Annotated[VersionsAsked, Query()]) -> Response:
        """The articles that have several versions, by address, with what changed from each to the next."""
        with opened() as case:
            listing = Listing.of(_histories(case, asked.article), page=asked.page, size=asked.size)
            return paged(listing, [_json(case, history) for history in listing.items])

    @router.get("/versions.csv", response_class=Response, responses=_CSV)
    def sheet(asked: Annotated[HistoriesAsked, Query()]) -> Response:
        """The articles that have several versions as a sheet, with how many these are, and in how many texts."""
        with opened() as case:
            return sheets.HISTORIES.of(browse.histories(case, **asked.given()))

    @router.get("/versions/{id}", response_model=Compared)
    def compared(id: _Id, asked: Annotated[ComparedAsked, Query()]) -> Response:
        """The versions of an article, by the id of any of them, and what changed between them."""
        with opened() as case:
            return answer(_there(compared_json(case, id, **asked.given())))

    @router.get("/versions/{id}/changes.csv", response_class=Response, responses=_CSV)
    def changes(id: _Id, asked: Annotated[ComparedAsked, Query()]) -> Response:
        """What changed between an article's versions as a sheet, a row a change."""
        with opened() as case:
            return _there(changes_sheet(case, id, **asked.given()))


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


# --- two versions compared ------------------------------------------------------------------------------------------


def compared_json(case: Case, id: str, *, before: int = 0, after: int = 0, page: int = 1) -> Json | None:
    """Return what `browse.history` shows, with the words' places; None where there is nothing of the kind."""
    chosen = choice(case, id, before=before, after=after, page=page)
    if chosen is None:
        return None
    readings = _readings(case, chosen.ids)
    return {
        "address": chosen.address,
        "versions": [head_json(reading.article) for reading in readings.values()],
        "changes": [difference_json(readings[a], readings[b]) for a, b in chosen.pairs],
        "total": chosen.of,
        "page": page,
        "pages": chosen.pages,
    }


def changes_sheet(case: Case, id: str, *, before: int = 0, after: int = 0, page: int = 1) -> Response | None:
    """Return the changes that `browse.history` shows as a sheet; None where there is nothing of the kind."""
    chosen = choice(case, id, before=before, after=after, page=page)
    if chosen is None:
        return None
    readings = _readings(case, chosen.ids)
    rows = [row for a, b in chosen.pairs for row in change_rows(readings[a], readings[b])]
    return sheets.CHANGES.of(Listing.of(rows, page=1, size=max(1, len(rows))), name="changes")


def _readings(case: Case, ids: Mapping[int, str]) -> dict[int, Reading]:
    found = {number: case.reading(id) for number, id in ids.items()}
    return {number: reading for number, reading in found.items() if reading is not None}


def _there(found: _T | None) -> _T:
    """Return what was found, or say that there is nothing."""
    if found is None:
        raise nothing()
    return found
