"""`whence check`, as a shell runs it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from whence import __version__, installed
from whence.cli import app

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a command line in this process."""

    def whence(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = app._run([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return whence


@pytest.fixture
def path(traced_example: Path, tmp_path: Path) -> Path:
    """Return a copy of the traced example."""
    return Path(shutil.copy(traced_example, tmp_path / "ferry.case"))


def test_an_installation_that_works_says_so(run: Run) -> None:
    """The versions in use are printed, and that the network reads."""
    status, out, _ = run("check")
    assert status == 0
    assert __version__ in out and "reads" in out


def test_a_network_that_is_silent_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the weights are missing, the status is 1 and the line says what to do."""
    monkeypatch.setattr(installed, "reads", lambda: False)
    status, out, _ = run("check", "--json")
    lines = {line["check"]: line for line in map(json.loads, out.splitlines())}
    assert status == 1
    assert not lines["network"]["holds"] and "install whence again" in lines["network"]["found"]


def test_an_optional_part_that_is_missing_is_told_with_its_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is no failure; the line has the command that installs it."""
    monkeypatch.setattr(installed.metadata, "requires", lambda _: ["no-such-package>=1; extra == 'boats'", "click>=8"])
    status, out, _ = run("check")
    assert status == 0
    assert "pip install '.[boats]'" in out


def test_a_whole_case_file_holds(run: Run, path: Path) -> None:
    """Each check has its line, and the trace is of all articles."""
    status, out, _ = run("check", path)
    assert status == 0
    assert out.count("whole") == 5 and "of all its articles" in out


def test_a_case_file_with_a_stray_step_does_not(run: Run, path: Path) -> None:
    """The line says what does not hold and where; the others still hold."""
    with sqlite3.connect(path) as other:
        other.execute("UPDATE step SET earlier = 'gone' WHERE n = 1")
    status, out, _ = run("check", path)
    assert status == 1
    assert out.count("whole") == 4 and "→ gone" in out.replace("gone →", "→")


def test_a_file_that_is_none_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    """What is no case file is named, without a traceback."""
    (tmp_path / "notes.case").write_text("no case file", encoding="utf-8")
    status, _, err = run("check", tmp_path / "notes.case")
    assert status == 1
    assert len(err.splitlines()) == 1
