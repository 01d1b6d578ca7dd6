"""The runs of a column to its lines; raised figures become the characters that Unicode has for them."""

from __future__ import annotations

from collections.abc import Sequence

from whence.ingest.pdf.records import Line, Run

__all__ = ["lines_of"]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.78  # of the size beside it: a raised figure is smaller
_STRIPE = 6.0  # points: the height of the stripes in which lines are looked up
_MARKS = frozenset("0123456789*†‡§,")


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Return the lines of a column from the top."""
    rows: list[list[Run]] = []
    by_height: dict[int, list[list[Run]]] = {}
    for run in sorted(runs, key=lambda one: (-one.size, -one.middle, one.left)):
        near = by_height.get(int(run.middle // _STRIPE), ())
        row = next((row for row in near if _beside(row[0], run)), None)
        if row is not None:
            row.append(run)
            continue
        rows.append([run])
        for stripe in range(
            int(run.bottom // _STRIPE), min(int(run.top // _STRIPE), int(run.bottom // _STRIPE) + 50) + 1
        ):
            by_height.setdefault(stripe, []).append(rows[-1])
    rows.sort(key=lambda row: -row[0].middle)
    return [_line(sorted(row, key=lambda one: one.left)) for row in rows]


def _beside(first: Run, run: Run) -> bool:
    """Whether a run stands on the line of a larger one: its middle lies between the other's edges."""
    low = first.bottom + 0.15 * (first.top - first.bottom)
    high = first.top - 0.05 * (first.top - first.bottom)
    return low <= run.middle <= high and (
        run.left >= first.right - 1 or run.right <= first.left + 1 or _overlaps(first, run)
    )


def _overlaps(first: Run, run: Run) -> bool:
    """Whether two runs on one height overlap a little, as letters do whose boxes are wider than they are."""
    shared = min(first.right, run.right) - max(first.left, run.left)
    return shared < 0.3 * min(first.right - first.left, run.right - run.left)


def _line(row: list[Run]) -> Line:
    main = max(row, key=lambda one: len(one.text) * one.size)
    text = ""
    for number, run in enumerate(row):
        words = _shown(run, main)
        if number and run.left - row[number - 1].right > 0.18 * min(run.size, row[number - 1].size):
            text += " "
        text += words
    return Line(
        text=" ".join(text.split()),
        left=row[0].left,
        right=max(run.right for run in row),
        bottom=main.bottom,
        top=main.top,
        size=main.size,
        bold=main.bold,
    )


def _shown(run: Run, main: Run) -> str:
    raised = run.size < _SMALL * main.size and run.middle > main.middle and set(run.text) <= _MARKS
    return run.text.translate(_RAISED) if raised else run.text
