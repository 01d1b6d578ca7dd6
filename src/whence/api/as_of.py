"""A collection as it was in print at a time, as a case file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from whence import words
from whence.case import Case
from whence.errors import WrongUse
from whence.in_parts import Heeded, folder_of, heeded, is_large, trace_in_parts
from whence.in_print import InPrint
from whence.pipeline import trace_readings, traced_by, with_decisions
from whence.records import Reading, Trace
from whence.stages import OnStage

__all__ = ["as_of", "as_of_in_parts", "store"]


def as_of(case: Case, time: str, into: Path, *, progress: OnStage | None = None, jobs: int = 1) -> None:
    """Trace what was in print by the end of a time, and store it in another case file; a large collection in parts.

    Of a live page, the other case file has the whole text, and the statements of the entries that were there.

    Raises `WrongUse` for a time that is none, and where the other case file holds further articles.
    """
    if is_large(case):
        in_print = InPrint(case.articles(), time)
        as_of_in_parts(case, in_print, time, into, heeded(case), progress=progress, jobs=jobs)
        return
    with case.snapshot():
        every, now, by_hand = with_decisions(case)
    in_print = InPrint((reading.article for reading in every), time)
    readings = in_print.kept(now)
    traced = trace_readings(readings, as_of=time, progress=progress, by_hand=by_hand) if readings else Trace()
    store(case, into, in_print.kept(every), readings, traced, time)


def as_of_in_parts(
    case: Case,
    in_print: InPrint,
    time: str,
    into: Path,
    decided: Heeded,
    *,
    progress: OnStage | None = None,
    on_part: Callable[[int, int], None] | None = None,
    jobs: int = 1,
) -> None:
    """Do the same in parts, with what was `in_print` by the time; see `whence.in_parts`.

    Raises as `as_of` does.
    """
    ids = in_print.ids
    with Case(into) as other:
        _copied(case, other, ids, (in_print.said(reading) for name in ids for reading in case.as_read(name)))
        changed = tuple(in_print.kept(decided.changed))
        if ids:
            trace_in_parts(
                other,
                folder_of(other),
                by=traced_by(other, as_of=time),
                decided=Heeded(changed=changed, by_hand=decided.by_hand),
                traced=in_print.traced,
                jobs=jobs,
                progress=progress,
                on_part=on_part,
            )
        else:
            other.keep_trace(Trace(), traced_by=traced_by(other, as_of=time), articles=ids)


def store(
    case: Case, into: Path, as_read: Sequence[Reading], readings: Sequence[Reading], traced: Trace, time: str
) -> None:
    """Store a trace as of a time in another case file, with its articles as they were read, owners and decisions.

    Raises `WrongUse` where that case file holds further articles.
    """
    ids = [reading.article.id for reading in readings]
    with Case(into) as other:
        _copied(case, other, ids, as_read)
        changed = [now for now, read in zip(readings, as_read, strict=True) if now != read]
        by = traced_by(other, as_of=time)
        other.keep_trace(traced, traced_by=by, articles=ids, corrected_readings=changed)


def _copied(case: Case, other: Case, ids: Sequence[str], as_read: Iterable[Reading]) -> None:
    """Put articles of a case file into another, with owners and decisions."""
    if set(other.files()) - set(ids):
        raise WrongUse(words.INTO_HOLDS_OTHERS)
    inputs = case.inputs()
    for reading in as_read:
        if _is_another(reading, other):
            other.remove(reading.article.id)
        other.add([reading], read_by=case.read_by(reading.article.id), inputs=inputs)
    other.keep_owners(case.owners())
    other.decide(*case.decisions())


def _is_another(reading: Reading, other: Case) -> bool:
    """Whether a case file holds a live page as it was at another time."""
    if reading.article.id not in other or not any(block.at for block in reading.article.blocks):
        return False
    return any(held != reading for held in other.as_read(reading.article.id))
