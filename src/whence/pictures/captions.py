"""What two captions of one picture say differently: in words, in place, in date, in credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whence.link.same.lexicon import FUNCTION
from whence.link.same.lexis import stem
from whence.pictures.records import Difference, DifferenceKind, Picture
from whence.text.shown import harmless

__all__ = ["differences"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FUNCTION = frozenset(FUNCTION.split())
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|on|off|from|over|of)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+(?:of\s+|de\s+|the\s+)?[A-Z][\w’'-]+){0,4})"
)
_DATE = re.compile(
    r"\b(?:\d{1,2}\.?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)(?:\s+\d{1,2}(?!\d)(?:st|nd|rd|th)?)?(?:,?\s+\d{4})?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d{2}\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:yesterday|today|last\s+(?:week|month|year|night))\b"
)
_WHEN = re.compile(
    r"\A(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z|\A(?:January|February|March|April|May|June|July|August)"
)


def differences(a: Picture, b: Picture, texts: dict[str, str]) -> Iterator[Difference]:
    """Yield what the words given to one picture in two places say differently; `texts` are the articles' by id."""
    caption_a, caption_b = (_of(one, one.caption, texts) for one in (a, b))
    if caption_a and caption_b:
        yield from _apart(DifferenceKind.words, a, b, _words(caption_a), _words(caption_b))
        yield from _apart(DifferenceKind.place, a, b, _places(caption_a), _places(caption_b))
        yield from _apart(DifferenceKind.date, a, b, _dates(caption_a), _dates(caption_b))
    credit_a, credit_b = (_of(one, one.credit, texts) for one in (a, b))
    if credit_a and credit_b and _folded(credit_a) != _folded(credit_b):
        yield Difference(kind=DifferenceKind.credit, a=a.id, b=b.id, a_words=(credit_a,), b_words=(credit_b,))


def _of(picture: Picture, span: Sequence[int] | None, texts: dict[str, str]) -> str:
    return harmless(texts[picture.article][span[0] : span[1]]) if span and picture.article else ""


def _apart(
    kind: DifferenceKind, a: Picture, b: Picture, ours: dict[str, str], theirs: dict[str, str]
) -> Iterator[Difference]:
    """Yield a difference where both have words of a kind and at least one has some that the other lacks.

    A place or a date that one caption leaves out is no other one: only where each has its own is there a difference.
    """
    only_a = tuple(shown for key, shown in ours.items() if key not in theirs)
    only_b = tuple(shown for key, shown in theirs.items() if key not in ours)
    if (only_a or only_b) if kind is DifferenceKind.words else (only_a and only_b):
        yield Difference(kind=kind, a=a.id, b=b.id, a_words=only_a, b_words=only_b)


def _words(text: str) -> dict[str, str]:
    found = ((stem(word.lower().removesuffix("'s").removesuffix("’s")), word) for word in _WORD.findall(text))
    return {key: word for key, word in found if key not in _FUNCTION and len(key) > 1}


def _places(text: str) -> dict[str, str]:
    found = (match[1] for match in _PLACE.finditer(text))
    return {_folded(name): name for name in found if not _WHEN.match(name)}


def _dates(text: str) -> dict[str, str]:
    return {_folded(match[0]): match[0] for match in _DATE.finditer(text)}


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
