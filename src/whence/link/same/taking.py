"""Statements taken apart: the words of the content, those of the sentence around it, and the paragraph of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.link.same.lexis import Word, capitals, words_of
from whence.link.tokens import BODY
from whence.link.units import Unit
from whence.read.figures import figures
from whence.records import Article, Span
from whence.text.sentences import sentences

__all__ = ["Taken", "article_stems", "names_in", "names_of", "take_apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A unit taken apart: its content's words, the others of its sentences, and the paragraphs that hold both."""

    content: list[Word]
    around: list[Word]
    paragraphs: list[Span]


def article_stems(article: Article, names: frozenset[str]) -> list[str]:
    """The stems of an article's body, in order."""
    spans = [b.span for b in article.blocks if b.role in BODY] or [Span(0, len(article.text))]
    return [word.stem for word in words_of(article.text, spans, (), names)]


def names_of(articles: Sequence[Article]) -> frozenset[str]:
    """The words that the collection mostly writes with a capital where no sentence opens."""
    large: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for article in articles:
        up, low = names_in(article)
        large.update(up)
        small.update(low)
    return frozenset(word for word, times in large.items() if times > small[word])


def names_in(article: Article) -> tuple[set[str], set[str]]:
    """The words that an article writes with a capital where no sentence opens, and those that it writes small."""
    up, low = capitals(article.text)
    return set(up), set(low)


def take_apart(unit: Unit, names: frozenset[str]) -> Taken:
    """The unit's words; `names` are those that a capital makes names."""
    article, spans = unit.article, unit.statement.content
    content = words_of(article.text, spans, unit.statement.figures, names)
    paragraphs = _paragraphs(article, spans)
    around: list[Word] = []
    for paragraph in paragraphs:
        near = [s for s in _sentences(article.text, *paragraph) if any(s.start < e and b < s.end for b, e in spans)]
        rest = [gap for sentence in near for gap in _without(sentence, spans)]
        around += words_of(article.text, rest, [f for gap in rest for f in figures(article.text, gap)], names)
    return Taken(content=content, around=around, paragraphs=paragraphs)


@lru_cache(maxsize=64)
def _sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of a paragraph: all its statements ask for them, one after the other."""
    return tuple(sentences(text, start, end))


def _paragraphs(article: Article, spans: Sequence[Span]) -> list[Span]:
    """The blocks in which the spans stand; the spans themselves where the article has none there."""
    found = [b.span for b in article.blocks if any(b.span.start < e and s < b.span.end for s, e in spans)]
    return found or list(spans)


def _without(sentence: Span, spans: Sequence[Span]) -> list[Span]:
    """What is left of the sentence when the spans are taken out."""
    rest, at = [], sentence.start
    for start, end in sorted(spans):
        if start > at:
            rest.append(Span(at, min(start, sentence.end)))
        at = max(at, end)
    rest.append(Span(at, sentence.end))
    return [Span(a, b) for a, b in rest if a < b]
