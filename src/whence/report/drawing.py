"""Where everything of a lineage's drawing stands: time from left to right, a band an outlet, a line an article.

Words never overlap, for each article has a line of its own on which its label stands, at the right of the drawing. Nor
does a line pass through a mark that it does not lead to: an edge falls from the earlier article's mark, where no other
mark has its place in time, and runs along the later article's own line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import ceil, log1p

from whence import words
from whence.records import ChangeKind
from whence.report import wording
from whence.report.lineage import Edge, Lineage, Node
from whence.report.measure import width, wrap
from whence.report.records import ClaimView, When

__all__ = ["Band", "Day", "Drawing", "Line", "Mark", "drawn", "in_utc"]

SIZE, SMALL = 14.0, 12.5  # of the words, in the drawing's units
_NAME = 168.0  # where the column of times begins
_GRAPH = 272.0  # where the time axis begins
_LEAST_WIDE = 250.0  # of the time axis
_LEAST_GAP = 15.0  # between two marks
_LABELS = 470.0  # room for the labels
_MARK = 8.0  # half a mark's width
_TOP = 34.0
_LEADING = 17.0
_PADDING = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An article's mark: a filled square where an origin is given, else a circle. `letters` stand in it."""

    x: float
    y: float
    origin: bool
    letters: str
    version: int
    time: str
    label: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An outlet's rows: its name in lines, from `top` to `bottom`."""

    top: float
    bottom: float
    y: float
    name: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An edge, as the path of an SVG and the points of its arrow's head."""

    path: str
    head: str
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Where a day begins on the axis; `name` is "" where there is no room for it."""

    x: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole drawing, in its own units; `labels` is where labels begin, `leading` the height of a line of words."""

    width: float
    height: float
    labels: float
    leading: float
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    days: tuple[Day, ...]
    in_utc: bool


def in_utc(view: ClaimView) -> bool:
    """Whether a claim's times are shown in UTC, since its articles state them in several zones."""
    return len({version.place.when.zone for version in view.versions if version.place.when.zone}) > 1


def drawn(view: ClaimView, lineage: Lineage) -> Drawing:
    """Lay out a claim's lineage."""
    utc = in_utc(view)
    places = _across(lineage)
    end = max(places.values(), default=_GRAPH) + 2 * _MARK + 14
    into = lineage.into()
    texts = {node.place.id: _label(node, into[node.place.id], view) for node in lineage.nodes}
    bands, down, height = _down(lineage.nodes, texts)
    marks = tuple(
        _mark(n, places[n.place.id], down[n.place.id], texts[n.place.id], utc=utc, lettered=len(view.origins) > 1)
        for n in lineage.nodes
    )
    return Drawing(
        width=end + _LABELS,
        height=height,
        labels=end,
        leading=_LEADING,
        marks=marks,
        bands=bands,
        lines=tuple(_line(edge, places, down) for edge in sorted(lineage.edges, key=lambda edge: edge.stated)),
        days=tuple(_days(lineage.nodes, places, utc)),
        in_utc=utc,
    )


# --- words ----------------------------------------------------------------------------------------------------------


def _label(node: Node, edges: Sequence[Edge], view: ClaimView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands beside a mark: why it is there, and what changed, each in lines."""
    named = [f"{o.letter}: {o.name} ({wording.ORIGIN_KINDS[o.kind]})" for o in view.origins if o.letter in node.starts]
    because = [edge.why.words for edge in edges]
    if not node.origins:
        because.append(wording.NO_ORIGIN)
    if node.with_it:
        outlets = dict.fromkeys(place.outlet for place in node.with_it)
        because.append(words.as_do(len(node.with_it), ", ".join(outlets)))
    room = _LABELS - 8
    lines = [line for text in (*named, *because) for line in wrap(text, SIZE, room, 2)]
    changed = dict.fromkeys(_change(change.kind, change.before, change.after) for e in edges for change in e.changes)
    return tuple(lines), tuple(line for line in wrap(" · ".join(changed), SMALL, room, 3))


def _change(kind: ChangeKind, before: str, after: str) -> str:
    short = kind is ChangeKind.figure_changed and before and after and len(before) + len(after) < 40
    return f"{words.CHANGES[kind]}: {before} → {after}" if short else words.CHANGES[kind]


def _day(when: When, utc: bool) -> str:
    """Return a day as the axis has it: `4 May`."""
    return wording.short(when.utc.partition(", ")[0] if utc and when.utc else when.day, year=False)


def _clock(when: When, utc: bool) -> str:
    return when.utc.partition(", ")[2].removesuffix(" UTC") if utc and when.utc else when.clock


# --- places ---------------------------------------------------------------------------------------------------------


def _across(lineage: Lineage) -> dict[str, float]:
    """Place the articles from left to right: in order, and the further apart the more time is between them."""
    times = _times(lineage)
    ordered = sorted(times, key=lambda article: times[article])
    gaps = [log1p(_hours(times[a][0], times[b][0])) for a, b in pairwise(ordered)]
    spare = max(0.0, _LEAST_WIDE - _LEAST_GAP * len(gaps)) / (sum(gaps) or 1.0)
    x, places = _GRAPH + _MARK + 6, {}
    for article, gap in zip(ordered, [*gaps, 0.0], strict=True):
        places[article] = x
        x += ceil(4 * (_LEAST_GAP + gap * spare)) / 4  # quarters are exact in floats: no gap falls short
    return places


def _times(lineage: Lineage) -> dict[str, tuple[str, int]]:
    """The time at which each article is drawn, and by how many steps it comes after the first of that time.

    It is that of the articles which it follows, where its own is earlier: a page may state the day alone, no time at
    all, or a clock without its zone, and credit another all the same.
    """
    found = {node.place.id: (node.place.when.key, 0) for node in lineage.nodes}
    for _ in lineage.nodes:  # once is enough where articles come after those that they follow
        before = dict(found)
        for edge in lineage.edges:
            time, steps = found[edge.earlier]
            found[edge.later] = max(found[edge.later], (time, steps + 1))
        if found == before:
            break
    return found


def _hours(a: str, b: str) -> float:
    if not (a and b):
        return 1.0
    return max(0.0, (datetime.fromisoformat(b) - datetime.fromisoformat(a)).total_seconds() / 3600)


def _down(
    nodes: Sequence[Node], texts: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> tuple[tuple[Band, ...], dict[str, float], float]:
    """Place the outlets from the top, each with its articles' lines, in the order in which their owners appear."""
    y, bands, down = _TOP, [], {}
    for (owner, outlet), row in _rows(nodes):
        name = [*wrap(outlet, SIZE, _NAME - 12, 2), *(wrap(f"({owner})", SIZE, _NAME - 12, 1) if owner else ())]
        top = y
        for node in row:
            down[node.place.id] = round(y + _PADDING, 1)
            y += _LEADING * max(1, sum(map(len, texts[node.place.id]))) + _PADDING
        y = max(y, top + _LEADING * len(name) + _PADDING)
        bands.append(Band(top=round(top, 1), bottom=round(y, 1), y=round(top + _PADDING, 1), name=tuple(name)))
    return tuple(bands), down, round(y + 4, 1)


def _rows(nodes: Sequence[Node]) -> list[tuple[tuple[str, str], list[Node]]]:
    """The nodes of each outlet, with its owner; those of one owner stand together, where the first of them stands."""
    owned: defaultdict[str, defaultdict[tuple[str, str], list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        place = node.place
        owned[place.owner or place.outlet][place.owner, place.outlet].append(node)
    return [row for rows in owned.values() for row in rows.items()]


def _mark(
    node: Node, x: float, y: float, label: tuple[tuple[str, ...], tuple[str, ...]], *, utc: bool, lettered: bool
) -> Mark:
    shown = node.starts or node.origins
    when = node.place.when
    time = f"{_day(when, utc)} {_clock(when, utc)}".strip() if when.day else words.NO_TIME_SHORT
    return Mark(
        x=x,
        y=y,
        origin=bool(node.starts),
        letters=_letters(shown) if node.starts or lettered else "",
        version=node.versions[0],
        time=time,
        label=label[0],
        changes=label[1],
    )


def _letters(origins: Sequence[str]) -> str:
    """The letters that find room in a mark: one or two, or the first and a sign that there are more."""
    joined = "".join(origins)
    return joined if len(joined) <= 2 else f"{origins[0]}+"


def _line(edge: Edge, across: Mapping[str, float], down: Mapping[str, float]) -> Line:
    """An edge: down (or up) from the earlier mark, then along the later one's line. Inferred ones fall a step aside."""
    x1, y1 = across[edge.earlier] + (0.0 if edge.stated else 4.0), down[edge.earlier]
    x2, y2 = across[edge.later], down[edge.later]
    to_right = 1 if x2 >= x1 else -1
    fall = 1 if y2 > y1 else -1
    tip = x2 - to_right * (_MARK + 1)
    bend = min(6.0, abs(tip - x1) / 2, abs(y2 - y1) / 2)
    path = f"M{x1:g} {y1 + fall * _MARK:g}V{y2 - fall * bend:g}Q{x1:g} {y2:g} {x1 + to_right * bend:g} {y2:g}H{tip:g}"
    back = tip - to_right * 6
    return Line(path=path, head=f"{tip:g},{y2:g} {back:g},{y2 - 3.5:g} {back:g},{y2 + 3.5:g}", stated=edge.stated)


def _days(nodes: Sequence[Node], places: Mapping[str, float], utc: bool) -> list[Day]:
    """Where the days begin; a name is left out where the one before it needs the room."""
    known = sorted((n for n in nodes if n.place.when.key), key=lambda n: places[n.place.id])
    found: list[Day] = []
    seen: set[str] = set()
    free = 0.0
    for node in known:
        name = _day(node.place.when, utc)
        if name in seen:
            continue
        seen.add(name)
        x = round(places[node.place.id] - _MARK - 4, 1)
        shown = name if x >= free else ""
        free = x + width(name, SMALL) + 8 if shown else free
        found.append(Day(x=x, name=shown))
    return found
