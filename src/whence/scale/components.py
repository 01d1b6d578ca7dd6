"""Connected components as joins: each node's least reachable node, in rounds of large stars and small stars.

Notes: Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, "Connected components in MapReduce and beyond", SoCC 2014.
Each part's edges are first cut down to a forest, so that no node of many edges is any worker's burden. Where few edges
are left, one worker does the rest at once: a round costs a cluster seconds, however little there is to do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from whence.scale.blocks import Columns, cut, put_together, spread
from whence.scale.engine import Engine, Table

__all__ = ["FEW", "components", "root"]

_EDGES = (np.int64, np.int64)
_MOST_ROUNDS = 60
FEW = 1 << 22
"""Edges that one worker puts together at once: 64 MB of numbers."""


def components(edges: Table[Columns], engine: Engine, name: str, *, few: int = FEW) -> Table[tuple[int, int]]:
    """Return each node of some edges with the least that it hangs together with; an edge may join a node to itself.

    Rows of edges are two columns of nodes. Every round is kept, so that no round is computed twice. Up to `few` edges
    are brought to one worker.

    Raises `RuntimeError` where 60 rounds, each of which halves the depth, were not enough: there is no such graph.
    """
    blocks = engine.blocks
    now = edges.over(_forest).kept(f"{name}-edges-0")
    before: tuple[int, int] | None = None
    if now.over(lambda rows: (len(one) for one, _ in rows)).summed(0) <= few:
        return now.over(lambda rows: ((0, row) for row in rows)).grouped().over(_at_once)
    for turn in range(1, _MOST_ROUNDS):
        large = _round(now, blocks, large=True)
        now = _round(large, blocks, large=False).kept(f"{name}-edges-{turn}")
        state = _state(now)
        if state == before:
            return now.over(lambda rows: _keyed(rows, blocks)).grouped().over(_labels)
        before = state
    raise RuntimeError("components did not settle")


def _forest(rows: Iterator[Columns]) -> Iterator[Columns]:
    """Replace the edges of a part by those of a forest of stars, with an edge to itself for each node."""
    one, two = put_together(list(rows), _EDGES)
    nodes, places = np.unique(np.concatenate((one, two)), return_inverse=True)
    parent = np.arange(len(nodes))
    a, b = places[: len(one)], places[len(one) :]
    while True:
        roots_a, roots_b = parent[a], parent[b]
        low, high = np.minimum(roots_a, roots_b), np.maximum(roots_a, roots_b)
        if not (low != high).any():
            break
        np.minimum.at(parent, high, low)
        while (parent[parent] != parent).any():
            parent = parent[parent]
    yield nodes, nodes[parent]


def _at_once(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, int]]:
    for _, parts in rows:
        for nodes, least in _forest(iter(parts)):
            yield from zip(nodes.tolist(), least.tolist(), strict=True)


def _keyed(rows: Iterator[Columns], blocks: int) -> Iterator[tuple[int, Columns]]:
    one, two = put_together(list(rows), _EDGES)
    yield from cut(spread(one, blocks), (one, two))


def _round(edges: Table[Columns], blocks: int, *, large: bool) -> Table[Columns]:
    """One kind of star. Large: a node's greater neighbours go to its least one; small: the others, and itself."""

    def both_ways(rows: Iterator[Columns]) -> Iterator[tuple[int, Columns]]:
        one, two = put_together(list(rows), _EDGES)
        if large:
            one, two = np.concatenate((one, two)), np.concatenate((two, one))
        else:
            one, two = np.maximum(one, two), np.minimum(one, two)
        one, two = _distinct(one, two)
        yield from cut(spread(one, blocks), (one, two))

    def starred(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[Columns]:
        for _, parts in rows:
            yield _starred(*put_together(parts, _EDGES), large=large)

    return edges.over(both_ways).grouped().over(starred)


def _starred(one: NDArray[np.int64], two: NDArray[np.int64], *, large: bool) -> Columns:
    one, two = _distinct(one, two)
    if not len(one):
        return one, two
    heads = np.flatnonzero(np.concatenate(([True], one[1:] != one[:-1])))
    least = np.minimum(np.minimum.reduceat(two, heads), one[heads])
    sizes = np.diff(np.append(heads, len(one)))
    far = np.repeat(least, sizes)
    kept = two > one if large else np.ones(len(one), dtype=np.bool_)
    # Of each node itself an edge to the least stays, so that no node is lost.
    return _distinct(np.concatenate((two[kept], one[heads])), np.concatenate((far[kept], least)))


def _distinct(one: NDArray[np.int64], two: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    order = np.lexsort((two, one))
    one, two = one[order], two[order]
    new = np.ones(len(one), dtype=np.bool_)
    new[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    return one[new], two[new]


def _state(edges: Table[Columns]) -> tuple[int, int]:
    """How many edges there are, and a sum over them that changes with any of them."""

    def told(rows: Iterator[Columns]) -> Iterator[NDArray[np.uint64]]:
        one, two = put_together(list(rows), _EDGES)
        mixed = (one.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ (
            two.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
        )
        yield np.array([len(one), mixed.sum(dtype=np.uint64)], dtype=np.uint64)

    count, total = edges.over(told).summed(np.zeros(2, dtype=np.uint64)).tolist()
    return int(count), int(total)


def _labels(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, int]]:
    for _, parts in rows:
        one, two = _distinct(*put_together(parts, _EDGES))
        nodes, heads = np.unique(one, return_index=True)
        yield from zip(nodes.tolist(), two[heads].tolist(), strict=True)


def root(parent: dict[int, int] | list[int], node: int) -> int:
    """Return the node that stands for what a node has been joined to; the way there is halved for who asks next."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
