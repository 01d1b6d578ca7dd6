"""Parquet: a table a record type, from which the records come back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest

from whence import arrow
from whence.case import Case
from whence.export.held import rounded
from whence.export.parquet.tables import TABLES
from whence.records import Article, Claim, Credit, Decision, Link, Passage, Skipped, Source, Statement, Step

Tables = dict[str, Any]


@pytest.fixture(scope="module")
def tables(example: Case, unpacked: Callable[[Case, str], dict[str, bytes]]) -> Tables:
    """Return the tables of the example, by name."""
    return {
        name.removesuffix(".parquet"): pq.read_table(io.BytesIO(data))
        for name, data in unpacked(example, "parquet").items()
    }


def test_all_records_come_back(tables: Tables, example: Case) -> None:
    """The tables hold what the case file holds, scores cut to three decimals."""
    trace = example.trace()
    assert trace is not None
    held: dict[type[Any], list[Any]] = {
        Article: list(example.articles()),
        Source: [source for reading in example.readings() for source in reading.sources],
        Statement: [s for r in example.readings() for s in (*r.statements, *example.parts(r.article.id))],
        Claim: list(trace.claims),
        Step: list(trace.steps),
        Link: list(trace.links),
        Credit: list(trace.credits),
        Passage: list(trace.passages),
        Decision: [],
        Skipped: [],
    }
    assert {table.record for table in TABLES.values()} == set(held)
    for name, table in TABLES.items():
        found = arrow.from_table(table.record, tables[name])
        by_key = sorted if table.record is Credit else list
        assert by_key(map(plain, found)) == by_key(map(plain, held[table.record]))


def plain(record: object) -> str:
    row = arrow.to_row(record)
    return repr(row | {name: rounded(row[name]) for name in ("score", "confidence") if name in row})


def test_statements_have_their_words_and_claims(tables: Tables, example: Case) -> None:
    """A query needs no join for a statement's words, nor for the name that the collection gives a source."""
    rows = tables["statements"].to_pylist()
    texts = {article.id: article.text for article in example.articles()}
    for row in rows:
        pieces = [texts[row["article"]][span["start"] : span["end"]] for span in row["content"]]
        assert row["words"] == " … ".join(pieces)
    assert {row["claim"] for row in rows} - {None} == {claim.id for claim in example.claims()}
    stands = {row["id"]: row for row in tables["sources"].to_pylist()}
    assert all(stands[row["same_as"]]["name"] == row["identified_as"] for row in stands.values())
    assert any(row["name"] != row["identified_as"] for row in stands.values())


def test_many_rows_are_written_in_groups(
    monkeypatch: pytest.MonkeyPatch, example: Case, unpacked: Callable[[Case, str], dict[str, bytes]]
) -> None:
    """What does not fit one row group stands in several, none of it lost."""
    from whence.export.parquet import tables as module

    monkeypatch.setattr(module, "_ROWS", 7)
    found = pq.ParquetFile(io.BytesIO(unpacked(example, "parquet")["steps.parquet"]))
    assert found.num_row_groups > 1
    assert found.metadata.num_rows == len(list(example.steps()))
