"""Cheap signs of dear patterns: a pattern of many alternatives is tried only where a text holds one of its words."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["holds"]


def holds(text: str, signs: Iterable[str]) -> bool:
    """Whether any of the signs stands in the text, as it is written.

    A search for a fixed string costs a hundredth of one for a pattern, and less than a loop's own step.

    >>> holds("declined to comment", ("refus", "declin"))
    True
    """
    for sign in signs:  # noqa: SIM110  -- a generator would cost more than the searches
        if sign in text:
            return True
    return False
