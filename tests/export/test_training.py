"""Decisions as data to train on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from whence import review
from whence.case import Case
from whence.export.training import case_training
from whence.records import Reading, Trace

Json = dict[str, Any]


@pytest.fixture
def rows(case: Case, weir_trace: Trace) -> Callable[[], list[Json]]:
    """Return what gives the rows of a traced collection about a weir."""
    case.keep_trace(weir_trace)
    return lambda: [json.loads(line) for line in case_training(case)]


def test_a_relation_has_its_text_and_spans(case: Case, rows: Callable[[], list[Json]]) -> None:
    """A corrected statement is a row of its own, with spans of its lines' text and the names that were set."""
    made = review.correct(case, "echo-0", {"act": "belief", "hedged": True}, by="Ada", at="2027-03-09")
    (row,) = rows()
    assert (row["row"], row["label"], row["set"], row["act"]) == ("relation", "statement", ["act", "hedged"], "belief")
    assert [row["text"][a:b] for a, b in row["content"]] == ["the weir", "would open in autumn at best"]
    assert row["speaker"] == {"name": "Rolf Arnaud", "kind": "named_person"}
    assert (row["decisions"], row["by"], row["article"]) == ([made.id], "Ada", "echo.txt")


def test_what_is_no_statement_says_so(case: Case, rows: Callable[[], list[Json]]) -> None:
    """A statement that was taken out is a row that says that there is none."""
    review.drop(case, "echo-0", by="Ada")
    (row,) = rows()
    assert (row["label"], row["set"]) == ("none", [])


def test_pairs_are_told_one_or_two(case: Case, rows: Callable[[], list[Json]], weir: list[Reading]) -> None:
    """Each pair has its words and outlets; a source has its names."""
    review.different(case, "beacon-0", "echo-0", by="Ada", at="2027-03-09T10:00:00Z")
    review.split(case, "echo-Rolf Arnaud", "beacon-Ines Okker", by="Ada", at="2027-03-09T11:00:00Z")
    claim, source = rows()
    assert (claim["row"], claim["label"], claim["direct"]) == ("claim", "different", True)
    assert claim["a"]["words"] == "The weir at Zoë’s Mill will open in June"
    assert (claim["b"]["outlet"], claim["b"]["published"]) == ("Tarn Echo", "2027-03-05T10:30:00+02:00")
    assert (source["row"], source["label"]) == ("source", "different")
    assert [source[side]["name"] for side in "ab"] == ["Rolf Arnaud", "Ines Okker"]
    assert len(weir) == 3


def test_what_is_not_heeded_is_left_out(case: Case, rows: Callable[[], list[Json]]) -> None:
    """Of two decisions that contradict each other only the later is a row, and what is taken back is none."""
    review.same(case, "beacon-0", "echo-0", by="Ada", at="2027-03-09T10:00:00Z")
    later = review.follows_not(case, "echo-0", "beacon-0", by="Bo", at="2027-03-09T11:00:00Z")
    assert [row["row"] for row in rows()] == ["claim", "step"]
    review.different(case, "beacon-0", "echo-0", by="Bo", at="2027-03-09T12:00:00Z")
    assert [(row["row"], row["label"]) for row in rows()] == [("step", "follows_not"), ("claim", "different")]
    review.undo(case, later.id, by="Ada")
    assert [row["row"] for row in rows()] == ["claim"]


def test_who_denies_whom_is_a_row(case: Case, rows: Callable[[], list[Json]]) -> None:
    """A denial that was stated, and one that was taken back, have the words of both, that which denies first."""
    for decide in (review.denies, review.denies_not):
        decide(case, "echo-0", "beacon-0", by="Ada")
        (row,) = rows()
        assert (row["row"], row["label"], row["direct"]) == ("denial", decide.__name__, True)
        assert [row[side]["outlet"] for side in "ab"] == ["Tarn Echo", "The Lowmarsh Beacon"]
