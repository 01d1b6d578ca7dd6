"""On Spark, in several parts and by several workers, a collection is traced as on one machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from whence import pipeline
from whence.case import Case
from whence.errors import WhenceError
from whence.example import example_files
from whence.records import Reading, Skipped, Trace


@dataclass
class Ran:
    """One run: its folder, what one machine reads of its files and skips, and what that one traces of all."""

    folder: Path
    read: list[Reading]
    skipped: list[Skipped]
    readings: list[Reading]
    trace: Trace


def _dying_once(make: Callable[[], Any], marker: str) -> Callable[[], Any]:
    """Return what makes a network, but ends its process the first time that anybody asks."""

    def reader() -> Any:
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return make()
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return reader


@pytest.fixture(scope="module")
def ran(spark: Any, made: Any, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return a run over two thousand made articles and three that the workers read, of which one was killed half-way.

    One run for all tests, for Spark's many small tasks take their time however little there is to do.
    """
    from whence.scale import run

    folder = tmp_path_factory.mktemp("scaled")
    (folder / "empty.txt").write_text("")
    files = [*example_files()[:3], folder / "empty.txt"]
    many = made.strangers(400, 5)
    skipped: list[Skipped] = []
    read = list(pipeline.read(*files, on_skip=skipped.append))
    real = run.readings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
        trace = pipeline.trace_readings([*read, *many])
        patch.setattr(
            run,
            "readings",
            lambda articles: real(articles).and_(run._Rows(articles._engine, spark.sparkContext.parallelize(many, 2))),
        )
        patch.setattr(run, "one_core", _dying_once(made.QuickReader, str(folder / "killed")))
        found = run.scale([str(path) for path in files], str(folder / "out"), session=spark, blocks=2)
    assert (found.articles, found.skipped) == (2003, 1)
    return Ran(folder=folder, read=read, skipped=skipped, readings=[*read, *many], trace=trace)


def test_thousands_of_articles_are_traced_as_on_one_machine(ran: Ran) -> None:
    """Two thousand articles give the same trace in many parts, though a worker was killed half-way."""
    from whence.scale.importing import trace_in

    assert (ran.folder / "killed").exists()
    assert len(ran.trace.steps) > 1000
    found = trace_in(str(ran.folder / "out"))
    for name in Trace.__slots__:
        assert getattr(found, name) == getattr(ran.trace, name), name


def test_workers_read_what_one_machine_reads(ran: Ran) -> None:
    """The readings of files are the same to the last field, in the order of their files."""
    from whence.scale.importing import readings_in

    found = list(readings_in(str(ran.folder / "out")))
    assert found == sorted(ran.readings, key=lambda r: (r.article.file, r.article.id))
    assert [r for r in found if r in ran.read] == ran.read


def test_the_tables_make_a_case_file(ran: Ran, tmp_path: Path) -> None:
    """What the workers have found opens as a case, whose trace is taken as it is."""
    from whence.scale.importing import imported

    with Case(tmp_path / "made.case") as case:
        articles, claims = imported(case, str(ran.folder / "out"))
        assert (articles, claims) == (len(ran.readings), len(ran.trace.claims))
        assert case.skipped() == ran.skipped
        kept: list[bool] = []
        _, stored = pipeline.trace_case(case, on_stored=lambda: kept.append(True))
        assert kept == [True]
        assert stored == ran.trace


def test_each_table_has_the_schema_of_its_record(ran: Ran) -> None:
    """Any program reads the tables by their records' fields; what the stages left is gone."""
    from pyarrow import parquet

    from whence import arrow
    from whence.scale.tables import TABLES

    for name, record in TABLES.items():
        columns = parquet.read_table(ran.folder / "out" / name).schema.names
        assert columns == ["place", *arrow.schema(record).names]
    assert not list((ran.folder / "out").glob("_*"))


def test_components_in_rounds(spark: Any, tmp_path: Path) -> None:
    """A chain of nodes hangs together by joins alone."""
    from whence.scale.components import components
    from whence.scale.spark import Spark

    engine = Spark(spark, str(tmp_path / "stages"), blocks=2)
    chain = np.arange(12, dtype=np.int64)
    edges = engine.table([(chain[n : n + 1], chain[n + 1 : n + 2]) for n in range(11) if n != 6])
    found = components(edges, engine, "chain", few=-1)
    assert sorted(found.rows()) == [(n, 0 if n <= 6 else 7) for n in range(12)]


def test_stages_of_another_run_are_not_taken(spark: Any, tmp_path: Path) -> None:
    """A folder in which a run was stopped is taken up by the same run alone."""
    from whence.scale.run import _check
    from whence.scale.spark import Spark

    engine = Spark(spark, str(tmp_path / "out"), blocks=2)
    _check(engine, ["a.warc"], {})
    _check(engine, ["a.warc"], {})
    with pytest.raises(WhenceError, match="another run"):
        _check(engine, ["b.warc"], {})


def test_a_folder_without_tables_is_said_to_be_none(tmp_path: Path) -> None:
    """Importing from a folder that no run has finished says so in one line."""
    from whence.scale.importing import check

    with pytest.raises(WhenceError, match="run it to its end"):
        check(str(tmp_path))
