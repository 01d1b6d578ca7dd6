"""Copied passages brought to statements: which units of two articles stand at the same place of a shared passage."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product

from whence.link.units import Unit
from whence.records import Passage, PassageKind, Span
from whence.text.words import words_of

__all__ = ["copied_units"]

_DRIFT = 200  # code points by which edits may have moved a place within a passage
_LEAST_SHARE = 0.3
_Words = tuple[str, ...]


def copied_units(
    units: Sequence[Unit], passages: Iterable[Passage]
) -> Iterator[tuple[int, int, float, tuple[Passage, ...]]]:
    """Yield pairs of units that shared passages make alike, by their numbers, with the share and the passages.

    The share is of the shorter unit's words that the other has too, in order. Stock wording makes nothing alike.
    """
    places = _places(units)
    found: defaultdict[tuple[int, int], list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.kind is PassageKind.formula:
            continue
        ours = list(_inside(places[passage.a], passage.a_span))
        theirs = list(_inside(places[passage.b], passage.b_span))
        met = (
            (min(one, other), max(one, other))
            for (one, at), (other, there) in product(ours, theirs)
            if abs((at - passage.a_span.start) - (there - passage.b_span.start)) <= _DRIFT
        )
        for pair in dict.fromkeys(met):  # once, also where two spans of a statement lie in the passage
            found[pair].append(passage)
    words = {n: tuple(words_of(units[n].words)) for n in {n for pair in found for n in pair}}
    shares: dict[tuple[_Words, _Words], float] = {}  # copies of one text meet one another in the same words
    for (a, b), shared in sorted(found.items()):
        both = words[a], words[b]
        if both not in shares:
            shares[both] = _share(*both)
        if shares[both] >= _LEAST_SHARE:
            yield a, b, shares[both], tuple(shared)


def _places(units: Sequence[Unit]) -> defaultdict[str, list[tuple[int, int, int]]]:
    """The spans of each article's units, in order: start, end, the unit's number."""
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, unit in enumerate(units):
        for start, end in unit.statement.content:
            places[unit.article.id].append((start, end, number))
    for spans in places.values():
        spans.sort()
    return places


def _inside(spans: Sequence[tuple[int, int, int]], passage: Span) -> Iterator[tuple[int, int]]:
    """The units with a span of which most lies in a passage, each with where that begins."""
    first = bisect_left(spans, (passage.start - 4000, 0, 0))
    for start, end, number in spans[first:]:
        if start >= passage.end:
            return
        shared = min(end, passage.end) - max(start, passage.start)
        if 2 * shared > end - start or (shared > 0 and 2 * shared > passage.end - passage.start):
            yield number, start


def _share(one: _Words, other: _Words) -> float:
    """The share of the shorter side's words that both have in one order; 0 where that is surely too little."""
    if not one or not other:
        return 0.0
    if min(len(one), len(other)) * 4 <= max(len(one), len(other)):
        return 0.0
    if one == other:
        return 1.0
    common = set(one).intersection(other)
    least = _LEAST_SHARE * min(len(one), len(other))
    if any(sum(word in common for word in side) < least for side in (one, other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / min(len(one), len(other))
