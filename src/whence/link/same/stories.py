"""Which articles could be of one story, and how rare each word is within it.

Articles meet in an inverted index of their rarest words, names and figures. Each is compared with the few that share
most with it and stand near it in time, so the work grows with the number of articles and not with that of their pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import UNDATED
from whence.link.same.lexis import common_share

__all__ = ["Stories", "stories_of"]

NEAR = 40
"""Articles of a story that an article is compared with at most, itself left out."""

_KEYS = 150  # an article's rarest words that are looked up: fewer would be its copies' alone, in a small collection
_POSTING = 48  # articles of one word that meet all with all; in longer lists each meets the next _AHEAD in time
_AHEAD = 24
_DAYS = 60  # articles printed further apart are another story, though it may be of the same people
_PRIOR = 15.0  # how many articles the knowledge of English at large weighs as much as
_TOGETHER = 128  # articles whose stories are looked for at once: bounds the memory, and changes nothing else

Ints = NDArray[np.int64]
Held = NDArray[np.int32]
Floats = NDArray[np.float64]
_NONE = np.zeros(0, dtype=np.int64)


class Stories:
    """Which articles are of one story, and the weights of words in it.

    `near[a]` are the articles of article a's story, itself first, then by what they share with it. `words` numbers
    every stem.
    """

    def __init__(self, near: Sequence[Ints], words: Mapping[str, int], held: Sequence[Held]) -> None:
        self.near = near
        self.words = words
        self._held = held
        self._shares = np.array([common_share(w) for w in words], dtype=np.float64)
        self._local = lru_cache(maxsize=2)(self._of_story)

    def weights(self, article: int, stems: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """The weights of stems that occur in the article: minus the logarithm of a stem's share of its story."""
        known, rare = self._local(article)
        found: NDArray[np.float32] = rare[np.searchsorted(known, stems)]
        return found

    def _of_story(self, article: int) -> tuple[Held, NDArray[np.float32]]:
        held = [self._held[b] for b in self.near[article].tolist()]
        known, counts = np.unique(np.concatenate(held), return_counts=True)
        share = (counts + _PRIOR * self._shares[known]) / (len(held) + _PRIOR)
        return known, (-np.log(share)).astype(np.float32)

    def together(self) -> list[int]:
        """Return all articles, those of one story near one another."""
        found: dict[int, None] = {}
        for near in self.near:
            found |= dict.fromkeys(near.tolist())
        return list(found)


def stories_of(days: Ints, held: Sequence[Held], words: Mapping[str, int]) -> Stories:
    """Find each article's story by its day and the stems that it holds, by their numbers in `words`, ascending."""
    shares = np.array([common_share(w) for w in words], dtype=np.float64)
    spread = np.zeros(len(shares))
    for own in held:
        spread[own] += 1
    rarity = -np.log((spread + _PRIOR * shares) / (len(held) + _PRIOR))
    return Stories(_near(_Index(held, spread, rarity, days), len(held)), words, held)


class _Index:
    """The inverted index: `word` and `article` of each entry, in the order of the words, and for each of the days."""

    def __init__(self, held: Sequence[Held], spread: Floats, rarity: Floats, days: Ints) -> None:
        words, articles = _keys(held, spread, rarity)
        order = np.lexsort((articles, days[articles], words))
        self.word, self.article = words[order], articles[order]
        self._size = np.bincount(self.word, minlength=len(spread))
        self._rarity = rarity
        self._days = days
        by_article = np.argsort(self.article, kind="stable")
        self._entries = by_article
        self._edges = np.searchsorted(self.article[by_article], np.arange(len(held) + 1))

    def meetings(self, low: int, high: int) -> tuple[Ints, Ints, Floats]:
        """Pairs of articles, the first of them in `low:high`, that share a word, with the rarity of all they share.

        Each pair's words are added up in one order, so that the sums are the same whatever else is looked up.
        """
        own = np.sort(self._entries[self._edges[low] : self._edges[high]])
        ones, twos, rare = [_NONE], [_NONE], [np.zeros(0)]
        for step in range(1, _POSTING):
            for way in (step, -step):
                at = own[(own + way >= 0) & (own + way < len(self.word))]
                at = at[self._meet(at, at + way, step)]
                ones.append(self.article[at])
                twos.append(self.article[at + way])
                rare.append(self._rarity[self.word[at]])
        count = len(self._days)
        codes, place = np.unique((np.concatenate(ones) - low) * count + np.concatenate(twos), return_inverse=True)
        scores: Floats = np.bincount(place, weights=np.concatenate(rare), minlength=len(codes)).astype(np.float64)
        return codes // count, codes % count, scores

    def _meet(self, one: Ints, two: Ints, step: int) -> NDArray[np.bool_]:
        same = (self.word[one] == self.word[two]) & ((self._size[self.word[one]] <= _POSTING) | (step <= _AHEAD))
        first, second = self._days[self.article[one]], self._days[self.article[two]]
        dated = (first != UNDATED) & (second != UNDATED)
        found: NDArray[np.bool_] = same & (~dated | (np.abs(first - second) <= _DAYS))
        return found


def _near(index: _Index, count: int) -> tuple[Ints, ...]:
    found: list[Ints] = []
    for low in range(0, count, _TOGETHER):
        high = min(low + _TOGETHER, count)
        one, two, both = index.meetings(low, high)
        order = np.lexsort((two, -both, one))
        one, two = one[order], two[order]
        edges = np.searchsorted(one, np.arange(high - low + 1))
        found += [
            np.concatenate((np.array([low + a]), two[edges[a] : min(edges[a + 1], edges[a] + NEAR)])).astype(np.int64)
            for a in range(high - low)
        ]
    return tuple(found)


def _keys(held: Sequence[Held], spread: Floats, rarity: Floats) -> tuple[Ints, Ints]:
    """Each article's rarest words among those that another article has too: word numbers, and the articles' numbers."""
    words, articles = [_NONE], [_NONE]
    for number, own in enumerate(held):
        shared = own[spread[own] > 1]
        keys = shared[np.lexsort((shared, -rarity[shared]))[:_KEYS]].astype(np.int64)
        words.append(keys)
        articles.append(np.full(len(keys), number, dtype=np.int64))
    return np.concatenate(words), np.concatenate(articles)
