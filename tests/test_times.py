"""Times as stated, to the seconds that they may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import WrongUse
from whence.records import Moment, Precision, ReadFrom
from whence.times import Between, asked, between


def stated(at: str, precision: Precision) -> Moment:
    return Moment(at=at, precision=precision, read_from=ReadFrom.text)


@pytest.mark.parametrize(
    ("at", "precision", "earliest", "latest"),
    [
        ("2027-03-05", Precision.day, "2027-03-05T00:00:00", "2027-03-05T23:59:59"),
        ("2028-02", Precision.month, "2028-02-01T00:00:00", "2028-02-29T23:59:59"),
        ("2027-12", Precision.month, "2027-12-01T00:00:00", "2027-12-31T23:59:59"),
        ("2027-03-05T10:30", Precision.minute, "2027-03-05T10:30:00", "2027-03-05T10:30:59"),
        ("2027-03-05T00:30:10+02:00", Precision.second, "2027-03-04T22:30:10", "2027-03-04T22:30:10"),
        ("2027-03-05T10:30:10Z", Precision.second, "2027-03-05T10:30:10", "2027-03-05T10:30:10"),
    ],
)
def test_a_stated_time_means_these_seconds(at: str, precision: Precision, earliest: str, latest: str) -> None:
    """A time means every second of what it names, in UTC."""
    assert between(stated(at, precision)) == Between(earliest, latest)


@pytest.mark.parametrize("at", ["", "soon", "2027-13", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"])
def test_a_time_that_cannot_be_read_means_none(at: str) -> None:
    """Odd times, and such as no calendar holds, are passed over."""
    assert between(stated(at, Precision.second)) is None


def test_no_time_means_none() -> None:
    """An article without a time has no seconds."""
    assert between(None) is None


@pytest.mark.parametrize(
    ("time", "earliest", "latest"),
    [
        ("2027", "2027-01-01T00:00:00", "2027-12-31T23:59:59"),
        (" 2027-03 ", "2027-03-01T00:00:00", "2027-03-31T23:59:59"),
        ("2027-03-05", "2027-03-05T00:00:00", "2027-03-05T23:59:59"),
        ("2027-03-05T18:30", "2027-03-05T18:30:00", "2027-03-05T18:30:59"),
        ("2027-03-05T18:30:05+01:00", "2027-03-05T17:30:05", "2027-03-05T17:30:05"),
    ],
)
def test_a_time_asked_for_is_as_fine_as_it_is_written(time: str, earliest: str, latest: str) -> None:
    """A year, month, day or time is understood from how it is written."""
    assert asked(time) == Between(earliest, latest)


@given(st.text(max_size=30))
def test_a_time_asked_for_is_read_or_refused(text: str) -> None:
    """Any text is a time or a wrong use, and the first second is never behind the last."""
    try:
        found = asked(text)
    except WrongUse:
        return
    assert found.earliest <= found.latest
