"""Lines of a text as a reader of print sees them: which are set in capitals, and which stand in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.letters import BEFORE_MARK, DOUBLE_MARK, MARK, SMALL, SPACE, SURE_MARK, has
from whence.text.quotes import quoted_spans

__all__ = ["Lines", "quoted_lines", "set_in_capitals"]

_HEADLINE_SHARE = 0.5
_LINE_SHARE = 0.7
_COLON_REACH = 8
_COLON = ord(":") + 1
_STRAIGHT, _CURLY, _CLOSING = (ord(mark) + 1 for mark in '"“”')


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of some bodies, in their order.

    `starts` and `ends` are places of the text; `first` says which are their article's first, `headline` and `quote`
    which are headlines and quotations by their role.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: NDArray[np.bool_]
    headline: NDArray[np.bool_]
    quote: NDArray[np.bool_]


def set_in_capitals(large: NDArray[np.bool_], starts: NDArray[np.intp], lines: Lines) -> NDArray[np.bool_]:
    """Which words stand in lines where most begin with a capital, such as headlines: there it marks no name.

    `large` says which words begin with one, and `starts` where they start.
    """
    found = np.zeros(len(starts), dtype=np.bool_)
    capitals = np.concatenate(([0], np.cumsum(large, dtype=np.int32)))
    first, last = np.searchsorted(starts, lines.starts), np.searchsorted(starts, lines.ends)
    share = np.where(lines.headline, _HEADLINE_SHARE, _LINE_SHARE)
    mostly = np.flatnonzero(capitals[last] - capitals[first] > share * (last - first))
    for low, high in zip(first[mostly].tolist(), last[mostly].tolist(), strict=True):
        found[low:high] = True
    return found


def quoted_lines(text: str, letters: NDArray[np.uint32], lines: Lines) -> list[tuple[int, int]]:
    """What stands in quotation marks, in a quote's own line, or in a line after a colon and without any mark.

    A space or a line's end must follow the last line's end.
    """
    marks = _marks(letters, lines)
    introduced = np.concatenate(([False], _end_in_colon(letters, lines.starts, lines.ends)[:-1]))[: len(marks.any)]
    whole = lines.quote | (introduced & ~lines.first & ~marks.any)
    plain, found = _plainly_quoted(letters, lines, marks)
    found = [*zip(lines.starts[whole].tolist(), lines.ends[whole].tolist(), strict=True), *found]
    asked = marks.may_open & ~whole & ~plain
    for start, end in zip(lines.starts[asked].tolist(), lines.ends[asked].tolist(), strict=True):
        found += quoted_spans(text, start, end)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """Which lines hold a mark that opens quotations; one that may open one here; one of these that is single."""

    any: NDArray[np.bool_]
    may_open: NDArray[np.bool_]
    single: NDArray[np.bool_]


def _marks(letters: NDArray[np.uint32], lines: Lines) -> _Marks:
    """Look at the marks of all lines: most are apostrophes."""
    places = np.flatnonzero(has(letters, MARK))
    first, last = np.searchsorted(places, lines.starts), np.searchsorted(places, lines.ends)
    begins = np.zeros(len(letters), dtype=np.bool_)
    begins[lines.starts] = True
    may_open = _may_open(letters, places, begins[places])
    single = may_open & ~has(letters[places], DOUBLE_MARK)
    return _Marks(any=last > first, may_open=_holds(may_open, first, last), single=_holds(single, first, last))


def _may_open(letters: NDArray[np.uint32], places: NDArray[np.intp], begins: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which marks may open a quotation by what stands around them, those that may begin a line among them."""
    before, after = letters[places - 1], letters[np.minimum(places + 1, len(letters) - 1)]
    sure = has(letters[places], SURE_MARK) | has(before, SPACE) | has(before, BEFORE_MARK)
    return (sure | begins) & ~has(after, SPACE)


def _holds(marks: NDArray[np.bool_], first: NDArray[np.intp], last: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which ranges hold any of the marks."""
    seen = np.concatenate(([0], np.cumsum(marks)))
    found: NDArray[np.bool_] = seen[last] > seen[first]
    return found


def _plainly_quoted(
    letters: NDArray[np.uint32], lines: Lines, marks: _Marks
) -> tuple[NDArray[np.bool_], list[tuple[int, int]]]:
    """The lines whose double marks open and close quotations in turn, as nearly all do, and their quotations.

    What is said of each pair is what `text.quotes` does step by step; a line with any doubt is left to it.
    """
    places = np.flatnonzero(has(letters, DOUBLE_MARK))
    first, last = np.searchsorted(places, lines.starts), np.searchsorted(places, lines.ends)
    owner = np.repeat(np.arange(len(first)), last - first)
    places = places[np.arange(len(owner)) + np.repeat(first - np.cumsum(last - first) + (last - first), last - first)]
    plain = marks.may_open & ~marks.single & ((last - first) % 2 == 0)
    places, owner = places[plain[owner]], owner[plain[owner]]
    opening, closing = places[::2], places[1::2]
    mark, its = letters[opening] & SMALL, letters[closing] & SMALL
    before = has(letters[opening - 1], SPACE | BEFORE_MARK) | (opening == lines.starts[owner[::2]])
    opens = ((mark == _CURLY) | ((mark == _STRAIGHT) & before)) & ~has(letters[opening + 1], SPACE)
    reopens = has(letters[closing - 1], SPACE) & ~has(letters[closing + 1], SPACE)
    closes = ((its == _STRAIGHT) & ~(reopens & (closing + 1 < lines.ends[owner[::2]]))) | (
        (its == _CLOSING) & (mark == _CURLY)
    )
    plain[owner[::2][~(opens & closes & (opening + 1 < lines.ends[owner[::2]]))]] = False
    told = plain[owner[::2]]
    return plain, list(zip((opening[told] + 1).tolist(), closing[told].tolist(), strict=True))


def _end_in_colon(letters: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which lines end in a colon, white space aside."""
    places = np.maximum(ends - 1, 0)
    for _ in range(_COLON_REACH - 1):
        places = np.maximum(places - has(letters[places], SPACE), 0)
    inside = (places >= np.maximum(starts, ends - _COLON_REACH)) & (starts < ends)
    found: NDArray[np.bool_] = inside & ((letters[places] & SMALL) == _COLON)
    return found
