"""JSON written piece by piece, so that no collection is ever whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

__all__ = ["joined"]


def joined(items: Iterable[object]) -> Iterator[bytes]:
    """Yield the items of a list without its brackets, each on a line of its own."""
    before = b"\n"
    for item in items:
        yield before + msgspec.json.encode(item)
        before = b",\n"
