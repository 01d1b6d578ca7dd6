"""Rows brought to where they are needed: columns of numbers cut by block, records sent to the blocks that ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.scale.engine import Table

__all__ = ["Columns", "cut", "gathered", "key_of", "of_kind", "put_together", "spread"]

Columns = tuple[NDArray[Any], ...]
"""Columns of numbers of one length."""


def key_of(text: str) -> int:
    """Return a number of 63 bits for a text, the same on every machine."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def spread(keys: Any, blocks: int) -> Any:
    """Return the blocks of keys whose lower 16 bits are places in an article; of a number, or of a column of them.

    Without the places, blocks would be as uneven as these: a power of two divides all that stands above them.
    """
    return ((keys >> 16) + (keys & 0xFFFF)) % blocks


def cut(block: NDArray[np.int64], columns: Columns) -> Iterator[tuple[int, Columns]]:
    """Yield the rows of some columns by the block of each, as columns: few large items travel faster."""
    if not len(block):
        return
    order = np.argsort(block, kind="stable")
    block = block[order]
    edges = np.flatnonzero(np.concatenate(([True], block[1:] != block[:-1], [True]))).tolist()
    for first, last in pairwise(edges):
        yield int(block[first]), tuple(column[order[first:last]] for column in columns)


def put_together(parts: Sequence[Columns], kinds: Sequence[Any]) -> Columns:
    """Return several columns end to end; `kinds` are their types, for where there are none."""
    if not parts:
        return tuple(np.zeros(0, dtype=kind) for kind in kinds)
    return tuple(np.concatenate([part[at] for part in parts]) for at in range(len(kinds)))


def gathered(wanted: Table[tuple[int, int]], held: Table[tuple[int, Any]], blocks: int) -> Table[tuple[int, Any]]:
    """Send records to the blocks that want them: rows of a block and the pair of a number and its record.

    `wanted` are rows of a block and the number of a record that it wants, perhaps more than once; `held` are records by
    number. A record travels once to each block that wants it.
    """

    def asks(rows: Iterator[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int | None, Any]]]:
        for block, number in sorted(set(rows)):
            yield number % blocks, (number, block, None)

    def has(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[int, int | None, Any]]]:
        for number, record in rows:
            yield number % blocks, (number, None, record)

    return wanted.over(asks).and_(held.over(has)).grouped().over(_sent)


def _sent(rows: Iterator[tuple[int, list[tuple[int, int | None, Any]]]]) -> Iterator[tuple[int, Any]]:
    for _, items in rows:
        askers: defaultdict[int, set[int]] = defaultdict(set)
        for number, block, _ in items:
            if block is not None:
                askers[number].add(block)
        for number, block, record in items:
            if block is None:
                for asker in sorted(askers.get(number, ())):
                    yield asker, (number, record)


def of_kind(items: Iterable[tuple[str, Any]], kind: str) -> list[Any]:
    """Return the items that are marked with a kind."""
    return [item for mark, item in items if mark == kind]
