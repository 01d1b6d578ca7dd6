"""Which article of an outlet a credit means: one printed by then, and the one that shares most with the words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

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

Words = frozenset[str]


class Targets:
    """The articles of a collection by outlet, with the words that tell them apart."""

    def __init__(self, readings: Sequence[Reading], outlets: Outlets) -> None:
        self._articles = {r.article.id: r.article for r in readings}
        self._by_outlet: dict[str, list[str]] = defaultdict(list)
        for identity, article in sorted(self._articles.items()):
            if outlet := outlets.of(article):
                self._by_outlet[outlet].append(identity)
        self._words = {i: words_in(body(a)) for i, a in self._articles.items()}
        self._speakers = {s.id: name_words(s.name) for r in readings for s in r.sources}
        self._said = {r.article.id: list(self._statements(r)) for r in readings}
        counted = Counter(word for found in self._words.values() for word in found)
        self._weight = {word: math.log((1 + len(readings)) / n) for word, n in counted.items()}

    def _statements(self, reading: Reading) -> Iterator[tuple[Key, Words]]:
        for statement in reading.statements:
            if name := self._speakers.get(statement.speaker or ""):
                yield name, words_in(" ".join(reading.article.text[slice(*span)] for span in statement.content))

    def meant(self, article: Article, outlet: str, statement: Statement | None, said: str) -> str | None:
        """Return the id of the outlet's article that a statement rests on, or all of `article` does.

        `said` is the statement's sentence, or the article's body. None where the outlet has no article that may have
        been in print by then, and where two share as much.
        """
        words = words_in(said)
        speaker = self._speakers.get(statement.speaker or "", ()) if statement else ()
        scores = []
        for other in self._by_outlet.get(outlet, ()):
            share = self._by_then(other, article)
            if other != article.id and share:
                scores.append((share * (self._shared(words, self._words[other]) + self._spoken(words, speaker, other)), other))
        scores.sort(reverse=True)
        if len(scores) < 2:
            return scores[0][1] if scores else None
        (best, target), (second, _) = scores[:2]
        return target if best > _CLEAR * second else None

    def _by_then(self, earlier: str, article: Article) -> float:
        """How much an article counts by its time: fully, less where only another time zone would explain it, or not."""
        first, then = between(self._articles[earlier].published), between(article.published)
        if first is None or then is None or first.earliest <= then.latest:
            return 1.0
        late = datetime.fromisoformat(first.earliest) - datetime.fromisoformat(then.latest)
        return _ODD_CLOCK if late <= _ZONES else 0.0

    def _shared(self, one: Words, two: Words) -> float:
        return sum(self._weight.get(w, 0.0) for w in sorted(one & two))

    def _spoken(self, words: Words, speaker: Key, other: str) -> float:
        """What the words share with the other article's statement of the same speaker that they share most with."""
        if not speaker:
            return 0.0
        same = [w for name, w in self._said[other] if name[-1] == speaker[-1]]
        return max((self._shared(words, w) for w in same), default=0.0)


def body(article: Article) -> str:
    """The article's own text."""
    return "\n".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.role in BODY)


def words_in(text: str) -> Words:
    """The folded words of a text, with each pair of neighbours, which tells whose wording it is."""
    words = _WORD.findall(fold(text))
    return frozenset(words) | {f"{a} {b}" for a, b in zip(words, words[1:], strict=False)}
