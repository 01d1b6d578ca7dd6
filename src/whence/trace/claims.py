"""Statements to claims: those that express one proposition, by the pairs that were compared.

Average linkage, the closest first (Sokal and Michener 1958), over the pairs that were compared; a pair that was not
counts as unlike, so that a chain of loose likenesses joins nothing. What was copied or quoted word for word counts as
sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from whence.link.pairs import Floats, Ints, Pairs
from whence.link.units import Unit
from whence.trace.decided import Two
from whence.trace.linkage import LEVELS, Between, Merged, connected, merged

__all__ = ["CLOSEST", "LEAST", "by_hand", "grouped", "grouped_of", "rejoined"]

LEAST = 0.2
"""The mean likeness, over all pairs of two groups, from which they are one claim; pairs not compared count as 0."""
CLOSEST = 0.45
"""What the closest pair of two groups must reach besides: likenesses of the same topic add up to no claim."""


def grouped(
    count: int,
    pairs: Iterable[tuple[int, int, float]],
    *,
    least: float = LEAST,
    closest: float = CLOSEST,
    levels: Sequence[float] = LEVELS,
    one: Iterable[Two] = (),
    apart: Iterable[Two] = (),
) -> list[list[int]]:
    """Return the groups of `count` units, each in order, in the order of their first units.

    `pairs` are numbers of two units and their likeness, at most 1; below nothing where they are opposed. `one` are
    pairs that are in one group whatever their likeness: as what they say is one thing, they count as one unit, and the
    closest of them says how close it is to others. No group holds both of a pair that is `apart`. The `levels` (see
    `whence.trace.linkage`) make no difference to the groups.
    """
    rows = list(pairs)
    a, b = (np.array([row[side] for row in rows], dtype=np.int64) for side in (0, 1))
    between = Between.of(a, b, np.array([score for *_, score in rows], dtype=np.float64))
    return _grouped(count, between, least, closest, levels, one, apart)


def grouped_of(
    count: int, pairs: Pairs, alike: Floats, *, one: Iterable[Two] = (), apart: Iterable[Two] = ()
) -> list[list[int]]:
    """Return the groups of `count` units as `grouped` does, of pairs and their likenesses by column."""
    return _grouped(count, Between.of(pairs.a, pairs.b, alike), LEAST, CLOSEST, LEVELS, one, apart)


def _grouped(
    count: int,
    between: Between,
    least: float,
    closest: float,
    levels: Sequence[float],
    one: Iterable[Two],
    apart: Iterable[Two],
) -> list[list[int]]:
    first, between = _by_hand(count, between, list(one), list(apart))
    for level in (*(level for level in levels if level > least), least):
        near = between.close(level)
        nodes, label = connected(between.a[near], between.b[near])
        labels = np.full(count + 1, -1, dtype=np.int64)
        labels[nodes] = label
        inside = (labels[between.a] == labels[between.b]) & (labels[between.a] >= 0)
        into = merged(between.taken(inside), level, closest)
        first = into.now(first, first)[0]
        between = between.renamed("a", into).renamed("b", into).summed()
    found: defaultdict[int, list[int]] = defaultdict(list)
    for unit, group in enumerate(first.tolist()):
        found[group].append(unit)
    return [own for _, own in sorted(found.items())]


def _by_hand(count: int, between: Between, one: Sequence[Two], apart: Sequence[Two]) -> tuple[Ints, Between]:
    """The group of each unit, and what is between groups, once those that are one by hand are put together."""
    into, told = by_hand(one, apart)
    between = between.renamed("a", into).renamed("b", into).summed(best=True)
    return into.now(np.arange(count), np.zeros(count, dtype=np.int64))[0], Between.joined([between, told]).summed()


def by_hand(one: Iterable[Two], apart: Iterable[Two]) -> tuple[Merged, Between]:
    """Return the groups that units are put together in by hand, each as large as one unit, and what is told apart."""
    a, b = _columns(one)
    nodes, least = connected(a, b)
    into = Merged(were=nodes, into=least, sizes=np.ones(len(nodes), dtype=np.int64))
    told = Between.told_apart(*_columns(apart)).renamed("a", into).renamed("b", into)
    return into, told.summed()


def _columns(pairs: Iterable[Two]) -> tuple[Ints, Ints]:
    some = list(pairs)
    one, other = (np.array([pair[side] for pair in some], dtype=np.int64) for side in (0, 1))
    return one, other


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
