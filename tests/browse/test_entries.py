"""Times of a live page's entries, wherever a statement's time is shown or put in order by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from whence import browse
from whence.case import Case
from whence.report.records import When
from whence.report.views import claim_views


@pytest.fixture
def case(live_case: Path) -> Iterator[Case]:
    """The case file of a live page and a report, which no test here changes."""
    with Case(live_case) as opened:
        yield opened


def clocks(when: When) -> tuple[str, bool]:
    """A clock, and whether it is marked as an entry's."""
    return when.clock, when.of_entry


def test_statements_stand_in_the_order_of_their_entries(case: Case) -> None:
    """The list of statements is in order of time, and each in an entry has its entry's time, marked as one."""
    rows = browse.statements(case).items
    assert [(*clocks(row.place.when), row.mark) for row in rows] == [
        ("08:55", False, 1),
        ("09:00", True, 4),
        ("10:00", True, 3),
        ("11:00", False, 1),
        ("11:00", False, 2),
        ("11:00", False, 3),
        ("12:00", True, 2),
    ]
    assert [row.place.when.key for row in rows] == sorted(row.place.when.key for row in rows)
    assert browse.statements(case, words="closed until").total == 2


def test_steps_have_the_times_of_entries(case: Case) -> None:
    """Both ends of a step have their statements' times."""
    rows = browse.steps(case).items
    assert {(*clocks(row.place.when), *clocks(row.place_before.when)) for row in rows} >= {
        ("12:00", True, "11:00", False)
    }
    pair = browse.beside(case, rows[0].later, rows[0].earlier)
    assert pair is not None
    assert (pair.later.place, pair.earlier.place) == (rows[0].place, rows[0].place_before)


def test_claims_begin_and_end_with_their_entries(case: Case) -> None:
    """A claim's first and last time, and the order of claims, are those of its statements, as reports have them."""
    trace = case.trace()
    assert trace is not None
    views = claim_views(list(case.readings()), trace)
    rows = browse.claims(case).items
    assert [(row.id, row.first, row.last) for row in rows] == [(view.id, view.first, view.last) for view in views]
    by_time = [row.first.key for row in browse.claims(case, sort="first", down=False).items]
    assert by_time == sorted(by_time)
    assert {clocks(row.last) for row in rows} >= {("09:00", True), ("12:00", True), ("11:00", False)}


def test_an_article_says_where_its_entries_begin(case: Case) -> None:
    """A live page's text shows when each entry was published, once; another article's shows no such time."""
    found = {row.place.outlet: browse.article(case, row.place.id) for row in browse.articles(case).items}
    live, report = found["Orm Courier"], found["Vale Wire"]
    assert live is not None and report is not None
    assert [line.entry for line in live.page.lines if line.entry] == [
        f"3 June 2031, {clock} UTC" for clock in ("12:00", "10:00", "09:00")
    ]
    assert {line.entry for line in report.page.lines} == {""}
    assert not live.page.place.when.of_entry


def test_an_article_that_is_added_later_is_in_order_too(case: Case, tmp_path: Path) -> None:
    """The statements of a live page that no trace takes in yet stand in the order of its entries."""
    with Case(tmp_path / "new.case") as other:
        other.add(case.as_read())
        live = next(row.place.id for row in browse.articles(other).items if row.place.outlet == "Orm Courier")
        assert [row.mark for row in browse.statements(other, article=live).items] == [1, 4, 3, 2]
        assert browse.statements(other).total == 7
