"""Case files of an older whence that are only read: they stay as they are, and a copy is brought forward."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest

from whence.case import Case, older, schema, wording
from whence.errors import CaseError, NewerCase

DUMPS = [Path(__file__).with_name(f"version{version}.sql") for version in (1, 2)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files, an empty one of this test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(params=DUMPS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a case file with two articles as an older whence wrote it."""
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    return path


def test_an_older_file_is_read_without_a_change(old: Path, temporary: Path) -> None:
    """A copy is brought to this version and read; the file keeps every byte, and the copy goes when it is closed."""
    before = old.read_bytes()
    with Case(old, read_only=True) as case:
        assert [reading.article.file for reading in case.readings()][:2] == ["beacon.txt", "echo.txt"]
        assert case.manifest()["schema"] == len(schema.VERSIONS)
        assert case.path == old
        assert len(list(temporary.iterdir())) == 1
        with pytest.raises(CaseError):
            case.keep_owners({"Tarn Echo": "Tidewater"})
    assert old.read_bytes() == before
    assert list(temporary.iterdir()) == []


def test_what_stands_in_the_log_is_copied_too(old: Path, temporary: Path) -> None:
    """What another process has written, and SQLite has not yet moved into the file, is read."""
    writer = sqlite3.connect(old, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("INSERT INTO skipped (source, reason) VALUES ('gone.html', 'there is no such file')")
    with Case(old, read_only=True) as case:
        assert "gone.html" in [skipped.source for skipped in case.skipped()]
    writer.close()
    assert list(temporary.iterdir()) == []


def test_a_file_of_this_version_is_not_copied(tmp_path: Path, temporary: Path) -> None:
    """It is read as it is."""
    Case(tmp_path / "new.case").close()
    with Case(tmp_path / "new.case", read_only=True):
        assert list(temporary.iterdir()) == []


def test_a_copy_that_cannot_be_brought_forward_goes_at_once(
    old: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a later version cannot be made of it, the error is told, and nothing is left."""
    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, "CREATE TABLE article (n INTEGER);"))
    with pytest.raises(CaseError, match="already exists"):
        Case(old, read_only=True)
    assert list(temporary.iterdir()) == []


def test_a_file_of_a_newer_whence_is_not_copied(old: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused here too, and left alone."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSIONS", (*schema.VERSIONS, "CREATE TABLE later (n INTEGER) STRICT;"))
        Case(old).close()
    with pytest.raises(NewerCase):
        Case(old, read_only=True)
    assert list(temporary.iterdir()) == []


def test_where_there_is_no_room_for_a_copy_it_says_so(
    old: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the folder for temporary files is missing, or takes no file, a line says what to do."""
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "none"))
    with pytest.raises(CaseError) as caught:
        Case(old, read_only=True)
    assert str(caught.value) == wording.NO_COPY
    monkeypatch.setattr(older, "mkdtemp", lambda prefix: str(temporary / prefix))  # which nobody has made
    with pytest.raises(CaseError) as caught:
        Case(old, read_only=True)
    assert str(caught.value) == wording.NO_COPY
