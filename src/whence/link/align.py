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

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import EIGHTHS, Collection
from whence.link.tokens import fold

__all__ = ["Aligned", "Boxes", "Costs", "Most", "align", "at_most"]

_COUNT = 7  # binary digits of a count of words in a box
_SCORE = 2 * _COUNT
_BATCH = 60_000  # cells of a row of a batch: what a processor's second cache holds
_FEW = 400  # boxes up to which a running maximum down the columns is faster than a step for each word
_BOUNDED = 4096  # boxes looked at together, likewise
_BEYOND_ONE = np.uint32(0xFFFFFFFF)
_BEYOND_TWO = np.uint32(0xFFFFFFFC)

_Side = tuple[NDArray[np.uint32], NDArray[np.int32]]

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

    Of each side, a word either has its like somewhere on the other side, or costs `costs.missing` at least. So the best
    beginning of this sum is not less than that of the alignment. `distance` is that of which `Most.beyond` speaks.
    """
    count = len(boxes.one)
    bits, words = np.zeros(count), np.zeros(count, dtype=np.int64)
    some, beyond = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    for low in range(0, count, _BOUNDED):
        chosen = np.arange(low, min(low + _BOUNDED, count))
        few = boxes.at(chosen)
        (left, gain_one), (right, gain_two) = _sides(collection, few)
        matched_one, matched_two = _matched(fold(left), fold(right))
        one, far_one = _best_beginning(gain_one, matched_one, costs, distance)
        two, far_two = _best_beginning(gain_two, matched_two, costs, distance)
        best = np.minimum(one, two)
        some[chosen] = best >= 0
        bits[chosen] = np.maximum(best, 0) / EIGHTHS
        words[chosen] = np.minimum(matched_one.sum(axis=0), matched_two.sum(axis=0))
        beyond[chosen] = (far_one | far_two) & (best >= 0)
    return Most(bits=bits, words=words, any=some, beyond=beyond)


def _matched(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words of each side of the boxes have their like on the other side."""
    one, two = np.zeros(left.shape, dtype=np.bool_), np.zeros(right.shape, dtype=np.bool_)
    for number, word in enumerate(left):
        same = right == word
        np.logical_or.reduce(same, axis=0, out=one[number])
        two |= same
    return one, two


def _best_beginning(
    gain: NDArray[np.int32], matched: NDArray[np.bool_], costs: Costs, distance: int
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The greatest sum of the first words of a side, and whether any beyond the distance is not below nothing."""
    missing = np.int32(round(costs.missing * EIGHTHS))
    total = np.zeros(gain.shape[1], dtype=np.int32)
    best = np.full(gain.shape[1], -1, dtype=np.int32)
    far = np.zeros(gain.shape[1], dtype=np.bool_)
    for number, value in enumerate(np.where(matched, gain, -missing)):
        total += value
        np.maximum(best, total, out=best)
        if number >= distance:
            far |= total >= 0
    return best, far


def _batches(boxes: Boxes, chosen: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Put the chosen boxes together by size, as many as a batch may have cells."""
    order = chosen[np.lexsort((boxes.words_one[chosen], boxes.words_two[chosen]))]
    first = 0
    while first < len(order):
        last = min(first + _BATCH, len(order))
        while last - first > 1 and (last - first) * (boxes.words_two[order[last - 1]] + 1) > _BATCH:
            last = first + (last - first) // 2
        yield order[first:last]
        first = last


def _align(
    collection: Collection, boxes: Boxes, costs: Costs, is_open: bool
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Fill the boxes of one batch row by row. Scores and both counts of words are packed into one number a cell.

    The boxes stand side by side in memory and the words of a side one below the other, so that each step is one
    operation over all boxes.
    """
    (left, gain), (right, _) = _sides(collection, boxes)
    right_fold = fold(right)
    gain = (gain << _SCORE) + np.int32(1 << _COUNT)
    unlike, missing = (np.int32(round(c * EIGHTHS) << _SCORE) for c in (costs.unlike, costs.missing))
    columns, count = right.shape
    ramp = np.arange(columns + 1, dtype=np.int32)[:, None] * missing
    row = np.repeat(-ramp, count, axis=1)
    fresh, value = np.empty_like(row), np.empty((columns, count), dtype=np.int32)
    best = np.zeros(count, dtype=np.int32) if is_open else -boxes.words_two.astype(np.int32) * missing
    at_one, at_two = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for number, word in enumerate(left):
        np.multiply(right_fold == word >> np.uint32(1), gain[number] + unlike, out=value)
        value -= unlike
        value += right == word
        value += row[:-1]
        np.subtract(row, missing, out=fresh)
        np.maximum(fresh[1:], value, out=fresh[1:])
        if count > _FEW:
            for column in range(columns):
                np.maximum(fresh[column + 1], fresh[column] - missing, out=fresh[column + 1])
        else:
            np.maximum.accumulate(fresh + ramp, axis=0, out=fresh)
            fresh -= ramp
        row, fresh = fresh, row
        if is_open:
            top = row.max(axis=0)
            better = np.flatnonzero(top > best)
            best[better] = top[better]
            at_one[better], at_two[better] = number + 1, row[:, better].argmax(axis=0)
        else:
            done = np.flatnonzero(boxes.words_one == number + 1)
            best[done] = row[boxes.words_two[done], done]
    return (best, at_one, at_two) if is_open else (best, boxes.words_one, boxes.words_two)


def _sides(collection: Collection, boxes: Boxes) -> tuple[_Side, _Side]:
    """The words of the boxes' sides, a box a column, padded with keys that match nothing: the two sides' differ."""
    return (
        _side(collection, boxes.one, boxes.words_one, boxes.way, _BEYOND_ONE),
        _side(collection, boxes.two, boxes.words_two, boxes.way, _BEYOND_TWO),
    )


def _side(
    collection: Collection,
    place: NDArray[np.int64],
    words: NDArray[np.int64],
    way: NDArray[np.int64],
    beyond: np.uint32,
) -> _Side:
    """The keys of one side's words, and what each gives where it finds its like, in eighths of a bit."""
    steps = np.arange(int(words.max(initial=0)))[:, None]
    places = place - (way < 0) + way * steps
    keys = collection.keys.take(places, mode="clip")
    keys[steps >= words] = beyond
    return keys, collection.eighths.take(places, mode="clip").astype(np.int32)
