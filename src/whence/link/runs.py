"""Exact runs: the longest stretches of equal words around candidate pairs, and their chains on near diagonals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.candidates import places_of
from whence.link.collection import Collection
from whence.link.tokens import fold, mix

__all__ = ["Chains", "Reach", "Runs", "chains_of", "in_company", "runs_of"]

_COMPANY_BITS = 3  # of a table, for each of its entries eight places or more
_MOST_COMPANY_BITS = 22
_MOST_COMPARED = 1 << 20
_JOINED_GAP = 12  # places between two pairs of one diagonal that are looked at word by word to join them at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Stretches of equal words: `length` words from place `one` in an earlier article, and from `two` in a later."""

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    length: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.one)

    def at(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> Runs:
        """The chosen runs, in the order of the choice."""
        return Runs(one=self.one[chosen], two=self.two[chosen], length=self.length[chosen])

    def followed_by(self, others: Runs) -> Runs:
        """These runs, then the others."""
        return Runs(**{n: np.concatenate((getattr(self, n), getattr(others, n))) for n in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far apart, in words, the runs of one chain may lie: along each article, and off the diagonal."""

    gap: int
    drift: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """Runs in order, without overlap. Chain number `i` holds the runs `edges[i]:edges[i + 1]`."""

    runs: Runs
    edges: NDArray[np.int64]


def in_company(collection: Collection, pairs: NDArray[np.uint64], reach: Reach) -> NDArray[np.uint64]:
    """Leave out candidate pairs whose run no other can be chained with: most, and where one run is not enough, in vain.

    Those that stay keep their order; some of them are alone too.
    """
    one, two = places_of(pairs)
    articles = collection.articles_of(one) * len(collection.headers) + collection.articles_of(two)
    band = 2 * (reach.drift + 1)
    kept = np.zeros(len(pairs), dtype=np.bool_)
    bits = min(len(pairs).bit_length() + _COMPANY_BITS, _MOST_COMPANY_BITS)
    for first in (0, band // 2):  # two diagonals that are near lie in one band, the first time or the second
        bands = (articles << 24) + (two - one + first) // band
        code = (mix(bands.astype(np.uint64)) >> np.uint64(64 - bits)).astype(np.intp)
        kept |= np.bincount(code, minlength=1 << bits).take(code) > 1
    return pairs[kept]


def runs_of(collection: Collection, pairs: NDArray[np.uint64], *, words: int) -> Runs:
    """The longest exact runs around sorted candidate pairs, each of which promises `words` equal words.

    The runs come in the order of their diagonals, and of their places on each.
    Pairs whose words differ, where two fingerprints agree by chance, are dropped.
    """
    keys = fold(collection.keys)
    one, two = places_of(pairs)
    equal = np.ones(len(one), dtype=np.bool_)
    for later in range(words):
        equal &= keys[one + later] == keys[two + later]
    one, two = one[equal], two[equal]
    first = ~_continued(collection, keys, one, two, words)
    heads = np.flatnonzero(first)
    tails = np.append(heads[1:], len(one)) - 1 if len(heads) else heads
    start, shift = one[heads], two[heads] - one[heads]
    ends = one[tails] + words
    start = _stretched(collection, keys, start, shift, -1)
    ends = _stretched(collection, keys, ends, shift, 1)
    again = np.zeros(len(start), dtype=np.bool_)  # the pairs were sorted by diagonal and place, and so are the runs
    again[1:] = (start[1:] == start[:-1]) & (shift[1:] == shift[:-1])
    start, shift, ends = start[~again], shift[~again], ends[~again]
    return Runs(one=start, two=start + shift, length=ends - start)


def _continued(
    collection: Collection, keys: NDArray[np.uint32], one: NDArray[np.int64], two: NDArray[np.int64], words: int
) -> NDArray[np.bool_]:
    """Which pairs only continue the run of the pair before them."""
    found = np.zeros(len(one), dtype=np.bool_)
    step = one[1:] - one[:-1]
    same = (two[1:] - one[1:] == two[:-1] - one[:-1]) & (step >= 0) & (step <= _JOINED_GAP)
    article_one, article_two = collection.articles_of(one), collection.articles_of(two)
    same &= (article_one[1:] == article_one[:-1]) & (article_two[1:] == article_two[:-1])
    for later in range(words, _JOINED_GAP):
        asked = np.flatnonzero(same & (step > later))
        same[asked] = keys[one[asked] + later] == keys[two[asked] + later]
    found[1:] = same
    return found


def _stretched(
    collection: Collection, keys: NDArray[np.uint32], edge: NDArray[np.int64], shift: NDArray[np.int64], way: int
) -> NDArray[np.int64]:
    """Move each edge of a run outwards while the words are equal: `way` is -1 for starts, 1 for ends.

    Ever more words are compared at a time, for the few runs that go on are long: whole articles.
    """
    edge = edge.copy()
    back = 1 if way < 0 else 0
    inside = edge - 1 + back
    article_one, article_two = collection.articles_of(inside), collection.articles_of(inside + shift)
    if way < 0:
        limit = np.maximum(collection.offsets[article_one], collection.offsets[article_two] - shift)
    else:
        limit = np.minimum(collection.offsets[article_one + 1], collection.offsets[article_two + 1] - shift)
    active = np.flatnonzero(edge != limit)
    place = edge[active] - back
    active = active[keys[place] == keys[place + shift[active]]]  # one word first: few runs are longer
    edge[active] += way
    active = active[edge[active] != limit[active]]
    width = 2
    while len(active):
        words = edge[active, None] + way * np.arange(width) - back
        inside = words >= limit[active, None] if way < 0 else words < limit[active, None]
        words = np.where(inside, words, words[:, :1])
        unlike = ~inside | (keys[words] != keys[words + shift[active, None]])
        ended = unlike.any(axis=1)
        edge[active] += way * np.where(ended, unlike.argmax(axis=1), width)
        active = active[~ended]
        active = active[edge[active] != limit[active]]
        width = max(1, min(2 * width, _MOST_COMPARED // max(1, len(active))))
    return edge


def chains_of(collection: Collection, runs: Runs, reach: Reach) -> Chains:
    """Chain the runs of each pair of articles that follow one another on near diagonals.

    The runs are in the order in which `runs_of` gives them.
    What stands in another order than the chain that it lies in, as turned clauses do, is chained apart, once.
    """
    pair = collection.articles_of(runs.one) * len(collection.headers) + collection.articles_of(runs.two)
    shift = runs.two - runs.one
    order = np.argsort(pair, kind="stable")  # they stand by diagonal and place
    runs, pair, shift = runs.at(order), pair[order], shift[order]
    far = np.zeros(len(runs), dtype=np.bool_)
    far[1:] = np.diff(shift) > reach.drift
    near = np.cumsum(_breaks(pair) | far, dtype=np.int64)
    chained, owners, rest = _without_overlap(runs, near)
    rest.sort()
    turned, turned_owners, _ = _without_overlap(runs.at(rest), near[rest])
    first, second = _cut(chained, owners, reach), _cut(turned, turned_owners, reach)
    return Chains(runs=chained.followed_by(turned), edges=np.concatenate((first, second[1:] + len(chained))))


def _breaks(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where a number differs from the one before it; the first does."""
    return np.concatenate(([True], numbers[1:] != numbers[:-1]))[: len(numbers)]


def _cut(runs: Runs, near: NDArray[np.int64], reach: Reach) -> NDArray[np.int64]:
    """The edges of the chains: where the next run lies on another diagonal, or too far on."""
    new = _breaks(near)
    if len(runs):
        new[1:] |= runs.one[1:] - (runs.one + runs.length)[:-1] > reach.gap
        new[1:] |= runs.two[1:] - (runs.two + runs.length)[:-1] > reach.gap
    return np.append(np.flatnonzero(new), len(runs))


def _without_overlap(runs: Runs, near: NDArray[np.int64]) -> tuple[Runs, NDArray[np.int64], NDArray[np.int64]]:
    """Put the runs of each number in order, and trim each by the end of the one before it; the numbers are sorted.

    Where nothing would be left of one of two, the shorter goes; the third result holds the places, among the runs
    given, of those that went.
    """
    number = np.arange(len(runs))
    several = np.flatnonzero(~_breaks(near) | ~_breaks(near[::-1])[::-1])  # most stand alone
    number[several] = several[np.lexsort((runs.two[several], runs.one[several], near[several]))]
    runs, near = runs.at(number), near[number]
    gone = [number[:0]]
    while True:
        over = np.zeros(len(runs), dtype=np.int64)
        end_one, end_two = runs.one + runs.length, runs.two + runs.length
        over[1:] = np.maximum(end_one[:-1] - runs.one[1:], end_two[:-1] - runs.two[1:])
        over[_breaks(near)] = 0
        over = np.maximum(over, 0)
        shorter = np.minimum(runs.length, np.concatenate((runs.length[:1], runs.length[:-1])))
        clash = np.flatnonzero((over >= shorter) & (over > 0))
        if not len(clash):
            trimmed = Runs(one=runs.one + over, two=runs.two + over, length=runs.length - over)
            return trimmed, near, np.concatenate(gone)
        kept = np.ones(len(runs), dtype=np.bool_)
        kept[np.where(runs.length[clash] <= runs.length[clash - 1], clash, clash - 1)] = False
        gone.append(number[~kept])
        runs, near, number = runs.at(kept), near[kept], number[kept]
