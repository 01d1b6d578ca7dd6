"""The case file as a whole, for programs."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from whence import browse
from whence.web.api import models
from whence.web.api.answers import Opened, answer

__all__ = ["add_whole"]

_COUNTS = ("articles", "outlets", "statements", "sources", "claims", "several", "skipped")


def add_whole(router: APIRouter, opened: Opened) -> None:
    """Add the addresses that speak of the whole collection."""

    @router.get("/overview", response_model=models.Overview)
    def overview() -> Response:
        """How much the case file holds: each number is the length of the list of that name."""
        with opened() as case:
            whole = browse.overview(case)
            return answer({name: getattr(whole, name) for name in _COUNTS} | {"late": browse.late(case)})

    @router.get("/manifest", response_model=models.Manifest)
    def manifest() -> Response:
        """Versions, digests, inputs and counts."""
        with opened() as case:
            return answer(case.manifest())

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
