"""What people have decided, as linking and tracing heed it: pairs of ids that do not contradict one another."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import chain
from typing import NamedTuple

__all__ = ["NOTHING", "ByHand", "Denied", "Pairs"]

Pairs = tuple[tuple[str, str], ...]


class Denied(NamedTuple):
    """Whether the claim that holds the statements `denying` denies that which holds those `denied`.

    Where it does not (`holds`), neither denies the other.
    """

    denying: tuple[str, ...]
    denied: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Decisions on sources, claims, steps and denials; nothing by default, and then they change nothing.

    `sources_one` and `sources_apart` are pairs of `Source.id`: one source, and two. `one` and `apart` are pairs of
    statements of one proposition each (whole ones without parts, or parts) that must and must not be of one claim.
    `follows` are pairs of statements, the later first, that are a step; `confirmed` those of them that were a step
    already and keep what it rests on where that is stated; `follows_not` pairs that are none. `denials` stand the
    latest first: which claims hold the statements is known only once all are grouped, and of two about the same claims
    the later holds.
    """

    sources_one: Pairs = ()
    sources_apart: Pairs = ()
    one: Pairs = ()
    apart: Pairs = ()
    follows: Pairs = ()
    confirmed: Pairs = ()
    follows_not: Pairs = ()
    denials: tuple[Denied, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def names(self) -> frozenset[str]:
        """Return the ids of all statements and sources that something is decided about."""
        pairs = (getattr(self, field.name) for field in fields(self) if field.name != "denials")
        told = (one.denying + one.denied for one in self.denials)
        return frozenset(name for several in (*chain.from_iterable(pairs), *told) for name in several)


NOTHING = ByHand()
"""Nobody has decided anything."""
