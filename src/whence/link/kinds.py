"""What a shared passage is: a speaker's words, stock wording, words with a credit, or narrative.

Two thirds of the passages that outlets share within days are quoted speech, which says that they had one source, not
that one copied the other. So the kind of a passage is decided before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import Collection
from whence.link.credited import Credits
from whence.link.evidence import NAME_LONGEST, WORDING_BITS
from whence.link.ranges import numbers_in
from whence.link.segments import Segments
from whence.link.stock_phrases import stock_words
from whence.link.tokens import QUOTED, fold
from whence.records import PassageKind

__all__ = ["Kinds"]

_NARRATIVE_RUN = 10  # words outside quotation marks that are a copied passage by themselves
_STOCK_SHARE = 0.5
_LEAST_BESIDE_STOCK = 8
_STOCK_LONGEST = 60
_WORDING_WORDS = 2
_TOGETHER = 1 << 20  # words of passages looked at together: of large collections a count for each word is much memory


class Kinds:
    """Decides the kind of a collection's passages. `stock` holds the places of fingerprints that are stock wording."""

    def __init__(self, collection: Collection, stock: NDArray[np.int64], words: int) -> None:
        self._collection = collection
        self._stock = np.zeros(len(collection.keys), dtype=np.bool_)
        for later in range(words):
            self._stock[stock + later] = True
        self._credits = Credits(collection)

    def kinds(self, segments: Segments) -> list[PassageKind]:
        """The kind of each passage.

        Words that one of the two quotes and the other has without marks, as transcripts, posts and letters are given,
        are a speaker's too, unless one credits the other: then it may be the other's own words that it quotes.
        """
        sides = (segments.one, segments.one_end), (segments.two, segments.two_end)
        one, two = (self._are_quoted(*side) for side in sides)
        formula = self._are_formula(segments, ~(one & two))
        articles = (self._collection.articles_of(side[0]).tolist() for side in sides)
        rows = zip((one.astype(np.int64) + two).tolist(), formula.tolist(), *articles, strict=True)
        return [self._kind(*row) for row in rows]

    def _kind(self, quoted: int, formula: bool, one: int, two: int) -> PassageKind:
        if quoted == 2:
            return PassageKind.quotation
        if formula:
            return PassageKind.formula
        if self._credits.credits(one, two) or self._credits.credits(two, one):
            return PassageKind.credited
        return PassageKind.quotation if quoted else PassageKind.narrative

    def _are_quoted(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether quoted words make up each range, and what is left is too short to have been copied for itself."""
        found = [np.zeros(0, dtype=np.bool_)]
        for low, high in _some(start, end):
            places, owner = numbers_in(start[low:high], end[low:high])
            quoted = (self._collection.marks[places] & QUOTED) != 0
            count = np.bincount(owner[quoted], minlength=high - low)
            before = np.concatenate(([0], np.cumsum(quoted, dtype=np.int32)))
            alone = before[_NARRATIVE_RUN:] == before[:-_NARRATIVE_RUN]  # so many words from here on are not quoted,
            alone &= owner[_NARRATIVE_RUN - 1 :] == owner[: len(alone)]  # and all in one range
            apart = np.bincount(owner[: len(alone)][alone], minlength=high - low)
            found.append((2 * count >= end[low:high] - start[low:high]) & (apart == 0))
        return np.concatenate(found)

    def _are_formula(self, segments: Segments, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the passages asked about are stock wording on both sides."""
        for start, end in ((segments.one, segments.one_end), (segments.two, segments.two_end)):
            chosen = np.flatnonzero(asked)
            asked = asked.copy()
            asked[chosen] = self._is_formula(start[chosen], end[chosen])
        return asked

    def _is_formula(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the words are stock wording by their dates or by the list, or no more than a name with its title."""
        length = end - start
        found = (length <= NAME_LONGEST) & (self._wording(start, end) < _WORDING_WORDS)
        found |= self._stock_words(start, end) >= _STOCK_SHARE * length
        for number in np.flatnonzero(~found & (length <= _STOCK_LONGEST)).tolist():
            keys = fold(self._collection.keys[start[number] : end[number]]).tolist()
            found[number] = len(keys) - stock_words(keys) < _LEAST_BESIDE_STOCK
        return found

    def _stock_words(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many words of each range belong to stock wording by its dates."""
        found = [np.zeros(0, dtype=np.int64)]
        for low, high in _some(start, end):
            places, owner = numbers_in(start[low:high], end[low:high])
            found.append(np.bincount(owner[self._stock[places]], minlength=high - low))
        return np.concatenate(found)

    def _wording(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many words of the beginning of each range, common ones aside, are written without a capital."""
        count = np.zeros(len(start), dtype=np.int64)
        for step in range(NAME_LONGEST):
            inside = start + step < end
            keys = self._collection.keys[np.where(inside, start + step, start)]
            count += inside & (keys & 1 == 0) & (self._collection.bits(keys) >= WORDING_BITS)
        return count


def _some(start: NDArray[np.int64], end: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield which ranges to look at together, so that they have not many more words than `_TOGETHER`."""
    total = np.cumsum(end - start)
    low = 0
    while low < len(total):
        high = int(np.searchsorted(total, total[low] + _TOGETHER, side="right"))
        yield low, high
        low = high
