"""brat: standoff that says what the records say, and corrections that come back as decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from whence import pipeline
from whence.case import Case
from whence.cli.app import cli
from whence.errors import Unreadable, WrongUse
from whence.export.brat.reading import read_brat
from whence.export.corrected import take_in
from whence.export.formats import FORMATS
from whence.export.marks import marked, merged
from whence.records import Act, Article, Block, Decision, Form, Reading, Role, Skipped, Span, Statement
from whence.review.values import value_of

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(example: Case, unpacked: Callable[[Case, str], Files]) -> Files:
    """Return the example's files."""
    return unpacked(example, "brat")


@pytest.fixture
def folder(example_case: Case, tmp_path: Path) -> Path:
    """Return a folder with the files of a case that may be changed."""
    FORMATS["brat"].write_to(example_case, tmp_path / "marked")
    return tmp_path / "marked"


def declared(settings: str, section: str) -> set[str]:
    block = re.search(rf"^\[{section}\]\n(.*?)(?=^\[|\Z)", settings, re.DOTALL | re.MULTILINE)
    assert block
    return {line.split()[0] for line in block[1].splitlines() if line.strip()}


def test_every_line_is_standoff_and_every_name_is_declared(files: Files) -> None:
    """Marks have the words of their places, nothing refers to what is not there, and brat's settings know each name."""
    settings = files["annotation.conf"].decode()
    names = {section: declared(settings, section) for section in ("entities", "relations", "attributes")}
    annotated = [name for name in files if name.endswith(".ann")]
    assert len(annotated) == 11
    for name in annotated:
        text = files[name.replace(".ann", ".txt")].decode()
        lines = [line.split("\t") for line in files[name].decode().splitlines()]
        ids = [line[0] for line in lines]
        assert len(ids) == len(set(ids))
        for number, middle, *last in lines:
            kind, *rest = middle.split()
            if number[0] == "T":
                assert kind in names["entities"]
                places = [tuple(map(int, pair.split())) for pair in middle.removeprefix(f"{kind} ").split(";")]
                assert " ".join(text[start:end] for start, end in places) == last[0]
            elif number[0] == "R":
                assert kind in names["relations"]
                assert {part.split(":")[1] for part in rest} <= set(ids)
            elif number[0] == "A":
                assert kind in names["attributes"]
                assert rest[0] in ids
                values = re.search(rf"^{kind}\t.*Value:(\S+)$", settings, re.MULTILINE)
                assert (rest[1] in values[1].split("|")) if values else len(rest) == 1
            else:
                assert (number[0], kind) == ("#", "AnnotatorNotes")


def test_the_marks_are_the_statements(files: Files, example: Case) -> None:
    """What is read back from the files is what the records say."""
    for reading in example.readings():
        (name,) = (name for name in files if name.endswith(f".{reading.article.id}.ann"))
        text = reading.article.text
        assert files[name.replace(".ann", ".txt")].decode() == text
        found = {one.statement: one for one in read_brat(files[name].decode(), text)}
        for wanted in marked(reading):
            if not (wanted.content or wanted.cue):
                assert wanted.statement not in found
                continue
            one = found.pop(wanted.statement)
            for spans in ("content", "cue", "source"):
                assert getattr(one, spans) == merged(getattr(wanted, spans), text)
            assert (one.form, one.act, one.hedged, one.negated) == (
                wanted.form,
                wanted.act,
                wanted.hedged,
                wanted.negated,
            )
            if wanted.source:
                assert (one.name, one.kind) == (wanted.name, wanted.kind)
        assert not found


def test_a_mark_over_two_lines_comes_back_whole(tmp_path: Path, unpacked: Callable[[Case, str], Files]) -> None:
    """brat wants no line's end in a mark, so it stands there in pieces, and is one span again."""
    text = "Zoë 🙂 said:\n“The weir\n  will hold,\r\nand more.” Ja."
    start, end = text.index("“"), text.index("”") + 1
    article = Article(
        id="a1", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0" * 64, file="w.txt"
    )
    said = Statement(
        id="s1", article="a1", form=Form.direct, act=Act.belief, content=(Span(start, end),), cue=(Span(6, 10),)
    )
    with Case(tmp_path / "w.case") as case:
        case.add([Reading(article=article, statements=(said,))])
        files = unpacked(case, "brat")
    ann = files["w.a1.ann"].decode()
    assert re.search(r"^T1\tContent 12 21;24 34;36 46\t“The weir will hold, and more.”$", ann, re.MULTILINE)
    (one,) = read_brat(ann, text)
    assert one.content == (Span(start, end),)


def test_what_nobody_changed_makes_no_decision(example_case: Case, folder: Path) -> None:
    """A folder taken in as it was written leaves the log empty."""
    assert list(take_in(example_case, folder, by="Ada")) == []


def edited(folder: Path, name: str, change: Callable[[str], str]) -> None:
    (path,) = folder.glob(f"{name}*.ann")
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_corrections_come_back_as_decisions(example_case: Case, folder: Path) -> None:
    """A moved mark, another act and a deleted statement are a decision each, heeded by the next trace and made once."""
    edited(folder, "05", lambda text: text.replace("Act T1 assertion", "Act T1 accusation"))
    edited(
        folder,
        "05",
        lambda text: text.replace(
            "T4\tContent 177 201\tit was told of no defect", "T4\tContent 184 201\ttold of no defect"
        ),
    )
    edited(folder, "01", lambda text: "\n".join(line for line in text.splitlines() if not re.search(r"\bT1\b", line)))
    made = list(take_in(example_case, folder, by="Ada", at="2031-06-01"))
    assert all(isinstance(one, Decision) for one in made)
    decisions = [one for one in made if isinstance(one, Decision)]
    assert sorted(one.action for one in decisions) == ["correct", "correct", "drop"]
    values = [value_of(one.value) for one in decisions if one.action == "correct"]
    assert {"act": "accusation"} in values
    assert [value["content"]["spans"] for value in values if "content" in value] == [[[184, 201]]]
    assert list(take_in(example_case, folder, by="Ada")) == []
    pipeline.trace_case(example_case)
    now = {statement.id: statement for reading in example_case.readings() for statement in reading.statements}
    corrected = {one.target: now.get(one.target) for one in decisions}
    assert sorted(one.act.value if one else "dropped" for one in corrected.values()) == [
        "accusation",
        "denial",
        "dropped",
    ]
    assert list(take_in(example_case, folder, by="Ada")) == []


def test_a_statement_that_was_marked_anew_is_added(example_case: Case, folder: Path) -> None:
    """New content with its source and cue becomes a statement, once, and stays when the folder is taken in again."""
    new = "T90\tContent 218 230\treef light wa\nT91\tSource 164 171\tCompany\nT92\tCue 172 176\tsays\n"
    new += "A90\tAct T90 denial\nA91\tHedged T90\nA92\tKind T91 named_organisation\n"
    new += "R90\tSaidBy Arg1:T90 Arg2:T91\nR91\tCuedBy Arg1:T90 Arg2:T92\n"
    edited(folder, "05", lambda text: text + new)
    (made,) = take_in(example_case, folder, by="Ada")
    assert isinstance(made, Decision)
    value = value_of(made.value)
    assert (made.action, value["act"], value["hedged"]) == ("add", "denial", True)
    assert value["content"]["spans"] == [[218, 230]]
    assert (value["source"]["name"], value["source"]["kind"]) == ("Company", "named_organisation")
    assert list(take_in(example_case, folder, by="Ada")) == []


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        (
            "#2\tAnnotatorNotes T3\tengineer on the Maid of Skerrin",
            "#2\tAnnotatorNotes T3\tJoss Verrin",
            {"name": "Joss Verrin", "kind": "unnamed"},
        ),
        (
            "A3\tKind T3 unnamed",
            "A3\tKind T3 named_person",
            {"name": "engineer on the Maid of Skerrin", "kind": "named_person"},
        ),
        (
            "T3\tSource 150 163\tMaid engineer",
            "T3\tSource 155 163\tengineer",
            {"name": "engineer on the Maid of Skerrin", "kind": "unnamed"},
        ),
        ("R2\tSaidBy Arg1:T1 Arg2:T3\n", "", None),
        ("R2\tSaidBy Arg1:T1 Arg2:T3", "R2\tSaidBy Arg1:T1 Arg2:T6", {"name": "company", "kind": "named_organisation"}),
    ],
)
def test_a_source_is_corrected(example_case: Case, folder: Path, before: str, after: str, value: Any) -> None:
    """Another name, kind, place or source of a statement is what the decision sets."""
    edited(folder, "05", lambda text: text.replace(before, after))
    (made,) = list(take_in(example_case, folder, by="Ada"))
    assert isinstance(made, Decision)
    found = value_of(made.value)["source"]
    assert found is value or {name: found[name] for name in ("name", "kind")} == value


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text + "T99\tContent 92 143\tw\n#99\tAnnotatorNotes T99\ta9a5dc74f070c8d1\n", "marked twice"),
        (lambda text: text + "T99\tContent 5 9999999\twords\n", "is no mark on this text"),
        (lambda text: text + "\x00nonsense\n", "is no mark on this text"),
        (lambda text: text.replace("Act T1 assertion", "Act T1 shrug"), "act"),
    ],
)
def test_what_cannot_be_taken_in_is_skipped_with_its_reason(
    example_case: Case, folder: Path, change: Callable[[str], str], reason: str
) -> None:
    """One bad mark or file stops nothing, and stores nothing."""
    edited(folder, "05", change)
    (skipped,) = take_in(example_case, folder, by="Ada")
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    assert skipped.source.startswith("05-skerrin-islander")
    assert not example_case.decisions()


def test_a_text_that_was_changed_is_skipped(example_case: Case, folder: Path) -> None:
    """Marks on another text are not taken in, nor are those of an article that is not here."""
    (text,) = folder.glob("05*.txt")
    text.write_text("Another text.")
    for one in folder.glob("01*"):
        one.rename(one.with_name(f"01.nobody{one.suffix}"))
    found = list(take_in(example_case, folder, by="Ada"))
    assert [type(one) for one in found] == [Skipped, Skipped]
    assert not example_case.decisions()


def test_the_command_takes_a_folder(traced_example: Path, tmp_path: Path, files: Files) -> None:
    """`whence review --corrected` prints each decision and says how to heed them; a folder without files is refused."""
    place = tmp_path / "mine.case"
    place.write_bytes(traced_example.read_bytes())
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    edited(tmp_path, "05", lambda text: text.replace("Act T1 assertion", "Act T1 accusation"))
    ran = CliRunner().invoke(cli, ["review", str(place), "--corrected", str(tmp_path), "--as", "Ada"])
    assert ran.exit_code == 0
    assert ran.output.splitlines()[-1] == "1 decision stored; to heed them: whence trace CASE"
    (tmp_path / "empty").mkdir()
    with Case(place) as case, pytest.raises(WrongUse, match=r"no \.ann, \.xmi or \.json"):
        list(take_in(case, tmp_path / "empty", by="Ada"))


@pytest.mark.parametrize("line", ["T1 Content 0 1 a", "T1\tContent x y\ta", "T1\tContent 3 3\ta", "what is this"])
def test_a_line_of_another_format_is_refused(line: str) -> None:
    """A line that is no standoff is told by its number."""
    with pytest.raises(Unreadable, match="line 1 "):
        read_brat(line, "some text")
