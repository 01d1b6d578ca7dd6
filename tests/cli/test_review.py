"""`whence review`, as a shell and a pipe run it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from whence import pipeline, review
from whence.case import Case
from whence.cli import app
from whence.records import Reading

Make = Callable[..., Reading]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path, make: Make) -> Path:
    """Return a traced case file of three articles with a few questions."""
    readings = [
        make(
            name,
            f"{name}\nThe weir {words}, Ines Okker said. Boats {wait}, {who} said.",
            ("Ines Okker", f"The weir {words}"),
            (who, f"Boats {wait}"),
            outlet=name.title(),
            at=f"2027-03-0{day}",
        )
        for day, (name, words, wait, who) in enumerate(
            [
                ("beacon", "at the mill will open in June", "have to wait at the lock", "Rolf Arnaud"),
                ("echo", "of the mill may be opened by June", "must wait there for a week", "a clerk"),
                ("post", "near the mill opens to boats this June", "are made to wait at Pell lock", "Tilda Brandt"),
            ],
            start=1,
        )
    ]
    path = tmp_path / "mill.case"
    with Case(path) as case:
        case.add(readings)
        pipeline.trace_case(case)
        assert review.waiting(case) >= 2
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a command line in this process, with keys on its standard input, a line each."""

    def whence(*arguments: str | Path, keys: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
        capsys.readouterr()
        status = app._run([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return whence


def log(path: Path) -> list[tuple[str, str]]:
    """Return who decided what."""
    with Case(path) as case:
        return [(decision.by, decision.action) for decision in review.log(case)]


def test_keys_answer_and_are_stored(path: Path, run: Run) -> None:
    """An answer is stored under the name that is given; other keys are explained; the end of the input is the end."""
    status, out, err = run("review", path, "--as", "Ada", keys="xsn")
    assert (status, err) == (0, "")
    assert "one of the keys y, n, m, s, u, q, please" in out
    assert out.endswith("1 decision stored; to heed them: whence trace CASE\n")
    assert [by for by, _ in log(path)] == ["Ada"]


def test_an_answer_is_taken_back_and_asked_again(path: Path, run: Run) -> None:
    """u takes the last answer back, and its question comes again; both stand in the log."""
    _, out, _ = run("review", path, "--as", "Ada", keys="uyuq")
    assert "nothing was answered yet" in out
    assert out.count("[y]") == 3
    first, _, third = (block.split("[y]")[0].split("left —")[-1] for block in out.split("[q] stop")[:3])
    assert first == third
    assert [action for _, action in log(path)][1:] == ["undo"]
    assert "(taken back)" in run("review", path, "--log")[1]


def test_an_interrupted_session_keeps_what_was_answered(path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at the second question leaves the first one's answer in the log, and the status says so."""
    answers = iter(["y"])

    def key() -> str:
        found = next(answers, None)
        if found is None:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr("whence.cli.review._key", key)
    status, _, _ = run("review", path, "--as", "Ada")
    assert status == 130
    assert len(log(path)) == 1


def test_all_answered_is_the_end(path: Path, run: Run) -> None:
    """With every question answered nothing is left; after the next trace the answers still hold."""
    status, out, _ = run("review", path, "--as", "Ada", keys="y" * 50)
    assert (status, "nothing is left to ask" in out) == (0, True)
    assert run("review", path, "--list")[1] == "nothing is left to ask\n"
    assert run("trace", path)[0] == 0
    assert run("review", path, "--conflicts")[1] == "every decision is heeded\n"


def test_what_there_is_is_printed_for_people_and_programs(path: Path, run: Run) -> None:
    """The queue, the log and the conflicts, each also as JSON."""
    assert "Do both say the same thing?" in run("review", path, "--list")[1]
    listed = [json.loads(line) for line in run("review", path, "--list", "--json")[1].splitlines()]
    assert {"kind", "target", "score", "question", "one", "other", "keys", "place"} == set(listed[0])
    assert run("review", path, "--log")[1] == "nothing was decided yet\n"
    with Case(path) as case:
        one = review.same(case, "beacon-1", "echo-1", by="Ada", note="same lock", at="2027-03-09T10:00:00Z")
        two = review.different(case, "beacon-1", "echo-1", by="Bo", at="2027-03-10")
    logged = run("review", path, "--log")[1]
    assert f"{one.id}  2027-03-09T10:00:00.000000Z  one claim: “Boats have to wait at the lock” | " in logged
    assert "Ada (same lock)" in logged
    assert [json.loads(line)["id"] for line in run("review", path, "--log", "--json")[1].splitlines()] == [
        one.id,
        two.id,
    ]
    assert "a later decision says otherwise: two claims by Bo" in run("review", path, "--conflicts")[1]
    (conflict,) = [json.loads(line) for line in run("review", path, "--conflicts", "--json")[1].splitlines()]
    assert (conflict["decision"], conflict["by"]) == (one.id, two.id)


def test_opposite_denials_of_two_claims_are_listed(path: Path, run: Run) -> None:
    """By whichever statements of them two people decided: what was said by whom and when, and what is heeded."""
    with Case(path) as case:
        one, other = [claim.statements for claim in case.claims() if len(claim.statements) > 1][:2]
        ada = review.denies(case, one[0], other[0], by="Ada", note="she says so", at="2027-03-09T10:00:00Z")
        bo = review.denies_not(case, one[1], other[1], by="Bo", at="2027-03-10")
    _, out, _ = run("review", path, "--conflicts")
    first, second = out.splitlines()
    assert first.startswith(f"{ada.id}  2027-03-09T10:00:00.000000Z  denies it: “")
    assert first.endswith("— Ada (she says so)")
    assert second == (
        "  a later decision says otherwise, by other statements of the same two claims: neither denies the other by Bo,"
        " 2027-03-10T00:00:00.000000Z"
    )
    (conflict,) = [json.loads(line) for line in run("review", path, "--conflicts", "--json")[1].splitlines()]
    assert (conflict["decision"], conflict["by"]) == (ada.id, bo.id)


def test_a_log_is_handed_on(path: Path, run: Run, tmp_path: Path) -> None:
    """What one writes another adds, once, and sees what cannot be heeded."""
    run("review", path, "--as", "Ada", keys="yn")
    file, other = tmp_path / "log.jsonl", tmp_path / "other.case"
    assert run("review", path, "--export", file)[2] == f"whence: {file}: 2 decisions\n"
    assert run("review", path, "--export", "-")[1] == file.read_text(encoding="utf-8")
    Case(other).close()
    status, out, _ = run("review", other, "--import", file)
    assert status == 0
    assert out.startswith("2 decisions added to 0")
    assert "its article is not in this collection" in out
    assert run("review", other, "--import", file)[1].startswith("0 decisions added to 2")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--log", "--list"), "give one of"),
        (("--json",), "--json goes with"),
        (("--undo", "none"), "the log holds no decision"),
        (("--import", "pyproject.toml"), "is no decision"),
        (("--import", "no/such.jsonl"), "cannot be read"),
        (("--export", "no/such/file"), "cannot be written"),
    ],
)
def test_wrong_use_is_told(path: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be done is told in a sentence, with a status other than 0."""
    status, _, err = run("review", path, *arguments)
    assert status in (1, 2)
    assert said in err


def test_a_decision_is_taken_back_by_its_id(path: Path, run: Run) -> None:
    """--undo takes back any decision of the log."""
    run("review", path, "--as", "Ada", keys="y")
    with Case(path) as case:
        (made,) = review.log(case)
    assert run("review", path, "--as", "Bo", "--undo", made.id[:5])[1].startswith("taken back: ")
    assert [by for by, _ in log(path)] == ["Ada", "Bo"]


def attributed(path: Path) -> str:
    """The id of a statement."""
    with Case(path) as case:
        return next(s.id for reading in case.readings() for s in reading.statements if s.speaker)


def test_a_decision_is_written(path: Path, run: Run) -> None:
    """Each action is made by its name, a correction by names and words of the article, and all of them with a note."""
    one = attributed(path)
    with Case(path) as case:
        claims = [claim.id for claim in case.claims()][:2]
        sources = [source.id for reading in case.readings() for source in reading.sources][:2]
    made = ["--as", "Ada", "--note", "as it is printed"]
    fields = ["source=Tilda Brandt", "kind=unnamed", "named=Ines Okker", "content=weir", "cue=said", "hedged=yes"]
    fields += ["through=The Wire; A clerk (unnamed, told)", "act=belief", "negated=no"]
    given = [part for field in fields for part in ("--set", field)]
    assert run("review", path, "--decide", "correct", one, *given, *made)[0] == 0
    assert run("review", path, "--decide", "same", "..".join(claims), *made)[0] == 0
    assert run("review", path, "--decide", "merge", "..".join(sources), *made)[0] == 0
    status, out, _ = run("review", path, "--decide", "note", claims[0], *made)
    assert status == 0
    assert "note" in out
    assert log(path) == [("Ada", action) for action in ("correct", "same", "merge", "note")]
    with Case(path) as case:
        first = review.log(case)[0]
    value = json.loads(first.value)
    assert [(one["name"], one["kind"], one["link"]) for one in value["chain"]] == [
        ("The Wire", "outlet", "reported_by"),
        ("A clerk", "unnamed", "told"),
        ("Tilda Brandt", "unnamed", "told"),
    ]
    assert value["source"]["words"] == ["Ines Okker"]
    assert (value["content"]["words"], value["cue"]["words"]) == (["weir"], ["said"])
    assert (value["act"], value["hedged"], value["negated"]) == ("belief", True, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--decide", "correct", "ID", "--set", "colour=blue"), "NAME=VALUE"),
        (("--decide", "correct", "ID", "--set", "hedged=perhaps"), "yes or no"),
        (("--decide", "correct", "ID", "--set", "act=song"), "no act"),
        (("--decide", "correct", "ID", "--set", "through=The Wire (fish)"), "NAME (KIND, LINK)"),
        (("--decide", "correct", "ID", "--set", "content=nobody wrote this"), "does not stand in the article"),
        (("--decide", "correct", "ID"), "what is to be corrected"),
        (("--decide", "correct", "nothing", "--set", "cue=said"), "nothing in the case file"),
        (("--decide", "drop", "ID", "--set", "cue=said"), "--decide add and --decide correct"),
        (("--decide", "celebrate", "ID"), "nothing to decide"),
        (("--note", "why"), "--decide"),
    ],
)
def test_what_cannot_be_written_is_told(path: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    """What means nothing is told in a line, with what could be meant, and nothing is stored."""
    one = attributed(path)
    status, _, told = run("review", path, *(one if argument == "ID" else argument for argument in arguments))
    assert status == 2
    assert said in told
    assert log(path) == []


def test_a_session_takes_notes_and_corrections(path: Path, run: Run) -> None:
    """m writes a note and asks the same again; c asks for what is to be corrected, where a statement is asked about."""
    status, out, _ = run("review", path, "--as", "Ada", keys=["m", "Ask the clerk.", "m", "", "q"])  # type: ignore[arg-type]
    assert status == 0
    assert out.count("a note needs words") == 1
    assert log(path) == [("Ada", "note")]


def test_who_denies_whom_is_decided(path: Path, run: Run) -> None:
    """A denial is stated and taken back by --decide; the log says both in words, the conflicts who overrules it."""
    with Case(path) as case:
        claims = [claim.id for claim in case.claims()]
    one, other = claims[0], claims[-1]
    assert run("review", path, "--as", "Ada", "--decide", "denies", f"{other}..{one}")[0] == 0
    assert "  denies it: “" in run("review", path, "--log")[1]
    assert run("trace", path)[0] == 0
    _, out, _ = run("trace", path, "--json")
    assert [claim["denied_by_hand"] for claim in json.loads(out)["claims"] if "denied_by_hand" in claim] == [[other]]
    _, out, _ = run("trace", path, "--json", "--claim", one)
    assert json.loads(out)["claims"][0]["denied_by_hand"] == [other]
    assert run("review", path, "--as", "Bo", "--decide", "denies_not", f"{one}..{other}")[0] == 0
    assert "  neither denies the other: “" in run("review", path, "--log")[1]
    assert "a later decision says otherwise: neither denies the other by Bo" in run("review", path, "--conflicts")[1]
