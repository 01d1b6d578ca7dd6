"""Candidates: pairs of places, in two articles, that bear the same fingerprint.

A fingerprint of few places pairs them all. One of many places, a passage that a hundred papers print, is linked as a
star and a chain: each place with the earliest one and with the one before it. That is linear in the number of places
and drops no article: every copy hangs together with every other. Of its places in one article only the first counts,
for a text that repeats itself would be compared with every shift of itself. A fingerprint whose places are strewn over
time is stock wording; it is linked within its bursts and as a star, and marked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import UNDATED, Collection
from whence.link.ranges import numbers_in

__all__ = ["BURST_DAYS", "Candidates", "Links", "candidates_of", "linked_places", "places_of", "sorted_pairs"]

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_COUNTED_BITS = 24
_STREWN_PLACES = 5
_STREWN_DAYS = 60
_STREWN_RATE = 20  # days a place: stock wording turns up less often than this, news more often while it is news
BURST_DAYS = 3
"""Days between two articles that one piece of news may bring forth."""
_OWN_PLACES = 2
_STORY_DAYS = 14
_MONTH = 30
_STEADY_MONTHS = 6
_STEADY_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of places, and where wording stands that is no article's own.

    `shared` holds the places of all fingerprints that two places bear at least; `usual` those that more than two bear,
    over more than a fortnight, such as a person's name with title and office; `stock` those that recur all the time.
    All are sorted, and each place occurs once.

    A pair is packed as the distance between its places above the earlier one (32 bits each), so that pairs on one
    diagonal, runs of equal words, stand together when sorted. They are sorted, and each occurs once.
    """

    pairs: NDArray[np.uint64]
    shared: NDArray[np.int64]
    usual: NDArray[np.int64]
    stock: NDArray[np.int64]


def candidates_of(collection: Collection, fingerprints: NDArray[np.uint64], *, all_pairs: int) -> Candidates:
    """Pair the places of equal fingerprints that lie in two articles. May sort `fingerprints` in place.

    `all_pairs` is the number of places up to which each is paired with each.
    """
    places, sizes = _recurring(fingerprints)
    article = collection.articles_of(places)
    links = linked_places(article, collection.days()[article], sizes, all_pairs=all_pairs)
    words = len(collection.keys)
    return Candidates(
        pairs=sorted_pairs(places[links.one], places[links.two]),
        shared=_sorted(places, words),
        usual=_sorted(places[links.usual], words),
        stock=_sorted(places[links.stock], words),
    )


def places_of(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two places of each packed pair, the one of the earlier article first."""
    ones = (pairs & _LOW).astype(np.int64)
    return ones, ones + (pairs >> _HALF).astype(np.int64)


def _recurring(fingerprints: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of fingerprints that two places bear at least, group by group, and the sizes of the groups."""
    fingerprints = _perhaps_recurring(fingerprints)
    fingerprints.sort()
    codes = fingerprints >> _HALF
    edges = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1], [True])))
    del codes
    sizes = np.diff(edges)
    shared = sizes > 1
    heads, sizes = edges[:-1][shared], sizes[shared]
    kept, _ = numbers_in(heads, heads + sizes)
    return (fingerprints[kept] & _LOW).astype(np.int64), sizes


def _perhaps_recurring(fingerprints: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Leave out most of the fingerprints that occur once, for sorting is what costs: those whose last bits none shares.

    The counts may run over; then they add up to less, and all fingerprints stay.
    """
    bits = min(len(fingerprints).bit_length() + 1, _COUNTED_BITS)
    last = ((fingerprints >> _HALF) & np.uint64((1 << bits) - 1)).astype(np.intp)
    count = np.zeros(1 << bits, dtype=np.uint16)
    np.add.at(count, last, np.uint16(1))
    if int(count.sum(dtype=np.int64)) != len(fingerprints):
        return fingerprints
    return fingerprints.take(np.flatnonzero((count != 1).take(last)))


def _sorted(places: NDArray[np.int64], words: int) -> NDArray[np.int64]:
    """Sort places among so many words, each once."""
    held = np.zeros(words, dtype=np.bool_)
    held[places] = True
    return np.flatnonzero(held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links between places, by their numbers (`one` the earlier), some perhaps more than once.

    `usual` and `stock` say of each place whether its wording is no article's own, as in `Candidates`.
    """

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    usual: NDArray[np.bool_]
    stock: NDArray[np.bool_]


def linked_places(
    article: NDArray[np.int64], days: NDArray[np.int64], sizes: NDArray[np.int64], *, all_pairs: int
) -> Links:
    """Link places that stand group by group (`sizes`), one fingerprint each, in the order of time within a group.

    `article` numbers the article that holds each place, `days` is its day.
    """
    group = np.repeat(np.arange(len(sizes)), sizes)
    heads = np.repeat(np.cumsum(sizes) - sizes, sizes)
    count, span = _dates(days, group, sizes)
    strewn = ((count >= _STREWN_PLACES) & (span > _STREWN_DAYS) & (count * _STREWN_RATE < span))[group]
    stock = strewn | _steady(days, group, sizes)[group]
    usual = ((sizes > _OWN_PLACES) & (span > _STORY_DAYS))[group]
    few = (sizes <= all_pairs)[group] & ~strewn
    at = np.arange(len(article))
    found = [(at[:0], at[:0])]
    for later in range(1, min(all_pairs, len(article))):
        one = np.flatnonzero(few[:-later] & (group[:-later] == group[later:]))
        found.append((one, one + later))
    once = np.flatnonzero(~few & ((at == heads) | (article != np.roll(article, 1))))
    before, chained = once[:-1], once[1:]
    inside = group[before] == group[chained]
    before, chained = before[inside], chained[inside]
    near = ~strewn[chained] | (days[chained] - days[before] <= BURST_DAYS)
    found += [(before[near], chained[near]), (heads[chained], chained)]
    one, two = np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])
    apart = article[one] != article[two]
    return Links(one=one[apart], two=two[apart], usual=usual, stock=stock)


def sorted_pairs(earlier: NDArray[np.int64], later: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack pairs of places as `Candidates` has them: sorted, each once."""
    pairs = _packed(earlier, later)
    pairs.sort()  # `numpy.unique` goes by hashes, and then sorts as well
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]


def _packed(earlier: NDArray[np.int64], later: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pack pairs of places as the distance between the two above the earlier."""
    first = earlier.astype(np.uint64)
    found: NDArray[np.uint64] = ((later.astype(np.uint64) - first) << _HALF) | first
    return found


def _dates(
    days: NDArray[np.int64], group: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many places of each group are dated, and the days between the first of them and the last."""
    dated = days != UNDATED
    owner, day = group[dated], days[dated]
    first, last = np.zeros(len(sizes), dtype=np.int64), np.zeros(len(sizes), dtype=np.int64)
    heads, tails = _edges(owner)
    first[owner[heads]], last[owner[heads]] = day[heads], day[tails]
    return np.bincount(owner, minlength=len(sizes)), last - first


def _steady(days: NDArray[np.int64], group: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which groups recur in month after month, and mostly not in any one: stock wording, though often used."""
    dated = days != UNDATED
    span = int(days.max(initial=0)) // _MONTH + 1
    months = group[dated] * span + days[dated] // _MONTH
    heads, tails = _edges(months)
    owner, count = months[heads] // span, tails + 1 - heads
    most = np.zeros(len(sizes), dtype=np.int64)
    np.maximum.at(most, owner, count)
    total = np.bincount(group[dated], minlength=len(sizes))
    return (np.bincount(owner, minlength=len(sizes)) >= _STEADY_MONTHS) & (most < _STEADY_SHARE * total)


def _edges(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first place and the last of each stretch of equal numbers."""
    new = np.flatnonzero(numbers[1:] != numbers[:-1])
    count = min(len(numbers), 1)
    return np.append(np.zeros(count, dtype=np.int64), new + 1), np.append(new, np.full(count, len(numbers) - 1))
