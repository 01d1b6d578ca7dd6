"""What people have decided, as linking and tracing heed it: pairs of ids that do not contradict one another."""

from __future__ import annotations

from dataclasses import dataclass, fields

__all__ = ["NOTHING", "ByHand", "Pairs"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Decisions on sources, claims and steps; nothing by default, and then they change nothing.

    `sources_one` and `sources_apart` are pairs of `Source.id`: one source, and two. `one` and `apart` are pairs of
    statements of one proposition each (whole ones without parts, or parts) that must and must not be of one claim.
    `follows` are pairs of statements, the later first, that are a step; `confirmed` those of them that were a step
    already and keep what it rests on where that is stated; `follows_not` pairs that are none.
    """

    sources_one: Pairs = ()
    sources_apart: Pairs = ()
    one: Pairs = ()
    apart: Pairs = ()
    follows: Pairs = ()
    confirmed: Pairs = ()
    follows_not: Pairs = ()

    def __bool__(self) -> bool:
        return any(self.every())

    def every(self) -> tuple[Pairs, ...]:
        """Return all pairs, kind by kind."""
        return tuple(getattr(self, field.name) for field in fields(self))


NOTHING = ByHand()
"""Nobody has decided anything."""
