"""Tables of Parquet and Arrow: their rows are JSON Lines' rows, read a batch at a time."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.errors import WrongUse
from whence.ingest import ingest, ingest_bytes
from whence.ingest.archives import arrow, wording
from whence.records import Article, Skipped

STORY = "Ferry line to {} closes\n\nThe ferry stops on Friday, the line's owner said in a letter to residents.\n"
ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": STORY.format("Tolm"), "outlet": "Beacon", "published": "2031-05-14", "authors": ["Ann", "Bo"]},
    {"id": None, "text": STORY.format("Keel"), "outlet": None, "published": None, "authors": None},
    {"id": "c", "text": None, "outlet": "Echo", "published": None, "authors": []},
]


def parquet(rows: list[dict[str, Any]]) -> bytes:
    """Return a Parquet file."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, row_group_size=2)
    return out.getvalue()


def feather(rows: list[dict[str, Any]]) -> bytes:
    """Return a file of Arrow's file format."""
    out = io.BytesIO()
    table = pa.Table.from_pylist(rows)
    with pa.ipc.new_file(out, table.schema) as file:
        file.write_table(table)
    return out.getvalue()


def stream(rows: list[dict[str, Any]]) -> bytes:
    """Return a stream of Arrow's stream format."""
    out = io.BytesIO()
    table = pa.Table.from_pylist(rows)
    with pa.ipc.new_stream(out, table.schema) as file:
        file.write_table(table)
    return out.getvalue()


FORMATS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {"a.parquet": parquet, "a.arrow": feather, "a": stream}


def read(data: bytes, name: str, mapping: dict[str, str] | None = None) -> list[Article | Skipped]:
    """Read bytes that come through a pipe, under a name."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    if mapping is None:
        return list(ingest_bytes(data, name=name))
    return list(ingest(["-"], stdin=Pipe(data), mapping=mapping))


@pytest.mark.parametrize("name", FORMATS)
def test_rows_are_those_of_json_lines(name: str) -> None:
    """A table gives the same articles, but for their bytes' names, as the same rows in JSON Lines."""
    lines = "\n".join(json.dumps({k: v for k, v in row.items() if v is not None}) for row in ROWS)
    expected = list(ingest_bytes(lines.encode(), name=name))
    found = read(FORMATS[name](ROWS), name)
    assert found == expected
    assert [type(item) for item in found] == [Article, Article, Skipped]
    assert [item.file for item in found if isinstance(item, Article)] == ["a", f"{name}#2"]


@pytest.mark.parametrize("name", FORMATS)
def test_other_names_are_mapped(name: str) -> None:
    """Columns of other names are read where they are mapped, from a pipe too."""
    rows = [{"body": STORY.format("Tolm"), "series": "Beacon", "title": "T", "n": 3}]
    (article,) = read(FORMATS[name](rows), name, {"text": "body", "outlet": "series"})
    assert isinstance(article, Article)
    assert (article.outlet, article.title, article.file) == ("Beacon", "T", "-#1")
    with pytest.raises(WrongUse):
        read(FORMATS[name](rows), name, {"body": "text"})


@pytest.mark.parametrize("name", FORMATS)
def test_times_and_bytes_are_read_as_what_they_are(name: str) -> None:
    """A time of a type of its own, a page in bytes and in an older encoding, and a category are read."""
    page = "<meta charset=windows-1251><h1>Ferry</h1><p>Паром до Толма остановится, сказал владелец.</p>".encode(
        "cp1251"
    )
    at = datetime(2031, 5, 14, 6, 50, tzinfo=UTC)
    (article,) = read(FORMATS[name]([{"html": page, "published": at, "url": "https://beacon.example/a"}]), name)
    assert isinstance(article, Article)
    assert "Паром до Толма" in article.text
    assert article.published is not None
    assert article.published.at == "2031-05-14T06:50:00+00:00"
    assert article.url == "https://beacon.example/a"


def test_a_table_without_texts_says_what_it_has() -> None:
    """A table that has no column of texts is skipped with the names of those that it has."""
    (skipped,) = read(parquet([{"body": "x", "n": 1}]), "a.parquet")
    assert isinstance(skipped, Skipped)
    assert skipped.reason == wording.no_text_column("body, n")


def test_tables_in_archives_and_compressions_are_read() -> None:
    """A table is read out of a zip archive and out of gzip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("in/a.parquet", parquet(ROWS))
    for data, name in ((out.getvalue(), "x.zip"), (gzip.compress(feather(ROWS)), "x.arrow.gz")):
        assert [type(item) for item in read(data, name)] == [Article, Article, Skipped]


def test_columns_that_mean_nothing_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only columns with a meaning are asked of the file, and rows in batches."""
    asked: list[Any] = []
    whole = pq.ParquetFile.iter_batches

    def iter_batches(self: Any, **options: Any) -> Any:
        asked.append((options["columns"], options["batch_size"]))
        return whole(self, **options)

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", iter_batches)
    read(parquet([{"text": STORY, "vector": [0.5] * 9, "n": 1, "id": "x"}]), "a.parquet")
    assert asked == [(["text", "id"], arrow._BATCH)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FORMATS)), st.data())
def test_no_damaged_table_stops_a_run(name: str, data: st.DataObject) -> None:
    """Whatever is done to a table's bytes, the run goes on."""
    table = bytearray(FORMATS[name](ROWS))
    at = data.draw(st.integers(8, len(table) - 1))
    table[at : at + 8] = data.draw(st.binary(min_size=1, max_size=8))
    for item in read(bytes(table[: data.draw(st.integers(at, len(table)))]), name):
        assert isinstance(item, Article | Skipped)


@pytest.mark.parametrize("name", FORMATS)
def test_numbers_that_lead_out_of_a_table_end_no_process(name: str) -> None:
    """Each four bytes of a table in turn are a number that is far too large: wherever it leads, the run goes on."""
    table = FORMATS[name](ROWS)
    for at in range(8, len(table) - 4, 4):
        for item in read(table[:at] + b"\xff\xff\xff\x7f" + table[at + 4 :], name):
            assert isinstance(item, Article | Skipped)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the reason says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (skipped,) = read(b"PAR1" + bytes(50), "a.parquet")
    assert isinstance(skipped, Skipped)
    assert "pip install '.[arrow]'" in skipped.reason
