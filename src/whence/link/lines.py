"""Lines of a text as a reader of print sees them: which are set in capitals, and which stand in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.letters import BEFORE_MARK, DOUBLE_MARK, MARK, SPACE, SURE_MARK, Letters, has
from whence.link.ranges import numbers_in
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


def set_in_capitals(large: NDArray[np.bool_], starts: NDArray[np.int64], lines: Lines) -> NDArray[np.int64]:
    """The numbers of the words of lines where most begin with a capital, such as headlines: there it marks no name.

    `large` says which words begin with one, and `starts` where they start.
    """
    capitals = np.concatenate(([0], np.cumsum(large, dtype=np.int32)))
    first, last = np.searchsorted(starts, lines.starts), np.searchsorted(starts, lines.ends)
    share = np.where(lines.headline, _HEADLINE_SHARE, _LINE_SHARE)
    mostly = capitals[last] - capitals[first] > share * (last - first)
    return numbers_in(first[mostly], last[mostly])[0]


def quoted_lines(text: str, letters: Letters, lines: Lines) -> NDArray[np.int64]:
    """What stands in quotation marks, in a quote's own line, or in a line after a colon and without any mark.

    Gives a row a stretch, where it starts and where it ends. A space or a line's end must follow the last line's end.
    """
    marks = _marks(letters, lines)
    introduced = np.concatenate(([False], _end_in_colon(letters, lines.starts, lines.ends)[:-1]))[: len(lines.starts)]
    whole = lines.quote | (introduced & ~lines.first & ~marks.any)
    plain, found = _plainly_quoted(letters, lines, marks)
    asked = marks.may_open & ~whole & ~plain
    told: list[tuple[int, int]] = []
    for start, end in zip(lines.starts[asked].tolist(), lines.ends[asked].tolist(), strict=True):
        told += quoted_spans(text, start, end)
    own = np.stack((lines.starts[whole], lines.ends[whole]), axis=1)
    return np.concatenate((own, found, np.array(told, dtype=np.int64).reshape(-1, 2)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """The double marks of all lines, by place and by the line that holds them; and which lines hold certain marks.

    `before` counts the double marks of the lines before each. `any` are the lines that hold a mark that opens
    quotations, `may_open` those where one may open one here, `single` those where a single one may, outside of the
    double ones taken in pairs.
    """

    places: NDArray[np.int64]
    owner: NDArray[np.int64]
    before: NDArray[np.int64]
    any: NDArray[np.bool_]
    may_open: NDArray[np.bool_]
    single: NDArray[np.bool_]


def _marks(letters: Letters, lines: Lines) -> _Marks:
    """Look at the marks of all lines: most are apostrophes."""
    places = np.flatnonzero(has(letters.bits, MARK | DOUBLE_MARK))
    rows, owner = numbers_in(np.searchsorted(places, lines.starts), np.searchsorted(places, lines.ends))
    places = places[rows]
    bits = letters.bits[places]
    double = has(bits, DOUBLE_MARK)
    may_open = has(bits, MARK) & _may_open(letters, places, bits, places == lines.starts[owner])
    count = np.concatenate(([0], np.cumsum(double)))
    before = count[np.searchsorted(owner, np.arange(len(lines.starts) + 1))]
    outside = (count[:-1] - before[owner]) % 2 == 0
    return _Marks(
        places=places[double],
        owner=owner[double],
        before=before,
        any=_holds(lines, owner[has(bits, MARK)]),
        may_open=_holds(lines, owner[may_open]),
        single=_holds(lines, owner[may_open & ~double & outside]),
    )


def _may_open(
    letters: Letters, places: NDArray[np.int64], bits: NDArray[np.uint16], begins: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which marks may open a quotation by what stands around them, those that may begin a line among them."""
    before, after = letters.bits[places - 1], letters.bits[np.minimum(places + 1, len(letters.bits) - 1)]
    found: NDArray[np.bool_] = (has(bits, SURE_MARK) | has(before, SPACE | BEFORE_MARK) | begins) & ~has(after, SPACE)
    return found


def _holds(lines: Lines, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the lines have these numbers."""
    found = np.zeros(len(lines.starts), dtype=np.bool_)
    found[numbers] = True
    return found


def _plainly_quoted(letters: Letters, lines: Lines, marks: _Marks) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """The lines whose double marks open and close quotations in turn, as nearly all do, and their quotations.

    The last may stay open, to the end of its line. What is said of each pair is what `text.quotes` does step by step; a
    line with any doubt is left to it.
    """
    plain = marks.may_open & ~marks.single
    rank = np.arange(len(marks.places)) - marks.before[marks.owner]
    chosen = np.flatnonzero(plain[marks.owner] & (rank % 2 == 0))
    owner, opening = marks.owner[chosen], marks.places[chosen]
    end = lines.ends[owner]
    closed = chosen + 1 < marks.before[owner + 1]
    closing = marks.places[np.minimum(chosen + 1, len(marks.places) - 1)]
    mark, its = letters.small[opening], letters.small[closing]
    before = has(letters.bits[opening - 1], SPACE | BEFORE_MARK) | (opening == lines.starts[owner])
    opens = ((mark == _CURLY) | ((mark == _STRAIGHT) & before)) & ~has(letters.bits[opening + 1], SPACE)
    reopens = has(letters.bits[closing - 1], SPACE) & ~has(letters.bits[closing + 1], SPACE) & (closing + 1 < end)
    closes = ((its == _STRAIGHT) & ~reopens) | ((its == _CLOSING) & (mark == _CURLY))
    plain[owner[~(opens & (closes | ~closed) & (opening + 1 < end))]] = False
    told = plain[owner]
    return plain, np.stack((opening + 1, np.where(closed, closing, end)), axis=1)[told]


def _end_in_colon(letters: Letters, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which lines end in a colon, white space aside."""
    places = np.maximum(ends - 1, 0)
    for _ in range(_COLON_REACH - 1):
        space = has(letters.bits[places], SPACE)
        if not space.any():
            break
        places = np.maximum(places - space, 0)
    inside = (places >= np.maximum(starts, ends - _COLON_REACH)) & (starts < ends)
    found: NDArray[np.bool_] = inside & (letters.small[places] == _COLON)
    return found
