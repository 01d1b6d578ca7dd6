"""A case file made of a run's tables: after that nothing tells it from one that was traced on one machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from whence import arrow
from whence.arrow.library import pyarrow
from whence.errors import WhenceError
from whence.records import (
    Claim,
    Credit,
    Decision,
    Denial,
    Link,
    Near,
    Passage,
    Reading,
    Skipped,
    Statement,
    Step,
    Trace,
)
from whence.scale.tables import ABOUT, About, Same
from whence.scale.wording import NOTHING_THERE

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["check", "imported", "readings_in", "trace_in"]

_T = TypeVar("_T")
_TOGETHER = 256  # readings in memory at a time


def imported(case: Case, folder: str) -> tuple[int, int]:
    """Put a run's articles and its trace into a case file, and return how many articles and claims these are.

    What people had decided, and the run has heeded, goes into its log.

    Raises `WhenceError` where the folder does not hold all tables, `CaseError` as `Case` does.
    """
    from whence.case import ReadBy, TracedBy  # noqa: PLC0415  -- SQLite is not needed to read help
    from whence.case.manifest import settings_digest  # noqa: PLC0415  -- as above

    about = _about(folder)
    by = ReadBy(whence=about["whence"], model=about["model"], settings=settings_digest({}))
    as_read = {reading.article.id: reading for reading in _of_decided(folder, about, "as_read", Reading)}
    corrected: list[Reading] = []

    def read() -> Iterator[Reading]:
        for reading in readings_in(folder):
            corrected.extend([reading] if reading.article.id in as_read else ())
            yield as_read.get(reading.article.id, reading)

    case.add(read(), read_by=by, inputs=about["inputs"])
    case.add(_records(folder, "skipped", Skipped), read_by=by)
    case.decide(*_of_decided(folder, about, "decisions", Decision))
    trace, heeded = trace_in(folder), about.get("decisions", "")
    traced_by = TracedBy(whence=about["whence"], model=about["model"], settings=settings_digest({}), decisions=heeded)
    case.keep_trace(trace, traced_by=traced_by, corrected_readings=corrected)
    return int(about["counts"]["readings"]), len(trace.claims)


def check(folder: str) -> None:
    """See that a folder holds a run's tables; raise `WhenceError` where it does not."""
    _about(folder)


def trace_in(folder: str) -> Trace:
    """Return the trace that a run's tables hold, in the order in which one machine gives it."""
    counts = _about(folder)["counts"]
    return Trace(
        parts=tuple(_records(folder, "parts", Statement)),
        same=tuple((one.one, one.fullest) for one in _records(folder, "same", Same)),
        passages=tuple(_records(folder, "passages", Passage)),
        links=tuple(_records(folder, "links", Link)),
        credits=tuple(_records(folder, "credits", Credit)),
        claims=tuple(_records(folder, "claims", Claim)),
        steps=tuple(_records(folder, "steps", Step)),
        near=tuple(_records(folder, "near", Near)),
        denials=tuple(_records(folder, "denials", Denial) if "denials" in counts else ()),  # older runs have none
    )


def readings_in(folder: str) -> Iterator[Reading]:
    """Yield the readings of a run's tables, some at a time; those that people have corrected are so."""
    for batch in _table(folder, "readings").sort_by("place").to_batches(max_chunksize=_TOGETHER):
        yield from arrow.from_batch(Reading, batch)


def _records(folder: str, name: str, record: type[_T]) -> list[_T]:
    return arrow.from_table(record, _table(folder, name).sort_by("place"))


def _of_decided(folder: str, about: Any, name: str, record: type[_T]) -> list[_T]:
    """The rows of a table that is there only where people had decided something."""
    return _records(folder, name, record) if name in about["counts"] else []


def _about(folder: str) -> Any:
    (about,) = arrow.from_table(About, _table(folder, ABOUT))
    return json.loads(about.manifest)


def _table(folder: str, name: str) -> Any:
    arrows = pyarrow()
    from pyarrow import parquet  # noqa: PLC0415  -- an extra

    try:
        return parquet.read_table(f"{folder.rstrip('/')}/{name}")
    except (OSError, arrows.ArrowException) as error:
        raise WhenceError(NOTHING_THERE) from error
