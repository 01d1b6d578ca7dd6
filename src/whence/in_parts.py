"""A case file's collection traced in parts: what is in memory does not grow with it, and all cores work.

It is the plan that a cluster follows (`whence.scale.plan`), answered on this machine, so the trace is the same to the
byte as one made at once. What is done lies beside the case file until the trace is stored: a run that was broken off
goes on from there.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from whence.by_hand import NOTHING, ByHand
from whence.records import Reading, Trace
from whence.stages import OnStage

if TYPE_CHECKING:
    from whence.case import Case, TracedBy
    from whence.scale.plan import Outcome

__all__ = ["MANY", "Heeded", "folder_of", "heeded", "is_large", "trace_in_parts", "trace_stored"]

MANY = 40_000
"""Statements from which a collection is traced in parts: at once, each takes some thirty kilobytes."""
OnPart = Callable[[int, int], None]
_A_PART = 100  # articles that are brought together, as a rule
_MOST_PARTS = 512  # files that are open at once where parts are merged


def is_large(case: Case, many: int | None = None) -> bool:
    """Whether a case file's collection is too large to be traced at once: it holds more than so many statements."""
    return case.statement_count() > (MANY if many is None else many)


def folder_of(case: Case) -> Path:
    """Return where a case file's collection is traced in parts: beside it."""
    return case.path.with_name(f"{case.path.name}.tracing")


# --- what people have decided ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeded:
    """What people have decided: the readings that it `changed`, and what holds of all else (`by_hand`)."""

    changed: tuple[Reading, ...] = ()
    by_hand: ByHand = NOTHING

    def among(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield readings as they are heeded."""
        now = {reading.article.id: reading for reading in self.changed}
        return (now.get(reading.article.id, reading) for reading in readings)


def heeded(case: Case) -> Heeded:
    """Return what a case file's decisions make of its readings; only those that they are about are looked at."""
    decisions = case.decisions()
    if not decisions:
        return Heeded()
    from whence.review.applying import apply, articles_of  # noqa: PLC0415  -- few collections have decisions

    found = sorted(articles_of(decisions) & set(case.files()))
    applied = apply(list(case.as_read(*found)) if found else [], decisions)
    return Heeded(changed=applied.changed, by_hand=applied.by_hand)


# --- tracing --------------------------------------------------------------------------------------------------------


def trace_stored(
    case: Case,
    *,
    jobs: int = 1,
    again: bool = False,
    progress: OnStage | None = None,
    on_part: OnPart | None = None,
    on_stored: Callable[[], None] | None = None,
) -> None:
    """Trace all that a case file holds and store what is found: a large collection in parts, others at once.

    What is stored of the same articles, by the same networks and under the same decisions, is left as it is, unless
    `again` is set; `on_stored` is called then.
    """
    from whence.pipeline import trace_case, traced_by  # noqa: PLC0415  -- what loads this need not trace

    if not is_large(case):
        trace_case(case, progress=progress, again=again, on_stored=on_stored)
        return
    by, tracing = traced_by(case), case.tracing()
    if tracing is not None and tracing.current and tracing.by == by and not again:
        shutil.rmtree(folder_of(case), ignore_errors=True)  # of a run that was ended once it had stored its trace
        if on_stored is not None:
            on_stored()
        return
    folder, decided = folder_of(case), heeded(case)
    trace_in_parts(case, folder, by=by, decided=decided, jobs=jobs, progress=progress, on_part=on_part)


def trace_in_parts(
    case: Case,
    folder: Path,
    *,
    by: TracedBy,
    decided: Heeded | None = None,
    traced: Callable[[Reading], Reading] = lambda reading: reading,
    jobs: int = 1,
    progress: OnStage | None = None,
    on_part: OnPart | None = None,
) -> None:
    """Trace all that a case file holds and store the trace, by so many processes.

    `folder` is where what is done lies meanwhile; it is gone at the end. `on_part` is called, within a stage, with how
    many parts of a piece of work are done and how many there are. Of people's decisions, those that are `decided` are
    heeded, and no others; of a reading, what `traced` makes of it is traced.
    """
    from whence.model.reader import one_core  # noqa: PLC0415  -- the network takes a second to load
    from whence.processes.local import Local  # noqa: PLC0415  -- few runs need processes
    from whence.scale.plan import plan  # noqa: PLC0415  -- as above

    decided = decided or Heeded()
    ids = sorted(case.files())
    place = folder / _key(ids, by)
    for other in folder.glob("*"):  # what was done of another state of the collection
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    blocks = max(2, min(_MOST_PARTS, len(ids) // _A_PART))
    engine = Local(place, blocks=blocks, jobs=jobs, on_part=on_part)
    readings = engine.table(map(traced, decided.among(case.as_read())))
    try:
        reader = one_core if jobs > 1 else None  # each process takes one core: all of them take all
        outcome = plan(
            cast(Any, readings), cast(Any, engine), progress=progress, reader=reader, by_hand=decided.by_hand
        )
        case.keep_trace(_streamed(outcome), traced_by=by, articles=ids, corrected_readings=decided.changed)
    finally:
        engine.close()
    shutil.rmtree(folder, ignore_errors=True)


def _key(ids: Iterable[str], by: TracedBy) -> str:
    """What is traced by what code: nothing of another run is to be taken for this one's."""
    from whence.case.manifest import code_digest  # noqa: PLC0415  -- SQLite is not needed to read help

    return hashlib.sha256("\n".join((code_digest(), repr(by), *ids)).encode("utf-8", "replace")).hexdigest()[:16]


class _Each:
    """What a function makes of each row, one after the other, as often as they are asked for."""

    def __init__(self, rows: Iterable[Any], function: Callable[[Any], Iterable[Any]]) -> None:
        self._rows, self._function = rows, function

    def __iter__(self) -> Iterator[Any]:
        return (one for row in self._rows for one in self._function(row))


def _streamed(outcome: Outcome) -> Trace:
    """Return the trace with streams in the place of tuples: storing it takes no more memory than a claim."""
    from whence.processes.local import Ordered, Rows  # noqa: PLC0415  -- as above
    from whence.scale.outcome import nearest_first  # noqa: PLC0415  -- as above

    def ordered(table: Any, function: Callable[[Iterator[Any]], Iterable[Any]]) -> Ordered:
        return Ordered(cast(Rows, table).over(function))

    claims = ordered(outcome.claims, lambda rows: ((one.place, one) for _, one in rows))
    # Of each file some rows are at hand at once, so that they hold no more than is asked for.
    credits = ordered(outcome.known, lambda rows: ((number, one.credits) for number, one in rows))
    parts = ordered(outcome.claims, lambda rows: (part for _, one in rows for part in one.parts))
    links = ordered(outcome.claims, lambda rows: ((x[:2], x[2]) for _, one in rows for x in one.links))
    passages = ordered(outcome.passages, lambda rows: ((row[2], row[3]) for row in rows))
    return Trace(
        parts=cast(Any, parts),
        same=cast(Any, ordered(outcome.same, lambda rows: ((one, one) for one in rows))),
        passages=cast(Any, passages),
        links=cast(Any, links),
        credits=cast(Any, _Each(credits, lambda some: some)),
        claims=cast(Any, _Each(claims, lambda one: (one.claim,))),
        steps=cast(Any, _Each(claims, lambda one: one.steps)),
        near=tuple(sorted(outcome.near.rows(), key=nearest_first)),
        denials=cast(Any, _Each(claims, lambda one: one.denials)),
    )
