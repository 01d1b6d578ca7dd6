"""Which articles are versions of one, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Article, Moment, Precision, ReadFrom
from whence.times import Between
from whence.versions.grouping import Versions, histories, printed, seen

URL = "https://beacon.example/weir"


def article(
    name: str,
    url: str | None = URL,
    captured: str | None = None,
    updated: str | None = None,
    published: str | None = None,
) -> Article:
    """Return an article of some times, to the minute or the day."""
    times = {
        key: Moment(at=at, precision=Precision.minute if "T" in at else Precision.day, read_from=ReadFrom.archive)
        for key, at in (("captured", captured), ("updated", updated), ("published", published))
        if at
    }
    return Article(id=name, text=name, blocks=(), digest="", file=name, url=url, **times)


def test_articles_of_one_address_are_versions() -> None:
    """However the address is written; articles of others, and those without one, are not."""
    some = [
        article("b", "http://www.beacon.example/weir/?utm_source=x"),
        article("a"),
        article("c", "https://beacon.example/other"),
        article("d", None),
        article("e", "https://beacon.example/"),
        article("f", "https://beacon.example/"),
    ]
    (found,) = histories(some)
    assert (found.address, [a.id for a in found.articles]) == ("beacon.example/weir", ["a", "b"])


@given(st.permutations(["2031-05-14T09:00", "2031-05-14T10:00", "2031-05-15T08:00", "2031-05-16"]))
def test_the_order_is_that_of_capture(times: list[str]) -> None:
    """The order of the captures is that of their times, whatever the order in which they are met."""
    (found,) = histories(article(f"{n}", captured=at) for n, at in enumerate(times))
    assert [a.captured.at for a in found.articles if a.captured] == sorted(times)


def test_where_no_capture_is_told_other_times_order() -> None:
    """An update, then the publication, then the file's name stand in for the capture."""
    times = [
        article("z", published="2031-05-14"),
        article("y", published="2031-05-14", updated="2031-05-15T09:00"),
        article("x"),
        article("w"),
    ]
    (found,) = histories(times)
    assert [a.id for a in found.articles] == ["z", "y", "w", "x"]
    assert seen(times[2]) is None


def test_versions_know_one_another() -> None:
    """Of two articles it is told whether they are versions of one, and which is the later."""
    one, two = article("a", captured="2031-05-14T09:00"), article("b", captured="2031-05-15T09:00")
    other = article("c", "https://beacon.example/other")
    versions = Versions([two, other, one])
    assert versions
    assert versions.of_one("a", "b")
    assert versions.is_later("b", "a") is True
    assert versions.is_later("a", "b") is False
    assert versions.is_later("a", "c") is None
    assert [versions.place(name) for name in "abc"] == [0, 1, 0]
    assert versions.before("b") == one
    assert versions.before("a") is None
    assert not Versions([one, other])


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        (None, Between("2031-05-14T09:00:00", "2031-05-20T09:00:59")),
        ("2031-05-17T08:00", Between("2031-05-17T08:00:00", "2031-05-17T08:00:59")),
        ("2031-05-10T08:00", Between("2031-05-14T09:00:00", "2031-05-20T09:00:59")),
    ],
)
def test_a_later_version_was_printed_between_two_captures(updated: str | None, expected: Between) -> None:
    """A later version was printed after the one before it was seen; when it was updated, where that fits."""
    first = article("a", captured="2031-05-14T09:00", published="2031-05-13")
    later = article("b", captured="2031-05-20T09:00", published="2031-05-13", updated=updated)
    versions = Versions([first, later])
    published = Between("2031-05-13T00:00:00", "2031-05-13T23:59:59")
    assert printed(first, versions, published) == published
    assert printed(later, versions, published) == expected
    assert printed(replace(later, captured=None, published=None, updated=None), versions, published) == published
