"""The same quotation in several articles, by a join on fingerprints: `whence.link.quotations` in many parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from whence.link.quotations import codes_of, linked_owners, shares_enough
from whence.link.quoted import quoted_words
from whence.scale.blocks import Columns, cut, put_together
from whence.scale.engine import Engine, Table
from whence.scale.pairs import UNIT_BITS
from whence.scale.placing import units_in

__all__ = ["alike"]

_PRINTS = (np.uint64, np.int64, np.int64)
_PAIRS = (np.int64, np.int64, np.int64, np.int64)


def alike(articles: Table[tuple[int, tuple[int, bytes]]], engine: Engine) -> Table[tuple[int, tuple[int, int]]]:
    """Return the pairs of quotations that are worth comparing: the lesser one's article, and both statements' keys."""
    blocks = engine.blocks

    def printed(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, Columns]]:
        parts: list[Columns] = []
        for number, _, units in units_in(rows):
            for at, unit in enumerate(units):
                codes = codes_of(quoted_words(unit))
                parts.append((codes, np.full(len(codes), number << UNIT_BITS | at), np.full(len(codes), len(codes))))
        columns = put_together(parts, _PRINTS)
        yield from cut((columns[0] % np.uint64(blocks)).astype(np.int64), columns)

    def linked(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, Columns]]:
        for _, parts in rows:
            yield from _linked(put_together(parts, _PRINTS), blocks)

    return articles.over(printed).grouped().over(linked).grouped().over(_enough)


def _linked(columns: Columns, blocks: int) -> Iterator[tuple[int, Columns]]:
    codes, owners, own = columns
    order = np.lexsort((owners, codes))
    codes, owners = codes[order], owners[order]
    known, first = np.unique(columns[1], return_index=True)
    counts = own[first]
    one, two = linked_owners(codes, owners)
    links = one, two, counts[np.searchsorted(known, one)], counts[np.searchsorted(known, two)]
    yield from cut((one >> UNIT_BITS) % blocks, links)


def _enough(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, tuple[int, int]]]:
    for _, parts in rows:
        one, two, own_one, own_two = put_together(parts, _PAIRS)
        order = np.lexsort((two, one))
        one, two, own_one, own_two = (column[order] for column in (one, two, own_one, own_two))
        new = np.ones(len(one), dtype=np.bool_)
        new[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
        heads = np.flatnonzero(new)
        shared = np.diff(np.append(heads, len(one)))
        kept = heads[shares_enough(shared, own_one[heads], own_two[heads])]
        found: list[Any] = list(zip(one[kept].tolist(), two[kept].tolist(), strict=True))
        yield from ((pair[0] >> UNIT_BITS, pair) for pair in found)
