"""JSON written piece by piece, so that no collection is ever whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

__all__ = ["joined"]


def joined(items: Iterable[object], *, between: bytes = b",\n") -> Iterator[bytes]:
    """Yield the items of a list without its brackets: each on a line of its own, or with other signs `between`."""
    before = between[1:]
    for item in items:
        yield before + msgspec.json.encode(item)
        before = between
