"""A claim that a user names by an id that a former trace gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.case.former import one_now

if TYPE_CHECKING:
    from whence.case import Case
    from whence.case.former import Former

__all__ = ["moved"]


def moved(case: Case, given: str) -> Former | None:
    """Return the former claim that is meant, whose statements are in one claim now; None where none is meant.

    Raises `SeveralNow` where they are in several.
    """
    return one_now(case.former(given))
