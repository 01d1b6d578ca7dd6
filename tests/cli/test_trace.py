"""`whence trace`, as a shell runs it."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from whence.case import Case
from whence.cli import app, wording
from whence.export.whole import case_json

STAND_IN = Path(__file__).with_name("stand_in.py")
PATHS = [str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)}
Whence = Callable[..., "Ran"]
PAGE = """<html><head><title>{0}</title><meta property="article:published_time" content="{1}">
<meta property="og:site_name" content="{2}"></head><body><article><h1>{0}</h1>
<p>The lock at Pell shuts on Friday, and boatmen will have to wait for a week.</p>
<p>Number {3} of the boats that lie there is called {0}, and has been there since March.</p></article></body></html>"""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(STAND_IN), *map(str, arguments)]


def child(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with the stand-ins for reader and tracer."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=ENVIRONMENT | environment,
    )


class Ran(NamedTuple):
    """What a command has printed, and its status."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def whence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Whence:
    """Return a command line in this process, with the stand-ins for reader and tracer."""
    spec = importlib.util.spec_from_file_location("stand_in", STAND_IN)
    assert spec is not None
    assert spec.loader is not None
    stand_in = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stand_in)
    monkeypatch.setitem(importlib.import_module("whence.read").__dict__, "read_all", stand_in.read_all)
    monkeypatch.setattr("whence.pipeline.trace_readings", stand_in.trace_readings, raising=False)

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        status = app._run([str(argument) for argument in arguments])
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of three pages by two outlets, one of them without a time."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, (name, time_, outlet) in enumerate(
        [("Heron", "2027-03-01T08:00:00+00:00", "Pell Post"), ("Teal", "2027-03-03", "Lock Times"), ("Coot", "", "")]
    ):
        (folder / f"{name.lower()}.html").write_text(PAGE.format(name, time_, outlet, number), encoding="utf-8")
    return folder


@pytest.fixture
def case(pages: Path, tmp_path: Path, whence: Whence) -> Path:
    """Return a case file that holds the traced pages."""
    path = tmp_path / "lock.case"
    ran = whence("trace", path, pages)
    assert ran.returncode == 0, ran.stderr
    return path


def shared(case: Path) -> str:
    """Return the id of the claim that all pages have."""
    with Case(case) as opened:
        (claim,) = (claim for claim in opened.claims() if claim.wording.startswith("The lock"))
        assert len(claim.statements) == 3
        return claim.id


def test_trace_adds_traces_and_prints(pages: Path, tmp_path: Path, whence: Whence) -> None:
    """One command adds the sources, names the stages on standard error, stores the trace and prints the claims."""
    path = tmp_path / "lock.case"
    ran = whence("trace", path, pages)
    assert ran.returncode == 0
    assert "The lock at Pell shuts on" in ran.stdout
    told = ran.stderr.splitlines()
    assert told == [
        "3 articles added, 0 there already, 0 skipped",
        "looking for copied passages (1 of 3)",
        "comparing claims (2 of 3)",
        "grouping claims (3 of 3)",
    ]
    with Case(path) as opened:
        tracing = opened.tracing()
        assert tracing is not None
        assert (tracing.current, tracing.articles) == (True, 3)
        assert len(tracing.by.model) == len(tracing.by.settings) == 64


def test_what_is_traced_already_is_not_traced_again(case: Path, pages: Path, whence: Whence) -> None:
    """A second run prints what is stored; one more article, or --again, traces anew."""
    first, again = whence("trace", case), whence("trace", case, "--again")
    assert first.stdout == again.stdout
    assert first.stderr == "nothing was added since it was traced; --again traces it anew\n"
    assert "grouping claims" in again.stderr
    (pages / "rail.html").write_text(PAGE.format("Rail", "2027-03-04", "Pell Post", 4), encoding="utf-8")
    more = whence("trace", case, pages)
    assert "1 article added, 3 there already, 0 skipped" in more.stderr
    assert "grouping claims" in more.stderr


def test_json_is_what_the_export_holds(case: Path, whence: Whence) -> None:
    """With --json, standard output is one object with the export's claims and steps, and standard error is empty."""
    ran, exported = whence("trace", case, "--json"), whence("export", case)
    found, whole = json.loads(ran.stdout), json.loads(exported.stdout)
    assert list(found) == ["claims", "steps"]
    assert (found["claims"], found["steps"]) == (whole["claims"], whole["steps"])
    assert found["steps"][0]["changes"][0]["before"].startswith("The lock at Pell")
    assert ran.stderr == ""


def test_one_claim_is_printed_as_a_tree(case: Path, whence: Whence) -> None:
    """The beginning of an id is enough; its tree is printed, or as JSON it and its steps alone."""
    claim = shared(case)
    tree = whence("trace", case, "--claim", claim[:12], "-q")
    assert tree.returncode == 0
    assert f"{claim}" in tree.stdout
    assert "Pell Post" in tree.stdout
    found = json.loads(whence("trace", case, "--claim", claim, "--json").stdout)
    assert [one["id"] for one in found["claims"]] == [claim]
    assert {step["later"] for step in found["steps"]} < set(found["claims"][0]["statements"])


@pytest.mark.parametrize(("given", "said"), [("zz", "no claim with the id 'zz'"), ("c", "'c' begins several ids: c")])
def test_a_claim_that_is_none_is_told(case: Path, given: str, said: str, whence: Whence) -> None:
    """An id that fits none, or several, ends with 1 and one line."""
    ran = whence("trace", case, "--claim", given, "-q")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr


def test_as_of_a_time_prints_and_stores_nothing(case: Path, whence: Whence) -> None:
    """Only what was in print by then is traced; the stored trace stays."""
    before = whence("export", case).stdout
    ran = whence("trace", case, "--as-of", "2027-03-02", "--json")
    assert {len(claim["statements"]) for claim in json.loads(ran.stdout)["claims"]} == {1}
    told = whence("trace", case, "--as-of", "2027-03-03").stderr
    assert "2 of 3 articles in print by then; 1 without a publication time left out" in told
    assert whence("export", case).stdout == before
    early = whence("trace", case, "--as-of", "2026")
    assert (early.returncode, early.stderr.splitlines()[-1]) == (1, f"whence: {wording.NOTHING_BY_THEN}")


def test_as_of_a_time_into_another_case(case: Path, tmp_path: Path, whence: Whence) -> None:
    """With --into, those articles and their trace are kept in another case file, which says of when it is."""
    early = tmp_path / "early.case"
    ran = whence("trace", case, "--as-of", "2027-03-02", "--into", early)
    assert ran.returncode == 0
    with Case(early) as opened, Case(case) as whole:
        manifest, held = opened.manifest(), whole.manifest()
        assert [Path(article.file).name for article in opened.articles()] == ["heron.html"]
    assert manifest["trace"]["as_of"] == "2027-03-02"  # type: ignore[index]
    assert manifest["trace"]["current"] is True  # type: ignore[index]
    assert manifest["read_by"] == [{**held["read_by"][0], "articles": 1}]  # type: ignore[index]
    again = whence("trace", case, "--as-of", "2027-02", "--into", early)
    assert again.returncode == 2
    assert "holds other articles" in again.stderr


def test_owners_are_stored_and_shown_together(case: Path, tmp_path: Path, whence: Whence) -> None:
    """The user's table is kept in the case file; outlets of one owner stand together; no count changes."""
    table = tmp_path / "owners.csv"
    table.write_text(
        "Owner,note,outlet\nMarsh Media,,PELL POST\nMarsh Media,x,Lock Times\nOther,,Else\n\n", encoding="utf-8-sig"
    )
    before = json.loads(whence("trace", case, "--json").stdout)
    ran = whence("trace", case, "--owners", table, "-q")
    assert "Marsh Media: Lock Times, Pell Post · " in ran.stdout
    claim = shared(case)
    assert (
        "Marsh Media owns Lock Times, Pell Post, 2 of the outlets that carry it"
        in whence("trace", case, "--claim", claim).stdout
    )
    assert json.loads(whence("trace", case, "--json").stdout) == before
    assert json.loads(whence("export", case).stdout)["manifest"]["owners"]["Lock Times"] == "Marsh Media"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "no columns outlet and owner"),
        ("outlet,who\na,b\n", "no columns outlet and owner"),
        ("outlet,owner\na\n", "row 2 of the table"),
        ("outlet,owner\na,b\na,c\n", "two owners of 'a'"),
        ("outlet,owner\n\xff\n", "no table in UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_table_of_owners_that_is_none_is_told(tmp_path: Path, table: str | None, said: str, whence: Whence) -> None:
    """What is wrong with the table is said as wrong usage, before any work."""
    path = tmp_path / "o.csv"
    if table is not None:
        path.write_bytes(table.encode("latin-1"))
    ran = whence("trace", tmp_path / "x.case", tmp_path, "--owners", path)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert not (tmp_path / "x.case").exists()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--as-of", "soon"], 2), (["--into", "e.case"], 2), ([], 1), (["no-such.html"], 1)],
)
def test_trace_ends_with_what_there_was(
    tmp_path: Path, arguments: list[str], status: int, whence: Whence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong options end with 2, and an empty case file with 1."""
    Case(tmp_path / "e0.case").close()
    monkeypatch.chdir(tmp_path)
    ran = whence("trace", "e0.case", *arguments)
    assert (ran.returncode, ran.stdout) == (status, "")
    assert ran.stderr


def test_a_stale_trace_is_told(case: Path, pages: Path, whence: Whence) -> None:
    """Where articles were added since, the export has the stored trace, and standard error says of how many it is."""
    (pages / "rail.html").write_text(PAGE.format("Rail", "2027-03-04", "Pell Post", 4), encoding="utf-8")
    assert whence("add", case, pages).returncode == 0
    ran = whence("export", case)
    assert ran.stderr == (
        "whence: the trace is of 3 articles, and the case file holds 4; trace the others too with: whence trace CASE\n"
    )
    assert json.loads(ran.stdout)["manifest"]["trace"]["current"] is False


def test_remove_says_that_the_trace_is_gone(case: Path, pages: Path, whence: Whence) -> None:
    """A removed article takes the trace along, and the next run of trace makes it anew."""
    ran = whence("remove", case, pages / "teal.html")
    assert ran.stderr == "whence: the trace went with them; make it again with: whence trace CASE\n"
    assert json.loads(whence("export", case).stdout)["claims"] == []
    assert whence("trace", case).returncode == 0
    assert json.loads(whence("export", case).stdout)["manifest"]["trace"]["articles"] == 2


# --- killed ---------------------------------------------------------------------------------------------------------


def content(path: Path) -> list[str]:
    """Return all that a case file holds, whatever its pages look like; numbers of rows are no content."""
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    plain = [name for name in tables if not name.startswith(("article_words", "statement_words", "sqlite_"))]
    rows = []
    for name in plain:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        kept = ", ".join(c for c in columns if not (c == "n" and name in ("article", "source", "statement", "read_by")))
        rows += sorted(f"{name}: {row}" for row in connection.execute(f"SELECT {kept} FROM {name}"))
    connection.close()
    return rows


def many(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:02}.html").write_text(PAGE.format(f"Boat{n}", f"2027-03-{n + 1:02}", "Pell Post", n))


def test_killed_at_any_step_a_rerun_ends_as_a_clean_run(tmp_path: Path) -> None:
    """Killed before an SQL statement of adding or keeping, or in a stage, a rerun gives the bytes of a clean run."""
    many(tmp_path, 4)
    clean = child("trace", "clean.case", "pages", "--json", cwd=tmp_path, COUNT="1")
    steps = int(clean.stderr.rsplit(": ", 1)[1])
    with Case(tmp_path / "clean.case") as case:
        whole, traced, exported = {r.article.id: r for r in case.readings()}, case.trace(), b"".join(case_json(case))
    held = content(tmp_path / "clean.case")
    chance = random.Random(3)
    last = 20  # the statements that look for the stored trace, the stages, and those that keep the new one
    for at in sorted({*chance.sample(range(steps - last), 2), *chance.sample(range(steps - last, steps), 4)}):
        path = tmp_path / f"killed{at}.case"
        assert child("trace", path, "pages", "--json", cwd=tmp_path, KILL_AT=str(at)).returncode == -signal.SIGKILL
        with Case(path) as case:
            assert all(reading == whole[reading.article.id] for reading in case.readings())
            assert case.trace() in (None, traced)
        again = child("trace", path, "pages", "--json", cwd=tmp_path)
        assert (again.returncode, again.stdout) == (0, clean.stdout)
        with Case(path) as case:
            assert b"".join(case_json(case)) == exported
        assert content(path) == held


def test_killed_at_random_moments_nothing_stored_is_lost(tmp_path: Path) -> None:
    """Killed again and again at any moment, what is stored only grows, and in the end is that of a clean run."""
    many(tmp_path, 12)
    assert child("trace", "clean.case", "pages", cwd=tmp_path).returncode == 0
    chance = random.Random(21)
    path = tmp_path / "killed.case"
    stored = 0
    for _ in range(4):
        running = subprocess.Popen(
            command("trace", "killed.case", "pages"),
            cwd=tmp_path,
            env=ENVIRONMENT | {"PAUSE": "0.04"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while running.poll() is None and not path.exists():
            time.sleep(0.01)
        time.sleep(1.0 + chance.random())
        running.send_signal(signal.SIGKILL)
        running.wait()
        with Case(path) as opened:
            now = len(list(opened.articles()))
        assert now >= stored
        stored = now
    assert child("trace", "killed.case", "pages", cwd=tmp_path).returncode == 0
    clean, killed = (child("export", f"{name}.case", cwd=tmp_path).stdout for name in ("clean", "killed"))
    assert killed == clean
    assert content(path) == content(tmp_path / "clean.case")


def test_killed_inside_every_stage_a_rerun_ends_as_a_clean_run(tmp_path: Path) -> None:
    """The real tracer, ended at a random moment of each of its stages in turn, leaves what a rerun makes whole."""
    many(tmp_path, 4)
    clean = child("trace", "clean.case", "pages", cwd=tmp_path, KILL_STAGE="0", TIMES="times")
    assert clean.returncode == 0
    stages = list(map(float, (tmp_path / "times").read_text(encoding="utf-8").split()))
    assert len(stages) == len(clean.stderr.splitlines()[1:]) > 3
    chance = random.Random(22)
    path = tmp_path / "killed.case"
    for stage, seconds in enumerate(stages, start=1):
        after = f"{chance.uniform(1e-6, seconds):.6f}"
        ran = child("trace", path, "pages", cwd=tmp_path, KILL_STAGE=str(stage), KILL_AFTER=after)
        assert ran.returncode == -signal.SIGALRM
        with Case(path) as case:
            assert len(list(case.articles())) == 4
            assert case.trace() is None
    assert child("trace", path, "pages", cwd=tmp_path, KILL_STAGE="0").returncode == 0
    with Case(path) as mended, Case(tmp_path / "clean.case") as whole:
        assert len(list(whole.claims())) > 1
        assert b"".join(case_json(mended)) == b"".join(case_json(whole))
    assert content(path) == content(tmp_path / "clean.case")
