"""Which aligned segments tell of copying: the rest are idioms, and names with their titles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whence.link.candidates import BURST_DAYS, Candidates
from whence.link.collection import UNDATED, Collection
from whence.link.fingerprints import WORDS
from whence.link.segments import LEAST_WORDS, WORDING, Segments
from whence.link.tokens import QUOTED

__all__ = ["NAME_LONGEST", "WORDING_BITS", "telling_reworded", "telling_wording"]

NAME_LONGEST = 12
"""Words up to which a passage is looked at as perhaps a name with its title."""
WORDING_BITS = 4.0
"""Bits of a word that is not a common one."""

_EDITED_BITS = 16.0
_LONG = 16  # matched words from which lightly edited wording is nobody's usual one
_LIGHTLY = 0.8
_MANY_BITS = 80.0  # bits from which much changed wording is not either
_REWORDED_BITS = 40.0
_REWORDED_SHARE = 0.35
_WORDS_A_PRINT = 3  # of five fingerprints in a row one is kept, or two
_USUAL_SHARE = 0.25


def telling_wording(collection: Collection, segments: Segments, wording: Candidates) -> NDArray[np.bool_]:
    """Copied wording counts when eight words of it are unchanged, or it is long, or quoted, or not usual elsewhere.

    A passage with changes is often two writers' way of naming one person or thing, or a form that is filled in anew
    each day, such as a market report's. Then its words stand in other articles too, over a long time, or none but
    common ones is written without a capital.
    """
    unchanged: NDArray[np.bool_] = (segments.words == segments.longer()) | (segments.unbroken >= WORDING.bits)
    one, two = _usual(segments, wording)
    own = np.where(segments.words >= _LONG, ~(one & two), ~(one | two))
    spoken = _quoted(collection, segments.one, segments.one_end) & _quoted(collection, segments.two, segments.two_end)
    lightly = (segments.words >= _LONG) & (segments.words >= _LIGHTLY * segments.longer())
    lightly |= segments.bits >= _MANY_BITS
    changed = (segments.bits >= _EDITED_BITS) & (lightly | own | spoken)
    return unchanged | (changed & ~_is_name(collection, segments))


def telling_reworded(collection: Collection, segments: Segments, wording: Candidates) -> NDArray[np.bool_]:
    """A reworded passage counts when it keeps many rare words, close together, and the wording is not usual.

    Of two articles of the same days a little usual wording amid many rare words is forgiven.
    """
    share = segments.words / np.maximum(segments.longer(), 1)
    many = (segments.bits >= _REWORDED_BITS) & (segments.words >= LEAST_WORDS) & (share >= _REWORDED_SHARE)
    one, two = _usual(segments, wording)
    few = np.minimum(
        _prints(wording.usual, segments.one, segments.one_end), _prints(wording.usual, segments.two, segments.two_end)
    )
    forgiven = _same_days(collection, segments) & (few * _WORDS_A_PRINT <= _USUAL_SHARE * segments.words)
    return many & (~(one & two) | forgiven)


def _same_days(collection: Collection, segments: Segments) -> NDArray[np.bool_]:
    """Whether the two articles of each segment were printed within days of each other."""
    days = collection.days()
    one, two = days[collection.articles_of(segments.one)], days[collection.articles_of(segments.two)]
    near: NDArray[np.bool_] = (one != UNDATED) & (two != UNDATED) & (np.abs(one - two) <= BURST_DAYS)
    return near


def _usual(segments: Segments, wording: Candidates) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether half the shared fingerprints of a segment are usual wording, on each side."""
    return _half(wording, segments.one, segments.one_end), _half(wording, segments.two, segments.two_end)


def _half(wording: Candidates, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
    usual, shared = _prints(wording.usual, start, end), _prints(wording.shared, start, end)
    found: NDArray[np.bool_] = (2 * usual >= shared) & (usual > 0)
    return found


def _prints(places: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of the fingerprints at these places each range holds."""
    last = np.maximum(end - WORDS + 1, start)
    return np.searchsorted(places, last) - np.searchsorted(places, start)


def _is_name(collection: Collection, segments: Segments) -> NDArray[np.bool_]:
    """Which short segments have no word, common ones aside, that is written without a capital."""
    places, heads = _spread(segments.one, segments.one_end)
    keys = collection.keys[places]
    wording = (keys & 1 == 0) & (collection.bits(keys) >= WORDING_BITS)
    found: NDArray[np.bool_] = (_sums(wording, heads) == 0) & (segments.words <= NAME_LONGEST)
    return found


def _quoted(collection: Collection, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether quoted words make up half of each range."""
    places, heads = _spread(start, end)
    found: NDArray[np.bool_] = 2 * _sums(collection.marks[places] & QUOTED != 0, heads) >= end - start
    return found


def _spread(start: NDArray[np.int64], end: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All places of the ranges, one range after the other, and where each range begins among them."""
    lengths = end - start
    heads = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) + np.repeat(start - heads, lengths), heads


def _sums(true: NDArray[np.bool_], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many are true of each range, none of which is empty."""
    return np.add.reduceat(true.astype(np.int64), heads) if len(heads) else heads
