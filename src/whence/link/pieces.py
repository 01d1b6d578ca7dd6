"""Pieces of one passage: weak segments of two articles that lie close together in both, in whatever order.

Whoever rewords a passage also turns its clauses around, and then no piece of it is long enough to be told from chance.
Together they are.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np

from whence.link.collection import Collection
from whence.link.segments import Segments

__all__ = ["gathered"]

_NEAR = 30  # words between two pieces of one passage, on either side
_MOST_PIECES = 64  # of two articles, the strongest first: two tables of like rows would have thousands


def gathered(collection: Collection, segments: Segments) -> Segments:
    """Join the segments of two articles that lie near each other on both sides, without overlap.

    A joined one reaches over all its pieces; its bits and words are their sums. What has no neighbour is left out.
    """
    pair = collection.articles_of(segments.one) * len(collection.headers) + collection.articles_of(segments.two)
    order = np.lexsort((segments.two, segments.one, -segments.bits, pair))
    sides = np.stack((segments.one, segments.one_end, segments.two, segments.two_end), axis=1).tolist()
    groups: list[list[int]] = []
    for _, members in groupby(order.tolist(), key=pair.tolist().__getitem__):
        kept: list[int] = []
        for number in list(members)[:_MOST_PIECES]:
            if not any(_meet(sides[number], sides[other]) for other in kept):
                kept.append(number)
        groups += _neighbours(kept, sides)
    return _joined(segments, groups)


def _meet(one: list[int], two: list[int]) -> bool:
    """Whether two segments share words on either side."""
    return (one[0] < two[1] and two[0] < one[1]) or (one[2] < two[3] and two[2] < one[3])


def _are_near(one: list[int], two: list[int]) -> bool:
    return all(max(one[low], two[low]) - min(one[low + 1], two[low + 1]) <= _NEAR for low in (0, 2))


def _neighbours(numbers: list[int], sides: list[list[int]]) -> list[list[int]]:
    """The groups of two segments and more in which each is near another."""
    groups: list[list[int]] = []
    for number in sorted(numbers, key=sides.__getitem__):
        near = [g for g in groups if any(_are_near(sides[number], sides[other]) for other in g)]
        groups = [g for g in groups if g not in near]
        groups.append([other for g in near for other in g] + [number])
    return [g for g in groups if len(g) > 1]


def _joined(segments: Segments, groups: list[list[int]]) -> Segments:
    sizes = [len(g) for g in groups]
    heads = np.cumsum([0, *sizes], dtype=np.int64)[:-1]
    parts = segments.at(np.array([n for g in groups for n in g], dtype=np.int64))
    if not groups:
        return parts
    return Segments(
        one=np.minimum.reduceat(parts.one, heads),
        one_end=np.maximum.reduceat(parts.one_end, heads),
        two=np.minimum.reduceat(parts.two, heads),
        two_end=np.maximum.reduceat(parts.two_end, heads),
        bits=np.add.reduceat(parts.bits, heads),
        words=np.add.reduceat(parts.words, heads),
        exact=np.add.reduceat(parts.exact, heads),
        unbroken=np.maximum.reduceat(parts.unbroken, heads),
    )
