"""Statements to claims: those that express one proposition, by the pairs that were compared.

Average linkage, the closest first (Sokal and Michener 1958), over the pairs that were compared; a pair that was not
counts as unlike, so that a chain of loose likenesses joins nothing. What was copied or quoted word for word counts as
sure.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from whence.link.units import Unit

__all__ = ["grouped", "rejoined"]

LEAST = 0.15
"""The mean likeness, over all pairs of two groups, from which they are one claim; pairs not compared count as 0."""


def grouped(count: int, pairs: Iterable[tuple[int, int, float]], *, least: float = LEAST) -> list[list[int]]:
    """Return the groups of `count` units, each in order, in the order of their first units.

    `pairs` are numbers of two units and their likeness, at most 1; below nothing where they are opposed.
    """
    near: list[dict[int, float]] = [{} for _ in range(count)]
    heap: list[tuple[float, int, int]] = []
    for a, b, score in pairs:
        near[a][b] = near[b][a] = score
        if score >= least:
            heap.append((-score, a, b))
    heapq.heapify(heap)
    members: list[list[int] | None] = [[n] for n in range(count)]
    sums: list[dict[int, float]] = near  # of the likenesses between two groups, by the number of the other
    while heap:
        score, a, b = heapq.heappop(heap)
        one, two = members[a], members[b]
        if one is None or two is None:
            continue
        if abs(sums[a].get(b, 0.0) / (len(one) * len(two)) + score) > 1e-12:
            continue  # an older state of one of the groups
        number = len(members)
        members += [one + two]
        members[a] = members[b] = None
        joined: defaultdict[int, float] = defaultdict(float)
        for old in (a, b):
            for other, value in sums[old].items():
                if other not in (a, b):
                    joined[other] += value
                    sums[other].pop(old)
        sums.append(dict(joined))
        for other, value in joined.items():
            sums[other][number] = value
            mean = value / (len(one + two) * len(members[other] or ()))
            if mean >= least:
                heapq.heappush(heap, (-mean, other, number))
    return sorted((sorted(group) for group in members if group is not None), key=lambda group: group[0])


def rejoined(units: Sequence[Unit], groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Put parts that never go ways of their own together again: a quotation that travels whole is one claim.

    A group of parts joins another where that one holds a part of each of its wholes, and no second group does that is
    not joined to the first itself: of a quotation with two sentences that were both taken up, each stays a claim.
    """
    wholes = [frozenset(units[n].statement.part_of or "" for n in group) for group in groups]
    of_whole: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(wholes):
        for name in names - {""}:
            of_whole[name].append(number)
    end = list(range(len(groups)))
    for number in sorted(end, key=lambda n: ("" not in wholes[n], -len(wholes[n]), n)):
        if "" in wholes[number]:
            continue  # it has a statement of its own, that is no part
        beside = [n for n in of_whole[min(wholes[number])] if _before(wholes, n, number)]
        ends = {end[n] for n in beside if wholes[n] >= wholes[number]}
        if len(ends) == 1:
            end[number] = ends.pop()
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        found[end[number]] += group
    return sorted((sorted(group) for group in found.values()), key=lambda group: group[0])


def _before(wholes: Sequence[frozenset[str]], one: int, other: int) -> bool:
    """Whether a group is looked at before another: those with statements of their own, then those with most wholes."""
    key = [("" not in wholes[n], -len(wholes[n]), n) for n in (one, other)]
    return key[0] < key[1]
