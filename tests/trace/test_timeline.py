from __future__ import annotations

from dataclasses import replace

import pytest

from whence.records import Article, Moment, Precision, ReadFrom
from whence.trace.timeline import Timeline


def made(name: str, at: str | None, outlet: str = "Ravel Post") -> Article:
    """An article of that time."""
    precision = Precision.minute if at and "T" in at else Precision.day
    moment = None if at is None else Moment(at=at, precision=precision, read_from=ReadFrom.meta)
    return Article(id=name, text="", blocks=(), digest="", file=name, outlet=outlet, published=moment)


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2031-05-02T09:00:00+00:00", "2031-05-02T08:59:00+00:00", True),
        ("2031-05-02T09:00:00+00:00", "2031-05-02T09:00:00+00:00", None),
        ("2031-05-02T09:00:00+02:00", "2031-05-02T08:00:00+00:00", False),
        ("2031-05-02", "2031-05-02T08:00:00+00:00", None),
        ("2031-05-03", "2031-05-02T08:00:00+00:00", True),
        (None, "2031-05-02", None),
    ],
)
def test_order_is_told_only_where_times_do_not_overlap(one: str | None, other: str, later: bool | None) -> None:
    """A day may mean all of its hours; a missing time tells nothing."""
    a, b = made("a", one), made("b", other)
    timeline = Timeline([a, b])
    assert timeline.is_later(a, b) is later
    assert timeline.is_later(b, a) is (None if later is None else not later)


@pytest.mark.parametrize(
    ("published", "later"),
    [(None, True), ("2031-05-02", True), ("2031-05-01", False), ("2031-05-02T07:00:00+00:00", False)],
)
def test_a_change_stands_in_for_a_clock_that_the_publication_lacks(published: str | None, later: bool) -> None:
    """Where no clock of publication is stated, that of a change of the same day tells the order."""
    changed = Moment(at="2031-05-02T09:00:00+00:00", precision=Precision.second, read_from=ReadFrom.meta)
    one, other = replace(made("a", published), updated=changed), made("b", "2031-05-02T08:00:00+00:00")
    assert Timeline([one, other]).is_later(one, other) is later


def test_a_time_without_an_offset_takes_that_of_its_outlet() -> None:
    """Where an outlet's other articles state one offset, a bare time of it is of that offset."""
    stated, bare = made("a", "2031-05-02T09:00:00-05:00"), made("b", "2031-05-02T08:00:00")
    other = made("c", "2031-05-02T12:30:00+00:00", "Sund Radio")
    timeline = Timeline([stated, bare, other])
    assert timeline.is_later(bare, other) is True  # 13:00 in UTC
    assert timeline.is_later(stated, bare) is True


def test_a_time_without_an_offset_takes_the_one_that_most_state() -> None:
    """An outlet that states no offset anywhere is taken to be where most of the collection is."""
    bare = made("a", "2031-05-02T09:00:00", "Sund Radio")
    others = [made(f"b{n}", f"2031-05-02T0{n}:00:00+02:00", f"Outlet {n}") for n in range(3)]
    assert Timeline([bare, *others]).place(bare)[0] == "2031-05-02T07:00:00"


def test_articles_without_a_time_stand_last() -> None:
    """In the order of time, what has none comes behind all that has one."""
    dated, undated = made("z", "2031-05-02"), made("a", None)
    timeline = Timeline([dated, undated])
    assert sorted([undated, dated], key=timeline.place) == [dated, undated]
