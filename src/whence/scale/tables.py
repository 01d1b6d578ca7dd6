"""What a run leaves: a folder of Parquet tables, one for each record, with the schema of its class.

Beside the record's columns stands `place`, by which the rows are in the order in which one machine gives them.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from whence import __version__, arrow
from whence.arrow.library import pyarrow
from whence.case.decisions import digest
from whence.pipeline import network_digest
from whence.records import Claim, Credit, Decision, Denial, Link, Near, Passage, Reading, Skipped, Statement, Step
from whence.scale.outcome import nearest_first
from whence.scale.packing import unpack
from whence.scale.plan import Outcome
from whence.scale.reviewed import Reviewed
from whence.scale.spark import Spark

__all__ = ["ABOUT", "BY_HAND", "TABLES", "About", "Same", "write"]

_TOGETHER = 500  # records of a batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A source, by its id, that is the same as the fullest naming of it in another article, by that one's."""

    one: str
    fullest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What made the tables: JSON with the versions, the network's digest, the inputs and the counts.

    Where decisions were heeded, their digest (`whence.case.decisions.digest`) stands there too.
    """

    manifest: str


ABOUT = "about"
TABLES: dict[str, type[Any]] = {
    "readings": Reading,
    "skipped": Skipped,
    "passages": Passage,
    "credits": Credit,
    "same": Same,
    "parts": Statement,
    "links": Link,
    "claims": Claim,
    "steps": Step,
    "near": Near,
    "denials": Denial,
}
"""The tables, by the names of their folders, and the class of their rows."""

BY_HAND: dict[str, type[Any]] = {"decisions": Decision, "as_read": Reading}
"""The tables of a run that was told what people have decided: their log, and what they have corrected, as it was."""


def write(
    engine: Spark, outcome: Outcome, skipped: list[Skipped], out: str, inputs: list[str], decided: Reviewed
) -> dict[str, int]:
    """Write the tables, and last of all what made them: a folder without that is not whole. Returns their counts.

    Those of decisions are written where there are some, and taken away where an earlier run has left its own.
    """
    near = sorted(outcome.near.rows(), key=nearest_first)
    claims = outcome.claims.over(lambda rows: ((one.place, one) for _, one in rows)).numbered().kept("claims-in-order")
    tables: dict[str, Any] = {
        "readings": outcome.articles.over(_readings),
        "skipped": engine.table([(_place(n), one) for n, one in enumerate(sorted(skipped, key=_by_source))]),
        "passages": outcome.passages.over(lambda rows: ((_place(*row[2]), row[3]) for row in rows)),
        "credits": outcome.known.over(_credits),
        "same": outcome.same.numbered().over(_same),
        "parts": claims.over(lambda rows: ((_place(key), part) for _, (_, one) in rows for key, part in one.parts)),
        "links": claims.over(lambda rows: ((_place(a, b), link) for _, (_, one) in rows for a, b, link in one.links)),
        "claims": claims.over(lambda rows: ((_place(n), one.claim) for n, (_, one) in rows)),
        "steps": claims.over(_steps),
        "near": engine.table([(_place(n), one) for n, one in enumerate(near)]),
        "denials": claims.over(_denials),
        "decisions": engine.table([(_place(n), one) for n, one in enumerate(decided.log)]),
        "as_read": engine.table([(_place(n), one) for n, one in enumerate(decided.as_read)]),
    }
    written = TABLES | (BY_HAND if decided.log else {})
    for name in (ABOUT, *(BY_HAND.keys() - written)):
        engine.remove(f"{out}/{name}")
    counts = {name: _write(engine, tables[name], record, f"{out}/{name}") for name, record in written.items()}
    about: dict[str, object] = {"whence": __version__, "model": network_digest(), "inputs": inputs, "counts": counts}
    about |= {"decisions": digest(decided.log)} if decided.log else {}
    told = About(manifest=json.dumps(about, sort_keys=True, ensure_ascii=False))
    _write(engine, engine.table([(_place(0), told)]), About, f"{out}/{ABOUT}")
    return counts


def _place(*numbers: int) -> str:
    """Numbers as a text that sorts as they do."""
    return ".".join(f"{number:019d}" for number in numbers)


def _by_source(skipped: Skipped) -> tuple[str, str]:
    return skipped.source, skipped.reason


def _readings(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[str, Reading]]:
    return ((_place(number), unpack(data)) for number, (_, data) in rows)


def _same(rows: Iterator[tuple[int, tuple[str, str]]]) -> Iterator[tuple[str, Same]]:
    return ((_place(n), Same(one=one, fullest=fullest)) for n, (one, fullest) in rows)


def _credits(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[str, Credit]]:
    return ((_place(number, at), credit) for number, one in rows for at, credit in enumerate(one.credits))


def _steps(rows: Iterator[tuple[int, tuple[Any, Any]]]) -> Iterator[tuple[str, Step]]:
    return ((_place(n, at), step) for n, (_, one) in rows for at, step in enumerate(one.steps))


def _denials(rows: Iterator[tuple[int, tuple[Any, Any]]]) -> Iterator[tuple[str, Denial]]:
    return ((_place(n, at), denial) for n, (_, one) in rows for at, denial in enumerate(one.denials))


def _write(engine: Spark, table: Any, record: type[Any], place: str) -> int:
    """Write a table of places and records, and return how many there are."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415  -- an extra

    schema = _schema(record)
    pickled = table.rdd.map(lambda row: (pickle.dumps(row),))
    frame = engine.session.createDataFrame(pickled, "row binary")
    found = frame.mapInArrow(_batches(record), from_arrow_schema(schema))
    found.write.mode("overwrite").parquet(place)
    return int(engine.session.read.parquet(place).count())


def _schema(record: type[Any]) -> Any:
    arrows = pyarrow()
    return arrows.schema([arrows.field("place", arrows.string(), nullable=False), *arrow.schema(record)])


def _batches(record: type[Any]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def made(batches: Iterator[Any]) -> Iterator[Any]:
        arrows = pyarrow()
        schema = _schema(record)
        for batch in batches:
            packed = batch.column(0).to_pylist()
            for low in range(0, len(packed), _TOGETHER):
                rows = [pickle.loads(one) for one in packed[low : low + _TOGETHER]]  # noqa: S301  -- written just now, by this run
                places = arrows.array([place for place, _ in rows], arrows.string())
                columns = arrow.to_batch(record, [one for _, one in rows]).columns
                yield arrows.RecordBatch.from_arrays([places, *columns], schema=schema)

    return made
