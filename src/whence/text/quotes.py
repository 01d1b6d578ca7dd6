"""Quotation marks of a stretch of text: where quotations open and close, also where a mark is missing.

News opens every paragraph of a running quotation with a mark and closes only the last, prints marks of three styles on
one page, and loses some in copying. So an unclosed quotation ends with its stretch and says so; nothing here raises.
"""

from __future__ import annotations

from dataclasses import dataclass

from whence.records import Span

__all__ = ["Quotation", "quotations"]

_OPENERS = {'"': '"', "“": "”", "„": "”“", "«": "»", "‘": "’", "'": "'", "‚": "’‘"}
_SINGLE = frozenset("'’‘")
_BEFORE_OPENING = frozenset("([{—–-/:;,")
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
    stop = len(text) if end is None else end
    found: list[Quotation] = []
    at = start
    no_single_before = start
    while at < stop:
        mark = text[at]
        if mark not in _OPENERS or not _opens(text, at, start, stop):
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
        outer = Span(at, last if close is None else last + 1)
        found.append(Quotation(outer=outer, inner=Span(at + 1, last), closed=close is not None))
        at = outer.end
    return found


def _opens(text: str, at: int, start: int, stop: int) -> bool:
    """Whether the mark at `at` can open: nothing or a space before it, a word after it."""
    if at + 1 >= stop or text[at + 1].isspace():
        return False
    if text[at] in "“„«":
        return True
    if at == start:
        return True
    before = text[at - 1]
    return before.isspace() or before in _BEFORE_OPENING or before in "“\"'‘"


def _close_double(text: str, at: int, stop: int) -> int | None:
    closers = _OPENERS[text[at]]
    place = at + 1
    while place < stop:
        mark = text[place]
        if mark in closers and not (mark == '"' and _reopens(text, place, stop)):
            return place
        if text[at] == "“" and mark == '"' and not _reopens(text, place, stop):
            return place  # mixed styles: a curly opening with a straight closing mark
        place += 1
    return None


def _reopens(text: str, place: int, stop: int) -> bool:
    """Whether a straight mark, after a space and before a word, opens a new quotation rather than closing one."""
    return place + 1 < stop and text[place - 1].isspace() and not text[place + 1].isspace()


def _close_single(text: str, at: int, stop: int) -> int | None:
    closers = _OPENERS[text[at]]
    for place in range(at + 2, stop):
        if text[place] not in closers:
            continue
        after = text[place + 1] if place + 1 < stop else " "
        before = text[place - 1]
        if after.isalnum() or before.isspace():
            continue
        plural = before == "s" and after == " " and place + 2 < stop and text[place + 2].islower()
        if before in _STOPS or not plural or not _later_single(text, place, stop, closers):
            return place
    return None


def _later_single(text: str, place: int, stop: int, closers: str) -> bool:
    """Whether another mark could close the quotation, within a paragraph's length, so that this one is a plural's."""
    for later in range(place + 1, min(stop, place + 400)):
        after = text[later + 1] if later + 1 < stop else " "
        if text[later] in closers and not after.isalnum() and not text[later - 1].isspace():
            return True
    return False
