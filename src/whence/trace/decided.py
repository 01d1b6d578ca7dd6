"""What people have decided about claims and steps, by the numbers of the units that tracing goes by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whence.by_hand import NOTHING, ByHand, Pairs
from whence.link.units import Unit

__all__ = ["NOTHING_DECIDED", "Decided", "Two", "numbered"]

Two = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Pairs of units: of one claim, apart, and steps from the later to the earlier that are and that are not.

    `confirmed` are steps that were found before a person said that they are right.
    """

    one: frozenset[Two] = frozenset()
    apart: frozenset[Two] = frozenset()
    follows: dict[int, int] = field(default_factory=dict)
    confirmed: frozenset[Two] = frozenset()
    follows_not: frozenset[Two] = frozenset()


def numbered(
    units: Sequence[Unit], by_hand: ByHand, kept: Iterable[int] | None = None, before: Sequence[Unit] = ()
) -> Decided:
    """Return what was decided, by number.

    `kept` are the units in use, where wholes have taken the places of their parts, `before` all units as they were.
    A decision about a whole that is split is one about each of its parts, and one about a part that of its whole.
    """
    if not by_hand:
        return Decided()
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    used = range(len(units)) if kept is None else sorted(kept)
    for n in used:
        unit = units[n]
        numbers[unit.id].append(n)
        if unit.statement.part_of is not None:
            numbers[unit.statement.part_of].append(n)
    for unit in before:
        if unit.id not in numbers:
            numbers[unit.id] = list(numbers.get(unit.statement.part_of or "", ()))
    steps = _pairs(by_hand.follows, numbers)
    return Decided(
        one=frozenset((min(p), max(p)) for p in _pairs(by_hand.one, numbers)),
        apart=frozenset((min(p), max(p)) for p in _pairs(by_hand.apart, numbers)),
        follows=dict(sorted(steps, reverse=True)),  # of a whole's parts, the first is followed
        confirmed=frozenset(_pairs(by_hand.confirmed, numbers)),
        follows_not=frozenset(_pairs(by_hand.follows_not, numbers)),
    )


def _pairs(pairs: Pairs, numbers: dict[str, list[int]]) -> list[Two]:
    return [(a, b) for one, other in pairs for a in numbers.get(one, ()) for b in numbers.get(other, ()) if a != b]


NOTHING_DECIDED = numbered((), NOTHING)
"""Nobody has decided anything."""
