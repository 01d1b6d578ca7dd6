"""`whence scale` as a function: sources to Parquet tables, on a Spark session."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from whence import __version__
from whence.case.decisions import digest
from whence.case.manifest import code_digest
from whence.errors import WhenceError
from whence.model.reader import one_core
from whence.pipeline import network_digest
from whence.records import Decision, Reading, Skipped
from whence.scale import tables
from whence.scale.plan import STAGES, plan
from whence.scale.reading import ingested, is_elsewhere, local_sources, names, readings, spark_sources
from whence.scale.reviewed import reviewed, whole_log
from whence.scale.spark import Spark, _Rows
from whence.scale.wording import OTHER_RUN
from whence.stages import OnStage, teller

__all__ = ["RUN_STAGES", "STAGES_FOLDER", "Scaled", "scale"]

RUN_STAGES = ("reading", *STAGES, "tables")
"""The stages of a run, in their order, as they are told to `progress`."""

STAGES_FOLDER = "_stages"
"""Where, below a run's folder, its stages lie until it is done; Spark's readers pass over names that begin so."""

_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """What a run has found: how many articles, claims, and sources that gave none.

    `decisions` is how many the log held, and `unheeded` how many of them cannot be heeded, or not wholly.
    """

    articles: int
    claims: int
    skipped: int
    decisions: int = 0
    unheeded: int = 0


def scale(
    sources: Sequence[str],
    out: str,
    *,
    session: Any,
    blocks: int | None = None,
    mapping: Mapping[str, str] = _NO_MAPPING,
    decisions: Iterable[Decision] = (),
    progress: OnStage | None = None,
    keep_stages: bool = False,
) -> Scaled:
    """Trace what the sources hold and write Parquet tables below `out`; the same as one machine finds.

    `session` is a Spark session (`whence.scale.spark.session`), `blocks` as for `Spark`. What people have decided
    (`decisions`, a log as `whence.review.decisions_in` reads it, or a case file's) holds, and stands beside the tables.
    A run that was stopped is taken up behind its last stage, if it is asked for the same; what its stages left goes at
    the end, unless `keep_stages` is set.

    Raises `WhenceError` where another run has left its stages below `out`.
    """
    out = out.rstrip("/")
    engine = Spark(session, f"{out}/{STAGES_FOLDER}", blocks=blocks or 3 * session.sparkContext.defaultParallelism)
    begin = teller(RUN_STAGES, progress)
    log = whole_log(decisions)
    begin("reading")
    _check(engine, sources, mapping, digest(log))
    skipped, found = _found(engine, sources)
    items = readings(ingested(found, mapping, engine)).kept("readings")
    skipped += items.over(_skipped).rows()
    as_read = items.over(_readings)
    decided = reviewed(as_read, log)
    outcome = plan(
        decided.among(as_read, engine),
        engine,
        progress=lambda name, *_: begin(name),
        reader=one_core,
        by_hand=decided.by_hand,
    )
    begin("tables")
    counts = tables.write(engine, outcome, skipped, out, names(sources), decided)
    unheeded = decided.unheeded_among(outcome.claims)
    if not keep_stages:
        engine.forget()
    return Scaled(
        articles=counts["readings"],
        claims=counts["claims"],
        skipped=len(skipped),
        decisions=len(log),
        unheeded=unheeded,
    )


def _check(engine: Spark, sources: Sequence[str], mapping: Mapping[str, str], decisions: str = "") -> None:
    """See that what is kept, if anything, was kept by a run that was asked for the same.

    `decisions` is the digest of those that a trace must heed.
    """
    asked: dict[str, object] = {"sources": list(sources), "mapping": dict(mapping), "blocks": engine.blocks}
    asked |= {"decisions": decisions} if decisions else {}
    told = json.dumps(asked | {"whence": __version__, "code": code_digest(), "model": network_digest()}, sort_keys=True)
    if engine.table([told]).kept("asked").rows() != [told]:
        raise WhenceError(OTHER_RUN)


def _found(engine: Spark, sources: Sequence[str]) -> tuple[list[Skipped], _Rows]:
    """The files that the sources stand for; those of this machine by name, others with the bytes that Spark reads."""
    skipped: list[Skipped] = []
    near: list[Any] = []
    far: list[_Rows] = []
    for number, source in enumerate(sources):
        if is_elsewhere(source):
            far.append(_Rows(engine, spark_sources(engine.context, source, (number,))))
            continue
        for one in local_sources(source, (number,)):
            if isinstance(one, Skipped):
                skipped.append(one)
            else:
                near.append(one)
    files = _Rows(engine, engine.context.parallelize(near, max(1, len(near)))) if near else engine.table([])
    return skipped, files.and_(*far) if far else files


def _skipped(rows: Iterator[Reading | Skipped]) -> Iterator[Skipped]:
    return (row for row in rows if isinstance(row, Skipped))


def _readings(rows: Iterator[Reading | Skipped]) -> Iterator[Reading]:
    return (row for row in rows if isinstance(row, Reading))
