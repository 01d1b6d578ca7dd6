"""A page's runs to its columns in reading order.

After the recursive X-Y cut (Nagy and Seth, "Hierarchical representation of optically scanned documents", ICPR 1984),
but the white between columns comes first, and lines that cross it, such as a headline over two columns, part what
stands above them from what stands below: so that a gap between paragraphs that happen to lie side by side parts
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from whence.ingest.pdf.records import Run

__all__ = ["columns"]

_DEEPEST = 6
_NARROWEST = 0.6  # of the letters' size: white that is narrower parts no columns
_FEWEST = 3  # lines of a column
_CROSSING = 0.5  # of the lines beside it: where more lines cross the white, there are no columns
_TRIED = 8  # numbers of crossing lines, and stretches of white, that are looked at
_ALIGNED = 0.6  # share of a column's lines that begin at its edge, or are indented


def columns(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """Return the runs of a page, or of a part of it, in columns: from the left within a band, bands from the top."""
    held = list(runs)
    white = _white(held) if depth < _DEEPEST and len(held) >= 2 * _FEWEST else None
    if white is None:
        return [held] if held else []
    out: list[list[Run]] = []
    for crossing, band in _bands(held, white):
        if crossing:
            out += [band]
            continue
        left, right = [run for run in band if run.right <= white + 1], [run for run in band if run.right > white + 1]
        out += columns(left, depth + 1) + columns(right, depth + 1)
    return out


def _bands(runs: list[Run], white: float) -> list[tuple[bool, list[Run]]]:
    """Part the runs at those that cross the white, from the top; each band says whether it is of crossing runs.

    The short last line of a headline crosses nothing, but its letters are those of the lines above it.
    """
    bands: list[tuple[bool, list[Run]]] = []
    usual = median(run.size for run in runs)
    for run in sorted(runs, key=lambda one: -one.middle):
        crossing = run.left < white - 1 and run.right > white + 1
        above = bands[-1][1] if bands and bands[-1][0] else []
        beside = not crossing and bool(above) and run.middle > min(one.bottom for one in above)
        if bands and (bands[-1][0] == crossing or beside or _is_last_line(above, run, usual)):
            bands[-1][1].append(run)
        else:
            bands.append((crossing, [run]))
    return bands


def _is_last_line(above: list[Run], run: Run, usual: float) -> bool:
    """Whether a run goes on in the letters, of another size than the text's, of the line right above it."""
    if not above or abs(run.size - usual) < 1 or abs(run.size - above[-1].size) > 0.5:
        return False
    return above[-1].bottom - run.bottom < 1.8 * run.size


def _white(runs: list[Run]) -> float | None:
    """Return the middle of the white that parts the runs into columns, None where there is none.

    The white that the fewest lines cross is taken, and of two the wider one.
    """
    start, end = int(min(run.left for run in runs)), int(max(run.right for run in runs)) + 1
    if end - start < 8 or end - start > 20_000:
        return None
    cover = [0] * (end - start + 1)
    for run in runs:
        cover[max(0, round(run.left) - start)] += 1
        cover[min(end - start, max(0, round(run.right) - start))] -= 1
    for at in range(1, len(cover)):
        cover[at] += cover[at - 1]
    size = median(run.size for run in runs)
    most = int(_CROSSING * len(runs) / 2)
    for crossing in sorted({count for count in cover[1:-1] if count <= most})[:_TRIED]:
        gaps = [gap for gap in _gaps(cover, crossing) if gap[1] - gap[0] >= _NARROWEST * size]
        for first, last in sorted(gaps, key=lambda gap: gap[0] - gap[1])[:_TRIED]:
            middle = start + (first + last) / 2
            if _parts_columns(runs, middle, start + last, size, crossing):
                return middle
    return None


def _gaps(cover: list[int], crossing: int) -> list[tuple[int, int]]:
    """Return the stretches inside the page that no more runs cover than may cross the white."""
    gaps, first = [], None
    for at, count in enumerate(cover):
        if count <= crossing:
            first = at if first is None else first
        elif first is not None:
            gaps.append((first, at))
            first = None
    return [gap for gap in gaps if gap[0] > 0]


def _parts_columns(runs: list[Run], middle: float, edge: float, size: float, crossing: int) -> bool:
    left = [run for run in runs if run.right <= middle + 1]
    right = [run for run in runs if run.left >= middle - 1]
    lines_left, lines_right = _lines(left), _lines(right)
    if min(len(lines_left), len(lines_right)) < _FEWEST:
        return False
    if crossing > _CROSSING * min(len(lines_left), len(lines_right)) + 4:
        return False
    shared = min(max(lines_left), max(lines_right)) - max(min(lines_left), min(lines_right))
    if shared < 0.3 * min(max(lines_left) - min(lines_left), max(lines_right) - min(lines_right)):
        return False
    near = sum(begins <= edge + 4 * size for begins in lines_right.values())
    return near >= _ALIGNED * len(lines_right)


def _lines(runs: list[Run]) -> dict[float, float]:
    """Return where each line of some runs begins, by its height: a line may be of several runs."""
    found: dict[float, float] = {}
    for run in runs:
        height = round(run.middle / 3)
        known = next((h for h in (height, height - 1, height + 1) if h in found), None)
        if known is None:
            found[height] = run.left
        else:
            found[known] = min(found[known], run.left)
    return found
