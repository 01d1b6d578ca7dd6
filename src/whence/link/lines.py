"""Lines of a text as a reader of print sees them: which are set in capitals, and which stand in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.letters import BEFORE_MARK, MARK, SMALL, SPACE, SURE_MARK, has
from whence.text.quotes import quoted_spans

__all__ = ["Lines", "quoted_lines", "set_in_capitals"]

_HEADLINE_SHARE = 0.5
_LINE_SHARE = 0.7
_COLON_REACH = 8
_COLON = ord(":") + 1


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
    """What stands in quotation marks, in a quote's own line, or in a line after a colon and without any mark."""
    marked, may_open = _marked(letters, lines.starts, lines.ends)
    introduced = np.concatenate(([False], _end_in_colon(letters, lines.starts, lines.ends)[:-1]))[: len(marked)]
    whole = lines.quote | (introduced & ~lines.first & ~marked)
    found = list(zip(lines.starts[whole].tolist(), lines.ends[whole].tolist(), strict=True))
    looked_at = may_open & ~whole
    for start, end in zip(lines.starts[looked_at].tolist(), lines.ends[looked_at].tolist(), strict=True):
        found += quoted_spans(text, start, end)
    return found


def _marked(
    letters: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which lines hold a quotation mark, and which one that may open: most marks are apostrophes."""
    places = np.flatnonzero(has(letters, MARK))
    if not len(places):
        return (none := np.zeros(len(starts), dtype=np.bool_)), none
    first, last = np.searchsorted(places, starts), np.searchsorted(places, ends)
    before, after = letters[places - 1], letters[np.minimum(places + 1, len(letters) - 1)]
    opens = has(letters[places], SURE_MARK) | has(before, SPACE) | has(before, BEFORE_MARK)
    opens[first[(first < last) & (places[np.minimum(first, len(places) - 1)] == starts)]] = True
    opens &= ~has(after, SPACE)
    seen = np.concatenate(([0], np.cumsum(opens)))
    return last > first, seen[last] > seen[first]


def _end_in_colon(
    letters: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which lines end in a colon, white space aside."""
    places = np.maximum(ends - 1, 0)
    for _ in range(_COLON_REACH - 1):
        places = np.maximum(places - has(letters[places], SPACE), 0)
    inside = (places >= np.maximum(starts, ends - _COLON_REACH)) & (starts < ends)
    found: NDArray[np.bool_] = inside & ((letters[places] & SMALL) == _COLON)
    return found
