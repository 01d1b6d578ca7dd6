"""Quotation marks of a stretch of text: where quotations open and close, also where a mark is missing.

News opens every paragraph of a running quotation with a mark and closes only the last, prints marks of three styles on
one page, and loses some in copying. So an unclosed quotation ends with its stretch and says so; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from whence.records import Span

__all__ = [
    "BEFORE_OPENING",
    "DOUBLE",
    "OPENERS",
    "SURE_OPENERS",
    "Quotation",
    "begins_a_sentence",
    "quotations",
    "quoted_spans",
]

_OPENERS = {'"': '"', "“": "”", "„": "”“", "«": "»", "‘": "’", "'": "'", "‚": "’‘"}
OPENERS = "".join(_OPENERS)
"""The marks that may open a quotation."""
SURE_OPENERS = "“„«"
"""Those of them that open one wherever a word follows."""
DOUBLE = '"“”„«»'
"""The marks that apostrophes do not look like."""
_OPENING = re.compile("[" + OPENERS + "]")
_CLOSING = {opener: re.compile(f"[{closers}]") for opener, closers in _OPENERS.items()} | {"“": re.compile('[”"]')}
"""The marks that close; a straight one also closes a curly opening, for pages mix their styles."""
_SINGLE = frozenset("'’‘")
BEFORE_OPENING = "([{—–-/:;,“\"'‘"
"""The characters, white space aside, after which any of the marks may open one."""
_STOPS = frozenset(".,!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation: `outer` with its marks, `inner` without; `closed` is False where the closing mark is missing."""

    outer: Span
    inner: Span
    closed: bool


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """Find the outermost quotations of `text[start:end]`, which should be one paragraph.

    Marks inside a quotation belong to it. Apostrophes are told from single marks by what stands around them. Linear
    in the length of the stretch, but for single marks, whose closing one is sought once an opening.
    """
    return list(_found(text, start, len(text) if end is None else end))


def begins_a_sentence(words: str) -> bool:
    """Whether quoted words begin as a sentence does: with a capital, or a figure."""
    first = next((c for c in words if c.isalnum()), "")
    return first.isupper() or first.isdigit()


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The inner spans of `quotations`, where nothing else of them is asked and nothing is remembered."""
    return [(at + 1, last) for at, last, _ in _scanned(text, start, end)]


@lru_cache(maxsize=1024)  # reading asks for a paragraph's quotations in four places
def _found(text: str, start: int, stop: int) -> tuple[Quotation, ...]:
    return tuple(
        Quotation(outer=Span(at, last + closed), inner=Span(at + 1, last), closed=closed)
        for at, last, closed in _scanned(text, start, stop)
    )


def _scanned(text: str, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """Yield where each quotation's mark opens it, where it closes or the text ends, and whether a mark closes it."""
    at = no_single_before = start
    while opening := _OPENING.search(text, at, stop):
        at, mark = opening.start(), opening[0]
        if not _opens(text, at, start, stop):
            at += 1
            continue
        single = mark in _SINGLE
        if single and at < no_single_before:
            at += 1
            continue
        close = _close_single(text, at, stop) if single else _close_double(text, at, stop)
        if close is None and single:
            no_single_before = stop  # an apostrophe, and so is every later one: none of them can close
            at += 1
            continue
        last = stop if close is None else close
        yield at, last, close is not None
        at = last + (close is not None)


def _opens(text: str, at: int, start: int, stop: int) -> bool:
    """Whether the mark at `at` can open: nothing or a space before it, a word after it."""
    if at + 1 >= stop or text[at + 1].isspace():
        return False
    if text[at] in SURE_OPENERS or at == start:
        return True
    return text[at - 1].isspace() or text[at - 1] in BEFORE_OPENING


def _close_double(text: str, at: int, stop: int) -> int | None:
    closers = _CLOSING[text[at]]
    for closing in closers.finditer(text, at + 1, stop):
        if closing[0] != '"' or not _reopens(text, closing.start(), stop):
            return closing.start()
    return None


def _reopens(text: str, place: int, stop: int) -> bool:
    """Whether a straight mark, after a space and before a word, opens a new quotation rather than closing one."""
    return place + 1 < stop and text[place - 1].isspace() and not text[place + 1].isspace()


def _close_single(text: str, at: int, stop: int) -> int | None:
    closers = _CLOSING[text[at]]
    for closing in closers.finditer(text, at + 2, stop):
        place = closing.start()
        after = text[place + 1] if place + 1 < stop else " "
        before = text[place - 1]
        if after.isalnum() or before.isspace():
            continue
        plural = before == "s" and after == " " and place + 2 < stop and text[place + 2].islower()
        if before in _STOPS or not plural or not _later_single(text, place, stop, closers):
            return place
    return None


def _later_single(text: str, place: int, stop: int, closers: re.Pattern[str]) -> bool:
    """Whether another mark could close the quotation, within a paragraph's length, so that this one is a plural's."""
    for closing in closers.finditer(text, place + 1, min(stop, place + 400)):
        later = closing.start()
        after = text[later + 1] if later + 1 < stop else " "
        if not after.isalnum() and not text[later - 1].isspace():
            return True
    return False
