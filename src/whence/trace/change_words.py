"""The words of a version as changes are sought in them: with their place, their plain form and their stem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from whence.records import Article, Span, Spans

__all__ = ["COMMON", "Word", "content_stems", "plain", "stem", "words_in"]

COMMON = frozenset(
    """
    a about above after again against all also an and any are as at be because been before being between both but by
    can could did do does doing down during each for from further had has have having he her here hers him his how i
    if in into is it its itself just may me might more most must my no nor not now of off on once one only or other our
    out over own said same say says she should so some such than that the their them then there these they this those
    through to told too under until up upon very was we were what when where which while who whom why will with would
    yet you your us
""".split()
)
"""Words that join the others and say little by themselves."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ENDINGS = ("ations", "ation", "ingly", "edly", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er",
            "ly", "ions", "ion", "s", "e", "y")  # fmt: skip
_LEAST = 3  # letters that an ending must leave


class Word(NamedTuple):
    """One word: in lower case with typewriter apostrophes, its stem, and its place in the article's text."""

    text: str
    stem: str
    span: Span


def plain(text: str) -> str:
    """The text in lower case with typewriter apostrophes; as long as it was wherever lower case keeps the length."""
    return text.replace("’", "'").replace("ʼ", "'").replace("\u00a0", " ").lower()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending, so that "trapped", "traps" and "trapping" meet; crude, and the same for both sides."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word


def words_in(article: Article, spans: Spans) -> list[Word]:
    """Return the words of the spans, in their order; one cut by a span's edge counts as what lies inside."""
    return list(_words(article.text, spans))


@lru_cache(maxsize=1024)
def _words(text: str, spans: Spans) -> tuple[Word, ...]:
    """The same: several sorts of change ask for them, and a version that many follow is asked for as often."""
    found = []
    for start, end in spans:
        for match in _WORD.finditer(text, start, end):
            word = plain(match.group())
            found.append(Word(word, stem(word), Span(*match.span())))
    return tuple(found)


def content_stems(words: Iterable[Word]) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(word.stem for word in words if word.text not in COMMON)
