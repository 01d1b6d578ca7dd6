"""Which block each article is compared in: those that share most share theirs, and blocks are of one size.

    nearest articles ─closest first─▶ groups no larger than a block ─largest first─▶ the emptiest block

What is compared of an article travels to every block whose articles have it in their stories: the fewer these are, the
less is sent, unpacked and held. Groups are joined as Kruskal's algorithm joins a spanning forest, but never beyond a
block's size (capped single linkage), and packed as Graham's LPT rule packs jobs.

Notes: Kruskal, Proc. AMS 7 (1956); Graham, SIAM J. Appl. Math. 17 (1969).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.scale.blocks import Columns, put_together
from whence.scale.components import root
from whence.scale.engine import Engine, Shared, Table
from whence.scale.stories import Near

__all__ = ["grouped_by_nearness", "packed", "story_blocks"]

NEAREST = 4
"""Neighbours of an article that say which block is its: a row of twelve bytes each, all of them in one place."""

_EDGES = (np.int32, np.int32, np.float32)
Ints = NDArray[np.int64]


def story_blocks(stories: Table[tuple[int, Near]], count: int, engine: Engine) -> Shared[Ints]:
    """Hand every worker the block of each of `count` articles, by their numbers; those without a story have some.

    `stories` are, by article, those nearest to it, the nearest first behind itself.
    """

    def edges(rows: Iterator[tuple[int, Near]]) -> Iterator[Columns]:
        found = [_edges(number, *own) for number, own in rows]
        yield put_together(found, _EDGES)

    one, two, shared = put_together(stories.over(edges).rows(), _EDGES)
    groups = grouped_by_nearness(one, two, shared, count, most=-(-count // engine.blocks))
    return engine.shared(packed(groups, engine.blocks))


def _edges(number: int, near: NDArray[Any], shared: NDArray[Any]) -> Columns:
    some = near[1 : NEAREST + 1].astype(np.int32)
    return np.full(len(some), number, dtype=np.int32), some, shared[1 : NEAREST + 1].astype(np.float32)


def grouped_by_nearness(one: NDArray[Any], two: NDArray[Any], shared: NDArray[Any], count: int, *, most: int) -> Ints:
    """Join the articles of each edge, those that share most first, to groups of `most` articles at the most.

    Returns the least article of the group of each of `count` articles.
    """
    low, high = np.minimum(one, two), np.maximum(one, two)
    order = np.lexsort((high, low, -shared))
    parent, size = list(range(count)), [1] * count
    for a, b in zip(low[order].tolist(), high[order].tolist(), strict=True):
        first, second = sorted((root(parent, a), root(parent, b)))
        if first != second and size[first] + size[second] <= most:
            parent[second] = first
            size[first] += size[second]
    return np.array([root(parent, article) for article in range(count)], dtype=np.int64)


def packed(groups: Ints, blocks: int) -> Ints:
    """Return the block of each article: groups go, the largest first, to the block that has least by then."""
    names, group, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    filled = [(0, block) for block in range(blocks)]
    block_of = np.zeros(len(names), dtype=np.int64)
    for at in np.argsort(-sizes, kind="stable").tolist():
        held, block = filled[0]
        block_of[at] = block
        heapq.heapreplace(filled, (held + int(sizes[at]), block))
    found: Ints = block_of[group]
    return found
