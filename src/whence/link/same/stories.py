"""Which articles could be of one story, and how rare each word is within it.

Articles meet in an inverted index of their rarest words, names and figures. Each is compared with the few that share
most with it and stand near it in time, so the work grows with the number of articles and not with that of their pairs.
How much two share is a cosine over these words, of which each counts by its rarity, and a name by more: of the words
that other articles have too, and, so that strangers are not of one story for want of others, of all their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import UNDATED, day_of
from whence.link.same.lexis import common_share
from whence.records import Article

__all__ = [
    "DAYS",
    "NEAR",
    "OF_ONE_STORY",
    "Looked",
    "Stories",
    "local_weights",
    "looked_up",
    "meetings",
    "of_one_story",
    "related",
    "stories_of",
]

DAYS = 60
"""Articles printed further apart are another story, though it may be of the same people."""
NEAR = 40
"""Articles of a story that an article is compared with at most, itself left out."""
OF_ONE_STORY = 0.09
"""What two articles of one story share at least, of what others have too: a cosine."""

_KEYS = 150  # an article's rarest words that are looked up: fewer would be its copies' alone, in a small collection
_POSTING = 48  # articles of one word that meet all with all; in longer lists each meets the next _AHEAD in time
_AHEAD = 24
_LEAST_OF_ALL = 0.05
_NAME = 3.0  # a name tells as much of a story as so many other words that are as rare
_PRIOR = 15.0  # how many articles the knowledge of English at large weighs as much as
_CHUNK = 1 << 22

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """`near[a]` are the articles of article a's story, itself first, then by what they share with it: `shared[a]`.

    `words` numbers every stem; `known[a]` are the numbers that occur in its story, ascending, and `rare[a]` their
    weights: minus the logarithm of a word's share of the story's articles.
    """

    near: tuple[Ints, ...]
    shared: tuple[NDArray[np.float64], ...]
    words: dict[str, int]
    known: tuple[Ints, ...]
    rare: tuple[NDArray[np.float32], ...]

    def weights(self, article: int, stems: Ints) -> NDArray[np.float32]:
        """The weights of stems that occur in the article."""
        found: NDArray[np.float32] = self.rare[article][np.searchsorted(self.known[article], stems)]
        return found


def stories_of(articles: Sequence[Article], stems: Sequence[Sequence[str]], names: frozenset[str]) -> Stories:
    """Find each article's story by its stems (each list may repeat); `names` are the stems that are names."""
    words: dict[str, int] = {}
    held = [np.unique([words.setdefault(s, len(words)) for s in own]).astype(np.int64) for own in stems]
    shares = np.array([common_share(w) for w in words], dtype=np.float64)
    days = np.array([day_of(a.published or a.updated) for a in articles], dtype=np.int64)
    near, shared = _near(held, shares, np.array([word in names for word in words], dtype=np.bool_), days)
    local = [local_weights([held[b] for b in near[a]], shares) for a in range(len(articles))]
    return Stories(
        near=near, shared=shared, words=words, known=tuple(k for k, _ in local), rare=tuple(r for _, r in local)
    )


def local_weights(held: Sequence[Ints], shares: NDArray[np.float64]) -> tuple[Ints, NDArray[np.float32]]:
    """The words of a story's articles, ascending, and their weights in it; `shares` are those of English at large."""
    known, counts = np.unique(np.concatenate(held), return_counts=True)
    share = (counts + _PRIOR * shares[known]) / (len(held) + _PRIOR)
    return known, (-np.log(share)).astype(np.float32)


def related(
    near: Sequence[Ints], shared: Sequence[NDArray[np.float64]], numbers: Ints, one: Ints, two: Ints
) -> NDArray[np.float64]:
    """How much the two articles of each pair share, as far as one is near the other: 1 of one article, 0 of strangers.

    Args:
        near: for some articles those of their stories, as in `Stories`.
        shared: what these share with them.
        numbers: the numbers of the articles whose stories are given, as they stand in `near`.
        one: of each pair the number of one article.
        two: of each pair the number of the other.
    """
    size = 1 + max((int(own.max(initial=0)) for own in (*near, one, two)), default=0)
    codes = np.repeat(numbers, list(map(len, near))) * size + np.concatenate([numbers[:0], *near])
    order = np.argsort(codes)
    codes, values = codes[order], np.concatenate([np.zeros(0), *shared])[order]

    def told(asked: Ints) -> NDArray[np.float64]:
        place = np.minimum(np.searchsorted(codes, asked), max(0, len(codes) - 1))
        return np.where(codes[place] == asked, values[place], 0.0) if len(codes) else np.zeros(len(asked))

    return np.maximum(told(one * size + two), told(two * size + one))


def _near(
    held: Sequence[Ints], shares: NDArray[np.float64], named: NDArray[np.bool_], days: Ints
) -> tuple[tuple[Ints, ...], tuple[NDArray[np.float64], ...]]:
    count = len(held)
    pairs, shared = _meetings(held, shares, named, days)
    low, high = pairs // count, pairs % count
    one, two, both = np.concatenate((low, high)), np.concatenate((high, low)), np.concatenate((shared, shared))
    order = np.lexsort((two, -both, one))
    one, two, both = one[order], two[order], both[order]
    edges = np.searchsorted(one, np.arange(count + 1))
    kept = [slice(edges[a], min(edges[a + 1], edges[a] + NEAR)) for a in range(count)]
    near = (np.concatenate(([a], two[rows])).astype(np.int64) for a, rows in enumerate(kept))
    return tuple(near), tuple(np.concatenate(([1.0], both[rows])) for rows in kept)


def _meetings(
    held: Sequence[Ints], shares: NDArray[np.float64], named: NDArray[np.bool_], days: Ints
) -> tuple[Ints, NDArray[np.float64]]:
    """Pairs of articles of one story (low * count + high, ascending), and how much they share."""
    count = len(held)
    spread = np.zeros(len(shares))
    for own in held:
        spread[own] += 1  # an article has each of its words once
    looked = [looked_up(own, spread[own], shares[own], named[own], count) for own in held]
    word = np.concatenate([np.zeros(0, dtype=np.int64), *(own[x.places] for own, x in zip(held, looked, strict=True))])
    article = np.repeat(np.arange(count), [len(one.places) for one in looked])
    part = np.concatenate([np.zeros(0), *(one.parts for one in looked)])
    order = np.lexsort((article, days[article], word))
    word, article, part = word[order], article[order], part[order]
    pairs = np.zeros(0, dtype=np.int64)
    shared = np.zeros(0, dtype=np.float64)
    waiting: list[tuple[Ints, NDArray[np.float64]]] = []
    held_back = 0
    for one, two in meetings(word, days[article]):
        a, b = article[one], article[two]
        waiting.append((np.minimum(a, b) * count + np.maximum(a, b), part[one] * part[two]))
        held_back += len(a)
        if held_back > _CHUNK:
            pairs, shared = _summed([(pairs, shared), *waiting])
            waiting, held_back = [], 0
    pairs, shared = _summed([(pairs, shared), *waiting])
    known = np.array([one.known for one in looked])
    kept = of_one_story(shared, known[pairs // count] * known[pairs % count])
    return pairs[kept], shared[kept]


def meetings(word: Ints, day: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of places in lists of articles by word, those next to one another first, then ever further apart.

    The places of one word stand together, in the order of time; `day` is that of each place's article.
    """
    heads = np.flatnonzero(np.concatenate(([True], word[1:] != word[:-1])))[: len(word)]
    size = np.repeat(np.diff(np.append(heads, len(word))), np.diff(np.append(heads, len(word))))
    for step in range(1, _POSTING):
        keep = (word[:-step] == word[step:]) & ((size[step:] <= _POSTING) | (step <= _AHEAD))
        dated = (day[:-step] != UNDATED) & (day[step:] != UNDATED)
        keep &= ~dated | (np.abs(day[:-step] - day[step:]) <= DAYS)
        one = np.flatnonzero(keep)
        yield one, one + step


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What an article is looked up by: its rarest words among those that another article has too.

    `places` are theirs among the article's words, `parts` what each is of them: the squares add up to 1. `known` is
    what they are of the article's rarest words, whoever has them: the root of their share.
    """

    places: Ints
    parts: NDArray[np.float64]
    known: float


def looked_up(
    own: Ints, spread: NDArray[np.float64], shares: NDArray[np.float64], named: NDArray[np.bool_], count: int
) -> Looked:
    """Return what an article is looked up by.

    Args:
        own: the numbers of its words.
        spread: how many of the articles hold each.
        shares: the share of articles of English at large that do.
        named: whether each is a name.
        count: how many articles there are.
    """
    rarity = -np.log((spread + _PRIOR * shares) / (count + _PRIOR))
    telling = rarity * np.where(named, _NAME, 1.0)
    ranked = np.lexsort((own, -rarity))
    kept = ranked[spread[ranked] > 1][:_KEYS]
    among = telling[kept].sum()
    return Looked(
        places=kept,
        parts=np.sqrt(telling[kept] / among),
        known=float(np.sqrt(among / telling[ranked[:_KEYS]].sum())) if len(kept) else 0.0,
    )


def of_one_story(shared: NDArray[np.float64], known: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pairs of articles are of one story, by the cosine of what both are looked up by and what both `known` are.

    Both thresholds are those of `docs/decisions/0035-one-story.md`.
    """
    return (shared >= OF_ONE_STORY) & (shared * known >= _LEAST_OF_ALL)


def _summed(parts: Sequence[tuple[Ints, NDArray[np.float64]]]) -> tuple[Ints, NDArray[np.float64]]:
    pairs: Ints
    pairs, place = np.unique(np.concatenate([p for p, _ in parts]), return_inverse=True)
    scores = np.bincount(place, weights=np.concatenate([s for _, s in parts]), minlength=len(pairs))
    return pairs, scores.astype(np.float64)
