"""On Spark, in several parts and by several workers, a collection is traced as on one machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from whence import pipeline
from whence.case import Case
from whence.errors import WhenceError
from whence.example import example_files
from whence.records import Skipped, Trace


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


def test_thousands_of_articles_are_traced_as_on_one_machine(spark: Any, made: Any, tmp_path: Path) -> None:
    """Two thousand short articles give the same trace in many parts, though a worker is killed half-way."""
    from whence.scale.outcome import trace_of
    from whence.scale.plan import plan
    from whence.scale.spark import Spark

    readings = made.strangers(400, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
        expected = pipeline.trace_readings(readings)
    assert len(readings) == 2000
    assert len(expected.steps) > 1000
    engine = Spark(spark, str(tmp_path / "stages"), blocks=3)
    marker = tmp_path / "killed"
    reader = _dying_once(made.QuickReader, str(marker))
    found = trace_of(plan(engine.table(readings), engine, reader=reader))
    assert marker.exists()
    for name in Trace.__slots__:
        assert getattr(found, name) == getattr(expected, name), name


def test_components_in_rounds(spark: Any, tmp_path: Path) -> None:
    """A chain of nodes hangs together by joins alone."""
    from whence.scale.components import components
    from whence.scale.spark import Spark

    engine = Spark(spark, str(tmp_path / "stages"), blocks=2)
    chain = np.arange(40, dtype=np.int64)
    edges = engine.table([(chain[n : n + 1], chain[n + 1 : n + 2]) for n in range(39) if n != 20])
    found = components(edges, engine, "chain", few=-1)
    assert sorted(found.rows()) == [(n, 0 if n <= 20 else 21) for n in range(40)]


@pytest.fixture(scope="module")
def scaled(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tables of some of the example's articles, read by the network, and of a file that is none."""
    from whence.scale.run import scale

    folder = tmp_path_factory.mktemp("scaled")
    (folder / "empty.txt").write_text("")
    files = [str(path) for path in (*example_files()[:4], folder / "empty.txt")]
    found = scale(files, str(folder / "out"), session=spark, blocks=2)
    assert (found.articles, found.skipped) == (4, 1)
    return folder


def test_the_tables_make_a_case_file(scaled: Path, tmp_path: Path) -> None:
    """What the workers read and traced opens as a case that holds what one machine reads and traces."""
    from whence.scale.importing import imported

    skipped: list[Skipped] = []
    readings = list(pipeline.read(*example_files()[:4], scaled / "empty.txt", on_skip=skipped.append))
    with Case(tmp_path / "made.case") as case:
        articles, claims = imported(case, str(scaled / "out"))
        assert sorted(case.readings(), key=lambda r: r.article.id) == sorted(readings, key=lambda r: r.article.id)
        assert case.skipped() == skipped
        assert case.trace() == pipeline.trace_readings(readings)
        assert (articles, claims) == (4, len(list(case.claims())))
        kept: list[bool] = []
        pipeline.trace_case(case, on_stored=lambda: kept.append(True))
        assert kept == [True]


def test_each_table_has_the_schema_of_its_record(scaled: Path) -> None:
    """Any program reads the tables by their records' fields; what the stages left is gone."""
    from pyarrow import parquet

    from whence import arrow
    from whence.scale.tables import TABLES

    for name, record in TABLES.items():
        columns = parquet.read_table(scaled / "out" / name).schema.names
        assert columns == ["place", *arrow.schema(record).names]
    assert not list((scaled / "out").glob("_*"))


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
