"""Draw what adding and tracing cost as a collection grows: `growth.json`, measured by `scale.py`, as curves.

    python benchmarks/growth.py [--keep MACHINE --from FOLDER] [--to docs/growth.svg]

With `--keep`, what `scale.py` has measured in a folder (./scale-work by default) is first taken into `growth.json`
under the name of the machine. The left panel has processor seconds for each thousand articles, beside what n log n
makes of the first size: a level line is linear growth. The right one has the peak memory of tracing beside the limit
of 4 GB.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from scale import LIMIT, tracing_of

_KEPT = Path(__file__).with_name("growth.json")
_DRAWN = Path(__file__).parents[1] / "docs" / "growth.svg"
_WIDTH, _HEIGHT = 920, 400
_TOP, _BOTTOM = 56, 340
_LEFT, _RIGHT = 1_000, 100_000  # articles at both ends of a panel
Row = dict[str, float]


class Line(NamedTuple):
    """A curve: what it says beside its last point, its points (articles, value), and the dashes that tell it apart."""

    label: str
    points: Sequence[tuple[float, float]]
    dashes: str = ""
    marked: bool = True


def main() -> None:
    """Keep what was measured, if asked for, and draw all that is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", metavar="MACHINE", help="the name under which measured figures are kept")
    parser.add_argument("--from", dest="folder", type=Path, default=Path("scale-work"))
    parser.add_argument("--to", type=Path, default=_DRAWN)
    options = parser.parse_args()
    kept: dict[str, dict[str, Row]] = json.loads(_KEPT.read_text(encoding="utf-8"))
    if options.keep:
        kept.setdefault(options.keep, {}).update(_measured(options.folder))
        _KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    options.to.write_text(drawn(kept), encoding="utf-8")


def _measured(folder: Path) -> Iterator[tuple[str, Row]]:
    """What each size has cost that was traced to its end."""
    for file in folder.glob("*.json"):
        figures = json.loads(file.read_text(encoding="utf-8"))
        if file.stem.isdigit() and figures.get("traced"):
            cost, trace = round(figures["add cpu"], 1), round(tracing_of(figures), 1)
            yield file.stem, {"add": cost, "trace": trace, "MB": round(figures["trace MB"])}


def drawn(kept: dict[str, dict[str, Row]]) -> str:
    """Return the chart of what was kept, by machine and number of articles, as SVG."""
    costs, memory = [], []
    for number, (machine, rows) in enumerate(sorted(kept.items())):
        sized = sorted((float(size), row) for size, row in rows.items())
        dashes = "7 4" if number else ""
        for what, said in (("trace", "tracing"), ("add", "adding")):
            points = [(size, 1000 * row[what] / size) for size, row in sized if what in row]
            if points:
                costs.append(Line(f"{said}, {machine}", points, dashes))
        memory.append(Line(machine, [(size, row["MB"]) for size, row in sized], dashes))
        first, cost = sized[0][0], 1000 * sized[0][1]["trace"] / sized[0][0]
        ends = [(size, cost * math.log(size) / math.log(first)) for size in (first, _RIGHT)]
        costs.append(Line("n log n", ends, "1 4", marked=False))
    memory.append(Line(f"limit, {LIMIT:,} MB", [(_LEFT, LIMIT), (_RIGHT, LIMIT)], "1 4", marked=False))
    body = [*_panel(60, "Processor seconds for each thousand articles", costs)]
    body += _panel(520, "Peak memory of tracing, MB", memory)
    said = "What 1,000 to 100,000 articles cost in time and memory; the page has the figures as a table."
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            f'font-family="sans-serif" font-size="12"><title>{said}</title>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            *body,
            "</svg>\n",
        )
    )


def _panel(left: int, title: str, lines: Sequence[Line]) -> Iterator[str]:
    """A panel's axes and curves, from so far left on."""
    width = 230
    most = max(value for line in lines for _, value in line.points)
    step = _step(most)
    top = step * math.ceil(most / step)

    def x(articles: float) -> float:
        return left + width * math.log(articles / _LEFT) / math.log(_RIGHT / _LEFT)

    def y(value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * value / top

    yield f'<text x="{left - 40}" y="28" font-size="14" font-weight="bold">{escape(title)}</text>'
    for number in range(round(top / step) + 1):
        at = y(number * step)
        yield f'<path d="M{left} {at:.1f}h{width}" stroke="#ddd"/>'
        yield f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{number * step:,.0f}</text>'
    for articles in (1_000, 10_000, 100_000):
        yield f'<text x="{x(articles):.1f}" y="{_BOTTOM + 18}" text-anchor="middle">{articles:,}</text>'
    yield f'<text x="{left + width / 2}" y="{_BOTTOM + 38}" text-anchor="middle">articles</text>'
    yield from _curves(lines, x, y)


def _curves(lines: Sequence[Line], x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    """The curves of a panel, each named behind its last point; names keep clear of one another."""
    free = float(_BOTTOM)
    for line in sorted(lines, key=lambda line: line.points[-1][1]):
        places = [(x(size), y(value)) for size, value in line.points]
        path = "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
        yield f'<path d="M{path}" fill="none" stroke="#000" stroke-width="1.5" stroke-dasharray="{line.dashes}"/>'
        if line.marked:
            yield "".join(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5"/>' for a, b in places)
        at = min(places[-1][1] + 4, free)
        free = at - 15
        yield f'<text x="{x(_RIGHT) + 8:.1f}" y="{at:.1f}">{escape(line.label)}</text>'


def _step(most: float) -> float:
    """The distance of the lines of a scale that goes so far: 1, 2 or 5 times a power of ten, some five lines in all."""
    power = 10.0 ** math.floor(math.log10(most / 5))
    return next(power * times for times in (1, 2, 5, 10) if power * times * 5 >= most)


if __name__ == "__main__":
    main()
