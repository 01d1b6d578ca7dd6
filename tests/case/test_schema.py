"""The document of the case file and its schema agree, and the views work in any SQLite tool."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from whence.case import Case, schema
from whence.records import Trace

DOCUMENT = (Path(__file__).parents[2] / "docs" / "case-file.md").read_text(encoding="utf-8")
VIEWS = (
    "v_article",
    "v_statement",
    "v_source",
    "v_claim",
    "v_step",
    "v_change",
    "v_record",
    "v_item",
    "v_version",
    "v_decision",
    "v_picture",
    "v_published_check",
)


@pytest.fixture
def plain(case: Case, tmp_path: Path) -> sqlite3.Connection:
    """Return a connection as another program has it, beside the case that is still open."""
    assert case.manifest()
    connection = sqlite3.connect(f"file:{tmp_path / 'weir.case'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture
def traced(case: Case, plain: sqlite3.Connection, weir_trace: Trace) -> sqlite3.Connection:
    """Return the connection of another program, to a case whose trace is stored."""
    case.keep_trace(weir_trace)
    return plain


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_of_a_view_is_described(plain: sqlite3.Connection, view: str) -> None:
    """The document's table of a view has the view's columns, in their order, each with a meaning."""
    section = DOCUMENT.split(f"\n## {view}\n", 1)[1].split("\n## ", 1)[0]
    described = re.findall(r"^\| `(\w+)` \| \S.* \|$", section, re.MULTILINE)
    assert described == [row["name"] for row in plain.execute(f"PRAGMA table_info({view})")]


def test_every_table_is_named(plain: sqlite3.Connection) -> None:
    """The document names every table but the index's own parts, and no other view."""
    names = {row["name"] for row in plain.execute("PRAGMA table_list") if row["type"] in ("table", "virtual", "view")}
    own = {name for name in names if not name.startswith("sqlite_")}
    assert own >= {*VIEWS, "article", "manifest"}
    assert {name for name in own if f"`{name}`" not in DOCUMENT and f"## {name}\n" not in DOCUMENT} == set()
    assert {name for name in own if name.startswith("v_")} == set(VIEWS)


def test_the_version_in_the_document_is_the_newest() -> None:
    """The document speaks of the newest version, and of the mark in the header."""
    assert f"`user_version` the version, now {len(schema.VERSIONS)}." in DOCUMENT
    assert f"0x{schema.APPLICATION_ID:X}" in DOCUMENT


def test_the_views_join_what_belongs_together(plain: sqlite3.Connection) -> None:
    """Each view has a row a record, with what a reader wants beside it."""
    statement = plain.execute("SELECT * FROM v_statement WHERE file = 'echo.txt'").fetchone()
    assert statement["words"] == "the weir … would open in autumn at best"
    assert (statement["source"], statement["kind"], statement["chain"]) == (
        "Rolf Arnaud",
        "named_person",
        "Rolf Arnaud",
    )
    assert (statement["outlet"], statement["role"]) == ("Tarn Echo", "paragraph")
    assert statement["earliest"] == statement["latest"] == "2027-03-05T08:30:00"
    article = plain.execute("SELECT * FROM v_article WHERE file = 'beacon.txt'").fetchone()
    assert (article["statements"], article["sources"], article["published"]) == (1, 1, "2027-03-02")
    sources = plain.execute("SELECT name, aliases, statements FROM v_source ORDER BY name").fetchall()
    assert [tuple(row) for row in sources] == [("Ines Okker", "the mayor", 1), ("Rolf Arnaud", None, 1)]


def test_parts_stand_among_the_statements_with_their_claim(traced: sqlite3.Connection) -> None:
    """A part is a row beside its whole one, and says which claim it belongs to."""
    sql = "SELECT id, words, source, part_of, position, claim FROM v_statement ORDER BY article, part_of, id"
    assert [tuple(row) for row in traced.execute(sql)] == [
        ("beacon-0", "The weir at Zoë’s Mill will open in June", "Ines Okker", None, 0, None),
        ("beacon-part", "will open in June", "Ines Okker", "beacon-0", 0, "c1"),
        ("echo-0", "the weir … would open in autumn at best", "Rolf Arnaud", None, 0, "c1"),
    ]


def test_a_source_leads_to_the_one_that_stands_for_it(traced: sqlite3.Connection) -> None:
    """Sources that are the same have one `same_as`, and count the articles of all of them."""
    rows = traced.execute("SELECT name, same_as, articles FROM v_source ORDER BY name").fetchall()
    assert [tuple(row) for row in rows] == [
        ("Ines Okker", "beacon-Ines Okker", 2),
        ("Rolf Arnaud", "beacon-Ines Okker", 2),
    ]


def test_a_claim_is_a_row_with_its_counts(traced: sqlite3.Connection) -> None:
    """A claim counts its statements, articles and outlets, and has its first and last second and its origins' names."""
    row = dict(traced.execute("SELECT * FROM v_claim").fetchone())
    assert row == {
        "id": "c1",
        "wording": "will open in June",
        "independent_min": 1,
        "independent_max": 2,
        "origins": "Ines Okker",
        "statements": 2,
        "articles": 2,
        "outlets": 2,
        "earliest": "2027-03-02T00:00:00",
        "latest": "2027-03-05T08:30:00",
        "denied_by": None,
        "missing": "Fen News",
        "circular": 1,
        "unordered": 1,
        "confidence": 0.5,
    }


def test_a_step_opens_to_its_words(traced: sqlite3.Connection) -> None:
    """A step has words, outlet and time of both ends; each change its words before and after, where it has any."""
    row = traced.execute("SELECT * FROM v_step").fetchone()
    assert (row["words_before"], row["words"]) == ("will open in June", "the weir … would open in autumn at best")
    assert (row["outlet_before"], row["outlet"]) == ("The Lowmarsh Beacon", "Tarn Echo")
    assert (row["published_before"], row["published"]) == ("2027-03-02", "2027-03-05T10:30:00+02:00")
    assert (row["basis"], row["ordered_by"], row["score"], row["claim"]) == ("credit", "clock", 0.8, "c1")
    assert row["changes"] == "hedge_added; reworded"
    changes = traced.execute("SELECT kind, words_before, words FROM v_change").fetchall()
    assert [tuple(change) for change in changes] == [
        ("hedge_added", "in June", "in autumn … at best"),
        ("reworded", None, None),
    ]


def test_spans_open_to_the_words_in_sql(plain: sqlite3.Connection) -> None:
    """The rule that the document gives for spans, and the one for the index, hold."""
    sql = """
        SELECT substr(a.text, (value ->> 0) + 1, (value ->> 1) - (value ->> 0))
        FROM v_statement AS s JOIN v_article AS a ON a.id = s.article, json_each(s.content) WHERE s.id = 'beacon-0'
    """
    assert plain.execute(sql).fetchone()[0] == "The weir at Zoë’s Mill will open in June"
    found = (
        "SELECT file FROM article WHERE n IN (SELECT rowid FROM article_words WHERE article_words MATCH 'caf* daily')"
    )
    assert [row["file"] for row in plain.execute(found)] == ["leaflet.txt"]
