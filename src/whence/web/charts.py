"""The overview's drawings: how much was published when, and who follows whom. A table beside each holds the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whence.browse import Follow, Slot
from whence.report.measure import cut, width

__all__ = ["Bars", "Chart", "bars_of", "map_of"]

_HIGH = 120.0  # of the longest bar
_BAR = 16.0  # wide at least, with its gap
_WIDE = 960.0  # of all bars where there is room
_NAMED = 86.0  # room for a name below
_MOST = 24  # outlets of a drawing; the table has all
_ROW = 34.0
_GAP = 260.0  # between the two columns of names
_SIZE = 14.0
_LONGEST = 240.0  # of a name; what is longer is cut, and the table has all of it
_THICKEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A slot of time: where its bar stands and how high it is."""

    slot: Slot
    x: float
    height: float
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A timeline's bars from left to right, in their own units; `step` is from one to the next."""

    width: float
    height: float
    step: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An outlet's name: at the left where it is followed, at the right where it follows; `shown` fits its room."""

    name: str
    shown: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from an outlet to one that follows it; its thickness, 1 to 6, goes with the number of steps."""

    path: str
    stated: bool
    thickness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Who follows whom: names at both sides, lines between. `left` is where lines begin, `right` where they end.

    `left_out` counts the pairs for which there was no room.
    """

    width: float
    height: float
    left: float
    right: float
    followed: tuple[Name, ...]
    following: tuple[Name, ...]
    lines: tuple[Line, ...]
    left_out: int


def bars_of(slots: Sequence[Slot]) -> Bars:
    """Return the bars of a timeline; a name stands below every bar that has room for one."""
    most = max((slot.articles for slot in slots), default=1)
    step = min(max(_WIDE / max(len(slots), 1), _BAR), _NAMED)
    every = -(-_NAMED // step)
    bars = tuple(
        Bar(slot=slot, x=round(n * step, 1), height=round(_HIGH * slot.articles / most, 1), named=n % every == 0)
        for n, slot in enumerate(slots)
    )
    return Bars(width=round(len(slots) * step + _NAMED, 1), height=_HIGH, step=round(step, 1), bars=bars)


def map_of(follows: Sequence[Follow]) -> Chart:
    """Return the drawing of who follows whom; steps within one outlet are in the table only.

    Each outlet that is named has a line: one whose pairs all find no room is in the table only, too.
    """
    pairs = [follow for follow in follows if follow.later_outlet != follow.earlier_outlet]
    followed, following = _busiest(pairs, "earlier_outlet"), _busiest(pairs, "later_outlet")
    shown = [p for p in pairs if p.earlier_outlet in followed and p.later_outlet in following]
    followed = [name for name in followed if any(p.earlier_outlet == name for p in shown)]
    following = [name for name in following if any(p.later_outlet == name for p in shown)]
    left = _widest(followed) + 16.0
    right = left + _GAP
    most = max((p.stated + p.inferred for p in shown), default=1)
    ends = {name: _y(n) for n, name in enumerate(following)}
    starts = {name: _y(n) for n, name in enumerate(followed)}
    lines = [
        _line(left, starts[p.earlier_outlet], right, ends[p.later_outlet] + shift, count, most, stated=stated)
        for p in shown
        for stated, count, shift in ((True, p.stated, -2.0), (False, p.inferred, 4.0))
        if count
    ]
    return Chart(
        width=round(right + 16.0 + _widest(following), 1),
        height=_y(max(len(followed), len(following), 1)) - _ROW / 2,
        left=round(left, 1),
        right=round(right, 1),
        followed=tuple(Name(name=name, shown=_cut(name), y=y) for name, y in starts.items()),
        following=tuple(Name(name=name, shown=_cut(name), y=y) for name, y in ends.items()),
        lines=tuple(lines),
        left_out=len(pairs) - len(shown),
    )


def _busiest(pairs: Sequence[Follow], side: str) -> list[str]:
    counts: Counter[str] = Counter()
    for pair in pairs:
        counts[getattr(pair, side)] += pair.stated + pair.inferred
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]]


def _cut(name: str) -> str:
    return cut(name, _SIZE, _LONGEST)


def _widest(names: Sequence[str]) -> float:
    return max((width(_cut(name), _SIZE) for name in names), default=0.0)


def _y(row: int) -> float:
    return 18.0 + row * _ROW


def _line(x: float, y: float, to_x: float, to_y: float, count: int, most: int, *, stated: bool) -> Line:
    middle = (x + to_x) / 2
    thickness = round(1 + (_THICKEST - 1) * (count - 1) / max(most - 1, 1))
    path = f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x - 8:.1f} {to_y:.1f}"
    return Line(path=path, stated=stated, thickness=thickness)
