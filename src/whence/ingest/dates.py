"""Dates and times as a page declares or prints them.

Nothing is guessed: no year that is not there, no zone that is not named, never today's date. Of a day and a month in
figures that might be either, a zone that is named beside them tells whose custom it is. A time is cut to what is
stated, and where elements run into one another ("13:24 GMT +320 July 2018") only a split with a legal offset and day
counts; of several legal splits none is chosen and the month alone remains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from whence.ingest.date_words import AMERICAN_ZONES, EUROPEAN_ZONES, MONTHS, UPDATE_WORDS, us_offset, zone_offset
from whence.records import Moment, Precision, ReadFrom

__all__ = ["Printed", "contains_date", "parse_declared", "parse_printed", "printed_moments"]

_LONGEST = 1200  # a line with a date in it is short; longer ones are prose, of which only the start is looked at
_WORD = r"[^\W\d_]{3,15}"
_DAY_MONTH = re.compile(
    rf"(?<![\d.:/])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|[.ºª])?,?[\s-]{{0,2}}(?:(?:of|de|den)\s)?(?P<m>{_WORD})\.?"
    r"(?:,?[\s-]{0,2}(?:(?:de|del|of)\s)?(?P<y>(?:19|20|21)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W\d_])(?P<m>{_WORD})\.?\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s{{0,2}}(?P<y>(?:19|20|21)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:19|20|21)\d\d)\s?(?P<s>[-/.年])\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)日?"
)
_YEAR_LAST = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})\s?(?P<s>[./-])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>(?:19|20|21)\d\d)(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\w./-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>\d\d)(?=,?\s(?:at\s)?\d{1,2}[:.h]?[0-5]\d(?![\d./-]))"
)
"""A year of two figures counts only with a clock behind it: what else looks like one is a score or a number."""
_YEAR_APART = re.compile(
    rf"(?<![^\W\d_])(?P<day>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s(?:the\s)?"
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>{_WORD})|(?P<m2>{_WORD})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"[,;:\s][^\d.!?]{2,40}(?P<y>(?:19|20|21)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(rf"(?<!\d)(?P<y>(?:19|20|21)\d\d)\.?,?\s(?P<m>{_WORD})\s(?P<d>\d{{1,2}})(?!\d)")
_MONTH_YEAR = re.compile(
    rf"(?<![^\W\d_])(?P<m>{_WORD})\.?,?\s(?:(?:de|del|of)\s)?(?P<y>(?:19|20|21)\d\d)(?!\d)", re.IGNORECASE
)
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th|\.)?\s?\Z", re.IGNORECASE)
_GLUED = re.compile(
    rf"(?P<zone>GMT|UTC)\s?(?P<sign>[+\-−–])\s?(?P<digits>\d{{2,4}})(?:st|nd|rd|th)?\s(?P<m>{_WORD})\.?,?\s"
    r"(?P<y>(?:19|20|21)\d\d)(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d.:£$€¥])(?P<h>[01]?\d|2[0-4])(?:(?:[:.٫]|\s?h\s?)(?P<min>[0-5]\d)(?::(?P<sec>[0-5]\d))?)?(?![\d])"
    r"(?:\s?(?P<half>[ap])\.?\s?m(?![^\W\d_])\.?)?(?:\s?(?P<word>Uhr|hrs|h|uur|Uhr)(?![^\W\d_]))?",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"(?<![\d.:])(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)"
    rf"(?:(?=\s?(?:GMT|UTC|hrs|hours)(?![^\W\d_]))"
    # Before a date, as wires print it; what could be a year is none.
    rf"|(?<!19\d\d)(?<!2[01]\d\d)(?=\s\d{{1,2}}\s{_WORD}\s(?:19|20|21)\d\d(?!\d)))"
)
_ZONE = re.compile(
    r"\s?\(?(?P<name>GMT|UTC|Z(?![^\W\d_])|[A-Z]{2,5}(?![^\W\d_]))?\s?"
    r"(?P<offset>[+\-−]\s?\d{1,2}(?:[:.]?[0-5]\d)?(?!\d))?"
)
_ISO = re.compile(
    r"\s*(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?(?:[T\s]{1,2}(?P<h>\d{1,2}):(?P<min>\d{2})"
    r"(?::(?P<sec>\d{2})(?:[.,]\d+)?)?\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_COMPACT = re.compile(
    r"\s*(?P<y>(?:19|20|21)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:T?(?P<h>[0-2]\d)(?P<min>[0-5]\d)(?P<sec>[0-5]\d)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?)?\s*\Z"
)
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})\s*\Z")
_UPDATE = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(UPDATE_WORDS)})", re.IGNORECASE)


_NUMBER = re.compile(r"\s{0,2}#?\d{1,2}(?![\d:.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One date of a line. `updated`: a word before it says that it is the time of a change."""

    moment: Moment
    updated: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    offset: timedelta | None = None  # of a glued line, where the offset touches the day


def parse_printed(text: str, *, read_from: ReadFrom) -> Moment | None:
    """Return the first date that a line prints, with its time and zone where it prints them.

    A date without its year gives None, and so does one whose day and month cannot be told apart ("03/04/2031").
    """
    found = printed_moments(text, read_from=read_from)
    return found[0].moment if found else None


@lru_cache(256)  # asked several times about each line of a page
def contains_date(line: str) -> bool:
    """Say whether a line names a day (a day and a month, the year may be missing)."""
    return any(found.day is not None for found in _dates(line[:_LONGEST]))


def printed_moments(text: str, *, read_from: ReadFrom) -> tuple[Printed, ...]:
    """Return every dated moment of a line in its order; each clock time belongs to one date, the nearest."""
    text = text[:_LONGEST]
    dates = [found for found in _dates(text) if found.year is not None]
    clocks = list(_clocks(text, dates))
    out = []
    for index, found in enumerate(dates):
        before = dates[index - 1].end if index else 0
        after = dates[index + 1].start if index + 1 < len(dates) else len(text)
        clock = _nearest(text, found, clocks, before=before, after=after)
        start = min(found.start, clock[0]) if clock else found.start
        updated = _says_update(text, max(before, start - 40), start)
        if clock:
            clocks.remove(clock)
        out.append(Printed(moment=_moment(text, found, clock, read_from), updated=updated, start=start, end=found.end))
        if clock is None and not updated and (change := _change_that_day(text, found, clocks, after)):
            clocks.remove(change)
            moment = _moment(text, found, change, read_from)
            out.append(Printed(moment=moment, updated=True, start=change[0], end=change[1]))
    return tuple(out)


def _change_that_day(text: str, found: _Found, clocks: list[_Clock], after: int) -> _Clock | None:
    """The clock of a change behind a date that has none of its own: "10 September 2031  Updated 12.10pm"."""
    for clock in clocks:
        if found.end <= clock[0] < after and clock[0] - found.end <= 26:
            return clock if _says_update(text, found.end, clock[0]) else None
    return None


def _says_update(text: str, start: int, end: int) -> bool:
    """Whether a word of change stands in the range. "(UPDATE 2)" counts a wire's versions, each published anew."""
    return any(not _NUMBER.match(text, found.end(), end) for found in _UPDATE.finditer(text, start, end))


def parse_declared(text: str, *, read_from: ReadFrom) -> Moment | None:
    """Return the time of a declared value: ISO 8601, RFC 822, seconds of the epoch, or else as printed."""
    text = text[:200].strip()
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        return _from_parts(match, read_from)
    if epoch := _EPOCH.match(text):
        seconds = int(epoch[1]) // (1000 if len(epoch[1]) == 13 else 1)
        return _cut(datetime.fromtimestamp(seconds, UTC), Precision.second, read_from)
    try:
        return _cut(parsedate_to_datetime(text), Precision.second, read_from)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_printed(text, read_from=read_from)


def _dates(text: str) -> list[_Found]:
    """Return the dates of a line from left to right; of two that overlap the one that says more."""
    if _DIGIT.search(text) is None:
        return []
    found = [item for reader in _READERS for item in reader(text)]
    found.sort(key=lambda f: (f.year is None, f.day is None, f.start, f.start - f.end))
    kept: list[_Found] = []
    for item in found:
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f.start)


def _worded(text: str) -> Iterator[_Found]:
    for pattern in (_DAY_MONTH, _MONTH_DAY, _YEAR_WORD):
        for match in pattern.finditer(text):
            month = MONTHS.get(match["m"].casefold())
            if month and _legal(match["y"], month, int(match["d"])):
                yield _Found(
                    match.start(), match.end(), int(match["y"]) if match["y"] else None, month, int(match["d"])
                )


def _numeric(text: str) -> Iterator[_Found]:
    for match in _YEAR_FIRST.finditer(text):
        if _legal(match["y"], int(match["m"]), int(match["d"])):
            yield _Found(match.start(), match.end(), int(match["y"]), int(match["m"]), int(match["d"]))
    for pattern in (_YEAR_LAST, _SHORT_YEAR):
        for match in pattern.finditer(text):
            parts = _day_and_month(int(match["a"]), int(match["b"]), text)
            year = _whole_year(match["y"])
            if parts and _legal(str(year), parts[1], parts[0]):
                yield _Found(match.start(), match.end(), year, parts[1], parts[0])


def _day_and_month(first: int, second: int, line: str) -> tuple[int, int] | None:
    """Tell a day and a month apart: by what can be no month, else by the custom of the zone that the line names."""
    if first > 12 or first == second:
        return (first, second) if second <= 12 else None
    if second > 12:
        return second, first
    names = set(_ZONE_NAME.findall(line))
    american = not names.isdisjoint(AMERICAN_ZONES)
    if american == (not names.isdisjoint(EUROPEAN_ZONES)):
        return None
    return (second, first) if american else (first, second)


def _whole_year(digits: str) -> int:
    """A year of two figures lies between 1969 and 2068, as POSIX reads it (strptime, %y)."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 69 else 2000)


def _apart(text: str) -> Iterator[_Found]:
    """Take a weekday, a day and a month together with a year further on in the line, where that weekday agrees."""
    for match in _YEAR_APART.finditer(text):
        month, day = MONTHS.get((match["m"] or match["m2"]).casefold()), int(match["d"] or match["d2"])
        if month and _legal(match["y"], month, day):
            weekday = date(int(match["y"]), month, day).weekday()
            if match["day"].casefold().startswith(_WEEKDAYS[weekday]):
                yield _Found(match.start(), match.end(), int(match["y"]), month, day)


def _months(text: str) -> Iterator[_Found]:
    for match in _MONTH_YEAR.finditer(text):
        month = MONTHS.get(match["m"].casefold())
        if month and not _DAY_BEFORE.search(text[max(0, match.start() - 6) : match.start()]):
            yield _Found(match.start(), match.end(), int(match["y"]), month, None)


def _glued(text: str) -> Iterator[_Found]:
    """Take apart an offset and a day without a space between them: "GMT +320 July" is +3 and 20 July."""
    for match in _GLUED.finditer(text):
        month = MONTHS.get(match["m"].casefold())
        digits = match["digits"]
        if not month or len(digits) < 2:
            continue
        splits = [
            (int(digits[:cut]), int(digits[cut:]))
            for cut in (1, 2)
            if digits[cut:] and not digits[cut:].startswith("0") and len(digits[cut:]) <= 2
        ]
        sign = 1 if match["sign"] == "+" else -1
        legal = [(h, d) for h, d in splits if -12 <= sign * h <= 14 and _legal(match["y"], month, d)]
        one = legal[0] if len(legal) == 1 else None
        offset = timedelta(hours=sign * one[0]) if one else None
        yield _Found(match.start(), match.end(), int(match["y"]), month, one[1] if one else None, offset)


_DIGIT = re.compile(r"\d")
_ZONE_NAME = re.compile(r"(?<![^\W\d_])[A-Z]{2,5}(?![^\W\d_])")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_READERS = (_glued, _worded, _numeric, _months, _apart)


def _legal(year: str | None, month: int, day: int) -> bool:
    try:
        date(int(year) if year else 2000, month, day)
    except ValueError:
        return False
    return True


_Clock = tuple[int, int, "re.Match[str]"]


def _clocks(text: str, dates: list[_Found]) -> Iterator[_Clock]:
    """Yield the clock times that are not digits of a date: with minutes, or with "am" or "pm"."""
    seen = -1
    for pattern in (_MILITARY, _CLOCK):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups["min"] is None and not groups.get("half"):
                continue
            inside = any(match.start() < found.end and match.end() > found.start for found in dates if not found.offset)
            if not inside and match.start() != seen:
                seen = match.start()
                yield match.start(), match.end(), match


def _nearest(text: str, found: _Found, clocks: list[_Clock], *, before: int, after: int) -> _Clock | None:
    """Return the time beside a date, before it if only a weekday or a zone lies between, else after it."""
    for clock in reversed(clocks):
        if before <= clock[0] and clock[1] <= found.start and found.start - clock[1] <= 26:
            return clock
    for clock in clocks:
        gap = text[found.end : clock[0]] if found.end <= clock[0] < after else None
        if gap is not None and len(gap) <= 26 and not _UPDATE.search(gap):
            return clock
    return None


def _moment(text: str, found: _Found, clock: _Clock | None, read_from: ReadFrom) -> Moment:
    if found.day is None or found.year is None:
        return Moment(at=f"{found.year:04d}-{found.month:02d}", precision=Precision.month, read_from=read_from)
    day = date(found.year, found.month, found.day)
    hour = _hour(clock[2]) if clock else None
    if clock is None or hour is None:
        return Moment(at=day.isoformat(), precision=Precision.day, read_from=read_from)
    groups = clock[2].groupdict()
    second = groups.get("sec")
    at = f"{day.isoformat()}T{hour:02d}:{int(groups['min'] or 0):02d}:{int(second or 0):02d}"
    offset = found.offset if found.offset is not None else _offset(text, clock[1], day, hour)
    precision = Precision.second if second else Precision.minute
    return Moment(at=at + _suffix(offset), precision=precision, read_from=read_from)


def _hour(match: re.Match[str]) -> int | None:
    hour = int(match["h"])
    half = (match.groupdict().get("half") or "").lower()
    if half:
        return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None
    return hour if hour < 24 else None


def _offset(text: str, at: int, day: date, hour: int) -> timedelta | None:
    match = _ZONE.match(text, at)
    if match is None:
        return None
    stated = _signed(match["offset"]) if match["offset"] and match["name"] in {None, "GMT", "UTC"} else None
    if stated is not None:
        return stated
    return zone_offset(match["name"]) if match["name"] not in _US else us_offset(match["name"], day, hour)


_US = frozenset({"ET", "CT", "MT", "PT"})


def _signed(text: str) -> timedelta | None:
    sign = -1 if text[0] in "-−" else 1
    digits = re.sub(r"\D", "", text)
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return timedelta(minutes=sign * (60 * hours + minutes)) if -12 <= sign * hours <= 14 else None


def _suffix(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _from_parts(match: re.Match[str], read_from: ReadFrom) -> Moment | None:
    year, month = int(match["y"]), int(match["m"])
    if match["d"] is None:
        legal = 1 <= month <= 12 and year >= 1
        return Moment(at=f"{year:04d}-{month:02d}", precision=Precision.month, read_from=read_from) if legal else None
    try:
        day = date(year, month, int(match["d"]))
    except ValueError:
        return None
    if match["h"] is None or int(match["h"]) > 23 or int(match["min"]) > 59:
        return Moment(at=day.isoformat(), precision=Precision.day, read_from=read_from)
    zone = match["zone"]
    offset = timedelta(0) if zone in {"Z", "UTC", "GMT"} else _signed(zone) if zone else None
    at = f"{day.isoformat()}T{int(match['h']):02d}:{match['min']}:{min(59, int(match['sec'] or 0)):02d}"
    precision = Precision.second if match["sec"] else Precision.minute
    return Moment(at=at + _suffix(offset), precision=precision, read_from=read_from)


def _cut(at: datetime, precision: Precision, read_from: ReadFrom) -> Moment:
    return Moment(at=at.replace(microsecond=0).isoformat(), precision=precision, read_from=read_from)
