"""Case files of every version are opened and brought forward; what is no case file is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from whence import browse
from whence.case import Case, schema
from whence.case.migrate import version_of
from whence.errors import CaseError, NewerCase
from whence.records import Claim, Range, Reading, Trace

NOW = len(schema.VERSIONS)
VERSION_1 = Path(__file__).with_name("version1.sql")  # a dump of a case file as version 1 wrote it: never to be edited
VERSION_2 = VERSION_1.with_name("version2.sql")  # as above, with a trace
NEXT = """
ALTER TABLE statement ADD COLUMN remark TEXT;
CREATE TABLE remark (
    n INTEGER PRIMARY KEY,
    statement TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE
) STRICT;
CREATE TRIGGER remark_in AFTER INSERT ON remark BEGIN
    UPDATE statement SET remark = 'yes' WHERE id = new.statement;
END;
DROP VIEW v_source;
CREATE VIEW v_source AS SELECT id, name FROM source;
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a case file of version 1 with two articles."""
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    connection.close()
    return path


def raw(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements on a file and return the last one's rows."""
    connection = sqlite3.connect(path, isolation_level=None)
    rows: list[tuple[object, ...]] = []
    for statement in statements:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def later(monkeypatch: pytest.MonkeyPatch, *scripts: str) -> None:
    """Let whence know further versions."""
    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, *scripts))


def test_a_file_of_version_1_takes_a_trace(old: Path) -> None:
    """A file as version 1 wrote it is brought to the newest version, untraced, and keeps a trace from then on."""
    with Case(old) as case:
        assert case.manifest()["schema"] == NOW
        assert case.tracing() is None
        (first, *_) = [statement for reading in case.readings() for statement in reading.statements]
        kept = Trace(
            claims=(Claim(id="c", wording="w", statements=(first.id,), origins=(), independent=Range(1, 1)),),
        )
        case.keep_trace(kept)
    with Case(old) as case:
        assert case.trace() == kept
        assert raw(old, "SELECT claim FROM v_statement WHERE claim IS NOT NULL") == [("c",)]


def test_a_file_of_version_1_opens(old: Path) -> None:
    """A file as version 1 wrote it gives its readings, finds its words, and takes new articles."""
    with Case(old) as case:
        assert [reading.article.file for reading in case.readings()] == ["beacon.txt", "echo.txt"]
        assert [len(reading.statements) for reading in case.readings()] == [1, 1]
        assert [hit.file for hit in case.search("zoe's")] == ["beacon.txt"]


def test_the_log_of_version_2_is_brought_forward(tmp_path: Path) -> None:
    """Decisions as version 2 kept them are there with their ids, each once, and no program deletes one."""
    path = tmp_path / "two.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(VERSION_2.read_text(encoding="utf-8"))
    connection.close()
    raw(path, "DELETE FROM decision")
    kept = "INSERT INTO decision (target, action, by, at, note) VALUES ('c1', 'split', 'Ada', '{0}', 'two weirs')"
    raw(path, kept.format("2027-03-09"), kept.format("2027-03-08"), kept.format("2027-03-09"))
    with Case(path) as case:
        assert [decision.at for decision in case.decisions()] == ["2027-03-08", "2027-03-09"]
        ids = {decision.id for decision in case.decisions()}
    assert {row[0] for row in raw(path, "SELECT id FROM v_decision")} == ids
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        raw(path, "DELETE FROM decision")


def test_an_older_file_is_brought_forward(old: Path, monkeypatch: pytest.MonkeyPatch, weir: list[Reading]) -> None:
    """Later versions are made of it one by one, nothing that it held is lost, and it goes on as a case file."""
    with Case(old) as case:
        before = list(case.readings())
    later(monkeypatch, NEXT, "CREATE TABLE third (n INTEGER PRIMARY KEY) STRICT;")
    with Case(old) as case:
        assert list(case.readings()) == before
        case.add(weir)
        assert case.manifest()["schema"] == NOW + 2
        assert case._connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert raw(old, "PRAGMA user_version") == [(NOW + 2,)]
    assert raw(old, "SELECT value FROM manifest WHERE key = 'schema'") == [(str(NOW + 2),)]
    rows = raw(old, "INSERT INTO remark (statement) SELECT id FROM statement", "SELECT DISTINCT remark FROM statement")
    assert rows == [("yes",)]


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a later version cannot be made, the file stays what it was."""
    before = raw(old, "SELECT name, sql FROM sqlite_schema ORDER BY name")
    later(monkeypatch, NEXT, "CREATE TABLE article (n INTEGER);")
    with pytest.raises(CaseError):
        Case(old)
    assert raw(old, "SELECT name, sql FROM sqlite_schema ORDER BY name") == before
    assert raw(old, "PRAGMA user_version") == [(1,)]  # as a whole: not even the versions that can be made


def test_a_file_of_a_newer_whence_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that this whence does not know is refused, with both versions named, and left alone."""
    with monkeypatch.context() as patch:
        later(patch, NEXT)
        Case(old).close()
    before = old.read_bytes()
    with pytest.raises(
        NewerCase, match=rf"its version is {NOW + 1}, this whence knows up to {NOW}\); install the newer"
    ):
        Case(old)
    assert old.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"Mill\n" * 400, "no case file of whence"), (b"SQLite format 3\0" + b"\xff" * 4096, "no case file|damaged")],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """A file that is no SQLite file is refused and left alone."""
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(CaseError, match=reason):
        Case(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A SQLite file that holds something else is refused and left alone."""
    path = tmp_path / "notes.db"
    raw(path, "CREATE TABLE note (text)")
    with pytest.raises(CaseError, match="nothing was changed"):
        Case(path)
    assert raw(path, "SELECT name FROM sqlite_schema") == [("note",)]


def test_an_empty_file_becomes_a_case_file(tmp_path: Path) -> None:
    """A file of no bytes, which a kill at the very start leaves behind, is taken for a new case file."""
    path = tmp_path / "new.case"
    path.touch()
    with Case(path) as case:
        assert version_of(case._connection) == NOW


@pytest.mark.parametrize(
    ("name", "reason"), [("", "this is a folder"), ("no/such.case", "folder in which"), ("none.case", "whence add")]
)
def test_places_without_a_case_file_are_named(tmp_path: Path, name: str, reason: str) -> None:
    """A folder, a file in no folder, and a missing file that should be there each have their reason."""
    with pytest.raises(CaseError, match=reason):
        Case(tmp_path / name, must_exist=name == "none.case")
    assert list(tmp_path.iterdir()) == []


def test_each_error_of_a_file_is_one_line(tmp_path: Path) -> None:
    """Whatever SQLite answers becomes one line that a user understands."""
    path = tmp_path / "damaged.case"
    Case(path).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(CaseError) as caught, Case(path) as case:
        case.add([])
        list(case.readings())
    assert "\n" not in str(caught.value)
    assert "damaged" in str(caught.value)


def test_a_traced_file_of_version_2_is_browsed_as_one_of_today(
    tmp_path: Path, weir: list[Reading], weir_trace: Trace
) -> None:
    """What a screen asks of an older file is counted when it is opened: it equals that of the same collection anew."""
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(VERSION_2.read_text(encoding="utf-8"))
    connection.close()
    with Case(path) as old, Case(tmp_path / "new.case") as new:
        new.add(weir)
        new.keep_trace(weir_trace)
        for ask in (browse.claims, browse.articles, browse.statements, browse.sources, browse.outlets, browse.steps):
            assert ask(old) == ask(new)
        assert browse.claims(old).total == 1
        assert browse.claim(old, "c1") == browse.claim(new, "c1")


def test_a_schema_of_bytes_that_are_no_text_is_damage(tmp_path: Path) -> None:
    """Where even SQLite's own answer cannot be decoded, the case file is said to be damaged."""
    path = tmp_path / "damaged.case"
    Case(path).close()
    data = path.read_bytes()
    assert b"CREATE TABLE article" in data
    path.write_bytes(data.replace(b"CREATE TABLE article", b"CR\xf1\xf1TE TABLE article"))
    with pytest.raises(CaseError, match="damaged"):
        Case(path)
