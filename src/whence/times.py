"""Times as pages and users state them, to the seconds that they may mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from whence import words
from whence.errors import WrongUse
from whence.records import Article, Moment, Precision

__all__ = ["Between", "asked", "between", "in_entry", "of_entry", "of_line", "offset_of", "stated"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_SECOND = timedelta(seconds=1)
_OFFSET = re.compile(r"T[\d:.]+(?P<offset>Z|[+-]\d{2}:\d{2})$")


class Between(NamedTuple):
    """The first and the last second, both included, in UTC: `2018-07-20T00:00:00`. They sort as texts do."""

    earliest: str
    latest: str


def between(moment: Moment | None) -> Between | None:
    """Return the seconds that a stated time may mean; None where it is not known or cannot be read.

    A time without an offset is taken for UTC.
    """
    if moment is None:
        return None
    try:
        return _between(moment.at, moment.precision)
    except (ValueError, OverflowError):
        return None


def stated(article: Article) -> Moment | None:
    """Return the time that an article states for itself as it is.

    That is its publication; where it states none, or only the day or month of it, its last change in that day or month.
    """
    published, updated = article.published, article.updated
    if updated is None or (published is not None and not _is_finer(updated, published)):
        return published
    return updated


def of_entry(article: Article, block: int) -> Moment | None:
    """Return when the entry of a live page that a line stands in was published; None where it states no time."""
    return article.blocks[block].at if 0 <= block < len(article.blocks) else None


def of_line(article: Article, block: int) -> Between | None:
    """Return the seconds that the time of a line's entry may mean (`of_entry`), None where it states no time."""
    return in_entry(of_entry(article, block), article.published)


def in_entry(at: Moment | None, published: Moment | None) -> Between | None:
    """Return the seconds that the time of an entry may mean, of a page that was published at some time.

    A clock without an offset is of the one that the page states for its publication, and else in UTC.
    """
    if at is None or "T" not in at.at or offset_of(at) is not None:
        return between(at)
    return between(replace(at, at=at.at + (offset_of(published) or "")))


def offset_of(moment: Moment | None) -> str | None:
    """Return the offset from UTC that a clock time states: `+02:00`, `Z`; None where it states none."""
    if moment is None or moment.precision in (Precision.day, Precision.month):
        return None
    found = _OFFSET.search(moment.at)
    return found["offset"] if found else None


def _is_finer(one: Moment, other: Moment) -> bool:
    return len(one.at) > len(other.at) and "T" not in other.at and one.at.startswith(other.at)


def asked(time: str) -> Between:
    """Return the seconds that a user's time means: a year, a month, a day, or a day with a clock time (ISO 8601).

    Raises `WrongUse` where it is none of them.
    """
    text = time.strip()
    try:
        if _YEAR.fullmatch(text):
            first, last = (_between(f"{text}-{month}", Precision.month) for month in ("01", "12"))
            return Between(first.earliest, last.latest)
        return _between(text, _precision(text))
    except (ValueError, OverflowError):
        raise WrongUse(words.bad_time(time)) from None


def _precision(text: str) -> Precision:
    if _MONTH.fullmatch(text):
        return Precision.month
    if _DAY.fullmatch(text):
        return Precision.day
    return Precision.second if re.search(r"\d:\d{2}:\d", text) else Precision.minute


def _between(at: str, precision: Precision) -> Between:
    if precision is Precision.month:
        first = datetime.fromisoformat(f"{at[:7]}-01")
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return _utc(first, following - _SECOND)
    first = datetime.fromisoformat(at)
    if precision is Precision.day:
        first = first.replace(hour=0, minute=0, second=0, microsecond=0)
        return _utc(first, first + timedelta(days=1) - _SECOND)
    if precision is Precision.minute:
        first = first.replace(second=0)
        return _utc(first, first + timedelta(seconds=59))
    return _utc(first, first)


def _utc(*times: datetime) -> Between:
    def text(time: datetime) -> str:
        in_utc = time.astimezone(UTC) if time.tzinfo else time
        return in_utc.replace(microsecond=0, tzinfo=None).isoformat()

    first, last = map(text, times)
    return Between(first, last)
