"""`whence serve`: where it listens, what it prints, and what it refuses."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli.app import cli


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Servers that a test has started, ended behind it."""
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        process.kill()
        process.communicate()


def serve(running: list[subprocess.Popen[str]], case: Path, *options: str) -> str:
    """Start a server and return the address that it prints."""
    command = [sys.executable, "-m", "whence", "serve", str(case), *options]
    running.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
    stream = running[-1].stderr
    assert stream is not None
    found = re.search(r"http://\S+", line := stream.readline())
    assert found, line
    return found[0]


def test_it_makes_the_case_and_listens_on_this_machine(tmp_path: Path, started: list[subprocess.Popen[str]]) -> None:
    """A case file that is not there is made; the address that is printed answers; Ctrl+C ends it without a fuss."""
    case = tmp_path / "new.case"
    address = serve(started, case, "--port", "0")
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200
    assert case.exists()
    started[0].send_signal(signal.SIGINT)
    _, said = started[0].communicate(timeout=60)
    assert "Traceback" not in said


def test_an_open_address_gets_a_token(tmp_path: Path, started: list[subprocess.Popen[str]]) -> None:
    """Where others can reach the server a token is made up, printed, and needed."""
    address = serve(started, tmp_path / "a.case", "--host", "0.0.0.0", "--port", "0")
    bare, _, token = address.replace("0.0.0.0", "127.0.0.1").partition("?token=")
    assert len(token) > 20
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(bare)
    assert refused.value.code == 401
    refused.value.close()
    asked = urllib.request.Request(bare, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 200


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """A port that was asked for and is taken ends it in words."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(cli, ["serve", str(tmp_path / "a.case"), "--port", port])
    assert result.exit_code != 0
    assert port in str(result.exception)


def test_a_token_is_not_short(tmp_path: Path) -> None:
    """A token that could be guessed is wrong usage."""
    result = CliRunner().invoke(cli, ["serve", str(tmp_path / "a.case"), "--token", "short"])
    assert result.exit_code == 2


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    """What is no case file is not served."""
    path = tmp_path / "notes.txt"
    path.write_text("not a case file, but long enough to be read as one " * 40)
    result = CliRunner().invoke(cli, ["serve", str(path), "--port", "0"])
    assert result.exit_code != 0
    assert path.read_text().startswith("not a case file")


def test_help_has_examples() -> None:
    """The help says how it is used."""
    shown = CliRunner().invoke(cli, ["serve", "--help"]).output
    assert "whence serve harbour.case" in shown
    assert "--token" in shown
