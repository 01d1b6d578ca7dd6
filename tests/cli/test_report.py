"""`whence report`: a case file as one HTML file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whence.case import Case
from whence.cli.app import cli
from whence.records import (
    Act,
    Article,
    Block,
    Claim,
    Form,
    Origin,
    Range,
    Reading,
    Role,
    Skipped,
    Source,
    SourceKind,
    Span,
    Statement,
    Trace,
)

TEXT = "The lock at Pell shuts on Friday, its keeper, Ada Moor, said."


def reading(name: str) -> Reading:
    """An article of one statement."""
    keeper = Source(id=f"k{name}", name="Ada Moor", kind=SourceKind.named_person)
    said = Statement(
        id=f"s{name}",
        article=name,
        form=Form.indirect,
        act=Act.assertion,
        content=(Span(0, 32),),
        speaker=keeper.id,
    )
    block = Block(role=Role.paragraph, span=Span(0, len(TEXT)))
    article = Article(id=name, text=TEXT, blocks=(block,), digest=name, file=f"{name}.txt", outlet=f"Paper {name}")
    return Reading(article=article, statements=(said,), sources=(keeper,))


TRACE = Trace(
    same=(("kb", "ka"),),
    claims=(
        Claim(
            id="c0ffee",
            wording="The lock at Pell shuts on Friday",
            statements=("sa", "sb"),
            origins=(Origin(source="ka", kind=SourceKind.named_person, name="Ada Moor", statements=("sa", "sb")),),
            independent=Range(1, 1),
        ),
    ),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case file of two articles, traced, and a source that was skipped."""
    path = tmp_path / "lock.case"
    with Case(path) as opened:
        opened.add([reading("a"), reading("b"), Skipped(source="x.pdf", reason="it is a PDF")])
        opened.keep_trace(TRACE)
    return path


def run(*arguments: str | Path) -> Result:
    """Run `whence report`."""
    return CliRunner().invoke(cli, ["report", *map(str, arguments)])


def test_a_case_is_written_as_one_file(case: Path, tmp_path: Path) -> None:
    """The file holds the claims, the articles and what was skipped, and standard output nothing."""
    out = tmp_path / "dossier.html"
    result = run(case, "-o", out, "--title", "Pell")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"whence: {out}: 1 claim, 2 articles\n"
    written = out.read_text(encoding="utf-8")
    assert "1 independent origin behind 2 articles from 2 outlets in this collection." in written
    assert "<title>Pell</title>" in written
    assert "x.pdf" in written
    assert [path.name for path in tmp_path.iterdir() if "dossier" in path.name] == ["dossier.html"]


def test_a_second_run_writes_the_same_bytes(case: Path, tmp_path: Path) -> None:
    """Writing a case again, over what was there, changes no byte; standard output gets the same."""
    out = tmp_path / "dossier.html"
    run(case, "-o", out)
    first = out.read_bytes()
    assert run(case, "-o", out).exit_code == 0
    assert out.read_bytes() == first
    assert run(case, "-o", "-").stdout_bytes == first


def test_a_claim_that_is_not_there_is_wrong_usage(case: Path, tmp_path: Path) -> None:
    """An unknown id ends with status 2, names it, and writes nothing."""
    result = run(case, "-o", tmp_path / "d.html", "--claim", "beef")
    assert result.exit_code != 0
    assert not (tmp_path / "d.html").exists()
    assert "beef" in str(result.exception)


def test_a_case_that_is_not_traced_says_what_to_do(tmp_path: Path) -> None:
    """A case file without a trace gives no report, and names the verb that traces."""
    with Case(tmp_path / "new.case") as opened:
        opened.add([reading("a")])
    result = run(tmp_path / "new.case", "-o", tmp_path / "d.html")
    assert result.exit_code != 0
    assert "whence trace CASE" in str(result.exception)
    assert not (tmp_path / "d.html").exists()


def test_articles_added_since_are_told(case: Path, tmp_path: Path) -> None:
    """A trace that is not of all articles says so, on standard error and in the report."""
    with Case(case) as opened:
        opened.add([reading("c")])
    result = run(case, "-o", tmp_path / "d.html")
    assert result.exit_code == 0
    (told, _) = result.stderr.splitlines()
    assert told.removeprefix("whence: ") in (tmp_path / "d.html").read_text(encoding="utf-8").replace("&#39;", "'")


def test_a_folder_that_is_not_there_is_told(case: Path, tmp_path: Path) -> None:
    """What cannot be written is said in a sentence with the system's reason."""
    result = run(case, "-o", tmp_path / "none" / "d.html")
    assert "cannot be written" in str(result.exception)
