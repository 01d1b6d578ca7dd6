"""A collection as it was in print at a time, as a case file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whence import words
from whence.case import Case
from whence.errors import WrongUse
from whence.pipeline import in_print, trace_readings, traced_by, with_decisions
from whence.records import Reading, Trace
from whence.stages import OnStage

__all__ = ["as_of", "store"]


def as_of(case: Case, time: str, into: Path, *, progress: OnStage | None = None) -> None:
    """Trace what was in print by the end of a time, and store it in another case file.

    Raises `WrongUse` for a time that is none, and where the other case file holds further articles.
    """
    with case.snapshot():
        every, decided, by_hand = with_decisions(case)
    readings = in_print(decided, time)
    traced = trace_readings(readings, as_of=time, progress=progress, by_hand=by_hand) if readings else Trace()
    store(case, into, in_print(every, time), readings, traced, time)


def store(
    case: Case, into: Path, as_read: Sequence[Reading], readings: Sequence[Reading], traced: Trace, time: str
) -> None:
    """Store a trace as of a time in another case file, with its articles as they were read, owners and decisions.

    Raises `WrongUse` where that case file holds further articles.
    """
    ids = [reading.article.id for reading in readings]
    with Case(into) as other:
        if set(other.files()) - set(ids):
            raise WrongUse(words.INTO_HOLDS_OTHERS)
        inputs = case.inputs()
        for reading in as_read:
            other.add([reading], read_by=case.read_by(reading.article.id), inputs=inputs)
        other.keep_owners(case.owners())
        other.decide(*case.decisions())
        changed = [now for now, read in zip(readings, as_read, strict=True) if now != read]
        by = traced_by(other, as_of=time)
        other.keep_trace(traced, traced_by=by, articles=ids, corrected_readings=changed)
