"""The case file as a whole, for programs."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter
from starlette.responses import Response

from whence import browse
from whence.case import Case
from whence.case.integrity import CHECKS, troubles
from whence.export.contract import Json
from whence.web.api import models
from whence.web.api.answers import Opened, answer
from whence.web.api.version_models import Whole

__all__ = ["add_whole"]

_PLACES = 100  # of one check that are named
_COUNTS = (
    "articles",
    "captures",
    "histories",
    "not_read",
    "not_read_captures",
    "outlets",
    "statements",
    "sources",
    "claims",
    "several",
    "skipped",
)


def add_whole(router: APIRouter, opened: Opened) -> None:
    """Add the addresses that speak of the whole collection."""

    @router.get("/overview", response_model=models.Overview)
    def overview() -> Response:
        """How much the case file holds: each number is the length of a list, `articles` where each is listed once."""
        with opened() as case:
            whole = browse.overview(case)
            return answer({name: getattr(whole, name) for name in _COUNTS} | {"late": browse.late(case)})

    @router.get("/manifest", response_model=models.Manifest)
    def manifest() -> Response:
        """Versions, digests, inputs and counts."""
        with opened() as case:
            return answer(case.manifest())

    @router.get("/check", response_model=list[Whole])
    def check() -> Response:
        """Whether the case file is whole: the file, its references, its words and their places, its findings."""
        with opened() as case:
            return answer([_checked(case, name) for name in CHECKS])

    @router.get("/follows", response_model=list[models.Follow])
    def follows() -> Response:
        """Which outlets' statements follow which others', those of most steps first."""
        with opened() as case:
            return answer(browse.follows(case))

    @router.get("/timeline", response_model=list[models.Slot])
    def timeline() -> Response:
        """How much was published when."""
        with opened() as case:
            return answer(browse.timeline(case))


def _checked(case: Case, name: str) -> Json:
    found = [trouble.where for trouble in islice(troubles(case, name), _PLACES)]
    return {"check": name, "holds": not found, "found": found}
