"""The commands that make and use a case file, as a shell runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from whence.case import Case, ReadBy
from whence.cli.add import add
from whence.cli.app import cli
from whence.cli.read import read
from whence.records import (
    Act,
    Article,
    Form,
    Moment,
    Precision,
    ReadFrom,
    Reading,
    Skipped,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
)

STORY = "Lock {0} shuts\n\nThe lock at Pell {0} shuts on Friday, its keeper said in a letter to boatmen.\n"
TEXT = "Lock shuts\n=1+1 boats\nwait, the “keeper” of Pell said.\n@home, she added.\n"
# Reads an article as one statement a line, so that these tests need no network and time goes by in many small steps.
BY_LINES = """
import sys, time
import whence.read
from whence.records import Act, Form, Reading, Source, SourceKind, Span, Statement

def read_all(articles):
    for article in articles:
        time.sleep(0.02)
        keeper = Source(id="k" + article.id, name="keeper", kind=SourceKind.unnamed)
        statements = tuple(
            Statement(id=f"{article.id}-{n}", article=article.id, form=Form.indirect, act=Act.assertion,
                      content=(block.span,), speaker=keeper.id, block=n)
            for n, block in enumerate(article.blocks)
        )
        yield Reading(article=article, statements=statements, sources=(keeper,))

sys.modules["whence.read"].__dict__["read_all"] = read_all
from whence.cli.app import main
main(sys.argv[1:])
"""

PATHS = [str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)}  # wherever the process runs


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", BY_LINES, *map(str, arguments)]


def whence(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, with the reader that takes each line for a statement."""
    return subprocess.run(command(*arguments), input=stdin, capture_output=True, check=False, cwd=cwd, env=ENVIRONMENT)


def here(*arguments: str | Path) -> Any:
    """Run a command that reads no article, in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two articles and a file that is none."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in "ab":
        (pages / f"{name}.txt").write_text(STORY.format(name))
    (pages / "c.pdf").write_bytes(b"%PDF-1.7")
    return pages


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a case file with one article whose words and names are made to break things."""
    path = tmp_path / "lock.case"
    pieces = [TEXT[11:26], TEXT[TEXT.index("@home") : TEXT.index(", she")], "Lock shuts"]
    keeper = Source(id="k", name='+"keeper", <Pell>', kind=SourceKind.named_person, aliases=("she",))
    statements = [
        Statement(
            id=f"s{number}",
            article="a1",
            form=Form.direct,
            act=Act.denial,
            content=(Span(TEXT.index(piece), TEXT.index(piece) + len(piece)),),
            speaker=None if number == 2 else "k",
            chain=(
                Station(name="-Pell Post", kind=SourceKind.outlet, link=StationLink.reported_by),
                Station(name="keeper", kind=SourceKind.named_person, link=StationLink.told),
            ),
        )
        for number, piece in enumerate(pieces)
    ]
    article = Article(
        id="a1",
        text=TEXT,
        blocks=(),
        digest="0" * 64,
        file="pages/é.html",
        title="Lock\tshuts",
        outlet="Pell Post\x1b[31m",
        published=Moment(at="2027-04-01", precision=Precision.day, read_from=ReadFrom.meta),
    )
    with Case(path) as opened:
        opened.add(
            [
                Reading(article=article, statements=tuple(statements), sources=(keeper,)),
                Skipped(source="pages/x.pdf", reason="it is a PDF"),
            ],
            read_by=ReadBy(model="m", settings="s"),
            inputs=["pages"],
        )
    return path


# --- add ------------------------------------------------------------------------------------------------------------


def test_add_stores_once_and_says_so(folder: Path, tmp_path: Path) -> None:
    """A first run stores, names what was skipped, and counts; a second finds all of it there."""
    case = tmp_path / "a.case"
    first, second = whence("add", case, folder), whence("add", case, folder)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.decode() == "2 articles added, with 4 statements; 1 skipped\n"
    assert f"skipped {folder / 'c.pdf'}, because" in first.stderr.decode()
    assert second.stdout.decode().splitlines() == [
        "0 articles added, with 0 statements; 0 skipped",
        "there already: 2 articles, 1 skipped",
    ]
    counted = whence("add", case, folder, "--json", "-q")
    assert json.loads(counted.stdout) == {
        "articles": 0,
        "statements": 0,
        "sources": 0,
        "skipped": 0,
        "known": {"articles": 2, "skipped": 1},
    }
    assert counted.stderr == b""


def test_what_is_stored_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    """A run over stored articles needs no network: the reader is never asked."""
    case = tmp_path / "a.case"
    assert whence("add", case, folder).returncode == 0
    broken = BY_LINES.replace("time.sleep(0.02)", "raise SystemExit(99)")
    again = [sys.executable, "-c", broken, "add", str(case), str(folder)]
    ran = subprocess.run(again, capture_output=True, check=False, env=ENVIRONMENT)
    assert ran.returncode == 0
    (folder / "d.txt").write_text(STORY.format("d"))
    ran = subprocess.run(again, capture_output=True, check=False, env=ENVIRONMENT)
    assert ran.returncode == 99


def test_add_takes_the_options_of_read() -> None:
    """What bears on reading is the same for both verbs, and means the same."""
    shared = {"mapping", "max_size", "allow_private", "quiet"}
    assert [p for p in add.params if p.name in shared] == [p for p in read.params if p.name in shared]


def test_rows_and_standard_input_are_added(tmp_path: Path) -> None:
    """JSON Lines come through standard input with their names mapped; a row's file is its id."""
    case = tmp_path / "a.case"
    rows = [{"id": f"r{n}", "text": STORY.format(n), "series": "Pell Post"} for n in range(2)]
    ran = whence("add", case, "-", "--map", "outlet=series", stdin="\n".join(map(json.dumps, rows)).encode())
    assert ran.returncode == 0, ran.stderr
    with Case(case) as opened:
        assert [(a.file, a.outlet) for a in opened.articles()] == [("r0", "Pell Post"), ("r1", "Pell Post")]
        assert opened.manifest()["inputs"] == ["-"]


def test_add_with_nothing_to_add_ends_with_1(folder: Path, tmp_path: Path) -> None:
    """Where no source gives an article the status is 1, and what was skipped is kept."""
    case = tmp_path / "a.case"
    assert whence("add", case, folder / "c.pdf").returncode == 1
    with Case(case) as opened:
        assert [Path(skipped.source).name for skipped in opened.skipped()] == ["c.pdf"]


def test_the_order_of_sources_leaves_the_export_alone(folder: Path) -> None:
    """Sources in another order, and in several runs, give the same bytes, without a path outside of them."""
    names = ["a.txt", "b.txt", "c.pdf"]
    whence("add", "../1.case", *names, cwd=folder)
    for name in reversed(names):
        whence("add", "../2.case", name, cwd=folder)
    first, second = (whence("export", f"../{n}.case", cwd=folder).stdout for n in (1, 2))
    assert first == second
    assert json.loads(first)["manifest"]["inputs"] == names
    assert str(folder).encode() not in first


def test_killed_at_random_moments_it_ends_as_one_clean_run(tmp_path: Path) -> None:
    """Killed again and again while it adds, and run once more, it has the bytes of a run that nobody disturbed."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(24):
        (pages / f"{n:02}.txt").write_text(STORY.format(n) * (1 + n % 3))
    assert whence("add", "clean.case", "pages", cwd=tmp_path).returncode == 0
    chance = random.Random(20)
    stored = [0]
    for _ in range(5):
        running = subprocess.Popen(
            command("add", "killed.case", "pages"),
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while running.poll() is None and articles_in(tmp_path / "killed.case") <= stored[-1]:
            time.sleep(0.005)  # until it has begun to store; what it has stored is read while it writes
        time.sleep(chance.random() * 0.1)
        running.send_signal(signal.SIGKILL)
        running.wait()
        stored.append(articles_in(tmp_path / "killed.case"))
    assert stored == sorted(stored)
    assert 0 < stored[1] < 24
    ran = whence("add", "killed.case", "pages", cwd=tmp_path)
    assert ran.returncode == 0
    clean, killed = (whence("export", f"{name}.case", cwd=tmp_path).stdout for name in ("clean", "killed"))
    assert len(json.loads(clean)["articles"]) == 24
    assert killed == clean


def articles_in(path: Path) -> int:
    """Count the articles that a reader sees at this moment; 0 where the file is just being made."""
    if not path.exists() or path.stat().st_size == 0:
        return 0
    with Case(path) as case:
        return len(list(case.articles()))


# --- export ---------------------------------------------------------------------------------------------------------


def test_json_holds_what_the_contract_names(case: Path) -> None:
    """The export is one object with all the lists of the contract, in its order, and behind them those of its own."""
    ran = here("export", case, "--as", "json")
    assert ran.exit_code == 0
    found = json.loads(ran.stdout_bytes)
    assert list(found) == ["articles", "sources", "statements", "claims", "steps", "skipped", "manifest", "versions"]
    assert [len(found[name]) for name in list(found)[:6]] == [1, 1, 3, 0, 0, 1]
    assert found["statements"][0]["content"] == [[11, 26]]
    assert found["articles"][0]["text"] == TEXT
    assert found["skipped"] == [{"source": "pages/x.pdf", "reason": "it is a PDF"}]
    assert list(found["manifest"]) == ["schema", "whence", "read_by", "inputs", "counts", "trace", "owners"]
    assert here("export", case).stdout_bytes == ran.stdout_bytes


def test_json_of_an_empty_case_is_whole(tmp_path: Path) -> None:
    """A case file without articles gives the same object with empty lists."""
    path = tmp_path / "e.case"
    Case(path).close()
    found = json.loads(here("export", path).stdout_bytes)
    assert [found[name] for name in ("articles", "statements", "claims", "skipped")] == [[], [], [], []]


def test_csv_has_a_row_a_statement_and_no_formula(case: Path) -> None:
    """Each statement is a row; cells that a spreadsheet would run have an apostrophe; line ends inside are gone."""
    data = here("export", case, "--as", "csv").stdout_bytes
    assert data.startswith(b'\xef\xbb\xbf"words",')
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][:10] == ["words", "form", "act", "source", "kind", "outlet", "published", "article", "chain", "url"]
    assert rows[0][10:] == ["claim", "claim_wording", "origin", "changes", "id", "part_of", "of_entry"]
    assert [row[0] for row in rows[1:]] == ["'=1+1 boats wait", "'@home", "Lock shuts"]
    assert rows[1][1:5] == ["direct", "denial", '\'+"keeper", <Pell>', "named_person"]
    assert rows[1][6:] == ["2027-04-01", "pages/é.html", "'-Pell Post ← keeper", "", "", "", "", "", "s0", "", ""]
    assert rows[3][3:5] == ["", "none"]
    assert not any(cell.startswith(tuple("=+-@\t\r")) or "\x1b" in cell for row in rows for cell in row)
    assert data.count(b"\r\n") == len(rows)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r\n=1", "＝1", " =1"])
def test_no_beginning_of_a_formula_passes(cell: str) -> None:
    """Whatever stands before it, a formula's mark never begins a cell."""
    from whence.export.sheet import csv_line

    (row,) = csv.reader(io.StringIO(csv_line([cell]).decode(), newline=""))
    assert row[0].startswith("'")


# --- search and remove ----------------------------------------------------------------------------------------------


def test_search_prints_where_the_words_stand(case: Path) -> None:
    """A hit has headline, outlet, time, file and the line with the words, and nothing that a terminal acts on."""
    ran = here("search", case, "KEEPER")
    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [
        "Lock shuts · Pell Post␛[31m · 2027-04-01",
        "  pages/é.html",
        "  wait, the “keeper” of Pell said.",
    ]


def test_search_of_a_source_prints_its_statements(case: Path) -> None:
    """With a source, its statements are printed with its name; without words, all of them."""
    ran = here("search", case, "--source", "she")
    assert [line for line in ran.stdout.splitlines() if "keeper" in line] == [
        '  +"keeper", <Pell>: =1+1 boats wait',
        '  +"keeper", <Pell>: @home',
    ]


def test_search_as_json_gives_the_places(case: Path) -> None:
    """Each line is an object whose places open to the words in the article's text."""
    (line,) = here("search", case, "boat*", "--source", "pell", "--json").stdout_bytes.splitlines()
    found = json.loads(line)
    assert (found["article"], found["statement"], found["file"]) == ("a1", "s0", "pages/é.html")
    (snippet,) = found["snippets"]
    assert TEXT[snippet["start"] : snippet["end"]] == snippet["text"]
    assert [TEXT[start:end] for start, end in snippet["marks"]] == ["boats"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["the keeper"], 0),
        (["keeper the"], 1),
        (["keeper", "the"], 0),
        (['keeper "lock shuts"'], 0),
        (["lock", "--since", "2027-04", "--until", "2027-04-01", "--outlet", "pell post"], 0),
        (["lock", "--until", "2027-03"], 1),
        (["lock", "--since", "soon"], 2),
        ([], 2),
        (["lock", "-n", "0"], 2),
    ],
)
def test_search_ends_with_what_it_found(case: Path, arguments: list[str], status: int) -> None:
    """An argument of several words is a phrase; 0 is found, 1 nothing found, 2 wrong usage, each with its line."""
    ran = here("search", case, *arguments)
    assert ran.exit_code == status
    assert bool(ran.stdout) == (status == 0)
    assert bool(ran.stderr) == (status != 0)


def test_remove_takes_articles_out(case: Path) -> None:
    """What is there is removed, by file or id; what is not is named, and alone it ends with 1."""
    ran = here("remove", case, "pages/é.html", "none")
    assert (ran.exit_code, ran.stdout) == (0, "1 article removed\n")
    assert ran.stderr == "whence: the case file holds no article with the id or file none\n"
    assert here("search", case, "lock").exit_code == 1
    again = here("remove", case, "a1", "--json")
    assert (again.exit_code, json.loads(again.stdout)) == (1, {"removed": []})


# --- all of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [["export"], ["search", "lock"], ["remove", "a1"], ["add", "page.txt"]])
def test_a_file_that_is_no_case_is_told_in_one_line(tmp_path: Path, verb: list[str]) -> None:
    """Each verb ends with 1 and one line where the file is another program's, and leaves it alone."""
    path = tmp_path / "page.txt"
    path.write_text("Lock shuts\n" * 500)
    ran = whence(verb[0], path, *verb[1:])
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert ran.stderr.decode() == "whence: the file is no case file of whence; nothing was changed in it\n"
    assert path.read_text() == "Lock shuts\n" * 500


@pytest.mark.parametrize("verb", [["export"], ["search", "lock"], ["remove", "a1"]])
def test_a_missing_case_file_is_not_made(tmp_path: Path, verb: list[str]) -> None:
    """Verbs that read a case file do not make one."""
    ran = whence(verb[0], tmp_path / "none.case", *verb[1:])
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode().startswith("whence: there is no such case file")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["add", "trace", "export", "search", "remove"])
def test_help_shows_examples(verb: str) -> None:
    """The help of each verb has examples that can be copied."""
    shown = here(verb, "--help").stdout
    assert f"  whence {verb} harbour.case" in shown
    assert "\b" not in shown


def test_an_export_that_nobody_reads_ends_quietly(case: Path) -> None:
    """Where the reader of a pipe goes, the export ends as a shell's own commands do."""
    with Case(case) as opened:
        (reading,) = opened.readings()
        article = reading.article
        texts = [TEXT * 20_000 + str(n) for n in range(3)]
        more = [Article(id=str(n), text=text, blocks=(), digest="", file=article.file) for n, text in enumerate(texts)]
        opened.add(Reading(article=one) for one in more)
    running = subprocess.Popen(command("export", case), env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 141


def test_what_the_network_reads_is_exported_as_it_is_read(tmp_path: Path) -> None:
    """With the network that ships, an export holds what `whence read --json` prints, and names the network."""
    page = tmp_path / "a.txt"
    page.write_text(STORY.format("a"))
    runs = [
        subprocess.run(
            [sys.executable, "-m", "whence", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=ENVIRONMENT,
        )
        for arguments in (["add", "a.case", "a.txt"], ["export", "a.case"], ["read", "--json", "a.txt"])
    ]
    assert [run.returncode for run in runs] == [0, 0, 0], runs[0].stderr
    exported, printed = (json.loads(run.stdout) for run in runs[1:])
    assert exported["articles"] == [printed["article"]]
    assert exported["statements"] == printed["statements"]
    assert exported["sources"] == printed["sources"]
    assert len(exported["manifest"]["read_by"][0]["model"]) == 64
