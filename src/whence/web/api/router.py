"""The addresses below `/api`: lists, single records, and the case file as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from fastapi.params import Depends

from whence.web.api.answers import Opened
from whence.web.api.decide import add_deciding, add_log
from whence.web.api.exports import add_exports
from whence.web.api.lists import add_lists
from whence.web.api.others import add_others
from whence.web.api.problems import PROBLEMS, Route
from whence.web.api.reading import add_reading
from whence.web.api.singles import add_singles
from whence.web.api.versions import add_versions
from whence.web.api.whole import add_whole

__all__ = ["api_router"]


def api_router(opened: Opened, *, writing: Opened | None = None, guards: Sequence[Depends] = ()) -> APIRouter:
    """Return the addresses for programs.

    `opened` opens the case file for one question, at best as one snapshot; `writing` opens it for a change: without it,
    nothing can be changed. `guards` stand before whatever changes something.
    """
    router = APIRouter(prefix="/api", tags=["collection"], route_class=Route, responses=PROBLEMS)
    for add in (add_lists, add_singles, add_whole, add_others, add_versions, add_exports, add_log):
        add(router, opened)
    if writing is not None:
        changing = APIRouter(route_class=Route, dependencies=list(guards))
        add_deciding(changing, writing)
        add_reading(changing)  # it changes nothing, and is guarded as it keeps a processor busy
        router.include_router(changing)
    return router
