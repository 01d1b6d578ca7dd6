"""The words of lists: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["no_order"]


def no_order(given: str, known: Iterable[str]) -> str:
    """Say which orders a list has."""
    return f"there is no order {given[:60]!r}; there are {', '.join(known)}"
