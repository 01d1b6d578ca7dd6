"""Which article of an outlet a credit means: one printed by then, and the one that shares most with the words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from whence.link.outlets import Outlets
from whence.link.tokens import BODY
from whence.read.names import fold
from whence.records import Article, Moment, Reading
from whence.times import between

__all__ = ["Targets"]

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_ZONES = timedelta(hours=14)  # a clock without an offset may be that far from UTC
_CLEAR = 1.1  # how many times more than the runner-up a target must share
_STATED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")

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
        counted = Counter(word for found in self._words.values() for word in found)
        self._weight = {word: math.log((1 + len(readings)) / n) for word, n in counted.items()}

    def meant(self, article: Article, outlet: str, words: str) -> str | None:
        """Return the id of the outlet's article that `words` of `article` rest on; None where it cannot be told."""
        found = [i for i in self._by_outlet.get(outlet, ()) if i != article.id and self._by_then(i, article)]
        if len(found) < 2:
            return found[0] if found else None
        said = words_in(words)
        scores = sorted(((self._shared(said, self._words[i]), i) for i in found), reverse=True)
        (best, target), (second, _) = scores[:2]
        return target if best > _CLEAR * second else None

    def _by_then(self, earlier: str, article: Article) -> bool:
        """Whether an article may have been in print when the other was published."""
        first, then = earliest(self._articles[earlier].published), latest(article.published)
        return first is None or then is None or first <= then

    def _shared(self, one: Words, two: Words) -> float:
        return sum(self._weight.get(w, 0.0) for w in sorted(one & two))


def body(article: Article) -> str:
    """The article's own text."""
    return "\n".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.role in BODY)


def words_in(text: str) -> Words:
    """The folded words of a text, with each pair of neighbours, which tells whose wording it is."""
    words = _WORD.findall(fold(text))
    return frozenset(words) | {f"{a} {b}" for a, b in zip(words, words[1:], strict=False)}


def earliest(moment: Moment | None) -> datetime | None:
    """The first instant that a stated time may mean, in UTC."""
    found = between(moment)
    return None if found is None or moment is None else datetime.fromisoformat(found.earliest) - _slack(moment)


def latest(moment: Moment | None) -> datetime | None:
    """The last instant that a stated time may mean, in UTC."""
    found = between(moment)
    return None if found is None or moment is None else datetime.fromisoformat(found.latest) + _slack(moment)


def _slack(moment: Moment) -> timedelta:
    return timedelta() if "T" in moment.at and _STATED.search(moment.at) else _ZONES
