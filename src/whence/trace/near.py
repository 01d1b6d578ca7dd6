"""Claims that nearly were one: what a person may be asked about, for the program has kept them apart by little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from whence.link.pairs import Floats, Pairs
from whence.link.units import Unit
from whence.records import Near
from whence.trace.claims import CLOSEST, LEAST
from whence.trace.decided import Two

__all__ = ["could_be_near", "how_near", "near_misses", "near_of", "nearly"]

_LEAST = 0.6
"""The share of what would have made two groups one that they must have reached."""


def near_misses(
    groups: Sequence[Sequence[int]],
    units: Sequence[Unit],
    alike: Mapping[Two, float],
    apart: Iterable[Two] = (),
) -> tuple[Near, ...]:
    """Return the pairs of groups that nearly were one claim, each by its closest pair of units, the nearest first.

    `alike` is the likeness of the pairs of units that were compared. Two groups are near as far as both their mean and
    their highest likeness reach what makes one claim of two; those that a person has told apart are left out.
    """
    told = set(apart)
    found = [
        near_of(near, units[a].id, units[b].id)
        for near, (a, b) in _closest(groups, units, alike)
        if near >= _LEAST and (a, b) not in told
    ]
    return tuple(sorted(found, key=lambda near: (near.score, near.a, near.b)))


def nearly(groups: Sequence[Sequence[int]], count: int, pairs: Pairs, alike: Floats) -> dict[Two, float]:
    """Return the likeness of those pairs of units, of `count`, whose groups could nearly have been one.

    Two groups could not whose highest likeness is too little, whatever the mean is; they are nearly all.
    """
    home = np.full(count, -1, dtype=np.int64)
    for number, group in enumerate(groups):
        home[list(group)] = number
    one, other = home[pairs.a], home[pairs.b]
    both = np.minimum(one, other) * (len(groups) + 1) + np.maximum(one, other)
    apart = (one >= 0) & (other >= 0) & (one != other)
    high = np.unique(both[apart & could_be_near(alike)])
    rows = np.flatnonzero(apart & np.isin(both, high))
    two = zip(pairs.a[rows].tolist(), pairs.b[rows].tolist(), strict=True)
    return dict(zip(two, alike[rows].tolist(), strict=True))


def could_be_near(highest: Floats) -> NDArray[np.bool_]:
    """Whether two groups of so high a highest likeness could nearly be one, whatever the mean is."""
    return highest >= _LEAST * CLOSEST * (1 - 1e-9)


def how_near(total: float, highest: float, pairs: int) -> float:
    """How near two groups are to one claim, 1 at most; 0 where that is too little to be asked about.

    `total` and `highest` are of the likenesses of their pairs that were compared, `pairs` how many there could be.
    """
    near = min(1.0, total / pairs / LEAST, highest / CLOSEST)
    return near if near >= _LEAST else 0.0


def near_of(near: float, one: str, other: str) -> Near:
    """The record of two groups as near as that, by their closest statements."""
    return Near(a=one, b=other, score=round(1 - near / 2, 3))


def _closest(
    groups: Sequence[Sequence[int]], units: Sequence[Unit], alike: Mapping[Two, float]
) -> Iterator[tuple[float, Two]]:
    """Of each two groups that were compared: how near they are to one claim, 1 at most, and the closest two units.

    Units of one article are passed over: it says both by itself.
    """
    home = {n: number for number, group in enumerate(groups) for n in group}
    totals: dict[Two, float] = {}
    highest: dict[Two, tuple[float, Two]] = {}
    for (a, b), score in alike.items():
        if a not in home or b not in home or home[a] == home[b] or units[a].article.id == units[b].article.id:
            continue
        both = (min(home[a], home[b]), max(home[a], home[b]))
        totals[both] = totals.get(both, 0.0) + score
        if both not in highest or highest[both][0] < score:
            highest[both] = (score, (a, b))
    for both, (score, pair) in highest.items():
        yield how_near(totals[both], score, len(groups[both[0]]) * len(groups[both[1]])), pair
