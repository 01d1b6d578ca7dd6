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

from whence.link.collection import Collection
from whence.link.tokens import fold

__all__ = ["Aligned", "Boxes", "Costs", "align"]

_UNIT = 8  # parts of a bit
_COUNT = 7  # binary digits of a count of words in a box
_SCORE = 2 * _COUNT
_BATCH = 60_000  # cells of a row of a batch: what a processor's second cache holds
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
    """Boxes by the places of their corners nearest to the run, and their sides in words; `way` is 1 or -1."""

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    words_one: NDArray[np.int64]
    words_two: NDArray[np.int64]
    way: int = 1

    def at(self, chosen: NDArray[np.int64]) -> Boxes:
        """The chosen boxes."""
        return Boxes(
            one=self.one[chosen],
            two=self.two[chosen],
            words_one=self.words_one[chosen],
            words_two=self.words_two[chosen],
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


def align(collection: Collection, boxes: Boxes, costs: Costs, *, is_open: bool) -> Aligned:
    """Align each box; boxes of like size go together. No side may be longer than `LONGEST_SIDE`."""
    count = len(boxes.one)
    packed = np.zeros(count, dtype=np.int64)
    used_one, used_two = boxes.words_one.copy(), boxes.words_two.copy()
    for chosen in _batches(boxes):
        packed[chosen], used_one[chosen], used_two[chosen] = _align(collection, boxes.at(chosen), costs, is_open)
    mask = (1 << _COUNT) - 1
    return Aligned(
        bits=(packed >> _SCORE) / _UNIT,
        words=(packed >> _COUNT) & mask,
        exact=packed & mask,
        used_one=used_one,
        used_two=used_two,
    )


def _batches(boxes: Boxes) -> Iterator[NDArray[np.int64]]:
    """Choose boxes of nearly one size, as many as a batch may have cells."""
    order = np.lexsort((boxes.words_one, boxes.words_two))
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
    """Fill the boxes of one batch row by row. Scores and both counts of words are packed into one number a cell."""
    rows, columns = int(boxes.words_one.max()), int(boxes.words_two.max())
    left = _keys(collection, boxes.one, boxes.words_one, boxes.way, rows, _BEYOND_ONE)
    right = _keys(collection, boxes.two, boxes.words_two, boxes.way, columns, _BEYOND_TWO)
    right_fold = fold(right)
    gain = (np.rint(collection.bits(left) * _UNIT).astype(np.int32) << _SCORE) + (1 << _COUNT)
    unlike, missing = (np.int32(round(c * _UNIT) << _SCORE) for c in (costs.unlike, costs.missing))
    ramp = np.arange(columns + 1, dtype=np.int32) * missing
    row = np.broadcast_to(-ramp, (len(left), columns + 1))
    best = np.zeros(len(left), dtype=np.int32)
    at_one, at_two = np.zeros(len(left), dtype=np.int64), np.zeros(len(left), dtype=np.int64)
    if not is_open:
        best = -boxes.words_two.astype(np.int32) * missing
    for number in range(rows):
        word = left[:, number, None]
        value = np.where(fold(word) == right_fold, gain[:, number, None] + (word == right), -unlike)
        fresh = np.empty((len(left), columns + 1), dtype=np.int32)
        fresh[:, 0] = row[:, 0] - missing
        np.maximum(row[:, :-1] + value, row[:, 1:] - missing, out=fresh[:, 1:])
        fresh += ramp
        np.maximum.accumulate(fresh, axis=1, out=fresh)
        fresh -= ramp
        row = fresh
        if is_open:
            column = row.argmax(axis=1)
            top = row[np.arange(len(row)), column]
            better = top > best
            best = np.where(better, top, best)
            at_one[better], at_two[better] = number + 1, column[better]
        else:
            done = np.flatnonzero(boxes.words_one == number + 1)
            best[done] = row[done, boxes.words_two[done]]
    return (best, at_one, at_two) if is_open else (best, boxes.words_one, boxes.words_two)


def _keys(
    collection: Collection,
    place: NDArray[np.int64],
    words: NDArray[np.int64],
    way: int,
    most: int,
    beyond: np.uint32,
) -> NDArray[np.uint32]:
    """The keys of each box's side, padded with a key that matches nothing: the two sides' differ."""
    steps = np.arange(most)
    inside = steps < words[:, None]
    places = np.where(inside, place[:, None] + way * steps - (way < 0), 0)
    return np.where(inside, collection.keys[places], beyond)
