"""The quoted words of a statement: what it gives as a speaker's own, word by word, with their places.

The words of a direct statement are all quoted. Of any other only those in quotation marks are, without scare quotes.
What stands in square brackets is the writer's, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.units import Unit
from whence.records import Article, Form, Span
from whence.text.quotes import quotations

__all__ = ["QuotedWords", "common", "quoted_words"]

_WORD = re.compile(r"\[[^\]\n]{0,200}\]|(?P<word>[^\W_]+)")
_OPENING = re.compile("[.!?:;…\"“”„‘’'«»\n][^\\w]*$|^[^\\w]*$")
_COMMON = frozenset(IN_MOST.split())
_USUAL = frozenset(IN_MANY.split())
_WHOEVER = 6
STOCK_QUOTATIONS = """
our thoughts and prayers are with …
our thoughts are with …
our hearts go out to …
my heart goes out to …
our deepest condolences go to …
our deepest condolences to …
extend my condolences to …
extend our condolences to …
extend our deepest condolences to …
extend our sincere condolences to …
we wish the injured a speedy recovery
we wish him a speedy recovery
we wish her a speedy recovery
we take these allegations very seriously
we take all allegations seriously
we take this matter very seriously
we take the safety of our customers very seriously
the safety of our customers is our top priority
the safety of our passengers is our top priority
the safety of our staff is our top priority
the safety and security of our guests is our top priority
is our top priority
is our number one priority
is of paramount importance
we are cooperating fully with the investigation
we are fully cooperating with the authorities
we are working closely with the authorities
we are aware of the reports
we are aware of the situation
we are monitoring the situation closely
it would be inappropriate to comment further
it would be inappropriate to comment on an ongoing investigation
we do not comment on individual cases
we don t comment on individual cases
we do not comment on rumours or speculation
we do not comment on ongoing investigations
we don t comment on ongoing investigations
i can neither confirm nor deny
we can neither confirm nor deny
there will be a full investigation
the investigation is ongoing
at this point in time
at the end of the day
we apologise for any inconvenience caused
we apologize for any inconvenience
we are doing everything we can
we are doing everything in our power
we will do everything in our power
those responsible will be held accountable
those responsible will be brought to justice
the perpetrators will be brought to justice
lessons will be learned
no stone will be left unturned
we will leave no stone unturned
it is business as usual
"""
"""What everybody says: one phrase a line, in words without marks. Its words tell nothing of who said it.

At `…` up to six words more belong to it: whoever is meant.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedWords:
    """Quoted words in their order: in small letters, with their places in the article's text.

    `telling` says which are neither common nor part of a stock quotation, `rare` which of these are no usual words of
    news either, and `names` which are written with a capital for their own sake.
    """

    words: tuple[str, ...]
    places: tuple[Span, ...]
    telling: tuple[bool, ...]
    rare: tuple[bool, ...]
    names: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)


def quoted_words(unit: Unit) -> QuotedWords:
    """The quoted words of a unit, in the order of its content; none where it quotes nothing."""
    text = unit.article.text
    found = [match.span("word") for start, end in _stretches(unit) for match in _WORD.finditer(text, start, end)]
    places = tuple(Span(*place) for place in found if place[0] >= 0)
    words = tuple(text[start:end].casefold() for start, end in places)
    stock = _in_stock(words)
    telling = tuple(not common(word) and not is_stock for word, is_stock in zip(words, stock, strict=True))
    return QuotedWords(
        words=words,
        places=places,
        telling=telling,
        rare=tuple(tells and word not in _USUAL for word, tells in zip(words, telling, strict=True)),
        names=tuple(text[start].isupper() and not _opens(text, start) for start, _ in places),
    )


def common(word: str) -> bool:
    """Whether a word in small letters tells next to nothing: most articles have it, or it is a letter."""
    return word in _COMMON or (len(word) == 1 and not word.isdigit())


def _stretches(unit: Unit) -> Iterator[Span]:
    """The quoted stretches of a unit's content, in order."""
    statement = unit.statement
    if statement.form is Form.direct:
        yield from statement.content
        return
    for start, end in statement.content:
        for inner in _marked(unit.article, start, end):
            low, high = max(start, inner.start), min(end, inner.end)
            if low < high and not any(s.start < high and low < s.end for s in statement.scare):
                yield Span(low, high)


def _marked(article: Article, start: int, end: int) -> list[Span]:
    """What stands in quotation marks in the lines that a stretch lies in; the marks may stand outside of it."""
    low = article.text.rfind("\n", 0, start) + 1
    high = article.text.find("\n", end)
    line = article.text[low : len(article.text) if high < 0 else high]
    return [Span(low + inner.start, low + inner.end) for inner in _marked_in(line)]


@lru_cache(maxsize=1024)
def _marked_in(line: str) -> tuple[Span, ...]:
    return tuple(q.inner for q in quotations(line))


def _opens(text: str, start: int) -> bool:
    """Whether a word at this place may owe its capital to the sentence or the quotation that it opens."""
    return _OPENING.search(text[max(0, start - 4) : start]) is not None


def _in_stock(words: Sequence[str]) -> list[bool]:
    """Which words belong to a stock quotation."""
    found = [False] * len(words)
    for at, word in enumerate(words):
        for phrase, more in _stock().get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                end = min(len(words), at + len(phrase) + more)
                found[at:end] = [True] * (end - at)
    return found


@lru_cache(maxsize=1)
def _stock() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for line in STOCK_QUOTATIONS.split("\n"):
        if phrase := tuple(line.replace("…", "").split()):
            table.setdefault(phrase[0], []).append((phrase, _WHOEVER if "…" in line else 0))
    return table
