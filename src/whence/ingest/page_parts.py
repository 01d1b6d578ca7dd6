"""A page's lines with what is known of them before they get their roles: body, headline, and the markup's marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from whence.ingest.page_lines import Line
from whence.ingest.page_marks import EVERY_MARK, Mark, Marks

__all__ = ["Page"]

_HOLDS = 0.45  # an element with this share of the body's words holds the article, whatever it is called


@dataclass(slots=True)
class Page:
    """A page's lines with what is known so far: the body's numbers, the headline's, and the markup's marks."""

    lines: Sequence[Line]
    body: frozenset[int]
    headline: int | None
    marks: Marks
    first: int
    last: int
    common: int = Mark.none
    boxes: dict[HtmlElement, tuple[int, int, bool]] = field(default_factory=dict)
    raw: dict[int, int] = field(default_factory=dict)  # the marks of lines, with those that are common

    @classmethod
    def of(cls, lines: Sequence[Line], body: frozenset[int], headline: int | None) -> Page:
        """Make a page, with the bounds of its body and the elements that hold the article."""
        numbers = sorted(n for n in body if headline is None or n > headline) or sorted(body)
        exempt = _holders(lines, body, headline)
        first, last = (numbers[0], numbers[-1]) if numbers else (len(lines), -1)
        page = cls(lines, body, headline, Marks(exempt), first, last)
        page.common = _common(page)
        return page

    def box(self, element: HtmlElement) -> tuple[int, int, bool]:
        """Return how many pictures an element holds, the length of its words, and whether it holds nothing larger."""
        known = self.boxes.get(element)
        if known is None:
            pictures = int(element.xpath("count(.//img)"))
            plain = not element.xpath("boolean(.//blockquote or .//table or .//h1)")
            words = len(element.xpath("string()")) if pictures == 1 and plain else 0
            known = self.boxes[element] = pictures, words, plain
        return known

    def mark(self, line: Line) -> int:
        """Return the marks of a line: those of its element and of inline elements that span all of it."""
        marks = self.raw.get(line.number)
        if marks is None:
            marks = self.marks.of(line.element)
            for start, end, element in line.runs:
                if end - start >= 0.8 * len(line.text):
                    marks |= self.marks.own(element)
            self.raw[line.number] = marks
        return marks & ~self.common if line.number in self.body else marks


def _common(page: Page) -> int:
    """Return the marks that most of the body's prose bears: names that tell nothing about a single line."""
    prose = [line for line in page.lines if line.number in page.body and len(line.text) > 80 and line.linked < 0.4]
    held = Counter(page.mark(line) for line in prose)
    common = Mark.none
    for mark in EVERY_MARK:
        bearing = sum(count for marks, count in held.items() if marks & mark)
        if mark != Mark.quote and 2 * bearing > len(prose) > 2:
            common |= mark
    return common


def _holders(lines: Sequence[Line], body: frozenset[int], headline: int | None) -> frozenset[HtmlElement]:
    words: Counter[HtmlElement] = Counter()
    total = 0
    for number in sorted(body):
        size = len(lines[number].text)
        total += size
        for element in _upwards(lines[number].element):
            words[element] += size
    holders = {element for element, size in words.items() if size >= _HOLDS * total}
    if headline is not None:
        holders |= set(_upwards(lines[headline].element))
    return frozenset(holders)


def _upwards(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]
