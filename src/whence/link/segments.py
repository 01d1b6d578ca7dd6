"""From chains of exact runs to shared segments: gaps and ends aligned, weak parts cut off, the weak ones left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.link.align import Aligned, Boxes, Costs, align, at_most
from whence.link.collection import Collection
from whence.link.runs import Chains, Reach, Runs

__all__ = ["LEAST_WORDS", "REWORDED", "WORDING", "Channel", "Segments", "joined", "segments_of"]

LEAST_WORDS = 8
"""Words that must match for anything to be called a passage."""

_Number = TypeVar("_Number", np.int64, np.float64)
_END_WORDS = 16
_MUCH = 8  # words used beyond an end from which more are looked at
_ROUNDING = 1e-6
_PLATEAU = 64  # runs in a row that may add nothing before a segment is closed: keeps the search linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """How the candidates of one kind of fingerprint are followed up.

    `words` is the length of the exact run that it promises; `all_pairs` the number of places up to which each is paired
    with each; `runs` and `exact_words` what a chain needs (either) to be aligned at all; `bits` and `least` what a
    segment needs, in bits and in words that match, to be looked at further; `drop` how many bits a segment may lose
    again before it is cut.
    """

    words: int
    all_pairs: int
    reach: Reach
    costs: Costs
    runs: int
    exact_words: int
    bits: float
    least: int
    drop: float


WORDING = Channel(
    words=4,
    all_pairs=24,
    reach=Reach(gap=60, drift=20),
    costs=Costs(unlike=2.5, missing=2.0),
    runs=1,
    exact_words=5,
    bits=10.0,
    least=LEAST_WORDS,
    drop=30.0,
)
"""Copied wording, by hashes of four words."""

REWORDED = Channel(
    words=1,
    all_pairs=8,
    reach=Reach(gap=40, drift=20),
    costs=Costs(unlike=1.5, missing=1.0),
    runs=2,
    exact_words=1 << 30,
    bits=10.0,
    least=3,
    drop=45.0,
)
"""Reworded passages, by pairs of rare words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """Aligned segments: places `one:one_end` of an earlier article and `two:two_end` of a later.

    `bits` says how unlikely it is that the words agree by chance, `words` how many match, `exact` how many match in
    case too. `unbroken` are the bits of the strongest run of at least `LEAST_WORDS` words without any change, 0 where
    there is none.
    """

    one: NDArray[np.int64]
    one_end: NDArray[np.int64]
    two: NDArray[np.int64]
    two_end: NDArray[np.int64]
    bits: NDArray[np.float64]
    words: NDArray[np.int64]
    exact: NDArray[np.int64]
    unbroken: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.one)

    def longer(self) -> NDArray[np.int64]:
        """The words of the longer side of each."""
        words: NDArray[np.int64] = np.maximum(self.one_end - self.one, self.two_end - self.two)
        return words

    def at(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> Segments:
        """The chosen segments, in the order of the choice."""
        return Segments(**{name: getattr(self, name)[chosen] for name in self.__slots__})


def joined(*several: Segments) -> Segments:
    """All segments, one list after the other."""
    return Segments(**{name: np.concatenate([getattr(s, name) for s in several]) for name in Segments.__slots__})


def segments_of(collection: Collection, chains: Chains, channel: Channel) -> Segments:
    """Align what lies between and beyond the runs of each chain, and keep the segments that chance does not explain."""
    chains = _promising(chains, channel)
    runs, edges = chains.runs, chains.edges
    bits, exact = _run_sums(collection, runs)
    gaps = _gaps(collection, chains, channel.costs)
    firsts, lasts = _stretches(edges, bits, gaps.bits, channel.drop)
    cores = Segments(
        one=runs.one[firsts],
        two=runs.two[firsts],
        one_end=(runs.one + runs.length)[lasts],
        two_end=(runs.two + runs.length)[lasts],
        bits=_between(bits, firsts, lasts + 1) + _between(gaps.bits, firsts, lasts),
        words=_between(runs.length, firsts, lasts + 1) + _between(gaps.words, firsts, lasts),
        exact=_between(exact, firsts, lasts + 1) + _between(gaps.exact, firsts, lasts),
        unbroken=_greatest(np.where(runs.length >= LEAST_WORDS, bits, 0.0), firsts, lasts + 1),
    )
    whole = _with_ends(collection, cores, channel)
    return whole.at((whole.bits >= channel.bits) & (whole.words >= channel.least))


def _promising(chains: Chains, channel: Channel) -> Chains:
    """Leave out the chains of one short run: common phrases, nearly all."""
    sizes = np.diff(chains.edges)
    total = np.concatenate(([0], np.cumsum(chains.runs.length)))
    kept = (sizes >= channel.runs) | (total[chains.edges[1:]] - total[chains.edges[:-1]] >= channel.exact_words)
    return Chains(runs=chains.runs.at(np.repeat(kept, sizes)), edges=np.concatenate(([0], np.cumsum(sizes[kept]))))


def _run_sums(collection: Collection, runs: Runs) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The bits of each run, and how many of its words are equal in case."""
    if not len(runs):
        return np.zeros(0), np.zeros(0, dtype=np.int64)
    heads = np.cumsum(runs.length) - runs.length
    step = np.arange(int(runs.length.sum())) - np.repeat(heads, runs.length)
    one = collection.keys[np.repeat(runs.one, runs.length) + step]
    two = collection.keys[np.repeat(runs.two, runs.length) + step]
    bits = np.add.reduceat(collection.bits(one).astype(np.float64), heads)
    return bits, np.add.reduceat((one == two).astype(np.int64), heads)


def _gaps(collection: Collection, chains: Chains, costs: Costs) -> Aligned:
    """Align what lies between each run and the next; nothing lies after the last run of a chain."""
    runs = chains.runs
    one, two = runs.one + runs.length, runs.two + runs.length
    words_one, words_two = np.zeros(len(runs), dtype=np.int64), np.zeros(len(runs), dtype=np.int64)
    words_one[:-1], words_two[:-1] = runs.one[1:] - one[:-1], runs.two[1:] - two[:-1]
    lasts = chains.edges[1:] - 1
    words_one[lasts] = words_two[lasts] = 0
    way = np.ones(len(runs), dtype=np.int64)
    boxes = Boxes(one=one, two=two, words_one=words_one, words_two=words_two, way=way)
    return align(collection, boxes, costs, is_open=False)


def _stretches(
    edges: NDArray[np.int64], runs: NDArray[np.float64], gaps: NDArray[np.float64], drop: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first run and the last of each stretch of the chains. A chain of one run, as most are, is a stretch."""
    single = np.diff(edges) == 1
    several = zip(edges[:-1][~single].tolist(), edges[1:][~single].tolist(), strict=True)
    found = [
        (low + first, low + last)
        for low, high in several
        for first, last in _best_stretches(runs[low:high].tolist(), gaps[low:high].tolist(), drop)
    ]
    last = np.full(len(runs), -1, dtype=np.int64)  # of the stretch that begins with a run
    last[edges[:-1][single]] = edges[:-1][single]
    first, its = np.array(found, dtype=np.int64).reshape(-1, 2).T
    last[first] = its
    firsts = np.flatnonzero(last >= 0)
    return firsts, last[firsts]


def _best_stretches(runs: list[float], gaps: list[float], drop: float) -> list[tuple[int, int]]:
    """Cut a chain into the stretches of runs whose sum with their gaps is greatest.

    A stretch ends where the sum has fallen by more than `drop` from its best, or below nothing.
    """
    found = []
    first = 0
    while first < len(runs):
        total, best, last = 0.0, -1.0, first
        for number in range(first, len(runs)):
            total += runs[number]
            if total > best:
                best, last = total, number
            total += gaps[number]
            if total <= 0 or best - total > drop or number - last > _PLATEAU:
                break
        found.append((first, last))
        first = last + 1
    return found


def _between(numbers: NDArray[_Number], firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[_Number]:
    """The sum of each range of the numbers."""
    total = np.zeros(len(numbers) + 1, dtype=numbers.dtype)
    np.cumsum(numbers, out=total[1:])
    sums: NDArray[_Number] = total[lasts] - total[firsts]
    return sums


def _greatest(numbers: NDArray[np.float64], firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The greatest number of each range; the ranges do not overlap, and none is empty."""
    if not len(firsts):
        return np.zeros(0)
    edges = np.stack((firsts, lasts), axis=1).ravel()
    found: NDArray[np.float64] = np.maximum.reduceat(np.append(numbers, 0.0), edges)[::2]
    return found


def _with_ends(collection: Collection, cores: Segments, channel: Channel) -> Segments:
    """Lengthen each segment at both ends by the words whose alignment gains, as long as much is gained.

    Those that the words beyond their ends cannot make strong enough are left out unaligned: nearly all.
    """
    whole, _ = _hopeful(collection, cores, channel, turned=False)
    whole, gains = _hopeful(collection, whole, channel, turned=True)
    gained = _gained(collection, _beyond(collection, whole), channel.costs, np.flatnonzero(gains))
    before, after = slice(0, len(whole)), slice(len(whole), None)
    return Segments(
        one=whole.one - gained.used_one[before],
        two=whole.two - gained.used_two[before],
        one_end=whole.one_end + gained.used_one[after],
        two_end=whole.two_end + gained.used_two[after],
        bits=whole.bits + gained.bits[before] + gained.bits[after],
        words=whole.words + gained.words[before] + gained.words[after],
        exact=whole.exact + gained.exact[before] + gained.exact[after],
        unbroken=whole.unbroken,
    )


def _hopeful(
    collection: Collection, cores: Segments, channel: Channel, *, turned: bool
) -> tuple[Segments, NDArray[np.bool_]]:
    """The segments that can become strong enough, and which of their two ends, all former first, can gain at all.

    `turned` asks for it by the words of the later article, and not by those of the earlier.
    """
    boxes = _next(_beyond(collection, cores))
    most = at_most(collection, boxes.turned() if turned else boxes, channel.costs, _MUCH)
    before, after = slice(0, len(cores)), slice(len(cores), None)
    bits = cores.bits + most.bits[before] + most.bits[after]
    words = cores.words + most.words[before] + most.words[after]
    strong = (bits >= channel.bits - _ROUNDING) & (words >= channel.least)
    kept = strong | most.beyond[before] | most.beyond[after]
    return cores.at(kept), most.any[np.tile(kept, 2)]


def _beyond(collection: Collection, segments: Segments) -> Boxes:
    """All the words before each segment to the beginning of the two articles, then all those after each."""
    offsets = collection.offsets
    one, two = collection.articles_of(segments.one), collection.articles_of(segments.two)
    return Boxes(
        one=np.concatenate((segments.one, segments.one_end)),
        two=np.concatenate((segments.two, segments.two_end)),
        words_one=np.concatenate((segments.one - offsets[one], offsets[one + 1] - segments.one_end)),
        words_two=np.concatenate((segments.two - offsets[two], offsets[two + 1] - segments.two_end)),
        way=np.repeat(np.array([-1, 1]), len(segments)),
    )


def _next(boxes: Boxes) -> Boxes:
    """The first words of boxes, as many as are aligned at a time."""
    words_one, words_two = np.minimum(boxes.words_one, _END_WORDS), np.minimum(boxes.words_two, _END_WORDS)
    return replace(boxes, words_one=words_one, words_two=words_two)


def _gained(collection: Collection, boxes: Boxes, costs: Costs, active: NDArray[np.int64]) -> Aligned:
    """What the best beginnings of the active boxes give, some words at a time, as long as most of these are used."""
    totals = [np.zeros(len(boxes.one), dtype=kind) for kind in (np.float64, *[np.int64] * 4)]
    total = Aligned(**dict(zip(Aligned.__slots__, totals, strict=True)))
    while len(active):
        rest = boxes.at(active).without(total.used_one[active], total.used_two[active])
        found = align(collection, _next(rest), costs, is_open=True)
        for name, sums in zip(Aligned.__slots__, totals, strict=True):
            sums[active] += getattr(found, name)
        active = active[np.maximum(found.used_one, found.used_two) > _MUCH]
    return total
