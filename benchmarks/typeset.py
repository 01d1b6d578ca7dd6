"""Set a story of known text as a PDF: columns, hyphenated and justified lines, running heads, folios, captions, notes.

The tests and `benchmarks/pdf.py` read such pages back. What stands where is known to the word, so that the order of
reading, the joining of lines and the roles can be measured. Needs reportlab.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

__all__ = ["Sheet", "Story", "typeset"]

_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 54.0
_BODY, _BOLD, _ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
_SYLLABLE = re.compile(r"(?<=[aeiouy])(?=[bcdfghjklmnpqrstvwxz][aeiouy])")
_RAISED = re.compile(r"\^(\d)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is set. A word of a paragraph that ends in `^1` bears the mark of the first note.

    `captions` are set under a box for a picture, each after the paragraph of that number.
    """

    paragraphs: tuple[str, ...]
    headline: str = ""
    byline: str = ""
    captions: dict[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    subheads: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How it is set: columns, sizes in points, and what stands on every page."""

    columns: int = 2
    size: float = 10.0
    gutter: float = 16.0
    head: str = ""
    folio: bool = True
    hyphens: bool = True
    justified: bool = True
    indent: float = 12.0
    gap: float = 0.0
    by_word: bool = False


def typeset(story: Story, sheet: Sheet, *, author: str = "", title: str = "", created: str = "") -> bytes:
    """Return a story as the bytes of a PDF. The same story gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    canvas.setAuthor(author)
    canvas.setTitle(title)
    canvas.setSubject(created)
    _Setter(canvas, sheet).set(story)
    canvas.save()
    return out.getvalue()


class _Setter:
    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        self.canvas = canvas
        self.sheet = sheet
        self.width = (_WIDTH - 2 * _MARGIN - (sheet.columns - 1) * sheet.gutter) / sheet.columns
        self.page = 0
        self.column = 0
        self.top = self.bottom = self.y = 0.0
        self.notes = 0.0

    def set(self, story: Story) -> None:
        """Set the story from its headline to its notes."""
        self.notes = self._note_height(story)
        self._begin_page()
        self._banner(story)
        for number, paragraph in enumerate(story.paragraphs):
            if number in story.subheads:
                self._lines(story.subheads[number], _BOLD, self.sheet.size + 1, before=self.sheet.size)
            self._lines(paragraph, _BODY, self.sheet.size, indent=self.sheet.indent, before=self.sheet.gap)
            if number in story.captions:
                self._picture(story.captions[number])
        if story.notes and self.page == 1:
            self._set_notes(story)
        elif story.notes:
            self._begin_page()
            self._set_notes(story)
        self.canvas.showPage()

    def _begin_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page, self.column = self.page + 1, 0
        if self.sheet.head:
            self.canvas.setFont(_ITALIC, 8)
            self.canvas.drawString(_MARGIN, _HEIGHT - 36, self.sheet.head)
        if self.sheet.folio:
            self.canvas.setFont(_BODY, 8)
            self.canvas.drawCentredString(_WIDTH / 2, 30, str(self.page))
        self.top, self.bottom = _HEIGHT - 60, 60.0
        self.y = self.top

    def _banner(self, story: Story) -> None:
        """Set the headline and the byline across all columns."""
        for text, font, size in ((story.headline, _BOLD, 24.0), (story.byline, _ITALIC, 9.0)):
            for words in _wrapped(text, font, size, _WIDTH - 2 * _MARGIN, 0, hyphens=False):
                self.y -= size * 1.2
                self.canvas.setFont(font, size)
                self.canvas.drawString(_MARGIN, self.y, " ".join(words))
        self.y -= 14 if story.headline else 0
        self.top = self.y

    def _room(self, height: float) -> None:
        """Go on in the next column, or on the next page, where there is no room for a line."""
        floor = self.bottom + (self.notes if self.page == 1 and self.column == self.sheet.columns - 1 else 0)
        if self.y - height >= floor:
            return
        if self.column + 1 < self.sheet.columns:
            self.column, self.y = self.column + 1, self.top
        else:
            self._begin_page()

    @property
    def left(self) -> float:
        return _MARGIN + self.column * (self.width + self.sheet.gutter)

    def _lines(self, text: str, font: str, size: float, *, indent: float = 0.0, before: float = 0.0) -> None:
        self.y -= before if self.y < self.top else 0
        lines = list(_wrapped(text, font, size, self.width, indent, hyphens=self.sheet.hyphens))
        for number, words in enumerate(lines):
            self._room(size * 1.25)
            self.y -= size * 1.25
            first = indent if number == 0 else 0.0
            justified = self.sheet.justified and number + 1 < len(lines) and font == _BODY
            self._line(words, font, size, self.left + first, self.width - first if justified else None)

    def _line(self, words: list[str], font: str, size: float, x: float, width: float | None) -> None:
        space = stringWidth(" ", font, size)
        if width is not None and len(words) > 1:
            space = (width - sum(_measure(word, font, size) for word in words)) / (len(words) - 1)
        whole = not self.sheet.by_word and not any(_RAISED.search(word) for word in words)
        if whole:
            text = self.canvas.beginText(x, self.y)
            text.setFont(font, size)
            text.setWordSpace(space - stringWidth(" ", font, size))
            text.textOut(" ".join(words))
            self.canvas.drawText(text)
            return
        for word in words:
            self._word(word, font, size, x)
            x += _measure(word, font, size) + space

    def _word(self, word: str, font: str, size: float, x: float) -> None:
        raised = _RAISED.search(word)
        plain = word[: raised.start()] if raised else word
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, plain)
        if raised:
            self.canvas.setFont(font, size * 0.6)
            self.canvas.drawString(x + stringWidth(plain, font, size), self.y + size * 0.35, raised[1])

    def _picture(self, caption: str) -> None:
        lines = list(_wrapped(caption, _ITALIC, 8.0, self.width, 0, hyphens=False))
        self._room(70.0 + 10 * len(lines))
        self.y -= 66
        self.canvas.rect(self.left, self.y, self.width, 58)
        for words in lines:
            self.y -= 10
            self._line(words, _ITALIC, 8.0, self.left, None)
        self.y -= 8

    def _note_height(self, story: Story) -> float:
        lines = [line for note in story.notes for line in _wrapped(note, _BODY, 7.5, self.width, 8, hyphens=False)]
        return 9.5 * len(lines) + 12 if lines else 0.0

    def _set_notes(self, story: Story) -> None:
        self.column, self.y = self.sheet.columns - 1, self.bottom + self.notes - 6
        self.canvas.line(self.left, self.y, self.left + 60, self.y)
        for number, note in enumerate(story.notes, 1):
            for at, words in enumerate(_wrapped(note, _BODY, 7.5, self.width, 8, hyphens=False)):
                self.y -= 9.5
                if at == 0:
                    self.canvas.setFont(_BODY, 5)
                    self.canvas.drawString(self.left, self.y + 2.5, str(number))
                self._line(words, _BODY, 7.5, self.left + (5 if at == 0 else 0), None)


def _measure(word: str, font: str, size: float) -> float:
    raised = _RAISED.search(word)
    if raised is None:
        return float(stringWidth(word, font, size))
    return float(stringWidth(word[: raised.start()], font, size) + stringWidth(raised[1], font, size * 0.6))


def _wrapped(text: str, font: str, size: float, width: float, indent: float, *, hyphens: bool) -> Iterator[list[str]]:
    """Yield the lines of a text as words; what does not fit is broken at its own hyphen, or hyphenated."""
    space = stringWidth(" ", font, size)
    line: list[str] = []
    used = indent
    words = text.split()
    while words:
        word = words.pop(0)
        need = _measure(word, font, size) + (space if line else 0)
        if used + need <= width:
            line.append(word)
            used += need
            continue
        head, tail = _broken(word, font, size, width - used - (space if line else 0)) if hyphens else ("", word)
        yield [*line, head] if head else line or [word]
        words = [tail, *words] if head or line else words
        line, used = [], 0.0
    if line:
        yield line


def _broken(word: str, font: str, size: float, room: float) -> tuple[str, str]:
    """Break a word: the longest beginning that fits with its hyphen, and the rest."""
    points = [found.end() for found in re.finditer(r"(?<=\w)-(?=\w)", word)]
    if word.isalpha() and len(word) >= 7:
        points += [found.start() for found in _SYLLABLE.finditer(word) if 3 <= found.start() <= len(word) - 3]
    for at in sorted(points, reverse=True):
        head = word[:at] if word[at - 1] == "-" else f"{word[:at]}-"
        if stringWidth(head, font, size) <= room:
            return head, word[at:]
    return "", word
