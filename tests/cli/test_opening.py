"""Case files that this user cannot write, such as those on a medium for keeping."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from whence import words
from whence.case import Case
from whence.cli import main

READERS = (
    ("trace",),
    ("trace", "--json"),
    ("search", "ferry"),
    ("export", "--as", "csv"),
    ("explain", "CLAIM"),
    ("report", "-o", "-"),
    ("check",),
    ("review", "--list"),
    ("review", "--log"),
)


def status_of(*arguments: str) -> int:
    """Run a command, and return its status."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return int(left.value.code or 0)


@pytest.fixture
def kept(traced_example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A traced case file of which the system says that it cannot be written; opening it to write is an error."""
    path = Path(shutil.copy(traced_example, tmp_path / "kept.case"))
    assert status_of("trace", str(path), "-q") == 0
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("whence.case.store.connect", refuse)
    return path


@pytest.mark.parametrize("verb", READERS, ids=" ".join)
def test_verbs_that_only_read_need_no_right_to_write(
    verb: tuple[str, ...], kept: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """They print what a case file holds that cannot be written, and change no byte of it."""
    before = kept.read_bytes()
    with Case(kept, read_only=True) as case:
        claim = next(case.claims()).id
    status = status_of(verb[0], str(kept), *(claim if word == "CLAIM" else word for word in verb[1:]))
    assert status == 0
    assert kept.read_bytes() == before
    assert capsysbinary.readouterr().out


@pytest.mark.parametrize("verb", [("search", "weir"), ("explain", "beacon.txt"), ("export",), ("review", "--list")])
def test_an_older_file_that_cannot_be_written_is_read_all_the_same(
    verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """They print what an older whence has stored on a medium for keeping, and change no byte of it."""
    path = tmp_path / "older.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((Path(__file__).parents[1] / "case" / "version2.sql").read_text(encoding="utf-8"))
    connection.close()
    before, may = path.read_bytes(), os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    assert status_of(verb[0], str(path), *verb[1:]) == 0
    assert path.read_bytes() == before
    assert capsysbinary.readouterr().out


def test_a_trace_that_is_to_be_made_says_where(
    traced_example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no trace to print, and none can be stored, the line says what to do."""
    path = tmp_path / "kept.case"
    shutil.copy(traced_example, path)
    with Case(path) as case:
        case.remove(next(case.articles()).id)
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    assert status_of("trace", str(path), "-q") == 1
    assert capsys.readouterr().err == f"whence: {words.CASE_TROUBLES['SQLITE_READONLY']}\n"
