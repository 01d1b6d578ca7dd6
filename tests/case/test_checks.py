"""Published checks in a case file: kept beside statements, found by claims, replaced and taken out whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from whence.case import Case, schema, schema_checks
from whence.export.whole import case_json
from whence.match.records import Matched, PublishedCheck
from whence.records import Moment, Precision, ReadFrom, Reading, Trace

STATEMENT = "beacon-0"


def check(number: int, **more: object) -> PublishedCheck:
    """Return a check that says all there is to say."""
    known = {
        "title": "Will it open?",
        "rating": "Mixed \N{PILE OF POO}",
        "published": Moment(at="2027-03-08", precision=Precision.day, read_from=ReadFrom.feed),
        "claimant": "Ines Okker",
        "appearances": ("https://beacon.example/1",),
        "language": "en",
        "feed": "feed.json#1",
    }
    fields = {"id": f"k{number}", "claim": "The weir opens", "address": f"https://w.example/{number}", "publisher": "W"}
    return PublishedCheck(**(fields | known | more))  # type: ignore[arg-type]  # of the record's own types


def found(number: int, score: float = 0.9, statement: str = "beacon-part", given: str = "feed.json") -> Matched:
    """Return a check beside a statement of the only claim."""
    return Matched(claim="c1", check=check(number), score=score, statement=statement, given=given)


@pytest.fixture
def traced(case: Case, weir_trace: Trace) -> Case:
    """Return a case file with one claim of two statements."""
    case.keep_trace(weir_trace)
    return case


def test_what_is_kept_is_what_is_read(traced: Case) -> None:
    """Checks come back equal to what was stored, those that are surest first."""
    kept = [found(1), found(2, 0.95, "echo-0")]
    traced.keep_checks(kept, given=["feed.json"])
    assert traced.checks("c1") == traced.checks() == kept[::-1]
    (exported,) = json.loads(b"".join(case_json(traced)))["published_checks"]
    assert (exported["claim"], [one["id"] for one in exported["checks"]]) == ("c1", ["k2", "k1"])
    assert traced.checks("c2") == []


def test_keeping_again_changes_nothing(traced: Case) -> None:
    """The same feed kept twice stands once; what it no longer gives is gone; another feed's checks stay."""
    traced.keep_checks([found(1), found(2)], given=["feed.json"])
    traced.keep_checks([found(3, given="other.json")], given=["other.json"])
    for _ in range(2):
        traced.keep_checks([found(1)], given=["feed.json"], seen=["k1"])
        assert [one.check.id for one in traced.checks()] == ["k1", "k3"]
    assert traced.drop_checks() == 2
    assert (traced.checks(), traced.drop_checks()) == ([], 0)


def test_one_check_beside_two_versions_of_a_claim_is_one(traced: Case) -> None:
    """A claim counts a check once, with the version that is nearest to it."""
    traced.keep_checks([found(1, 0.6), found(1, 0.8, "echo-0")], given=["feed.json"])
    assert [(one.score, one.statement) for one in traced.checks("c1")] == [(0.8, "echo-0")]


def test_checks_outlive_a_new_trace_and_go_with_their_article(traced: Case, weir_trace: Trace) -> None:
    """A trace that is made again keeps its checks; the article that is removed takes along those beside its words."""
    traced.keep_checks([found(1, statement="echo-0")], given=["feed.json"])
    traced.keep_trace(weir_trace)
    assert len(traced.checks()) == 1
    traced.remove("echo.txt")
    traced.keep_trace(Trace())
    assert traced.checks() == []
    assert traced.rows("SELECT * FROM speaks_of") == []


def test_other_programs_see_the_checks(traced: Case, tmp_path: Path) -> None:
    """The view has a row a claim and check, with the publisher's rating as it stands."""
    traced.keep_checks([found(1)], given=["feed.json"])
    sql = "SELECT claim, publisher, rating, address FROM v_published_check"
    with sqlite3.connect(tmp_path / "weir.case") as other:
        assert other.execute(sql).fetchall() == [("c1", "W", "Mixed \N{PILE OF POO}", "https://w.example/1")]


def test_versions_are_told_in_the_order_of_the_trace(traced: Case) -> None:
    """Each claim's versions come with their words and articles, the earliest first."""
    assert [tuple(version) for version in traced.versions()] == [
        ("c1", "beacon-part", "will open in June", "id-beacon"),
        ("c1", "echo-0", "the weir … would open in autumn at best", "id-echo"),
    ]


def test_a_file_without_room_for_checks_is_brought_forward(
    tmp_path: Path, weir: list[Reading], weir_trace: Trace, older: Callable[[int], AbstractContextManager[None]]
) -> None:
    """A traced file of the version before this one keeps its trace and takes checks from then on."""
    with older(schema.VERSIONS.index(schema_checks.SCRIPT)), Case(tmp_path / "old.case") as old:
        old.add(weir)
        old.keep_trace(weir_trace)
    with Case(tmp_path / "old.case") as now:
        assert now.trace() == weir_trace
        now.keep_checks([found(1)], given=["feed.json"])
        assert now.checks() == [found(1)]
