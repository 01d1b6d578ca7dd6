"""Which articles could be of one story, and how rare each word is within it.

Articles meet in an inverted index of their rarest words, names and figures. Each is compared with the few that share
most with it and stand near it in time, so the work grows with the number of articles and not with that of their pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import UNDATED, day_of
from whence.link.same.lexis import common_share
from whence.records import Article

__all__ = ["NEAR", "Stories", "local_weights", "meetings", "rarest", "rarity_of", "stories_of"]

NEAR = 40
"""Articles of a story that an article is compared with at most, itself left out."""

_KEYS = 150  # an article's rarest words that are looked up: fewer would be its copies' alone, in a small collection
_POSTING = 48  # articles of one word that meet all with all; in longer lists each meets the next _AHEAD in time
_AHEAD = 24
_DAYS = 60  # articles printed further apart are another story, though it may be of the same people
_PRIOR = 15.0  # how many articles the knowledge of English at large weighs as much as
_CHUNK = 1 << 22

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """`near[a]` are the articles of article a's story, itself first, then by what they share with it.

    `words` numbers every stem; `known[a]` are the numbers that occur in its story, ascending, and `rare[a]` their
    weights: minus the logarithm of a word's share of the story's articles.
    """

    near: tuple[Ints, ...]
    words: dict[str, int]
    known: tuple[Ints, ...]
    rare: tuple[NDArray[np.float32], ...]

    def weights(self, article: int, stems: Ints) -> NDArray[np.float32]:
        """The weights of stems that occur in the article."""
        found: NDArray[np.float32] = self.rare[article][np.searchsorted(self.known[article], stems)]
        return found


def stories_of(articles: Sequence[Article], stems: Sequence[Sequence[str]]) -> Stories:
    """Find each article's story by its stems (each list may repeat)."""
    words: dict[str, int] = {}
    held = [np.unique([words.setdefault(s, len(words)) for s in own]).astype(np.int64) for own in stems]
    shares = np.array([common_share(w) for w in words], dtype=np.float64)
    days = np.array([day_of(a.published or a.updated) for a in articles], dtype=np.int64)
    near = _near(held, shares, days)
    local = [local_weights([held[b] for b in near[a]], shares) for a in range(len(articles))]
    return Stories(near=near, words=words, known=tuple(k for k, _ in local), rare=tuple(r for _, r in local))


def local_weights(held: Sequence[Ints], shares: NDArray[np.float64]) -> tuple[Ints, NDArray[np.float32]]:
    """The words of a story's articles, ascending, and their weights in it; `shares` are those of English at large."""
    known, counts = np.unique(np.concatenate(held), return_counts=True)
    share = (counts + _PRIOR * shares[known]) / (len(held) + _PRIOR)
    return known, (-np.log(share)).astype(np.float32)


def _near(held: Sequence[Ints], shares: NDArray[np.float64], days: Ints) -> tuple[Ints, ...]:
    count = len(held)
    pairs, scores = _meetings(held, shares, days)
    low, high = pairs // count, pairs % count
    one, two, both = np.concatenate((low, high)), np.concatenate((high, low)), np.concatenate((scores, scores))
    order = np.lexsort((two, -both, one))
    one, two = one[order], two[order]
    edges = np.searchsorted(one, np.arange(count + 1))
    return tuple(
        np.concatenate((np.array([a]), two[edges[a] : min(edges[a + 1], edges[a] + NEAR)])).astype(np.int64)
        for a in range(count)
    )


def _meetings(held: Sequence[Ints], shares: NDArray[np.float64], days: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Pairs of articles that share a word (low * count + high, ascending), and the rarity of all that they share."""
    count = len(held)
    frequency = Counter[int]()
    for own in held:
        frequency.update(own.tolist())
    spread = np.zeros(len(shares))
    for key, times in frequency.items():
        spread[key] = times
    rarity = rarity_of(spread, shares, count)
    words, articles = _keys(held, spread, rarity)
    order = np.lexsort((articles, days[articles], words))
    word, article = words[order], articles[order]
    pairs = np.zeros(0, dtype=np.int64)
    scores = np.zeros(0, dtype=np.float64)
    waiting: list[tuple[Ints, NDArray[np.float64]]] = []
    held_back = 0
    for one, two in meetings(word, days[article]):
        a, b = article[one], article[two]
        waiting.append((np.minimum(a, b) * count + np.maximum(a, b), rarity[word[one]]))
        held_back += len(a)
        if held_back > _CHUNK:
            pairs, scores = _summed([(pairs, scores), *waiting])
            waiting, held_back = [], 0
    return _summed([(pairs, scores), *waiting])


def rarity_of(spread: NDArray[np.float64], shares: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """How rare words are that `spread` of `count` articles hold, and that share of English at large."""
    found: NDArray[np.float64] = -np.log((spread + _PRIOR * shares) / (count + _PRIOR))
    return found


def meetings(word: Ints, day: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of places in lists of articles by word, those next to one another first, then ever further apart.

    The places of one word stand together, in the order of time; `day` is that of each place's article.
    """
    heads = np.flatnonzero(np.concatenate(([True], word[1:] != word[:-1])))[: len(word)]
    size = np.repeat(np.diff(np.append(heads, len(word))), np.diff(np.append(heads, len(word))))
    for step in range(1, _POSTING):
        keep = (word[:-step] == word[step:]) & ((size[step:] <= _POSTING) | (step <= _AHEAD))
        dated = (day[:-step] != UNDATED) & (day[step:] != UNDATED)
        keep &= ~dated | (np.abs(day[:-step] - day[step:]) <= _DAYS)
        one = np.flatnonzero(keep)
        yield one, one + step


def rarest(own: Ints, spread: NDArray[np.float64], rarity: NDArray[np.float64]) -> Ints:
    """The places of an article's rarest words among those that another article has too: what it is looked up by.

    `own` are its words' numbers, `spread` and `rarity` those of each.
    """
    shared = np.flatnonzero(spread > 1)
    return shared[np.lexsort((own[shared], -rarity[shared]))[:_KEYS]]


def _keys(held: Sequence[Ints], spread: NDArray[np.float64], rarity: NDArray[np.float64]) -> tuple[Ints, Ints]:
    """Each article's rarest words among those that another article has too: word numbers, and the articles' numbers."""
    words, articles = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for number, own in enumerate(held):
        keys = own[rarest(own, spread[own], rarity[own])]
        words.append(keys)
        articles.append(np.full(len(keys), number, dtype=np.int64))
    return np.concatenate(words), np.concatenate(articles)


def _summed(parts: Sequence[tuple[Ints, NDArray[np.float64]]]) -> tuple[Ints, NDArray[np.float64]]:
    pairs: Ints
    pairs, place = np.unique(np.concatenate([p for p, _ in parts]), return_inverse=True)
    scores = np.bincount(place, weights=np.concatenate([s for _, s in parts]), minlength=len(pairs))
    return pairs, scores.astype(np.float64)
