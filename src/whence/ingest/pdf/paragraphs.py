"""The lines of a document's columns to paragraphs in reading order; what is no text of the article stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from whence.ingest.pdf.columns import columns
from whence.ingest.pdf.furniture import parted
from whence.ingest.pdf.hyphens import Hyphens
from whence.ingest.pdf.lines import lines_of
from whence.ingest.pdf.records import Line, Page, Paragraph

__all__ = ["body_size", "paragraphs_of"]

_STOP = re.compile(r"[.!?…:;][\"”’»)\]¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]*$")
_SIZE = 0.35  # points: letters of one paragraph differ by less
_MOST_RUNS = 6_000  # on one page; above it the runs are taken as one column
_LOW = 0.33  # of a page's height, from below: notes stand there
_LEADING = 1.38  # times the usual distance of two lines: a wider one parts paragraphs
_INDENT = 0.55  # of the letters' size
_RAGGED = 0.22  # of a column's width: a line that ends so early may end a paragraph


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the paragraphs of a document with their text: one that goes on in another column or page is whole."""
    found = list(_all(pages))
    size = body_size(found)
    whole = _joined(found, size)
    hyphens = Hyphens(line.text for paragraph in found for line in paragraph.lines)
    for paragraph in whole:
        paragraph.text = hyphens.joined([line.text for line in paragraph.lines])
    return [paragraph for paragraph in whole if paragraph.text]


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """Return the size of most letters of the text, in points."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines if not paragraph.furniture else ():
            sizes[round(line.size * 4) / 4] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _all(pages: Sequence[Page]) -> Iterator[Paragraph]:
    block = 0
    for number, (above, runs, below) in enumerate(parted(pages)):
        height = pages[number].size[1] or 1.0
        yield from (Paragraph(lines=[line], page=number, block=block, furniture=True) for line in above)
        for column in columns(runs) if len(runs) <= _MOST_RUNS else [list(runs)]:
            block += 1
            for paragraph in _of_column(lines_of(column), number, block):
                paragraph.low = paragraph.lines[0].top < _LOW * height
                yield paragraph
        yield from (Paragraph(lines=[line], page=number, block=block, furniture=True) for line in below)


# --- inside a column ------------------------------------------------------------------------------------------------


def _of_column(lines: list[Line], page: int, block: int) -> Iterator[Paragraph]:
    if not lines:
        return
    edges = _Edges.of(lines)
    group = [lines[0]]
    for line in lines[1:]:
        if edges.parts(group, line):
            yield edges.paragraph(group, page, block)
            group = []
        group.append(line)
    yield edges.paragraph(group, page, block)


class _Edges:
    """The measures of a column: where its lines begin and end, and how far apart they stand."""

    def __init__(self, left: float, right: float, leading: float) -> None:
        self.left = left
        self.right = right
        self.leading = leading

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Edges:
        """Measure a column: its left edge is where most lines begin."""
        begins = Counter(round(line.left) for line in lines)
        most = max(begins.values())
        left = min(place for place, count in begins.items() if count >= 0.5 * most)
        right = sorted(line.right for line in lines)[int(0.9 * (len(lines) - 1))]
        steps = [a.bottom - b.bottom for a, b in pairwise(lines) if abs(a.size - b.size) < _SIZE]
        leading = median(steps) if steps else 1.25 * lines[0].size
        return cls(float(left), right, max(leading, lines[0].size * 0.8))

    def parts(self, group: Sequence[Line], line: Line) -> bool:
        """Whether a line begins a new paragraph below a group of lines."""
        before = group[-1]
        if abs(before.size - line.size) > _SIZE or before.bold != line.bold:
            return True
        if before.bottom - line.bottom > _LEADING * max(self._leading_of(group), line.size):
            return True
        if self._indented(line) and not (len(group) > 1 and abs(before.left - line.left) < 1) and not before.bold:
            ended = bool(_STOP.search(before.text)) and not line.text[:1].islower()
            return not self._indented(before) or len(group) > 1 or self._early(before) or ended
        if self._indented(before) and len(group) > 1 and line.left < before.left - _INDENT * line.size:
            return False
        return self._early(before) and bool(_STOP.search(before.text)) and not line.text[:1].islower()

    def paragraph(self, group: list[Line], page: int, block: int) -> Paragraph:
        """Return a group of lines as a paragraph."""
        full = group[-1].right > self.right - 1.2 * group[-1].size
        return Paragraph(lines=group, page=page, block=block, indented=self._indented(group[0]), full=full)

    def _early(self, line: Line) -> bool:
        """Whether a line ends long before the column's edge."""
        return line.right < self.right - _RAGGED * (self.right - self.left)

    def _indented(self, line: Line) -> bool:
        return self.left + _INDENT * line.size < line.left < self.left + 5 * line.size

    def _leading_of(self, group: Sequence[Line]) -> float:
        """Return how far apart the lines of a group stand; of one line, how far apart lines stand in this column."""
        return min((a.bottom - b.bottom for a, b in pairwise(group)), default=self.leading)


# --- across columns and pages ---------------------------------------------------------------------------------------


def _joined(found: Sequence[Paragraph], size: float) -> list[Paragraph]:
    """Put paragraphs together that a column's or a page's end, or a picture between them, has parted."""
    indents = sum(one.indented for one in found if _is_body(one, size))
    indent_style = indents * 2 > sum(_is_body(one, size) for one in found)
    out: list[Paragraph] = []
    last: Paragraph | None = None
    for paragraph in found:
        if not _is_body(paragraph, size):
            out.append(paragraph)
            if not paragraph.furniture and _ends(paragraph, size):
                last = None
            continue
        if last is not None and _goes_on(last, paragraph, indent_style):
            last.lines += paragraph.lines
            last.full, last.block = paragraph.full, paragraph.block
        else:
            out.append(paragraph)
            last = paragraph
    return out


def _ends(paragraph: Paragraph, size: float) -> bool:
    """Whether a headline or a subhead stands there, behind which no paragraph goes on."""
    return paragraph.size > size + _SIZE or (paragraph.bold and paragraph.size > size - _SIZE)


def _goes_on(last: Paragraph, paragraph: Paragraph, indent_style: bool) -> bool:
    parted = last.block != paragraph.block or last.lines[-1].bottom - paragraph.lines[0].top > 3 * paragraph.size
    if not parted:
        return False
    end, start = last.lines[-1].text, paragraph.lines[0].text
    if not _STOP.search(end):
        return not paragraph.indented or start[:1].islower()
    if start[:1].islower():
        return True
    return indent_style and last.full and not paragraph.indented


def _is_body(paragraph: Paragraph, size: float) -> bool:
    return not paragraph.furniture and not paragraph.bold and abs(paragraph.size - size) <= _SIZE
