"""The document of the case file and its schema agree, and the views work in any SQLite tool."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from whence.case import Case, schema

DOCUMENT = (Path(__file__).parents[2] / "docs" / "case-file.md").read_text(encoding="utf-8")
VIEWS = ("v_article", "v_statement", "v_source")


@pytest.fixture
def plain(case: Case, tmp_path: Path) -> sqlite3.Connection:
    """Return a connection as another program has it, beside the case that is still open."""
    assert case.manifest()
    connection = sqlite3.connect(f"file:{tmp_path / 'weir.case'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


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
