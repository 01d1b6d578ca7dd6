"""The words of a stretch of text as the comparison sees them: stems, names, numbers, days, and words that negate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import permutations

from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.same.lexicon import EXCLUSIVE, FUNCTION, IRREGULAR, OPPOSITE, WHEN
from whence.records import Figure, Span

__all__ = ["OPPOSITES", "Kind", "Word", "capitals", "common_share", "negations", "stem", "words_of"]


class Kind(IntEnum):
    """What sort of word it is: each sort is compared by a rule of its own."""

    PLAIN = 0
    NAME = 1
    CODE = 2
    FIGURE = 3
    WHEN = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries content. `stem` is a figure's value after `#`, whatever words or digits it is written in."""

    stem: str
    kind: Kind
    start: int
    end: int


_FUNCTION, _WHEN = frozenset(FUNCTION.split()), frozenset(WHEN.split())
_ORDINALS = {
    word: f"{number}{('st', 'nd', 'rd')[number - 1] if number < 4 else 'th'}"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|unable|nil|zero)\b|n['’]t\b"
    r"|\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|fail(?:s|ed|ing)? to|contrary to"
    r"|refus(?:e|es|ed|ing)|lack(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|rul(?:e|es|ed|ing) out|false(?:ly)?|wrong(?:ly)?"
    r"|far from|free of|un(?:founded|true|likely)|untouched)\b",
    re.IGNORECASE,
)

_SUFFIXES = (
    ("ies", "y", 3), ("sses", "ss", 2), ("xes", "x", 2), ("ches", "ch", 2), ("shes", "sh", 2), ("ing", "", 3),
    ("edly", "", 4), ("ied", "y", 3), ("ed", "", 3), ("ly", "", 5), ("s", "", 3), ("e", "", 3),
)  # fmt: skip
"""An ending, what stands in its place, and the fewest letters before it."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut the endings that English inflection adds; words of one stem mostly mean one thing.

    Light on purpose: the encoder's vectors pair words that a cut would only guess at.
    """
    word = _IRREGULAR.get(word, word)
    if word.endswith(("ss", "us", "is")):
        return word
    for suffix, instead, least in _SUFFIXES:
        cut = word.removesuffix(suffix)
        if cut == word or len(cut) < least or (suffix in _VERBAL and not _VOWELS & set(cut)):
            continue
        cut += instead
        if suffix in _VERBAL and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
            return cut[:-1]
        return cut[:-1] if len(cut) > 3 and cut.endswith("e") else cut
    return word


_VERBAL = frozenset(("ing", "ed"))
_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    form: word
    for entry in IRREGULAR.split(",")
    for word, _, forms in [entry.strip().partition(":")]
    for form in forms.split()
}
OPPOSITES = frozenset(
    (stem(one), stem(other))
    for entry in (*OPPOSITE.split(","), *EXCLUSIVE.split(","))
    for one, other in permutations(entry.split(), 2)
)
"""Pairs of stems, each way round, of which one mostly excludes the other."""
_SHARES = {stem(w): share for share, words in ((0.2, IN_MANY), (0.6, IN_MOST)) for w in words.split()}
_SELDOM = 0.002


def common_share(word: str) -> float:
    """The share of news articles at large that hold the stem, roughly: what a few articles cannot tell."""
    return _SHARES.get(word, _SELDOM)


def words_of(text: str, spans: Sequence[Span], figures: Sequence[Figure], names: frozenset[str]) -> list[Word]:
    """The content words of the spans of `text`, in order.

    Args:
        text: the article's text.
        spans: what to look at.
        figures: the figures that lie in the spans; each is one word.
        names: small-letter words that are names wherever a capital opens them.
    """
    found = [Word(f"#{f.value:.6g}", Kind.FIGURE, *f.span) for f in figures]
    taken = sorted(f.span for f in figures)
    for start, end in spans:
        for match in _WORD.finditer(text, start, end):
            if taken and any(a <= match.start() < b for a, b in taken):
                continue
            word = _word(match, names)
            if word is not None:
                found.append(word)
    return sorted(found, key=lambda w: (w.start, w.end))


def _word(match: re.Match[str], names: frozenset[str]) -> Word | None:
    kind, small, name = _looked_up(match.group())
    if kind is None:
        return None
    if name is not None and name in names:
        return Word(name, Kind.NAME, *match.span())
    return Word(small, kind, *match.span())


@lru_cache(maxsize=65_536)
def _looked_up(shown: str) -> tuple[Kind | None, str, str | None]:
    """A word's kind, None where it carries no content, its stem, and what it is as a name, where it has a capital."""
    shown = shown.replace("’", "'")
    small = shown.removesuffix("'s").lower()
    if small in _ORDINALS or any(c.isdigit() for c in small):
        return Kind.CODE, _ORDINALS.get(small, small), None
    if small in _WHEN:
        return Kind.WHEN, small, None
    if small in _FUNCTION or len(small) < 2:
        return None, small, None
    return Kind.PLAIN, stem(small), small if shown[0].isupper() else None


def negations(text: str) -> int:
    """How many words of `text` negate."""
    return sum(1 for _ in _NEGATION.finditer(text))


def capitals(text: str) -> tuple[list[str], list[str]]:
    """The words, in small letters, that `text` writes with a capital inside a sentence, and those it writes small."""
    large: list[str] = []
    small: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower():
            small.append(word)
        elif word[0].isupper() and text[max(0, match.start() - 2) : match.start()].strip(" ")[-1:].isalnum():
            large.append(word.lower())
    return large, small
