"""The command `whence read`, as a shell runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence import words
from whence.cli import wording
from whence.cli.app import cli
from whence.ingest.pdf.wording import BROKEN

STORY = "Ferry {0} stops\n\nThe ferry to Tolm {0} stops on Friday, its owner said in a letter to residents.\n"
FRENCH = (
    "Le bac s’arrête\n\nLe bac de Valmère ne circulera plus à partir de vendredi, a déclaré son propriétaire dans une "
    "lettre adressée aux habitants. Le maire a regretté cette décision, qui a été prise sans aucune discussion.\n"
)


def whence(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "whence", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two articles and a file that is none."""
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(STORY.format(name))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def test_json_is_one_object_a_line_and_the_same_each_time(folder: Path) -> None:
    """Two runs print the same bytes: an object a line for each article, and one on standard error for each skipped."""
    first, second = whence("read", str(folder), "--json"), whence("read", str(folder), "--json")
    assert first.returncode == 0
    assert first.stdout == second.stdout
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert [Path(row["article"]["file"]).name for row in rows] == ["a.txt", "b.txt"]
    assert all(row["statements"] and row["sources"] for row in rows)
    assert json.loads(first.stderr)["source"] == str(folder / "c.pdf")


def test_identities_do_not_depend_on_the_way_there(folder: Path) -> None:
    """The same collection, named from another folder, has the same identities."""
    ids = []
    for source, cwd in ((str(folder), "/"), (".", str(folder))):
        command = [sys.executable, "-m", "whence", "read", source, "--json", "-q"]
        path = os.pathsep.join([str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")])
        ran = subprocess.run(command, capture_output=True, check=True, cwd=cwd, env={**os.environ, "PYTHONPATH": path})
        rows = [json.loads(line) for line in ran.stdout.splitlines()]
        ids.append([(row["article"]["id"], [s["id"] for s in row["statements"]]) for row in rows])
    assert ids[0] == ids[1]


def test_a_report_is_plain_where_it_is_piped(folder: Path) -> None:
    """A report in a pipe has no colour, goes to standard output alone, and names what was skipped on standard error."""
    ran = whence("read", str(folder))
    assert ran.returncode == 0
    assert b"\x1b" not in ran.stdout + ran.stderr
    assert "The ferry to Tolm a stops on Friday" in ran.stdout.decode()
    assert ran.stderr.decode() == words.skipped(str(folder / "c.pdf"), BROKEN) + "\n"


def test_structure_needs_no_network(folder: Path) -> None:
    """The structure is printed without statements being read."""
    ran = whence("read", "--structure", str(folder / "a.txt"))
    assert "headline   Ferry a stops" in ran.stdout.decode()
    assert words.SOURCES not in ran.stdout.decode()


def test_standard_input_is_read() -> None:
    """A `-` reads what is piped in."""
    ran = whence("read", "-", "--json", stdin=STORY.format("x").encode())
    assert json.loads(ran.stdout)["article"]["file"] == "-"


def test_rows_are_mapped() -> None:
    """A field of a row is read from another name."""
    row = {"text": STORY.format("x"), "series": "Tolm Post"}
    ran = whence("read", "-", "--json", "--map", "outlet=series", stdin=json.dumps(row).encode())
    assert json.loads(ran.stdout)["article"]["outlet"] == "Tolm Post"


def test_a_warning_is_an_object_too() -> None:
    """What the user should know about an article that is read none the less is an object on standard error."""
    row = {"text": STORY.format("x"), "published": "soonish"}
    told = whence("read", "-", "--json", stdin=json.dumps(row).encode()).stderr
    assert "'soonish'" in json.loads(told)["warning"]
    assert whence("read", "-", "--structure", stdin=json.dumps(row).encode()).stderr.startswith(b"-#1: the time")


def test_another_language_is_marked(tmp_path: Path) -> None:
    """An article in French has no statements, and both forms of output say why."""
    path = tmp_path / "bac.txt"
    path.write_text(FRENCH)
    row = json.loads(whence("read", str(path), "--json").stdout)
    assert (row["article"]["language"], row["statements"], row["not_read"]) == ("fr", [], "statements not read: French")
    assert "statements not read: French" in whence("read", str(path)).stdout.decode()


def test_nothing_usable_is_status_one(tmp_path: Path) -> None:
    """Where no source gives an article the status is 1, and standard output stays empty."""
    ran = whence("read", str(tmp_path / "no.txt"), str(tmp_path))
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.count(b"skipped ") == 2
    quiet = whence("read", "-q", str(tmp_path))
    assert (quiet.returncode, quiet.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read"], "SOURCE"),
        (["reed", "x"], "reed"),
        (["read", "x", "--map", "outlet"], wording.BAD_MAP),
        (["read", "x", "--map", "publisher=y"], "no field 'publisher'"),
        (["read", "x", "--max-size", "much"], wording.BAD_SIZE),
        (["read", "x", "--max-size", "0"], wording.BAD_SIZE),
        (["read", "x", "--json", "--structure"], "--structure"),
        (["read", "x", "--wrong"], "--wrong"),
    ],
)
def test_wrong_usage_is_status_two(arguments: list[str], said: str) -> None:
    """What cannot be meant ends with status 2 and a line that says what is wrong."""
    ran = CliRunner().invoke(cli, arguments)
    assert ran.exit_code == 2
    assert said in " ".join(ran.output.split())


def test_a_limit_is_written_as_people_write_it(folder: Path) -> None:
    """A size with its unit is a limit."""
    ran = whence("read", str(folder / "a.txt"), "--max-size", "0.05kB")
    assert ran.returncode == 1
    assert b"larger than 51 bytes" in ran.stderr


def test_a_closed_pipe_ends_the_run_quietly(tmp_path: Path) -> None:
    """A reader that has had enough, such as head, ends the run without a word."""
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(STORY.format(number) * 200)
    command = [sys.executable, "-m", "whence", "read", "--structure", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


def test_an_interrupt_ends_the_run_cleanly(tmp_path: Path) -> None:
    """Ctrl-C ends the run with status 130 and without a traceback."""
    fifo = tmp_path / "pipe.txt"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "whence", "read", "--structure", str(fifo)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        writer = os.open(fifo, os.O_WRONLY)  # waits until the run has opened it
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate()
        os.close(writer)
    assert run.returncode == 130
    assert b"Traceback" not in told


def test_a_reading_is_printed_as_soon_as_it_is_ready(tmp_path: Path) -> None:
    """The first article is on standard output while a later source is still awaited."""
    (tmp_path / "a.txt").write_text(STORY.format("a"))
    fifo = tmp_path / "late"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "whence", "read", "--json", str(tmp_path / "a.txt"), str(fifo)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        first = json.loads(run.stdout.readline())
        fifo.write_text(STORY.format("b"))
        rest = run.stdout.read()
    assert first["article"]["file"].endswith("a.txt")
    assert len(rest.splitlines()) == 1


def test_a_terminal_that_knows_few_characters_gets_what_it_knows(folder: Path) -> None:
    """A terminal without Unicode shows question marks instead of an error."""
    ran = whence("read", str(folder / "a.txt"), PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr


def test_an_error_that_nobody_foresaw_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever breaks the whole run is a sentence, not a traceback."""
    from whence.cli import main

    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.delenv("WHENCE_DEBUG", raising=False)
    monkeypatch.setattr("whence.cli.read._structures", broken)
    with pytest.raises(SystemExit) as left:
        main(["read", "--structure", "x"])
    assert left.value.code == 1
    assert capsys.readouterr().err == f"whence: {words.unforeseen('KeyError')}\n"


def test_the_version_and_the_help_are_quick_to_print() -> None:
    """`--version` and `--help` answer, with status 0, and list only verbs that there are."""
    assert whence("--version").stdout.startswith(b"whence 0.")
    shown = whence("--help").stdout.decode()
    assert set(cli.commands) == {line.split()[0] for line in shown.split("Commands:")[1].strip().splitlines()}
