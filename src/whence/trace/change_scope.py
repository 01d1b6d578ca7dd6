"""Whether a version says of all what the one that it follows said of some.

Only what stands in the words counts: "some wells" against "wells", "all wells" or "every well"; a version that counts
its wells, or says which, is not wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whence.link.units import Unit
from whence.read.units import singular
from whence.records import Change, ChangeKind, Span
from whence.trace.change_words import COMMON, Word, words_in

__all__ = ["scope_changes"]

_SOME = frozenset("some several few certain many most part parts half one".split())
_ALL = frozenset("all every each entire whole both".split())
_MARKED = _SOME | frozenset(
    """
    the a an this that these those his her its their our my your no any other another two three four five six seven
    eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands
""".split()
)
_JOINING = frozenset("of the a these those its their his her our".split())
_REACH = 2  # adjectives between a quantity and its noun
_LEAST_LETTERS = 4


def scope_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield a noun that had a part only and now has all."""
    before = words_in(earlier.article, earlier.statement.content)
    after = words_in(later.article, later.statement.content)
    still = {singular(noun.text) for _, noun in _partial(after)}
    for start, noun in _partial(before):
        if singular(noun.text) in still:
            continue
        for place, word in enumerate(after):
            if singular(word.text) == singular(noun.text) and (first := _general(after, place)) is not None:
                yield Change(
                    kind=ChangeKind.scope_widened,
                    before=(Span(start.span.start, noun.span.end),),
                    after=(Span(after[first].span.start, word.span.end),),
                )
                break


def _partial(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield each quantity that names a part, with its plural noun."""
    for place, word in enumerate(words):
        if word.text not in _SOME:
            continue
        at = place + 1
        while at < len(words) and words[at].text in _JOINING:
            at += 1
        joined = at > place + 1
        if word.text in ("part", "parts", "half", "one") and not joined:
            continue
        for noun in words[at : at + 1 + _REACH]:
            if noun.text in COMMON:
                break
            if _is_plural(noun.text):
                yield word, noun
                break


def _is_plural(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and word.isalpha() and singular(word) != word


def _general(words: Sequence[Word], place: int) -> int | None:
    """Where a noun's group begins that means all of them; None where something marks it as fewer."""
    for at in range(place - 1, max(-1, place - 2 - _REACH), -1):
        word = words[at].text
        if word in _ALL:
            return at
        if re.match(r"\d", word) or (word in _MARKED and not _is_all_of(words, at)):
            return None
    return place if _is_plural(words[place].text) else None


def _is_all_of(words: Sequence[Word], at: int) -> bool:
    """Whether a determiner stands behind "all" or "all of"."""
    return any(word.text in _ALL for word in words[max(0, at - 2) : at])
