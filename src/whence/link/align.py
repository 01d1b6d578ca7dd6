"""Alignment of many small boxes at once: a few words of one article against a few of another.

A box is either *closed*, the gap between two exact runs, whose words all count; or *open*, the words beyond the end of
a run, of which the best beginning is taken. All boxes of a batch advance row by row together.

Notes: global and semi-global alignment with linear gap costs after Needleman and Wunsch, "A general method applicable
to the search for similarities", Journal of Molecular Biology 48, 1970; the gaps along a row are taken at once, as a
running maximum, because their cost is linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import EIGHTHS, Collection
from whence.link.tokens import fold

__all__ = ["Aligned", "Boxes", "Costs", "Most", "align", "at_most"]

_COUNT = 7  # binary digits of a count of words in a box
_SCORE = 2 * _COUNT
_BATCH = 150_000  # cells of a batch: what a processor's second cache holds
_FEW = 200  # boxes up to which a running maximum down the columns is faster than a step for each word
_BOUNDED = 8192  # boxes looked at together, likewise
_BEYOND_ONE = np.uint32(0xFFFFFFFF)
_BEYOND_TWO = np.uint32(0xFFFFFFFC)

LONGEST_SIDE = (1 << _COUNT) - 1
"""Words that a side of a box may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What unlike words cost, in bits: two against each other, and one against nothing."""

    unlike: float
    missing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Boxes by the places of their corners nearest to the run, and their sides in words.

    `way` is 1 where a box's words follow the corner, and -1 where they are those before it.
    """

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    words_one: NDArray[np.int64]
    words_two: NDArray[np.int64]
    way: NDArray[np.int64]

    def at(self, chosen: NDArray[np.int64]) -> Boxes:
        """The chosen boxes."""
        return Boxes(**{name: getattr(self, name)[chosen] for name in self.__slots__})

    def turned(self) -> Boxes:
        """The same boxes with their second side first."""
        return Boxes(one=self.two, two=self.one, words_one=self.words_two, words_two=self.words_one, way=self.way)

    def without(self, used_one: NDArray[np.int64], used_two: NDArray[np.int64]) -> Boxes:
        """What is left of the boxes after so many of their first words."""
        return Boxes(
            one=self.one + self.way * used_one,
            two=self.two + self.way * used_two,
            words_one=self.words_one - used_one,
            words_two=self.words_two - used_two,
            way=self.way,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """For each box: bits gained, words that match, those that match in case too, and the words used of each side."""

    bits: NDArray[np.float64]
    words: NDArray[np.int64]
    exact: NDArray[np.int64]
    used_one: NDArray[np.int64]
    used_two: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """What an open box gives at most: `bits`, `words` that match, and whether words `beyond` a distance can be used.

    `any` says whether its alignment can use words at all.
    """

    bits: NDArray[np.float64]
    words: NDArray[np.int64]
    any: NDArray[np.bool_]
    beyond: NDArray[np.bool_]


def align(collection: Collection, boxes: Boxes, costs: Costs, *, is_open: bool) -> Aligned:
    """Align each box; boxes of like size go together. No side may be longer than `LONGEST_SIDE`."""
    count = len(boxes.one)
    packed = np.zeros(count, dtype=np.int64)
    used_one, used_two = boxes.words_one.copy(), boxes.words_two.copy()
    filled = np.flatnonzero((boxes.words_one > 0) | (boxes.words_two > 0))
    for chosen in _batches(boxes, filled):
        packed[chosen], used_one[chosen], used_two[chosen] = _align(collection, boxes.at(chosen), costs, is_open)
    mask = (1 << _COUNT) - 1
    return Aligned(
        bits=(packed >> _SCORE) / EIGHTHS,
        words=(packed >> _COUNT) & mask,
        exact=packed & mask,
        used_one=used_one,
        used_two=used_two,
    )


def at_most(collection: Collection, boxes: Boxes, costs: Costs, distance: int) -> Most:
    """Tell without aligning what open boxes can give: most of them nothing.

    Of the first side a word either has its like somewhere on the second, or costs `costs.missing` at least, and so does
    each word of the second side by which more of it are used. So no alignment gives more than the best beginning of the
    first side's words. `distance` is that of which `Most.beyond` speaks.
    """
    count = len(boxes.one)
    bits, words = np.zeros(count), np.zeros(count, dtype=np.int64)
    some, beyond = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    for low in range(0, count, _BOUNDED):
        chosen = np.arange(low, min(low + _BOUNDED, count))
        few = boxes.at(chosen)
        places = _places(few.one, few.words_one, few.way)
        left = fold(_keys(collection, places, few.words_one, _BEYOND_ONE))
        right = fold(_keys(collection, _places(few.two, few.words_two, few.way), few.words_two, _BEYOND_TWO))
        matched = np.zeros(left.shape, dtype=np.bool_)
        for number, word in enumerate(left):
            np.logical_or.reduce(right == word, axis=0, out=matched[number])
        best, beyond[chosen] = _best_beginning(_gains(collection, places), matched, costs, distance)
        some[chosen] = best >= 0
        bits[chosen] = np.maximum(best, 0) / EIGHTHS
        words[chosen] = matched.view(np.uint8).sum(axis=0, dtype=np.uint8)
    return Most(bits=bits, words=words, any=some, beyond=beyond)


def _best_beginning(
    gain: NDArray[np.int32], matched: NDArray[np.bool_], costs: Costs, distance: int
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The greatest sum of the first words of a side, and whether words beyond the distance can be used on either."""
    missing = np.int32(round(costs.missing * EIGHTHS))
    total = np.zeros(gain.shape[1], dtype=np.int32)
    best = np.full(gain.shape[1], -1, dtype=np.int32)
    far = np.zeros(gain.shape[1], dtype=np.bool_)
    for number, value in enumerate(np.where(matched, gain, -missing)):
        total += value
        np.maximum(best, total, out=best)
        far |= total >= missing * max(0, distance - number)
    return best, far


def _batches(boxes: Boxes, chosen: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Put the chosen boxes together by size, as many as a batch may have cells."""
    if 0 < len(chosen) <= _FEW:
        sides = (int(words[chosen].max(initial=0)) + 1 for words in (boxes.words_one, boxes.words_two))
        if len(chosen) * prod(sides) <= _BATCH:
            yield chosen
            return
    order = chosen[np.lexsort((boxes.words_one[chosen], boxes.words_two[chosen]))]
    words_one, words_two = boxes.words_one[order], boxes.words_two[order]
    first = 0
    while first < len(order):
        last = min(first + _BATCH, len(order))
        while last - first > 1:
            cells = (int(words_one[first:last].max()) + 1) * (int(words_two[last - 1]) + 1)
            if (last - first) * cells <= _BATCH:
                break
            last = first + max(1, min((last - first) // 2, _BATCH // cells))
        yield order[first:last]
        first = last


def _align(
    collection: Collection, boxes: Boxes, costs: Costs, is_open: bool
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Fill the boxes of one batch row by row. Scores and both counts of words are packed into one number a cell.

    The boxes stand side by side in memory and the words of a side one below the other, so that each step is one
    operation over all boxes. To each cell the cost of its column is added, which makes a gap along a row free.
    """
    places = _places(boxes.one, boxes.words_one, boxes.way)
    left = _keys(collection, places, boxes.words_one, _BEYOND_ONE)
    right = _keys(collection, _places(boxes.two, boxes.words_two, boxes.way), boxes.words_two, _BEYOND_TWO)
    gain = (_gains(collection, places) << _SCORE) + np.int32(1 << _COUNT)
    unlike, missing = (np.int32(round(c * EIGHTHS) << _SCORE) for c in (costs.unlike, costs.missing))
    value = np.multiply(fold(left)[:, None] == fold(right), (gain + unlike)[:, None], dtype=np.int32)
    value += missing - unlike
    value += left[:, None] == right
    at = np.arange(len(boxes.one))
    cells = np.zeros((len(left) + 1, len(right) + 1, len(at)), dtype=np.int32)
    for number in range(len(left)):
        row, fresh = cells[number], cells[number + 1]
        np.subtract(row, missing, out=fresh)
        np.maximum(fresh[1:], row[:-1] + value[number], out=fresh[1:])
        if len(at) <= _FEW:
            np.maximum.accumulate(fresh, axis=0, out=fresh)
        else:
            for column in range(len(right)):
                np.maximum(fresh[column + 1], fresh[column], out=fresh[column + 1])
    cells -= np.arange(len(right) + 1, dtype=np.int32)[:, None] * missing
    if not is_open:
        return cells[boxes.words_one, boxes.words_two, at], boxes.words_one, boxes.words_two
    best = cells.reshape(-1, len(at)).argmax(axis=0)  # the first of the greatest: no row and column too many
    at_one, at_two = np.divmod(best, len(right) + 1)
    return cells[at_one, at_two, at], at_one, at_two


def _keys(
    collection: Collection, places: NDArray[np.int64], words: NDArray[np.int64], beyond: np.uint32
) -> NDArray[np.uint32]:
    """The keys of the words of one side, a box a column, padded with a key that matches nothing of the other side."""
    keys = collection.keys.take(places, mode="clip")
    short = np.flatnonzero(words < len(places))  # few are, mostly
    if len(short):
        keys[:, short] = np.where(np.arange(len(places))[:, None] < words[short], keys[:, short], beyond)
    return keys


def _gains(collection: Collection, places: NDArray[np.int64]) -> NDArray[np.int32]:
    """What each word of the first side gives where it finds its like, in eighths of a bit."""
    return collection.eighths.take(places, mode="clip").astype(np.int32)


def _places(place: NDArray[np.int64], words: NDArray[np.int64], way: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of one side's words and of those beyond it, a box a column."""
    steps = np.arange(int(words.max(initial=0)))[:, None]
    places: NDArray[np.int64] = way * steps
    places += place - (way < 0)
    return places
