"""Which article of an outlet a credit means: one printed by then, and the one that shares most with the words."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from whence.link.outlets import Key, Outlets
from whence.link.tokens import BODY
from whence.read.names import fold, name_words
from whence.records import Article, Reading, Statement
from whence.times import between

__all__ = ["Targets", "body", "words_in"]

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_ZONES = timedelta(hours=14)  # how far a page's clock may be from what it is taken for
_ODD_CLOCK = 0.3  # what a target counts for that only such a clock would put before the credit
_CLEAR = 1.1  # how many times more than the runner-up a target must share
_NEAREST = 64  # articles of an outlet, the last by then, that are compared: news credits recent news
_LEAD = 4_000  # code points of an article by which the one that it comes from as a whole is told
_KEPT = 2_048  # articles whose words are kept at hand

Words = frozenset[str]


class Targets:
    """The articles of a collection by outlet and time, with the words that tell them apart."""

    def __init__(self, readings: Sequence[Reading], outlets: Outlets) -> None:
        self._readings = {r.article.id: r for r in readings}
        self._by_outlet = _by_time(readings, outlets)
        counted = Counter(word for r in readings for word in set(_WORD.findall(fold(body(r.article)))))
        self._weight = {word: math.log((1 + len(readings)) / n) for word, n in counted.items()}
        self._of = lru_cache(_KEPT)(lambda identity: words_in(body(self._readings[identity].article)))
        self._said = lru_cache(_KEPT)(lambda identity: tuple(_spoken(self._readings[identity])))

    def meant(self, article: Article, outlet: str, statement: Statement | None, said: str) -> str | None:
        """Return the id of the outlet's article that a statement rests on, or all of `article` does.

        `said` is the statement's sentence, or the article's body. None where the outlet has no article that may have
        been in print by then, and where two share as much.
        """
        open_ = [(i, share) for i in self._near(article, outlet) if (share := self._by_then(i, article))]
        if len(open_) < 2:
            return open_[0][0] if open_ else None
        words = words_in(said[:_LEAD])
        speaker = _speaker(self._readings[article.id], statement)
        scores = sorted(((share * self._score(words, speaker, i), i) for i, share in open_), reverse=True)
        (best, target), (second, _) = scores[:2]
        return target if best > _CLEAR * second else None

    def _near(self, article: Article, outlet: str) -> list[str]:
        """The outlet's articles that are the last by the article's time, one odd clock ahead; the undated are last."""
        found = self._by_outlet.get(outlet, [])
        then = between(article.published)
        if len(found) > _NEAREST and then is not None:
            limit = (datetime.fromisoformat(then.latest) + _ZONES).isoformat()
            at = bisect_right(found, limit, key=lambda pair: pair[0])
            found = found[max(0, at - _NEAREST) : at]
        return [i for _, i in found[-_NEAREST:] if i != article.id]

    def _by_then(self, earlier: str, article: Article) -> float:
        """How much an article counts by its time: fully, less where only another time zone would explain it, or not."""
        first, then = between(self._readings[earlier].article.published), between(article.published)
        if first is None or then is None or first.earliest <= then.latest:
            return 1.0
        late = datetime.fromisoformat(first.earliest) - datetime.fromisoformat(then.latest)
        return _ODD_CLOCK if late <= _ZONES else 0.0

    def _score(self, words: Words, speaker: Key, other: str) -> float:
        """The weight of the words shared with an article, and once more with what the same speaker says there."""
        same = [w for name, w in self._said(other) if speaker and name[-1] == speaker[-1]]
        return self._shared(words, self._of(other)) + max((self._shared(words, w) for w in same), default=0.0)

    def _shared(self, one: Words, two: Words) -> float:
        return math.fsum(self._weight_of(w) for w in one & two)

    def _weight_of(self, word: str) -> float:
        """What a word tells; two neighbours tell as much as both together, for they are somebody's wording."""
        return math.fsum(self._weight.get(w, 0.0) for w in word.split())


def _by_time(readings: Sequence[Reading], outlets: Outlets) -> dict[str, list[tuple[str, str]]]:
    """Each outlet's articles with the first second that their time may mean, in that order; the undated are last."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in (r.article for r in readings):
        if outlet := outlets.of(article):
            when = between(article.published)
            found[outlet].append((when.earliest if when else "~", article.id))
    return {outlet: sorted(some) for outlet, some in found.items()}


def _spoken(reading: Reading) -> Iterator[tuple[Key, Words]]:
    """Each statement's speaker, by the words of the name, with the words that are said."""
    names = {s.id: name_words(s.name) for s in reading.sources}
    for statement in reading.statements:
        if name := names.get(statement.speaker or ""):
            yield name, words_in(" ".join(reading.article.text[slice(*span)] for span in statement.content))


def _speaker(reading: Reading, statement: Statement | None) -> Key:
    wanted = statement.speaker if statement else None
    return next((name_words(s.name) for s in reading.sources if s.id == wanted), ())


def body(article: Article) -> str:
    """The article's own text."""
    return "\n".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.role in BODY)


def words_in(text: str) -> Words:
    """The folded words of a text, with each pair of neighbours."""
    words = _WORD.findall(fold(text))
    return frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)}
