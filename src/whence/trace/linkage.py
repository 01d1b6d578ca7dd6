"""Average linkage over the pairs that were compared, by levels of likeness: groups that few others concern at a time.

The mean likeness of a merged group to a third lies between those of its two halves to it. So what is merged at a mean
of some level or more lies within one component of the groups that are as alike as that already, and whatever is merged
in one component makes no difference to another. Going down level by level, the components are small ones, although the
pairs of a topic connect a whole collection at the lowest: each can be merged by itself, anywhere.

Likenesses are whole numbers, so that a sum is the same in whatever order it is added up. The groups are those of one
run over all pairs, the closest two first; of pairs as close as each other that of the first units.

Notes: Bruynooghe, "Classification ascendante hierarchique des grands ensembles de donnees", Cahiers de l'analyse des
donnees 3 (1978), on reducible linkage; Dhulipala, Lacki, Lee, Mirrokni, "TeraHAC: Hierarchical Agglomerative Clustering
of Trillion-Edge Graphs" (2023), on merging within parts of a graph.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEVELS", "Between", "Merged", "connected", "merged"]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
LEVELS = (0.8, 0.6, 0.45, 0.35, 0.3, 0.25)
"""Mean likenesses down to which groups are merged before the next; the least one of all comes last."""
_ONE = 1 << 32  # the likeness of 1


def _whole(likeness: float) -> int:
    return round(likeness * _ONE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Between:
    """What stands between pairs of groups, by column; each pair is there once, `a` less than `b`.

    Groups go by their least units. `total` is the sum of their units' likenesses, `highest` the highest of them, in
    parts of 2**32; `size_a` and `size_b` count their units. Those that are `apart` are never one.
    """

    a: Ints
    b: Ints
    size_a: Ints
    size_b: Ints
    total: Ints
    highest: Ints
    apart: Flags

    @classmethod
    def of(cls, a: Ints, b: Ints, alike: NDArray[np.float64]) -> Between:
        """Return pairs of units with their likeness, each unit a group of its own."""
        score = np.rint(alike * _ONE).astype(np.int64)
        ones = np.ones(len(a), dtype=np.int64)
        none = np.zeros(len(a), dtype=np.bool_)
        return cls(a=a, b=b, size_a=ones, size_b=ones, total=score, highest=score, apart=none)

    @classmethod
    def told_apart(cls, a: Ints, b: Ints) -> Between:
        """Return pairs of units that are never one, of which nothing else is known."""
        found = cls.of(a, b, -np.ones(len(a)))
        return replace(found, total=np.zeros(len(a), dtype=np.int64), apart=np.ones(len(a), dtype=np.bool_))

    @property
    def columns(self) -> tuple[NDArray[np.generic], ...]:
        """The columns, in the order of the fields."""
        return tuple(getattr(self, field.name) for field in fields(self))

    @classmethod
    def joined(cls, parts: list[Between]) -> Between:
        """Return several, end to end."""
        if not parts:
            none = np.zeros(0, dtype=np.int64)
            return cls.of(none, none, none.astype(np.float64))
        names = [field.name for field in fields(cls)]
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})

    def taken(self, rows: NDArray[np.generic]) -> Between:
        """Return some of the pairs."""
        return Between(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def close(self, level: float) -> Flags:
        """Which pairs have a mean likeness of so much."""
        found: Flags = self.total >= _whole(level) * self.size_a * self.size_b
        return found

    def renamed(self, side: str, into: Merged) -> Between:
        """Return the pairs with one side's groups ("a" or "b") as they are called and as large as they are by now."""
        groups, sizes = into.now(getattr(self, side), getattr(self, f"size_{side}"))
        changed = {side: groups, f"size_{side}": sizes}
        return Between(**{f.name: changed.get(f.name, getattr(self, f.name)) for f in fields(self)})

    def summed(self, *, best: bool = False) -> Between:
        """Return each pair once, the lesser group first; with `best`, as like as the closest of what is joined."""
        swap = self.a > self.b
        a, b = np.minimum(self.a, self.b), np.maximum(self.a, self.b)
        sizes = np.where(swap, self.size_b, self.size_a), np.where(swap, self.size_a, self.size_b)
        rows = np.flatnonzero(a != b)
        rows = rows[np.lexsort((b[rows], a[rows]))]
        a, b = a[rows], b[rows]
        heads = np.flatnonzero(np.concatenate(([True], (a[1:] != a[:-1]) | (b[1:] != b[:-1]))))[: len(a)]
        if not len(heads):
            return self.taken(heads)
        highest = np.maximum.reduceat(self.highest[rows], heads)
        return Between(
            a=a[heads],
            b=b[heads],
            size_a=sizes[0][rows][heads],
            size_b=sizes[1][rows][heads],
            total=highest if best else np.add.reduceat(self.total[rows], heads),
            highest=highest,
            apart=np.logical_or.reduceat(self.apart[rows], heads),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Merged:
    """Groups that have been merged: the names that they `were` called by, ascending, are `now`, and the new sizes."""

    were: Ints
    into: Ints
    sizes: Ints

    @classmethod
    def of(cls, found: dict[int, tuple[int, int]]) -> Merged:
        """Return them from a table of names to new names and sizes."""
        rows = np.array([(were, *now) for were, now in sorted(found.items())], dtype=np.int64).reshape(-1, 3)
        return cls(were=rows[:, 0], into=rows[:, 1], sizes=rows[:, 2])

    def now(self, groups: Ints, sizes: Ints) -> tuple[Ints, Ints]:
        """Return what groups are called now, and their sizes; those of no merger as they were."""
        if not len(self.were):
            return groups, sizes
        place = np.minimum(np.searchsorted(self.were, groups), len(self.were) - 1)
        found = self.were[place] == groups
        return np.where(found, self.into[place], groups), np.where(found, self.sizes[place], sizes)


def merged(between: Between, least: float, closest: float) -> Merged:
    """Merge groups, the two with the highest mean likeness first, as long as that is `least` and a pair is `closest`.

    Where `between` holds all pairs of the groups of some components, the result is that of the whole collection.
    """
    return _Merging(between, _whole(least), _whole(closest)).done()


class _Merging:
    """Groups by their least units; a group that was merged into another is gone."""

    def __init__(self, between: Between, least: int, closest: int) -> None:
        self._least, self._closest = least, closest
        self._near: defaultdict[int, dict[int, tuple[int, int, bool]]] = defaultdict(dict)
        self._size: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._heap: list[tuple[float, int, int, int, int]] = []
        for a, b, size_a, size_b, *found in zip(*(column.tolist() for column in between.columns), strict=True):
            self._size[a], self._size[b] = size_a, size_b
            self._near[a][b] = self._near[b][a] = (found[0], found[1], found[2])
        for a, others in self._near.items():
            for b in others:
                if a < b:
                    self._propose(a, b)

    def done(self) -> Merged:
        while self._heap:
            _, a, b, size_a, size_b = heapq.heappop(self._heap)
            if self._size.get(a) == size_a and self._size.get(b) == size_b:  # neither has been merged since
                self._merge(a, b)
        found = {a: (a, self._size[a]) for a in self._members}
        return Merged.of(found | {n: (a, self._size[a]) for a, own in self._members.items() for n in own})

    def _propose(self, a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        total, highest, apart = self._near[a][b]
        size_a, size_b = self._size[a], self._size[b]
        if not apart and highest >= self._closest and total >= self._least * size_a * size_b:
            heapq.heappush(self._heap, (-total / (size_a * size_b), a, b, size_a, size_b))

    def _merge(self, a: int, b: int) -> None:
        """Put the later of two groups into the earlier."""
        own, others = self._near[a], self._near.pop(b)
        del own[b], others[a]
        self._size[a] += self._size.pop(b)
        self._members.setdefault(a, []).extend((b, *self._members.pop(b, ())))
        for other, (total, highest, apart) in others.items():
            del self._near[other][b]
            before = own.get(other, (0, -_ONE, False))
            own[other] = self._near[other][a] = (before[0] + total, max(before[1], highest), before[2] or apart)
        for other in own:
            self._propose(a, other)


def connected(a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """The nodes of some edges, ascending, and the least node that each can be reached from."""
    nodes, places = np.unique(np.concatenate((a, b)), return_inverse=True)
    parent = np.arange(len(nodes))
    one, two = places[: len(a)], places[len(a) :]
    while True:
        low, high = np.minimum(parent[one], parent[two]), np.maximum(parent[one], parent[two])
        if not (low != high).any():
            break
        np.minimum.at(parent, high, low)
        while (parent[parent] != parent).any():
            parent = parent[parent]
    return nodes, nodes[parent]
