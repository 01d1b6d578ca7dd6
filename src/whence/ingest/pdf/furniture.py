"""What stands on the pages of a PDF and not in its text: running heads, running feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from whence.ingest.pdf.lines import lines_of
from whence.ingest.pdf.records import Line, Page, Run

__all__ = ["FOLIO", "parted"]

_EDGE = 0.13  # of the page's height: furniture stands this near to its upper or lower edge
_MOST = 3  # lines of furniture at one edge
FOLIO = re.compile(
    r"\W*(?:(?:page|p\.|seite)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|von)\s*\d{1,4})?\W*", re.IGNORECASE
)
"""A line that is a page's number."""
_NUMBER = re.compile(r"\d+")


def parted(pages: Sequence[Page]) -> list[tuple[list[Line], list[Run], list[Line]]]:
    """Return, for each page, the lines above its text, the runs of the text, and the lines below it.

    A line near an edge is furniture where it is a page's number, or where it stands at that height on other pages too,
    but for its numbers.
    """
    edges = [(_edge(page, upper=True), _edge(page, upper=False)) for page in pages]
    seen = Counter(key for upper, lower in edges for side in (upper, lower) for key in {_key(line) for line, _ in side})
    return [_page(page, seen, *edge) for page, edge in zip(pages, edges, strict=True)]


_Edge = list[tuple[Line, list[Run]]]


def _page(page: Page, seen: Counter[str], upper: _Edge, lower: _Edge) -> tuple[list[Line], list[Run], list[Line]]:
    head, foot = _furniture(upper, seen), _furniture(lower, seen)
    taken = {id(run) for _, runs in (*head, *foot) for run in runs}
    text = [run for run in page.runs if id(run) not in taken and not run.turned]
    turned = [run for run in page.runs if run.turned]
    below = [line for line, _ in reversed(foot)] + [_as_line(run) for run in turned]
    return [line for line, _ in head], text, below


def _furniture(side: _Edge, seen: Counter[str]) -> _Edge:
    """Return the lines at an edge that are furniture, from the edge inwards: what is behind the first other is text."""
    found: _Edge = []
    for line, runs in side:
        if not (FOLIO.fullmatch(line.text) or seen[_key(line)] > 1):
            break
        found.append((line, runs))
    return found


def _edge(page: Page, *, upper: bool) -> _Edge:
    """Return the outermost lines at an edge of a page with their runs, from the edge inwards.

    What stands at one height and is several lines, one small letter above another, is text, as is what lies behind it.
    """
    height = page.size[1]
    upright = [run for run in page.runs if not run.turned]
    near = [run for run in upright if (run.bottom > (1 - _EDGE) * height if upper else run.top < _EDGE * height)]
    rows: list[list[Run]] = []
    for run in sorted(near, key=lambda one: -one.middle if upper else one.middle):
        if rows and abs(rows[-1][0].middle - run.middle) < 0.5 * run.size:
            rows[-1].append(run)
        elif len(rows) == _MOST:
            break
        else:
            rows.append([run])
    found = [(lines_of(row), row) for row in rows]
    return [(lines[0], row) for lines, row in takewhile(lambda one: len(one[0]) == 1, found)]


def _key(line: Line) -> str:
    """Return what is the same in a line on each page: its words without their numbers, and its height."""
    return f"{_NUMBER.sub('#', line.text)}\0{round(line.bottom / 4)}"


def _as_line(run: Run) -> Line:
    return Line(
        text=run.text, left=run.left, right=run.right, bottom=run.bottom, top=run.top, size=run.size, bold=run.bold
    )
