"""Sources by number: each by its article's and its place there, and nodes that stand for what several have in common.

Two sources that have a name in common are joined to a node for the name, not to each other: so no name costs more than
its bearers, however many these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from whence.records import Reading
from whence.scale.blocks import Columns, key_of

__all__ = ["Edges", "article_of", "block_of", "hub", "is_source", "key_of_source", "keys_of", "packed", "unpacked"]

_PLACE_BITS = 16
_HUB = 1 << 62
_JOINED = "\x1f"


def key_of_source(number: int, place: int) -> int:
    """Return the number of a source: of its article's number and its place there."""
    return number << _PLACE_BITS | place


def keys_of(number: int, reading: Reading) -> dict[str, int]:
    """Return the numbers of an article's sources by their ids."""
    return {source.id: key_of_source(number, place) for place, source in enumerate(reading.sources)}


def article_of(key: int) -> int:
    """Return the number of a source's article."""
    return key >> _PLACE_BITS


def is_source(node: int) -> bool:
    """Whether a node is a source, and does not stand for what several have in common."""
    return node < _HUB


def hub(kind: str, words: Iterable[str]) -> int:
    """Return the node for what sources have in common: greater than all sources."""
    return _HUB | key_of(_JOINED.join((kind, *words))) >> 1


def block_of(kind: str, words: Iterable[str], blocks: int) -> int:
    """Return the part in which what concerns some words is brought together."""
    return key_of(_JOINED.join((kind, *words))) % blocks


def packed(keys: Sequence[int]) -> bytes:
    """Return numbers as bytes, eight each."""
    return np.array(keys, dtype="<i8").tobytes()


def unpacked(*parts: bytes) -> NDArray[np.int64]:
    """Return the numbers of some bytes, end to end."""
    return np.frombuffer(b"".join(parts), dtype="<i8").astype(np.int64)


class Edges:
    """Pairs of nodes that hang together."""

    def __init__(self) -> None:
        self._one: list[NDArray[np.int64]] = []
        self._two: list[NDArray[np.int64]] = []
        self._single: list[tuple[int, int]] = []

    def join(self, one: int, two: int) -> None:
        """Join two nodes."""
        self._single.append((one, two))

    def join_all(self, some: NDArray[np.int64], two: int) -> None:
        """Join some nodes to another."""
        self.join_each(some, np.full(len(some), two, dtype=np.int64))

    def join_each(self, one: NDArray[np.int64], two: NDArray[np.int64]) -> None:
        """Join each of some nodes to another."""
        self._one.append(one)
        self._two.append(two)

    def columns(self) -> Iterator[Columns]:
        """Yield the pairs as two columns, if there are any."""
        single = np.array(self._single, dtype=np.int64).reshape(-1, 2)
        one, two = np.concatenate([*self._one, single[:, 0]]), np.concatenate([*self._two, single[:, 1]])
        if len(one):
            yield one, two
