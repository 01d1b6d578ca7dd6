"""Fingerprints of passages: few numbers of an article, chosen so that articles with the same words choose the same.

Two kinds. *Winnowed hashes of four words*: of each five in a row the least is kept, so that every run of eight words
that two articles share has a fingerprint in common. *Pairs of rare words*: neighbours among the seldom words, in either
order, which outlive the rewording of what stands between them.

Notes: winnowing is Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD
2003; a run of `WORDS + WINDOW - 1` words is always found.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import Collection
from whence.link.tokens import fold, mix

__all__ = ["WINDOW", "WORDS", "blocks_of", "rare_pairs", "winnowed"]

WORDS = 4
"""Words in a hashed run."""
WINDOW = 5
"""Runs in a row of which at least one is kept."""

_BLOCK = 1 << 16  # words hashed at a time: their arrays stay in a processor's caches
_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_PLACE_BITS = np.uint64(32)
_RARE_BITS = 5.6  # a word of one article in fifty
_NEIGHBOURS = 3
_PAIR_REACH = 24


def winnowed(collection: Collection) -> NDArray[np.uint64]:
    """The fingerprints of all articles: 32 bits of hash above 32 bits of the place of the run's first word."""
    found = [_winnowed(collection, low, high) for low, high in blocks_of(collection)]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def rare_pairs(collection: Collection) -> NDArray[np.uint64]:
    """The pairs of rare neighbouring words, packed likewise; the place is that of the word with the lesser key."""
    rare = collection.weights >= _RARE_BITS
    found = [_rare_pairs(collection, rare, low, high) for low, high in blocks_of(collection)]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def blocks_of(collection: Collection) -> Iterator[tuple[int, int]]:
    """Yield ranges of places that hold whole articles, of so many words each."""
    offsets = collection.offsets
    first = 0
    while first < len(offsets) - 1:
        last = int(np.searchsorted(offsets, offsets[first] + _BLOCK, side="right")) - 1
        last = min(max(last, first + 1), len(offsets) - 1)
        yield int(offsets[first]), int(offsets[last])
        first = last


def _winnowed(collection: Collection, low: int, high: int) -> NDArray[np.uint64]:
    count = high - low - WORDS + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    words = fold(collection.keys[low:high]).astype(np.uint64)
    codes = words[:count].copy()
    for later in range(1, WORDS):
        codes *= _FACTOR
        codes += words[later : later + count]
    codes = mix(codes)
    codes >>= np.uint64(1)  # below `_NONE`, which stands for "no run begins here"
    offsets = _offsets(collection, low, high)
    edges = offsets[1:-1]
    for later in range(1, WORDS):  # the runs that begin in an article's last words would end in the next
        codes[edges[(edges >= later) & (edges - later < count)] - later] = _NONE
    kept = codes == _greatest_least(codes)
    # An article's first and last run are kept as if nothing stood beside them; between two articles `WORDS - 1` places
    # hold no run, so that a window with runs of both holds no other runs, and neighbours change nothing.
    longer = np.flatnonzero(np.diff(offsets) >= WORDS)
    kept[offsets[longer]] = kept[offsets[longer + 1] - WORDS] = True
    kept &= codes != _NONE
    places = np.flatnonzero(kept)
    return _packed(codes[places], places + low)


def _greatest_least(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """For each place the greatest of the leasts of the windows that hold it: its own code, if any window chooses it."""
    padded = np.concatenate((np.full(WINDOW - 1, _NONE), codes, np.full(WINDOW - 1, _NONE)))
    count = len(codes) + WINDOW - 1
    least = padded[:count]
    for later in range(1, WINDOW):
        least = np.minimum(least, padded[later : later + count])
    greatest = least[: len(codes)]
    for later in range(1, WINDOW):
        greatest = np.maximum(greatest, least[later : later + len(codes)])
    return greatest


def _rare_pairs(collection: Collection, rare: NDArray[np.bool_], low: int, high: int) -> NDArray[np.uint64]:
    keys = fold(collection.keys[low:high])
    places = np.flatnonzero(rare.take(keys & np.uint32(len(rare) - 1)))
    words = keys[places].astype(np.uint64)
    article = collection.owners[low:high][places]
    found = []
    for later in range(1, min(_NEIGHBOURS, len(places) - 1) + 1):
        one, two = words[:-later], words[later:]
        near = (places[later:] - places[:-later] <= _PAIR_REACH) & (article[:-later] == article[later:]) & (one != two)
        codes = mix(np.minimum(one, two) * _FACTOR + np.maximum(one, two))
        found.append(_packed(codes[near], np.where(one < two, places[:-later], places[later:])[near] + low))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def _offsets(collection: Collection, low: int, high: int) -> NDArray[np.int64]:
    """Where each of the articles between two places begins, counted from the first, and where the last ends."""
    first, last = np.searchsorted(collection.offsets, [low, high], side="left")
    return collection.offsets[first : last + 1] - low


def _packed(codes: NDArray[np.uint64], places: NDArray[np.int64]) -> NDArray[np.uint64]:
    return ((codes << np.uint64(1)) >> _PLACE_BITS << _PLACE_BITS) | places.astype(np.uint64)
