"""Which claims deny which: by statements that express opposite propositions, and by acts of denial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.records import Act

__all__ = ["LEAST_DENIED", "denials"]

LEAST = 0.6
"""The probability of opposition of two statements from which the claims that they belong to are opposed."""
LEAST_DENIED = 0.3
"""The same, where one of the two denies by its act and the other is the nearest that it could deny."""
MOST = 2
"""How many claims one claim is said to deny at most: what seems opposed to more is mostly only of another topic."""


def denials(groups: Sequence[Sequence[int]], units: Sequence[Unit], pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """Return, by number of group, the groups that deny it.

    Of two opposed groups the one with acts of denial or with negations denies the other; where both or neither have
    them, the later one does. A group denies those that most of its acts of denial are nearest to, else the most
    opposed, and at most `MOST` of them. A claim that is denied is no less a claim: both stand. Of the pairs those that
    are opposed by less than `LEAST_DENIED` may be left out.
    """
    home = {n: number for number, group in enumerate(groups) for n in group}
    apart = [pair for pair in pairs if len({home.get(pair.a), home.get(pair.b)} - {None}) == 2]
    aimed = _aimed(apart, home, units)
    sides: defaultdict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for (a, b), opposed in sorted(_against(apart, home).items()):
        if opposed >= LEAST or (a, b) in aimed:
            denied, denying = (b, a) if _denying(units, groups[a]) > _denying(units, groups[b]) else (a, b)
            sides[denying].append((aimed.get((a, b), 0.0), opposed, denied))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for denying, several in sorted(sides.items()):
        for _, _, denied in sorted(several, reverse=True)[:MOST]:
            found[denied].append(denying)
    return dict(found)


def _against(pairs: Iterable[Pair], home: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """The highest opposition between statements of two groups."""
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    for pair in pairs:
        a, b = sorted((home[pair.a], home[pair.b]))
        found[a, b] = max(found[a, b], pair.opposed)
    return found


def _aimed(pairs: Iterable[Pair], home: Mapping[int, int], units: Sequence[Unit]) -> dict[tuple[int, int], float]:
    """The groups that acts of denial are nearest to, each by the sum of their opposition."""
    nearest: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        for n, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if units[n].statement.act is Act.denial:
                nearest[n] = max(nearest.get(n, (0.0, 0)), (pair.opposed, home[other]))
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    for n, (opposed, other) in sorted(nearest.items()):
        if opposed >= LEAST_DENIED:
            found[min(home[n], other), max(home[n], other)] += opposed
    return found


def _denying(units: Sequence[Unit], group: Sequence[int]) -> float:
    """The share of a group's statements that deny, or say that something is not so."""
    return sum(units[n].statement.act is Act.denial or units[n].statement.negated for n in group) / len(group)
