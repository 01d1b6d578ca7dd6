"""What people have decided about claims, steps and denials, by the numbers of the units that tracing goes by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from whence.by_hand import NOTHING, ByHand, Pairs
from whence.link.units import Unit

__all__ = ["NOTHING_DECIDED", "Decided", "Denied", "Named", "Two", "decided_of", "numbered"]

Two = tuple[int, int]
Named = tuple[int, str, str | None]
"""A unit by its number: its id, and that of the whole that it is a part of."""


class Denied(NamedTuple):
    """Whether the claim of some units denies that of others, or neither the other; see `by_hand.Denied`."""

    denying: tuple[int, ...]
    denied: tuple[int, ...]
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Pairs of units: of one claim, apart, and steps from the later to the earlier that are and that are not.

    `confirmed` are steps that were found before a person said that they are right. `denials` stand the latest first.
    """

    one: frozenset[Two] = frozenset()
    apart: frozenset[Two] = frozenset()
    follows: dict[int, int] = field(default_factory=dict)
    confirmed: frozenset[Two] = frozenset()
    follows_not: frozenset[Two] = frozenset()
    denials: tuple[Denied, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def among(self, number: Mapping[int, int]) -> Decided:
        """Return what was decided of some units alone, by other numbers; these stand in the order of the old ones."""
        if not self:
            return self

        def renumbered(pairs: Iterable[Two]) -> frozenset[Two]:
            return frozenset((number[a], number[b]) for a, b in pairs if a in number and b in number)

        def known(side: Iterable[int]) -> tuple[int, ...]:
            return tuple(number[n] for n in side if n in number)

        return Decided(
            one=renumbered(self.one),
            apart=renumbered(self.apart),
            follows=dict(sorted(renumbered(self.follows.items()))),
            confirmed=renumbered(self.confirmed),
            follows_not=renumbered(self.follows_not),
            denials=tuple(Denied(known(one.denying), known(one.denied), one.holds) for one in self.denials),
        )


def numbered(
    units: Sequence[Unit], by_hand: ByHand, kept: Iterable[int] | None = None, before: Sequence[Unit] = ()
) -> Decided:
    """Return what was decided, by number.

    `kept` are the units in use, where wholes have taken the places of their parts, `before` all units as they were.
    A decision about a whole that is split is one about each of its parts, and one about a part that of its whole.
    """
    if not by_hand:
        return Decided()
    used = range(len(units)) if kept is None else sorted(kept)
    return decided_of(by_hand, (_named(n, units[n]) for n in used), (_named(n, unit) for n, unit in enumerate(before)))


def _named(number: int, unit: Unit) -> Named:
    return number, unit.id, unit.statement.part_of


def decided_of(by_hand: ByHand, used: Iterable[Named], before: Iterable[Named] = ()) -> Decided:
    """Return the same from what units are called: those in use, and all as they were before wholes took their places.

    Of a collection's units, those of the articles that people have decided about are enough.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for n, name, whole in used:
        numbers[name].append(n)
        if whole is not None:
            numbers[whole].append(n)
    for _, name, whole in before:
        if name not in numbers:
            numbers[name] = list(numbers.get(whole or "", ()))
    steps = _pairs(by_hand.follows, numbers)
    return Decided(
        one=frozenset((min(p), max(p)) for p in _pairs(by_hand.one, numbers)),
        apart=frozenset((min(p), max(p)) for p in _pairs(by_hand.apart, numbers)),
        follows=dict(sorted(steps, reverse=True)),  # of a whole's parts, the first is followed
        confirmed=frozenset(_pairs(by_hand.confirmed, numbers)),
        follows_not=frozenset(_pairs(by_hand.follows_not, numbers)),
        denials=tuple(
            Denied(_all(one.denying, numbers), _all(one.denied, numbers), one.holds) for one in by_hand.denials
        ),
    )


def _all(names: Iterable[str], numbers: dict[str, list[int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for name in names for n in numbers.get(name, ())))


def _pairs(pairs: Pairs, numbers: dict[str, list[int]]) -> list[Two]:
    return [(a, b) for one, other in pairs for a in numbers.get(one, ()) for b in numbers.get(other, ()) if a != b]


NOTHING_DECIDED = numbered((), NOTHING)
"""Nobody has decided anything."""
