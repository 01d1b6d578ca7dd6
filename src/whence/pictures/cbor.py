"""CBOR to Python's own values, as much of it as content credentials use (RFC 8949); tags are passed over."""

from __future__ import annotations

import struct
from typing import Any

__all__ = ["Broken", "load"]

_DEPTH = 64
_ITEMS = 200_000


class Broken(ValueError):
    """Bytes that are no CBOR."""


def load(data: bytes) -> Any:
    """Return the first value of some bytes.

    Raises `Broken` for bytes that are no CBOR.
    """
    try:
        return _Reader(data).value()
    except (IndexError, struct.error, UnicodeDecodeError, TypeError, RecursionError) as error:
        raise Broken(str(error)) from error


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._items = 0

    def value(self, depth: int = 0) -> Any:
        self._items += 1
        if depth > _DEPTH or self._items > _ITEMS:
            raise Broken
        first = self._data[self._at]
        self._at += 1
        kind, small = first >> 5, first & 31
        if kind == 7:
            return self._simple(small)
        count = self._count(small)
        if kind in (2, 3):
            return self._text(kind, count, depth)
        if kind == 4:
            return self._list(count, depth)
        if kind == 5:
            return self._map(count, depth)
        if count is None:
            raise Broken
        return self.value(depth + 1) if kind == 6 else count if kind == 0 else -1 - count

    def _count(self, small: int) -> int | None:
        """Return the number that follows a head; None for a length that is not given."""
        if small < 24:
            return small
        if small == 31:
            return None
        if small > 27:
            raise Broken
        size = 1 << (small - 24)
        return int.from_bytes(self._take(size), "big")

    def _take(self, size: int) -> bytes:
        part = self._data[self._at : self._at + size]
        if len(part) < size:
            raise Broken
        self._at += size
        return part

    def _text(self, kind: int, count: int | None, depth: int) -> bytes | str:
        if count is not None:
            part = self._take(count)
            return part.decode() if kind == 3 else part
        parts = []
        while not self._ends():
            parts.append(self.value(depth + 1))
        return "".join(parts) if kind == 3 else b"".join(parts)

    def _list(self, count: int | None, depth: int) -> list[Any]:
        found: list[Any] = []
        while len(found) < count if count is not None else not self._ends():
            found.append(self.value(depth + 1))
        return found

    def _map(self, count: int | None, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        left = count
        while left if left is not None else not self._ends():
            key = self.value(depth + 1)
            found[key if isinstance(key, str | int | bytes) else str(key)] = self.value(depth + 1)
            left = left - 1 if left is not None else None
        return found

    def _ends(self) -> bool:
        ends = self._data[self._at] == 0xFF
        self._at += ends
        return ends

    def _simple(self, small: int) -> Any:
        if small in (25, 26, 27):
            size = 1 << (small - 24)
            return struct.unpack({2: ">e", 4: ">f", 8: ">d"}[size], self._take(size))[0]
        if small == 24:
            self._take(1)
        return {20: False, 21: True}.get(small)
