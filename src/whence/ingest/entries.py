"""When the entries of a live page were published, by times that stand on lines of their own.

Reports that grow by the hour print a time above each entry: "14.32", "2:32 pm", "Updated 14:32 GMT". Chronologies print
times too, but of what happened; these lie before the report's own publication, and run from the first to the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import dropwhile, pairwise
from typing import NamedTuple

from whence.ingest.dates import printed_moments
from whence.records import Moment, Precision, ReadFrom, Role

__all__ = ["LEAST", "Entries", "Line", "are_entries", "holds_report", "printed_entries"]

LEAST = 3
"""Two times on a page may be those of its publication and its change."""
_SHARE = 0.5
_LONGEST = 60  # characters of a line that is a time
_WORDS = 6  # of such a line, beside its numbers
_EARLY = timedelta(minutes=30)  # that an entry may be older than its page, which opens with one that was written before
_STAMP = re.compile(
    r"\W{0,3}(?P<said>(?:last )?(?:updated|posted|published|added|filed)(?: at)?\s{0,2}:?\s{0,2})?(?:at )?"
    r"(?P<clock>(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\.?)?|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\.?)"
    r"(?:\s?(?:Uhr|hrs|h))?(?:\s?\(?(?:GMT|UTC|[A-Z]{2,4})\)?)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?)"
    r"(?: (?:today|local time))?\W{0,3}",
    re.IGNORECASE,
)
_PROSE = frozenset({Role.paragraph, Role.quote})
_STOP = re.compile(r"[.!?…][\"”’»)]*\Z")
_LETTERS = re.compile(r"[^\W\d_]+")


class Line(NamedTuple):
    """A line of a page with its role."""

    role: Role
    text: str

    @property
    def prose(self) -> bool:
        """Whether the line is of the report's words; the first ones of an entry may be taken for a standfirst."""
        return self.role in _PROSE or (self.role is Role.subhead and _STOP.search(self.text) is not None)

    @property
    def heading(self) -> bool:
        """Whether the line is a heading of what follows."""
        return self.role is Role.subhead and not self.prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The entries of a live page: the time of each line that stands in one, and the lines that only tell the time."""

    times: Mapping[int, Moment] = field(default_factory=dict)
    stamps: frozenset[int] = frozenset()


class _Stamp(NamedTuple):
    """A line that is a time: dated (`moment`), or a bare `clock`; `said`: a word says that something was published."""

    at: int
    moment: Moment | None
    clock: str
    said: bool


def printed_entries(lines: Sequence[Line], *, published: Moment | None, updated: Moment | None) -> Entries:
    """Return the entries of a page whose body is a list of them, each under its time; none of another page.

    The lines are those of the page's body. Times without a date are of the day of publication where they all run one
    way, so that no midnight lies between them, and nothing says that the page went on into another day.
    """
    stamps = list(dropwhile(lambda stamp: stamp.moment == published is not None, _stamps(lines)))
    if len(stamps) < LEAST:
        return Entries()
    ends = [*(stamp.at for stamp in stamps[1:]), len(lines)]
    held = [
        (stamp, range(_opening(lines, stamp.at), _opening(lines, end) if end < len(lines) else end))
        for stamp, end in zip(stamps, ends, strict=True)
        if any(line.prose and not _is_time(line) for line in lines[stamp.at + 1 : end])
    ]
    if len(held) < LEAST or not holds_report(lines, (n for _, inside in held for n in inside)):
        return Entries()
    moments = _moments([stamp for stamp, _ in held], published, updated)
    if moments is None or not are_entries(moments, published):
        return Entries()
    times = {n: moment for moment, (_, inside) in zip(moments, held, strict=True) for n in inside}
    return Entries(times=times, stamps=frozenset(stamp.at for stamp in stamps))


def holds_report(lines: Sequence[Line], inside: Iterator[int]) -> bool:
    """Whether most of the report's words stand in the lines of these numbers."""
    sizes = {n: len(line.text) for n, line in enumerate(lines) if line.prose}
    return sum(sizes.get(n, 0) for n in set(inside)) >= _SHARE * sum(sizes.values()) > 0


def are_entries(moments: Sequence[Moment], published: Moment | None) -> bool:
    """Whether times, in the order of the page, can be those of its entries and are not those of past events.

    None lies before the publication, or they run from the last to the first, as no chronology does. Where the page's
    publication was read off an entry, it tells nothing.
    """
    if published is None or any(moment.at == published.at for moment in moments):
        return True
    return not any(_before(moment, published) for moment in moments) or _falls([_wall(moment) for moment in moments])


def _stamps(lines: Sequence[Line]) -> Iterator[_Stamp]:
    for at, line in enumerate(lines):
        if not _is_time(line):
            continue
        bare = _STAMP.fullmatch(line.text)
        if bare is not None:
            yield _Stamp(at, None, bare["clock"], bare["said"] is not None)
            continue
        found = printed_moments(line.text, read_from=ReadFrom.text)
        if len(found) == 1 and found[0].moment.precision in (Precision.minute, Precision.second):
            yield _Stamp(at, found[0].moment, "", True)


def _is_time(line: Line) -> bool:
    """Whether a line is short and could be no more than a time."""
    text = line.text
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if _STAMP.fullmatch(text) is not None:
        return True
    return line.role is Role.time and len(_LETTERS.findall(text)) <= _WORDS


def _opening(lines: Sequence[Line], at: int) -> int:
    """Where the entry of a time begins: with its heading, where that stands above the time."""
    return at - 1 if at > 0 and lines[at - 1].heading else at


def _moments(stamps: Sequence[_Stamp], published: Moment | None, updated: Moment | None) -> list[Moment] | None:
    dated = [stamp.moment for stamp in stamps if stamp.moment is not None]
    if len(dated) == len(stamps):
        return dated
    if dated or published is None or published.precision is Precision.month:
        return None
    day = published.at[:10]
    if updated is not None and updated.at[:10] != day:
        return None
    moments = [moment for stamp in stamps if (moment := _on(day, stamp.clock)) is not None]
    walls = [_wall(moment) for moment in moments]
    if len(moments) < len(stamps) or not (_falls(walls) or _falls(walls[::-1])):
        return None
    if published.precision is Precision.day:  # only their order, or their words, tells them from a chronology's
        return moments if _falls(walls) or all(stamp.said for stamp in stamps) else None
    return None if _before(min(moments, key=_wall), published) else moments


def _on(day: str, clock: str) -> Moment | None:
    """The moment of a clock on a day; its zone is what stands beside it."""
    found = printed_moments(f"{day} {clock}", read_from=ReadFrom.text)
    exact = found and found[0].moment.precision in (Precision.minute, Precision.second)
    return found[0].moment if exact else None


def _falls(walls: Sequence[datetime]) -> bool:
    return all(one >= other for one, other in pairwise(walls)) and walls[0] > walls[-1]


def _wall(moment: Moment) -> datetime:
    """What the clock on the wall showed, whatever its zone; all of one page are of one place."""
    return datetime.fromisoformat(moment.at).replace(tzinfo=None)


def _before(moment: Moment, published: Moment) -> bool:
    """Whether a time lies clearly before the publication, as far as both are stated."""
    if "T" not in published.at:
        return moment.at[: len(published.at)] < published.at
    one, other = datetime.fromisoformat(moment.at), datetime.fromisoformat(published.at)
    if one.tzinfo is None or other.tzinfo is None:
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one < other - _EARLY
