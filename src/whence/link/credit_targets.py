"""Which article of an outlet a credit means: one printed by then, and the one that shares most with the words.

What is compared are words and pairs of neighbouring words, as numbers: a pair tells as much as both its words together,
for pairs are somebody's wording. An outlet's articles stand one behind the other, in the order of their time, in one
array, so that a credit is compared with the last of them in one step.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whence.link.outlets import Key, Outlets
from whence.link.tokens import Tokens, fold, mix, tokens_of
from whence.read.names import name_words
from whence.records import Article, Reading, Span, Statement
from whence.times import between

__all__ = ["Meaning", "Targets", "articles_holding", "target_weights"]

_ZONES = timedelta(hours=14)  # how far a page's clock may be from what it is taken for
_ODD_CLOCK = 0.3  # what a target counts for that only such a clock would put before the credit
_CLEAR = 1.1  # how many times more than the runner-up a target must share
_NEAREST = 64  # articles of an outlet, the last by then, that are compared: news credits recent news
_BEST = 6  # of these, those whose statements by the same speaker are looked at
_SIZE = 1 << 20  # numbers for words, and as many for pairs: of a million, hardly two of a sentence's are another's
_KEPT = 512  # articles whose words are kept at hand
_GRAIN = 1_000  # weights are whole thousandths, which add up to the same in any order

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """An outlet's articles in the order of their time, the undated last; `starts` are the places of their numbers."""

    articles: tuple[str, ...]
    times: tuple[str, ...]
    numbers: NDArray[np.int32]
    starts: Numbers


class Meaning(Protocol):
    """Tells which article of an outlet is meant."""

    def meant(self, article: Article, outlet: str, statement: Statement | None, said: Sequence[Span]) -> str | None:
        """Return the id of the outlet's article that a statement rests on, or all of `article` does."""


def articles_holding(articles: Iterable[Article]) -> Numbers:
    """Count the articles that hold each of the numbers for words; the counts of parts of a collection add up."""
    counted = np.zeros(_SIZE, dtype=np.int64)
    for article in articles:
        counted[np.unique(_numbers(tokens_of(article))[0])] += 1
    return counted


def target_weights(counted: Numbers, count: int) -> Numbers:
    """What each of the numbers for words tells in a collection of `count` articles."""
    weights: Numbers = np.rint(_GRAIN * np.log((1 + count) / np.maximum(counted, 1))).astype(np.int64)
    return weights


class Targets:
    """The articles of a collection by outlet and time, with the words that tell them apart.

    `weights` are those of the collection where the readings are only some of it: all articles of some outlets.
    """

    def __init__(self, readings: Sequence[Reading], outlets: Outlets, weights: Numbers | None = None) -> None:
        self._readings = {r.article.id: r for r in readings}
        counted = np.zeros(_SIZE, dtype=np.int64)
        numbers: dict[str, NDArray[np.int32]] = {}
        for identity, reading in self._readings.items():
            words, pairs = _numbers(tokens_of(reading.article))
            numbers[identity] = np.concatenate((np.unique(words), np.unique(pairs))).astype(np.int32)
            counted[np.unique(words)] += 1
        self._weight = target_weights(counted, len(readings)) if weights is None else weights
        self._shelves = _shelves(self._readings.values(), outlets, numbers)
        self._told = np.zeros(2 * _SIZE, dtype=np.int64)  # the weights of what is compared just now, else nought
        self._times = {i: _time(r.article) for i, r in self._readings.items()}
        self._tokens = lru_cache(_KEPT)(lambda identity: tokens_of(self._readings[identity].article))

    def meant(self, article: Article, outlet: str, statement: Statement | None, said: Sequence[Span]) -> str | None:
        """Return the id of the outlet's article that a statement rests on, or all of `article` does.

        `said` are the sentences of the statement, or the lines of the article. None where the outlet has no article
        that may have been in print by then, and where two share as much.
        """
        shelf = self._shelves.get(outlet)
        first, last = _near(shelf, article) if shelf else (0, 0)
        shares = {n: s for n in range(first, last) if shelf and (s := self._by_then(shelf.articles[n], article.id))}
        if shelf is None or len(shares) < 2:
            return next((shelf.articles[n] for n in shares), None) if shelf else None
        words, pairs = _numbers(_inside(self._tokens(article.id), said))
        told = _weights(words, pairs, self._weight)
        scores = self._compared(shelf, first, last, told)
        ranked = sorted(((share * scores[n - first], n) for n, share in shares.items()), reverse=True)[:_BEST]
        speaker = _speaker(self._readings[article.id], statement)
        ranked = [(score + shares[n] * self._spoken(shelf.articles[n], speaker, told), n) for score, n in ranked]
        (best, target), (second, _) = sorted(ranked, reverse=True)[:2]
        return shelf.articles[target] if best > _CLEAR * second else None

    def _compared(self, shelf: _Shelf, first: int, last: int, told: tuple[Numbers, Numbers]) -> list[int]:
        """The weight that each article from `first` to before `last` shares with what is told."""
        numbers, weights = told
        start, end = int(shelf.starts[first]), int(shelf.starts[last])
        self._told[numbers] = weights
        shared = np.append(self._told[shelf.numbers[start:end]], 0)
        self._told[numbers] = 0
        heads = shelf.starts[first:last] - start
        sums = np.add.reduceat(shared, heads)
        return [int(s) for s in np.where(shelf.starts[first + 1 : last + 1] - start > heads, sums, 0)]

    def _spoken(self, other: str, speaker: Key, told: tuple[Numbers, Numbers]) -> int:
        """The weight shared with what the same speaker says in another article: its most alike statement's."""
        reading = self._readings[other]
        same = {s.id for s in reading.sources if speaker and name_words(s.name)[-1:] == speaker[-1:]}
        statements = [s for s in reading.statements if s.speaker in same]
        if not statements:
            return 0
        tokens, (numbers, weights) = self._tokens(other), told
        found = (np.concatenate(_numbers(_inside(tokens, s.content))) for s in statements)
        return max(int(weights[np.isin(numbers, f)].sum()) for f in found)

    def _by_then(self, earlier: str, article: str) -> float:
        """How much an article counts by its time: fully, less where only another time zone would explain it, or not."""
        if earlier == article:
            return 0.0
        first, then = self._times[earlier], self._times[article]
        if first is None or then is None or first[0] <= then[1]:
            return 1.0
        return _ODD_CLOCK if first[0] - then[1] <= _ZONES else 0.0


def _time(article: Article) -> tuple[datetime, datetime] | None:
    """The first and the last instant that the article's time may mean."""
    found = between(article.published)
    return (datetime.fromisoformat(found.earliest), datetime.fromisoformat(found.latest)) if found else None


def _shelves(readings: Iterable[Reading], outlets: Outlets, numbers: dict[str, NDArray[np.int32]]) -> dict[str, _Shelf]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in (r.article for r in readings):
        if outlet := outlets.of(article):
            when = between(article.published)
            found[outlet].append((when.earliest if when else "~", article.id))
    shelves = {}
    for outlet, some in found.items():
        times, articles = zip(*sorted(some), strict=True)
        lengths = np.array([0, *(len(numbers[i]) for i in articles)], dtype=np.int64)
        together = np.concatenate([numbers[i] for i in articles])
        shelves[outlet] = _Shelf(articles=articles, times=times, numbers=together, starts=np.cumsum(lengths))
    return shelves


def _near(shelf: _Shelf, article: Article) -> tuple[int, int]:
    """The range of the outlet's articles that are the last by the article's time, or an odd clock after it."""
    last = len(shelf.articles)
    then = between(article.published)
    if last > _NEAREST and then is not None:
        try:
            limit = (datetime.fromisoformat(then.latest) + _ZONES).isoformat()
        except OverflowError:
            limit = then.latest
        last = max(1, bisect_right(shelf.times, limit))
    return max(0, last - _NEAREST), last


def _numbers(tokens: Tokens) -> tuple[Numbers, Numbers]:
    """Numbers for the words, below `_SIZE`, and for each pair of neighbours, from `_SIZE` on; in the text's order."""
    keys = fold(tokens.keys).astype(np.uint64)
    pairs = mix((keys[:-1] << np.uint64(32)) | keys[1:])
    size = np.uint64(_SIZE)
    return (mix(keys) % size).astype(np.int64), (pairs % size).astype(np.int64) + _SIZE


def _weights(words: Numbers, pairs: Numbers, weight: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct numbers of words and pairs, with what each tells."""
    told = weight[words]
    both = told[:-1] + told[1:]
    numbers, first = np.unique(np.concatenate((words, pairs)), return_index=True)
    return numbers, np.concatenate((told, both))[first]


def _inside(tokens: Tokens, spans: Iterable[Span]) -> Tokens:
    """The words that begin within the spans, which stand in the text's order."""
    ranges = [(bisect_left(tokens.starts, s.start), bisect_left(tokens.starts, s.end)) for s in spans]
    kept = np.concatenate([np.arange(a, b) for a, b in ranges] or [np.arange(0)])
    return Tokens(keys=tokens.keys[kept], starts=tokens.starts[kept], ends=tokens.ends[kept], marks=tokens.marks[kept])


def _speaker(reading: Reading, statement: Statement | None) -> Key:
    wanted = statement.speaker if statement else None
    return next((name_words(s.name) for s in reading.sources if s.id == wanted), ())
