"""A log of decisions is applied to the readings of a run as a case file applies it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from whence import pipeline, review
from whence.case import Case
from whence.cli.app import main
from whence.records import Decision, Reading, Trace
from whence.scale.outcome import readings_of, trace_of
from whence.scale.plan import plan
from whence.scale.reviewed import Reviewed, reviewed, whole_log

from .conftest import decide


def test_a_log_is_heeded_as_a_case_file_heeds_it(
    small: list[Reading],
    traced_small: Trace,
    made: Any,
    here: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Decisions of every kind, in any order and some of them twice, give one machine's readings and its trace."""
    monkeypatch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
    with Case(tmp_path / "one.case") as case:
        case.add(small)
        decide(case, small)
        readings, trace = pipeline.trace_case(case)
        as_read = list(case.as_read())
        log, conflicts = case.decisions(), review.conflicts(case)
    given = [*log, *log[::3]]
    random.Random(2).shuffle(given)
    assert whole_log(given) == tuple(log)
    engine = here(5, 2)
    found = reviewed(engine.table(small), whole_log(given))
    outcome = plan(found.among(engine.table(small), engine), engine, reader=made.QuickReader, by_hand=found.by_hand)
    traced = trace_of(outcome)
    for name in Trace.__slots__:
        assert getattr(traced, name) == getattr(trace, name), name
    assert traced != traced_small
    assert list(readings_of(outcome)) == readings
    changed = [(now, read) for now, read in zip(readings, as_read, strict=True) if now != read]
    assert len(changed) >= 3
    assert set(zip(found.changed, found.as_read, strict=True)) == set(changed)
    assert found.unheeded == 1
    assert found.unheeded_among(outcome.claims) == len(conflicts) == 2


def test_nothing_is_asked_of_readings_where_nothing_was_decided(here: Any) -> None:
    """Without decisions the readings are the same table, and nothing holds."""
    table = here(2, 1).table([])
    found = reviewed(table, ())
    assert found == Reviewed()
    assert found.among(table, here(2, 1)) is table
    assert not found.by_hand


def test_of_readings_only_those_that_were_decided_about_come_together(small: list[Reading], here: Any) -> None:
    """A note about one article changes nothing, and a log about none of a run's articles is wholly unheeded."""
    anchors = '[[{"article":"0000","name":"a"}]]'
    gone = Decision(target="0000", action="note", by="Ada", at="2031-06-01T10:00:00Z", note="seen", anchor=anchors)
    found = reviewed(here(3, 1).table(small), (gone,))
    assert found == Reviewed(log=(gone,), unheeded=1)


_GOOD = Decision(target="a", action="note", by="Ada", at="2031-06-01", note="seen")


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("page.html", b"<html><body>Ferry stops</body></html>", 2, "line 1 is no decision"),
        ("bytes.bin", b"\xff\xfe\x00\x80", 2, "line 1 is no decision"),
        ("export.json", b'{"articles": []}\n', 2, "line 1 is no decision"),
        (
            "changed.jsonl",
            f'{{"id":"{_GOOD.id}","target":"b","action":"note","by":"Ada","at":"2031-06-01","note":"seen"}}'.encode(),
            2,
            "the decision of line 1 does not fit its id",
        ),
        ("other.db", b"SQLite format 3\0" + bytes(100), 1, "no decisions in "),
        ("gone.jsonl", None, 1, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_is_no_log_is_told_before_anything_runs(
    name: str, data: bytes | None, status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be a log of decisions is named in one line, and no session is begun for it."""
    page, file = tmp_path / "page.txt", tmp_path / name
    page.write_text("Ferry stops\n\nThe ferry stops, Maud Arden said.\n")
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(SystemExit) as stopped:
        main(["scale", str(page), "-o", str(tmp_path / "out"), "--decisions", str(file)])
    assert stopped.value.code == status
    (line,) = capsys.readouterr().err.splitlines()
    assert name in line
    assert said in line
    assert not (tmp_path / "out").exists()
