"""A log of decisions, applied to the articles of a run that it is about, before the plan begins.

    readings, log ──▶ corrected readings ─▶ plan
                  └─▶ what holds of claims, sources, steps and denials (`ByHand`) ─▶ plan

Decisions are few: the readings of the articles that they are about come together in one place, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from whence.by_hand import NOTHING, ByHand
from whence.case.decisions import place
from whence.records import Decision, Reading
from whence.review.applying import Applied, apply, articles_of
from whence.review.opposed import Opposed
from whence.scale.engine import Engine, Table
from whence.scale.packing import storable_or_same

if TYPE_CHECKING:
    from whence.scale.claims import Traced

__all__ = ["Reviewed", "reviewed", "whole_log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A log of decisions, and what it makes of the readings of a run.

    `changed` are the readings in which something is corrected, and `as_read` the same as they were read, both by the
    articles' ids; `by_hand` is what holds of all else, and `unheeded` how many decisions cannot be heeded, or not
    wholly, by what the readings tell (`unheeded_among` asks the claims too). `opposed` are those on denials.
    """

    log: tuple[Decision, ...] = ()
    changed: tuple[Reading, ...] = ()
    as_read: tuple[Reading, ...] = ()
    by_hand: ByHand = NOTHING
    unheeded: int = 0
    opposed: Opposed | None = field(default=None, compare=False)

    def among(self, readings: Table[Reading], engine: Engine) -> Table[Reading]:
        """Return readings as they are heeded: those that are corrected in the place of what was read."""
        if not self.changed:
            return readings
        now = engine.shared({reading.article.id: reading for reading in self.changed})
        return readings.over(lambda rows: (now.value.get(reading.article.id, reading) for reading in rows))

    def unheeded_among(self, claims: Table[tuple[int, Traced]]) -> int:
        """Return how many decisions cannot be heeded, or not wholly, once the claims of a run are known."""
        if self.opposed is None:
            return self.unheeded
        names = self.opposed.statements

        def about(rows: Iterator[tuple[int, Traced]]) -> Iterator[tuple[Any, tuple[str, ...]]]:
            return ((one.place, own) for _, one in rows if not names.isdisjoint(own := one.claim.statements))

        return _unheeded(self.opposed.among(own for _, own in sorted(claims.over(about).rows())))


def _unheeded(applied: Applied) -> int:
    return len({conflict.decision.id for conflict in applied.conflicts})


def whole_log(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return each decision once, as a case file keeps them: by time and id, those that were taken back among them."""
    return tuple(sorted({one.id: one for one in map(storable_or_same, decisions)}.values(), key=place))


def reviewed(readings: Table[Reading], log: Sequence[Decision]) -> Reviewed:
    """Apply a whole log of decisions to the readings that it is about."""
    if not log:
        return Reviewed()
    names = articles_of(log)

    def about(rows: Iterator[Reading]) -> Iterator[Reading]:
        return (storable_or_same(reading) for reading in rows if reading.article.id in names)

    found = {reading.article.id: reading for reading in readings.over(about).rows()}
    applied = apply([found[name] for name in sorted(found)], log)
    return Reviewed(
        log=tuple(log),
        changed=applied.changed,
        as_read=tuple(found[reading.article.id] for reading in applied.changed),
        by_hand=applied.by_hand,
        unheeded=_unheeded(applied),
        opposed=Opposed(applied) if applied.on_denials else None,
    )
