"""The addresses below `/api`: lists, single records, and the case file as a whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from fastapi import APIRouter

from whence.case import Case
from whence.web.api.lists import add_lists
from whence.web.api.problems import PROBLEMS, Route
from whence.web.api.singles import add_singles
from whence.web.api.whole import add_whole

__all__ = ["api_router"]


def api_router(opened: Callable[[], AbstractContextManager[Case]]) -> APIRouter:
    """Return the addresses for programs; `opened` opens the case file for one question, at best as one snapshot."""
    router = APIRouter(prefix="/api", tags=["collection"], route_class=Route, responses=PROBLEMS)
    for add in (add_lists, add_singles, add_whole):
        add(router, opened)
    return router
