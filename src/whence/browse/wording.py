"""The words of lists: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["no_order", "no_version", "no_versions"]


def no_order(given: str, known: Iterable[str]) -> str:
    """Say which orders a list has."""
    return f"there is no order {given[:60]!r}; there are {', '.join(known)}"


def no_versions(given: str) -> str:
    """Say which versions of articles can be listed."""
    return f"there are no versions {given[:60]!r} to list; latest lists each article once, nothing lists all"


def no_version(given: int, of: int) -> str:
    """Say which two versions can be compared."""
    return f"version {given} cannot be compared: give two different numbers from 1 to {of}"
