"""A capture's text as lines with their measures; paragraphs broken at a fixed width are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.records import Span

__all__ = ["Line", "lines_of"]

_NARROWEST, _WIDEST = 50, 100
"""Widths, in characters, at which programs and people break paragraphs."""
_STOP = re.compile(r"[.!?…。！？][\"”’»'”)\]*†‡]*$")
_INNER_STOP = re.compile(r"[a-z\d][.!?][\"”’)]* [\"“‘(]?[A-Z]")
_BULLET = re.compile(r"^(?:[•·▪■●◦‣–—*>»→▶►☛✔-]|\d{1,2}[.)])\s*(?=\S)")
_SAID_BESIDE = re.compile(r"[,.!?…][\"”’»']")
_SAYS = re.compile(
    r"(?i)\b(?:sa(?:id|ys)|t(?:old|ells)|add(?:ed|s)|ask(?:ed|s)|wrote|writes|repl(?:ied|ies)|answered|continued|warn(?:ed|s)|"
    r"insist(?:ed|s)|explain(?:ed|s)|announced|declared|stated|argued|tweeted|posted|recalled|joked)\b"
)
_FIRST_WORD = re.compile(r"\S+")


@dataclass(slots=True, kw_only=True)
class Line:
    """One line of the page, or one paragraph whose wrapped lines are put together.

    `text` has plain spaces for all white space; `span` is its place in the article's text, without white space around
    it. `blank_above` and `blank_below` say whether an empty line, or the page's edge, is next to it.
    """

    text: str
    span: Span
    blank_above: bool
    blank_below: bool
    indent: int
    raw: str

    @property
    def words(self) -> int:
        """The number of words, as white space divides them."""
        return self.text.count(" ") + 1

    @property
    def stops(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_STOP.search(self.text[-8:]))

    @property
    def prose(self) -> bool:
        """Whether the line is written in sentences: it ends as one does, or has the end of one inside."""
        return self.stops or (self.words >= 12 and self.prose_inside)

    @property
    def told(self) -> bool:
        """Whether the line is a report's: it ends as a sentence does, or holds a quotation with a verb of saying."""
        return self.stops or (bool(_SAID_BESIDE.search(self.text)) and bool(_SAYS.search(self.text)))

    @property
    def title_like(self) -> bool:
        """Whether the line could be the title of a story: a few words that are no sentence, or one short question."""
        return 3 <= self.words <= 22 and (not self.stops or self.text[-1] in "?!") and not self.prose_inside

    @property
    def prose_inside(self) -> bool:
        """Whether a sentence ends before the end of the line."""
        return bool(_INNER_STOP.search(self.text[:2000]))

    @property
    def bullet(self) -> bool:
        """Whether the line opens with the mark of a list item."""
        return bool(_BULLET.match(self.text[:8]))

    @property
    def upper(self) -> bool:
        """Whether all letters of the line are capitals."""
        return self.text[:300].isupper()


@dataclass(slots=True)
class _Raw:
    start: int
    end: int
    indent: int
    blank_above: bool
    blank_below: bool = True


def lines_of(text: str) -> list[Line]:
    """Return the non-blank lines of a text in their order; a paragraph that was broken at a fixed width is one line."""
    raw = list(_raw_lines(text))
    width = _wrap_width(text, raw)
    groups = _joined(text, raw, width) if width else [[r] for r in raw]
    return [_line(text, group) for group in groups]


def _raw_lines(text: str) -> Iterator[_Raw]:
    at, blank = 0, True
    before: _Raw | None = None
    for piece in text.splitlines(keepends=True):
        body = piece.strip()
        if body:
            indent = len(piece) - len(piece.lstrip())
            if before is not None:
                before.blank_below = blank
                yield before
            before = _Raw(at + indent, at + indent + len(body), indent, blank)
        blank = not body
        at += len(piece)
    if before is not None:
        yield before


def _wrap_width(text: str, raw: Sequence[_Raw]) -> int | None:
    """Return the width at which the text's paragraphs are broken, or None where they are not.

    Evidence: most lines of some length are near the widest, and go on in small letters on the next line.
    """
    lengths = sorted(r.indent + r.end - r.start for r in raw if r.end - r.start >= 40)
    if len(lengths) < 5:
        return None
    width = lengths[int(len(lengths) * 0.9) - 1]
    if not _NARROWEST <= width <= _WIDEST or lengths[len(lengths) * 3 // 4] > _WIDEST:
        return None
    full = [i for i, r in enumerate(raw[:-1]) if width - 16 <= r.indent + r.end - r.start <= width + 6]
    inner = [i for i in full if not raw[i].blank_below]
    going_on = sum(text[raw[i + 1].start].islower() for i in inner)
    return width if len(full) >= 0.5 * len(lengths) and going_on >= max(3, 0.35 * len(inner)) else None


def _joined(text: str, raw: Sequence[_Raw], width: int) -> list[list[_Raw]]:
    groups: list[list[_Raw]] = []
    for line in raw:
        if groups and _goes_on(text, groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(text: str, line: _Raw, after: _Raw, width: int) -> bool:
    """Whether a paragraph goes on in the next line: its first word had no room, or the sentence is in its middle."""
    length = line.indent + line.end - line.start
    if after.blank_above or length > _WIDEST + 10 or after.indent > line.indent + 1:
        return False
    if _BULLET.match(text[after.start : after.start + 8]) and text[line.end - 1] in ".!?:":
        return False
    first = _FIRST_WORD.match(text, after.start, min(after.end, after.start + 60))
    crowded = first is not None and length + 1 + len(first.group()) > width - 2
    middle = text[after.start].islower() and text[line.end - 1] not in ".!?:" and length >= 0.55 * width
    return crowded or middle


def _line(text: str, group: Sequence[_Raw]) -> Line:
    span = Span(group[0].start, group[-1].end)
    raw = text[span.start : span.end]
    return Line(
        text=" ".join(raw.split()),
        span=span,
        blank_above=group[0].blank_above,
        blank_below=group[-1].blank_below,
        indent=group[0].indent,
        raw=raw if len(group) == 1 else " ".join(raw.split()),
    )
