"""A case file made of a run's tables: after that nothing tells it from one that was traced on one machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from whence import arrow
from whence.arrow.library import pyarrow
from whence.errors import WhenceError, WrongUse
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
from whence.scale.wording import NOTHING_THERE, bad_scheme

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["check", "imported", "readings_in", "trace_in"]

_T = TypeVar("_T")
_TOGETHER = 256  # records in memory at a time
_SCHEMES = ("file", "s3", "gs", "gcs", "hdfs", "viewfs", "abfs", "abfss")  # of addresses that pyarrow reads
_SAME_AS = {"s3a": "s3", "s3n": "s3"}  # schemes of Hadoop's, for what pyarrow calls otherwise


def imported(case: Case, folder: str) -> tuple[int, int]:
    """Put a run's articles and its trace into a case file, and return how many articles and claims these are.

    What people had decided, and the run has heeded, goes into its log.

    Some records are in memory at a time, and of the table that they lie in the columns.

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
    heeded, counts = about.get("decisions", ""), about["counts"]
    traced_by = TracedBy(whence=about["whence"], model=about["model"], settings=settings_digest({}), decisions=heeded)
    case.keep_trace(_streamed(folder, counts), traced_by=traced_by, corrected_readings=corrected)
    return int(counts["readings"]), int(counts["claims"])


def check(folder: str) -> None:
    """See that a folder holds a run's tables; raise `WhenceError` where it does not.

    Raises `WrongUse` for an address of a kind that is not read here.
    """
    scheme, stop, rest = folder.partition("://")
    if stop and scheme not in _SCHEMES:
        known = _SAME_AS.get(scheme)
        raise WrongUse(bad_scheme(scheme, _SCHEMES, None if known is None else f"{known}://{rest}"))
    _about(folder)


def trace_in(folder: str) -> Trace:
    """Return the trace that a run's tables hold, in the order in which one machine gives it."""
    found = _streamed(folder, _about(folder)["counts"])
    return Trace(**{name: tuple(getattr(found, name)) for name in Trace.__slots__})


def _streamed(folder: str, counts: Any) -> Trace:
    """Return the trace with streams in the place of tuples."""

    def rows(name: str, record: type[_T], made: Callable[[Any], Any] = lambda one: one) -> Any:
        return cast(Any, _Rows(folder, name, record, made))

    return Trace(
        parts=rows("parts", Statement),
        same=rows("same", Same, lambda one: (one.one, one.fullest)),
        passages=rows("passages", Passage),
        links=rows("links", Link),
        credits=rows("credits", Credit),
        claims=rows("claims", Claim),
        steps=rows("steps", Step),
        near=rows("near", Near),
        denials=rows("denials", Denial) if "denials" in counts else (),  # older runs have none
    )


class _Rows:
    """What is made of each record of a table, in their order and as often as they are asked for."""

    def __init__(self, folder: str, name: str, record: type[Any], made: Callable[[Any], Any]) -> None:
        self._of = folder, name, record
        self._made = made

    def __iter__(self) -> Iterator[Any]:
        return map(self._made, _records(*self._of))


def readings_in(folder: str) -> Iterator[Reading]:
    """Yield the readings of a run's tables, some at a time; those that people have corrected are so."""
    return _records(folder, "readings", Reading)


def _records(folder: str, name: str, record: type[_T]) -> Iterator[_T]:
    for batch in _table(folder, name).sort_by("place").to_batches(max_chunksize=_TOGETHER):
        yield from arrow.from_batch(record, batch)


def _of_decided(folder: str, about: Any, name: str, record: type[_T]) -> Iterator[_T]:
    """The rows of a table that is there only where people had decided something."""
    return _records(folder, name, record) if name in about["counts"] else iter(())


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
