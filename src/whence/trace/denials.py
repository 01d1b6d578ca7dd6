"""Which claims deny which: by statements that express opposite propositions, and by acts of denial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.records import Act

__all__ = ["denials"]

LEAST = 0.6
"""The probability of opposition of two statements from which the claims that they belong to are opposed."""
LEAST_DENIED = 0.3
"""The same, where one of the two denies by its act and the other is the nearest that it could deny."""


def denials(groups: Sequence[Sequence[int]], units: Sequence[Unit], pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """Return, by number of group, the groups that deny it.

    Of two opposed groups the one with acts of denial or with negations denies the other; where both or neither have
    them, the later one does. A claim that is denied is no less a claim: both stand.
    """
    home = {n: number for number, group in enumerate(groups) for n in group}
    against: defaultdict[tuple[int, int], float] = defaultdict(float)
    nearest: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        a, b = home.get(pair.a), home.get(pair.b)
        if a is None or b is None or a == b:
            continue
        against[min(a, b), max(a, b)] = max(against[min(a, b), max(a, b)], pair.opposed)
        for n, other in ((pair.a, b), (pair.b, a)):
            if units[n].statement.act is Act.denial:
                nearest[n] = max(nearest.get(n, (0.0, 0)), (pair.opposed, other))
    for n, (opposed, other) in nearest.items():
        if opposed >= LEAST_DENIED:
            against[min(home[n], other), max(home[n], other)] = 1.0
    found: defaultdict[int, list[int]] = defaultdict(list)
    for (a, b), opposed in sorted(against.items()):
        if opposed >= LEAST:
            denied, denying = (b, a) if _denying(units, groups[a]) > _denying(units, groups[b]) else (a, b)
            found[denied].append(denying)
    return dict(found)


def _denying(units: Sequence[Unit], group: Sequence[int]) -> float:
    """The share of a group's statements that deny, or say that something is not so."""
    return sum(units[n].statement.act is Act.denial or units[n].statement.negated for n in group) / len(group)
