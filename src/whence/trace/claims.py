"""Statements to claims: those that express one proposition, by the pairs that were compared.

Average linkage, the closest first (Sokal and Michener 1958), over the pairs that were compared; a pair that was not
counts as unlike, so that a chain of loose likenesses joins nothing. What was copied or quoted word for word counts as
sure.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from whence.link.pairs import Floats, Pairs
from whence.link.units import Unit
from whence.trace.decided import Two

__all__ = ["concerned", "grouped", "rejoined"]

LEAST = 0.2
"""The mean likeness, over all pairs of two groups, from which they are one claim; pairs not compared count as 0."""
CLOSEST = 0.3
"""What the closest pair of two groups must reach besides: likenesses of the same topic add up to no claim."""


def grouped(
    count: int,
    pairs: Iterable[tuple[int, int, float]],
    *,
    least: float = LEAST,
    closest: float = CLOSEST,
    one: Iterable[Two] = (),
    apart: Iterable[Two] = (),
) -> list[list[int]]:
    """Return the groups of `count` units, each in order, in the order of their first units.

    `pairs` are numbers of two units and their likeness, at most 1; below nothing where they are opposed. `one` are
    pairs that are in one group whatever their likeness: as what they say is one thing, they count as one unit, and the
    closest of them says how close it is to others. No group holds both of a pair that is `apart`.
    """
    return _Groups(count, pairs, least, closest, one, apart).merged()


def concerned(
    count: int, pairs: Pairs, alike: Floats, *, closest: float = CLOSEST, one: Iterable[Two] = ()
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs, with their likeness, that bear on the grouping of `count` units, as `grouped` takes them.

    No two groups are merged without a pair that is alike enough, so that pairs of units that no chain of such pairs
    connects never count; they are nearly all. `one` are pairs that are in one group whatever their likeness.
    """
    close = np.flatnonzero(alike >= closest)
    label = np.array(_connected(count, (*one, *zip(pairs.a[close].tolist(), pairs.b[close].tolist(), strict=True))))
    rows = np.flatnonzero(label[pairs.a] == label[pairs.b]) if count else close
    yield from zip(pairs.a[rows].tolist(), pairs.b[rows].tolist(), alike[rows].tolist(), strict=True)


def _connected(count: int, edges: Iterable[Two]) -> list[int]:
    """The least unit that each can be reached from."""
    above = list(range(count))

    def top(n: int) -> int:
        while above[n] != n:
            above[n] = above[above[n]]
            n = above[n]
        return n

    for a, b in edges:
        low, high = sorted((top(a), top(b)))
        above[high] = low
    return [top(n) for n in range(count)]


class _Groups:
    """Groups that are merged, the two with the highest mean likeness first.

    Between two groups stand the sum of their pairs' likenesses and the highest of them, by the number of the other.
    """

    def __init__(
        self,
        count: int,
        pairs: Iterable[tuple[int, int, float]],
        least: float,
        closest: float,
        one: Iterable[Two],
        apart: Iterable[Two],
    ) -> None:
        self._least, self._closest = least, closest
        self._members: list[list[int] | None] = [[n] for n in range(count)]
        self._sizes = [1] * count
        self._near: list[dict[int, tuple[float, float]]] = [{} for _ in range(count)]
        self._heap: list[tuple[float, int, int]] = []
        first = self._put_together(one)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[first[a]].add(first[b])
            self._apart[first[b]].add(first[a])
        for a, b, score in self._between(pairs, first):
            self._near[a][b] = self._near[b][a] = (score, score)
            self._propose(a, b)

    def _put_together(self, one: Iterable[Two]) -> list[int]:
        """Put units together that are one by hand, and return the number of each one's group: its first unit's."""
        first = list(range(len(self._members)))
        for a, b in one:
            low, high = sorted((first[a], first[b]))
            if low == high:
                continue
            moved = self._members[high] or []
            self._members[low] = [*(self._members[low] or ()), *moved]
            self._members[high] = None
            for n in moved:
                first[n] = low
        return first

    @staticmethod
    def _between(pairs: Iterable[tuple[int, int, float]], first: list[int]) -> Iterable[tuple[int, int, float]]:
        """Return the pairs of groups, each with the highest likeness of its units; of units alone, as they are."""
        if all(n == own for n, own in enumerate(first)):
            return pairs
        found: dict[Two, float] = {}
        for a, b, score in pairs:
            low, high = sorted((first[a], first[b]))
            if low != high:
                found[low, high] = max(score, found.get((low, high), -1.0))
        return [(a, b, score) for (a, b), score in found.items()]

    def merged(self) -> list[list[int]]:
        """Merge while any two groups are alike enough, and return what there is then."""
        while self._heap:
            _, a, b = heapq.heappop(self._heap)
            if self._members[a] is not None and self._members[b] is not None:  # neither is part of another by now
                self._merge(a, b)
        return sorted((sorted(group) for group in self._members if group is not None), key=lambda group: group[0])

    def _propose(self, a: int, b: int) -> None:
        if b in self._apart.get(a, ()):
            return
        total, highest = self._near[a][b]
        mean = total / (self._sizes[a] * self._sizes[b])
        if mean >= self._least and highest >= self._closest:
            heapq.heappush(self._heap, (-mean, a, b))

    def _merge(self, a: int, b: int) -> None:
        number = len(self._members)
        self._members.append([*(self._members[a] or ()), *(self._members[b] or ())])
        self._members[a] = self._members[b] = None
        self._sizes.append(self._sizes[a] + self._sizes[b])
        for far in self._apart.get(a, set()) | self._apart.get(b, set()):
            self._apart[far].add(number)
            self._apart[number].add(far)
        joined: dict[int, tuple[float, float]] = {}
        for old in (a, b):
            for other, (total, highest) in self._near[old].items():
                if other in (a, b):
                    continue
                before, peak = joined.get(other, (0.0, -1.0))
                joined[other] = (before + total, max(peak, highest))
                del self._near[other][old]
            self._near[old] = {}
        self._near.append(joined)
        for other, between in joined.items():
            self._near[other][number] = between
            self._propose(other, number)


def rejoined(units: Sequence[Unit], groups: Sequence[Sequence[int]], apart: Iterable[Two] = ()) -> list[list[int]]:
    """Put parts that never go ways of their own together again: a quotation that travels whole is one claim.

    A group of parts joins another where that one holds a part of each of its wholes, and no second group does that is
    not joined to the first itself: of a quotation with two sentences that were both taken up, each stays a claim. No
    two are joined that hold units that are `apart`.
    """
    wholes = [frozenset(units[n].statement.part_of or "" for n in group) for group in groups]
    of_whole: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(wholes):
        for name in names - {""}:
            of_whole[name].append(number)
    end = list(range(len(groups)))
    against = _against(groups, apart)
    # Those with statements of their own come first, then those with parts of most wholes.
    turn = [("" not in wholes[n], -len(wholes[n]), n) for n in end]
    for number in sorted(end, key=turn.__getitem__):
        if "" in wholes[number]:
            continue  # it has a statement of its own, that is no part
        beside = [n for n in of_whole[min(wholes[number])] if turn[n] < turn[number]]
        ends = {end[n] for n in beside if wholes[n] >= wholes[number]}
        if len(ends) == 1:
            (into,) = ends
            if against and any(end[n] == into for n in against.get(number, ())):
                continue
            end[number] = into
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        found[end[number]] += group
    return sorted((sorted(group) for group in found.values()), key=lambda group: group[0])


def _against(groups: Sequence[Sequence[int]], apart: Iterable[Two]) -> dict[int, set[int]]:
    """The groups that hold units which are apart from those of a group, by its number."""
    home = {n: number for number, group in enumerate(groups) for n in group}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        found[home[a]].add(home[b])
        found[home[b]].add(home[a])
    return dict(found)
