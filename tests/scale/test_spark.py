"""On Spark, in several parts and by several workers, a collection is traced as on one machine."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

from whence import pipeline, review
from whence.case import Case
from whence.cli.app import cli
from whence.errors import WhenceError, WrongUse
from whence.example import example_files
from whence.records import Article, LinkBasis, Reading, Skipped, Trace

from .conftest import decide


@dataclass
class Ran:
    """One run: its folder, what one machine reads of its files and skips, and what that one traces of all.

    `readings` are those of all articles with what people have corrected in them.
    """

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


class Lent:
    """A Spark session that a command may stop without anybody else losing it."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def stop(self) -> None:
        """Leave the session to the tests behind."""


def written(folder: Path) -> list[Path]:
    """Write a web archive with a page, a revisit and a picture, one with another revisit, a table, an empty file."""
    from pyarrow import Table, parquet

    story = "The ferry to Tolm stops on Friday, its owner Maud Arden said in a letter to the council of the island."
    page = f"<html lang=en><body><article><h1>Ferry stops</h1><p>{story}</p></article></body></html>".encode()
    sha1 = f"WARC-Payload-Digest: sha1:{base64.b32encode(hashlib.sha1(page).digest()).decode()}"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    archive = folder / "crawl.warc.gz"
    archive.write_bytes(
        _record("response", 1, answer, sha1)
        + _record("response", 2, answer.replace(b"text/html", b"image/png"))
        + _record("revisit", 3, b"HTTP/1.1 304 Not Modified\r\n\r\n", sha1)
    )
    (folder / "again.warc.gz").write_bytes(_record("revisit", 4, b"HTTP/1.1 304 Not Modified\r\n\r\n", sha1))
    rows = {
        "id": ["row-1", "row-2"],
        "text": [f"Ferry stops\n\n{story}\n", "Quay shut\n\nThe quay is shut, Rolf Arnaud told the Tarn Echo.\n"],
        "outlet": ["Tarn Echo", "Radio Fenwick"],
        "published": ["2031-05-15", "2031-05-16T08:00:00Z"],
    }
    parquet.write_table(Table.from_pydict(rows), folder / "rows.parquet")
    (folder / "empty.txt").write_text("")
    return [folder / "again.warc.gz", archive, folder / "rows.parquet", folder / "empty.txt"]


def _record(kind: str, day: int, block: bytes, *more: str) -> bytes:
    head = [
        *(
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{day}>",
            f"WARC-Date: 2031-05-{day:02}T08:00:00Z",
        ),
        *("WARC-Target-URI: https://beacon.example/ferry", "Content-Type: application/http; msgtype=response", *more),
        f"Content-Length: {len(block)}",
    ]
    return gzip.compress("\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def run_command(*arguments: object) -> str:
    """Run a command of whence's in this process, and return what it prints."""
    found = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.fixture(scope="module")
def ran(spark: Any, made: Any, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return a run of the command over two thousand made articles and some that the workers read, one of them killed.

    It is told what people have decided, some of it by a log of decisions, and all by the case file of one machine.
    Those that are read lie in pages, in a web archive and in a Parquet table. One run for all tests, for Spark's many
    small tasks take their time however little there is to do.
    """
    from whence.scale import run

    folder = tmp_path_factory.mktemp("scaled")
    files = [*example_files()[:3], *written(folder)]
    many = made.strangers(400, 5)
    skipped: list[Skipped] = []
    read = list(pipeline.read(*files, on_skip=skipped.append))
    real = run.readings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
        run_command("add", folder / "one.case", *files, "--jobs", 1)
        with Case(folder / "one.case") as case:
            case.add(many)
            decide(case, many)
            heeded, trace = pipeline.trace_case(case)
            (folder / "some.jsonl").write_bytes(b"".join(list(review.export_log(case))[::2]))
        patch.setattr(
            run,
            "readings",
            lambda articles: real(articles).and_(run._Rows(articles._engine, spark.sparkContext.parallelize(many, 2))),
        )
        patch.setattr(run, "one_core", _dying_once(made.QuickReader, str(folder / "killed")))
        patch.setattr("whence.scale.spark.session", lambda *_: Lent(spark))
        decisions = ("--decisions", folder / "some.jsonl", "--decisions", folder / "one.case")
        said = run_command("scale", *files, "-o", f"file://{folder}/out", "--blocks", 3, *decisions)
    done, told = said.splitlines()
    assert done == f"2,008 articles traced: {len(trace.claims):,} claims in this collection. 2 sources skipped."
    assert told.startswith("17 decisions, of which 2 cannot be heeded, or not wholly: ")
    return Ran(folder=folder, read=read, skipped=skipped, readings=heeded, trace=trace)


def test_thousands_of_articles_are_traced_as_on_one_machine(ran: Ran) -> None:
    """Two thousand articles give the same trace in three parts, though a worker was killed half-way."""
    from whence.scale.importing import trace_in

    assert (ran.folder / "killed").exists()
    assert len(ran.trace.steps) > 1000
    assert LinkBasis.by_hand in {step.basis for step in ran.trace.steps}
    found = trace_in(str(ran.folder / "out"))
    for name in Trace.__slots__:
        assert getattr(found, name) == getattr(ran.trace, name), name


def test_workers_read_what_one_machine_reads(ran: Ran) -> None:
    """The readings of files are the same to the last field, in the order of their files."""
    from whence.scale.importing import readings_in

    found = list(readings_in(str(ran.folder / "out")))
    assert found == sorted(ran.readings, key=lambda r: (r.article.file, r.article.id))
    assert [r for r in found if r in ran.read] == sorted(ran.read, key=lambda r: r.article.file)


def test_what_people_have_decided_goes_with_the_tables(ran: Ran, tmp_path: Path) -> None:
    """The case file has their whole log, articles as they were read and as they are corrected, and what is unheeded."""
    run_command("import", tmp_path / "made.case", ran.folder / "out")
    with Case(ran.folder / "one.case") as one, Case(tmp_path / "made.case") as many:
        assert many.decisions() == one.decisions()
        assert list(many.readings()) == list(one.readings()) == ran.readings
        assert list(many.as_read()) == list(one.as_read()) != ran.readings
        assert review.conflicts(many) == review.conflicts(one)
        assert len(review.conflicts(many)) == 2
        assert one.tracing() == many.tracing()


def test_the_tables_make_a_case_file(ran: Ran, tmp_path: Path) -> None:
    """What the workers have found opens as a case, whose trace is taken as it is; it exports as one machine's does."""
    path = tmp_path / "made.case"
    said = run_command("import", path, ran.folder / "out")
    assert said == f"{len(ran.readings):,} articles and {len(ran.trace.claims):,} claims imported.\n"
    with Case(path) as case:
        assert case.skipped() == sorted(ran.skipped, key=lambda one: one.source)
        kept: list[bool] = []
        _, stored = pipeline.trace_case(case, on_stored=lambda: kept.append(True))
        assert kept == [True]
        assert stored == ran.trace
    one, many = (json.loads(run_command("export", case, "--as", "json")) for case in (ran.folder / "one.case", path))
    assert one.pop("manifest") != many.pop("manifest")
    assert one == many


def test_captures_are_read_by_workers_as_captures(ran: Ran) -> None:
    """A web archive's page and its revisit, and a table's rows, are articles whose record and time travel with them."""
    records = [reading.article.record for reading in ran.read if reading.article.record is not None]
    assert sorted((record.at, record.refers_to) for record in records) == [
        ("2031-05-01T08:00:00Z", None),
        ("2031-05-03T08:00:00Z", "<urn:uuid:1>"),
        ("2031-05-04T08:00:00Z", "<urn:uuid:1>"),
    ]
    assert {"row-1", "row-2"} <= {reading.article.file for reading in ran.read}
    assert [one.source for one in ran.skipped if "crawl" in one.source] == [
        f"{ran.folder}/crawl.warc.gz (1 of 3 records)"
    ]


def test_each_table_has_the_schema_of_its_record(ran: Ran) -> None:
    """Any program reads the tables by their records' fields; what the stages left is gone."""
    from pyarrow import parquet

    from whence import arrow
    from whence.scale.tables import BY_HAND, TABLES

    for name, record in {**TABLES, **BY_HAND}.items():
        columns = parquet.read_table(ran.folder / "out" / name).schema.names
        assert columns == ["place", *arrow.schema(record).names]
    assert not list((ran.folder / "out").glob("_*"))


def test_a_run_without_decisions_leaves_none_of_an_earlier_one(
    spark: Any, small: list[Reading], made: Any, here: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into one folder with decisions and then without: each time the case file is one machine's, also traced anew."""
    from whence.scale import tables
    from whence.scale.importing import imported
    from whence.scale.plan import Outcome, plan
    from whence.scale.reviewed import reviewed
    from whence.scale.spark import Spark

    monkeypatch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
    with Case(tmp_path / "log.case") as case:
        case.add(small)
        decide(case, small)
        log = tuple(case.decisions())
    for name, own in (("with", log), ("without", ())):
        near = here(3, 1)
        decided = reviewed(near.table(small), own)
        outcome = plan(decided.among(near.table(small), near), near, reader=made.QuickReader, by_hand=decided.by_hand)
        engine = Spark(spark, str(tmp_path / f"stages-{name}"), blocks=2)
        far = Outcome(**{field: engine.table(getattr(outcome, field).rows()) for field in Outcome.__slots__})
        counts = tables.write(engine, far, [], str(tmp_path / "out"), [], decided)
        assert set(counts) == {*tables.TABLES, *(tables.BY_HAND if own else ())}
        assert {path.name for path in (tmp_path / "out").iterdir()} == {*counts, tables.ABOUT}
        with Case(tmp_path / f"{name}.case") as case:
            imported(case, str(tmp_path / "out"))
            assert tuple(case.decisions()) == own
            kept: list[bool] = []
            stored = pipeline.trace_case(case, on_stored=lambda: kept.append(True))  # noqa: B023  -- called at once
            assert kept == [True]
            assert pipeline.trace_case(case, again=True) == stored


def test_components_in_rounds(spark: Any, tmp_path: Path) -> None:
    """A chain of nodes hangs together by joins alone."""
    from whence.scale.components import components
    from whence.scale.spark import Spark

    engine = Spark(spark, str(tmp_path / "stages"), blocks=2)
    chain = np.arange(12, dtype=np.int64)
    edges = engine.table([(chain[n : n + 1], chain[n + 1 : n + 2]) for n in range(11) if n != 6])
    found = components(edges, engine, "chain", few=-1)
    assert sorted(found.rows()) == [(n, 0 if n <= 6 else 7) for n in range(12)]


@pytest.mark.parametrize(
    ("source", "elsewhere"),
    [
        ("file:///data/crawl", True),
        ("s3a://crawl/2031-05/", True),
        ("crawl/a.warc.gz", False),
        ("https://beacon.example/ferry", False),
        ("http://beacon.example/ferry", False),
    ],
)
def test_addresses_of_filesystems_are_spark_s_to_read(source: str, elsewhere: bool) -> None:
    """What has a scheme is elsewhere, but for pages of the web, of which none is fetched in a cluster."""
    from whence.scale.reading import is_elsewhere

    assert is_elsewhere(source) is elsewhere


def test_files_of_a_filesystem_come_with_their_bytes(spark: Any, here: Any, tmp_path: Path) -> None:
    """Articles that Spark reads are those of this machine, but for the address that they are called by."""
    from whence.ingest import ingest
    from whence.scale.reading import ingested
    from whence.scale.run import _found
    from whence.scale.spark import Spark

    folder = tmp_path / "far"
    folder.mkdir()
    written(folder)
    (tmp_path / "near.txt").write_text("Ferry stops\n\nThe ferry stops, Maud Arden said.\n")
    engine = Spark(spark, str(tmp_path / "stages"), blocks=2)
    skipped, found = _found(engine, [f"file://{folder}", str(tmp_path / "near.txt")])
    sources = sorted(found.rows(), key=lambda one: one.order)
    assert skipped == []
    assert [one.name for one in sources] == ["again.warc.gz", "crawl.warc.gz", "empty.txt", "rows.parquet", "near.txt"]
    assert [one.data is None for one in sources] == [False] * 4 + [True]
    engine = here(2, 1)
    expected = list(ingest([str(folder), str(tmp_path / "near.txt")]))
    assert sorted(map(_called, ingested(engine.table(sources), {}, engine).rows())) == sorted(map(_called, expected))


def _called(item: bytes | Article | Skipped) -> tuple[str, str]:
    """What a file gave, by its name alone, and its text or the reason why it gave none."""
    one = msgspec.msgpack.decode(item, type=Article) if isinstance(item, bytes) else item
    if isinstance(one, Skipped):
        return Path(one.source).name, one.reason
    return Path(one.file).name, one.text


def test_stages_of_another_run_are_not_taken(spark: Any, tmp_path: Path) -> None:
    """A folder in which a run was stopped is taken up by the same run alone."""
    from whence.scale.run import _check
    from whence.scale.spark import Spark

    engine = Spark(spark, str(tmp_path / "out"), blocks=2)
    _check(engine, ["a.warc"], {})
    _check(engine, ["a.warc"], {})
    with pytest.raises(WhenceError, match="another run"):
        _check(engine, ["b.warc"], {})
    with pytest.raises(WhenceError, match="another run, of other sources, options or decisions"):
        _check(engine, ["a.warc"], {}, "the digest of decisions")


def test_a_folder_without_tables_is_said_to_be_none(tmp_path: Path) -> None:
    """Importing from a folder that no run has finished says so in one line."""
    from whence.scale.importing import check

    with pytest.raises(WhenceError, match="run it to its end"):
        check(str(tmp_path))


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("s3a://mine/traced", "write s3://mine/traced"),
        ("ftp://mine/traced", "does not read ftp: addresses, but file:, s3:, gs:"),
    ],
)
def test_an_address_that_is_not_read_is_said_to_be_none(folder: str, said: str, tmp_path: Path) -> None:
    """Tables at an address that only Spark knows are wrong usage, in one line that names the right one."""
    found = CliRunner().invoke(cli, ["import", str(tmp_path / "made.case"), folder])
    assert isinstance(found.exception, WrongUse)
    assert said in str(found.exception)
    assert "\n" not in str(found.exception)
    assert not (tmp_path / "made.case").exists()
