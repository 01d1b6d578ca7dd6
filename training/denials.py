"""Fit how sure it is that two claims are opposed, from all that is seen of them (`whence.trace.denials.seen_of`).

    python training/denials.py [--without EVENT ...]

Pairs of claims that the truth of the events written for whence knows, each of the groups that tracing makes called by
the true claim that most of its statements are of. Prints the weights that `whence.trace.denials` holds, and the average
precision of each fourth of the events by weights that never saw it. The pair decision in use has seen these events.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import whence
from claims import precision
from events import written_events
from logistic import on_one_scale
from truth import gold_of
from whence.link.linking import link
from whence.link.pairs import Pairs
from whence.link.units import Unit
from whence.trace.claims import grouped_of, rejoined
from whence.trace.denials import against, bearing, member_of, seen_of
from whence.trace.likeness import likeness
from whence.trace.setting import Setting
from whence.trace.wholes import put_together

Floats = NDArray[np.float64]
Seen = tuple[Floats, NDArray[np.bool_]]
_SHRINK = 2.0
_PARTS = 4


def main() -> None:
    """Fit, and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", nargs="*", default=[], help="events to leave out")
    args = parser.parse_args()
    events = [seen_in(event) for event in written_events() if event.name not in args.without]
    for part in range(_PARTS):
        rows, right = _joined(events[part::_PARTS])
        others = fit([one for n, one in enumerate(events) if n % _PARTS != part])
        print(
            f"part {part + 1}: {right.sum()} of {len(right)}, average precision {precision(rows @ others, right):.3f}"
        )
    print(", ".join(f"{w:.3f}" for w in fit(events)))


def seen_in(event: Path) -> Seen:
    """What is seen of each two groups of an event that stand for true claims, and whether one denies the other."""
    readings = list(whence.read(str(event / "articles")))
    linked = link(readings)
    setting = Setting(linked, readings)
    pairs = Pairs.of(linked.pairs)
    groups = rejoined(linked.units, grouped_of(len(linked.units), pairs, likeness(linked.units, pairs, setting)))
    units, groups, every = put_together(readings, linked, groups)
    members = [member_of(unit, setting) for unit in units]
    home = {n: number for number, group in enumerate(groups) for n in group}
    known = every.taken(np.flatnonzero(bearing(every)))
    apart = (p for p in known if {p.a, p.b} <= home.keys() and home[p.a] != home[p.b])
    names = dict(_named(event, groups, units))
    denied = _denied(event)
    rows, right = [], []
    for (a, b), opposed in sorted(against(apart, home).items()):
        if a in names and b in names and names[a] != names[b]:
            rows.append(seen_of([members[n] for n in groups[a]], [members[n] for n in groups[b]], opposed))
            right.append(frozenset((names[a], names[b])) in denied)
    return np.array(rows, dtype=float).reshape(-1, 4), np.array(right, dtype=bool)


def _named(event: Path, groups: Sequence[Sequence[int]], units: Sequence[Unit]) -> Iterator[tuple[int, str]]:
    """Of each true claim the group that holds most of its statements: the group's number and the claim."""
    claims: dict[int, set[str]] = defaultdict(set)
    for gold in gold_of(event, units).values():
        claims[gold.unit].add(gold.claim)
    held = Counter((claim, number) for number, group in enumerate(groups) for n in group for claim in claims[n])
    best: dict[str, tuple[int, int]] = {}
    for (claim, number), count in sorted(held.items()):
        best[claim] = max(best.get(claim, (0, 0)), (count, -number))
    yield from ((-number, claim) for claim, (_, number) in sorted(best.items()))


def _denied(event: Path) -> set[frozenset[str]]:
    truth = json.loads((event / "truth.json").read_text(encoding="utf-8"))
    return {frozenset((claim["id"], other)) for claim in truth["claims"] for other in claim["denied_by"]}


def fit(events: Sequence[Seen]) -> Floats:
    """A weight for each thing that is seen, by logistic regression; the first is the constant."""
    rows, right = _joined(events)
    constant, weight = on_one_scale(rows[:, 1:], right, _SHRINK)
    return np.array([constant, *weight])


def _joined(events: Sequence[Seen]) -> tuple[Floats, NDArray[np.bool_]]:
    return np.concatenate([rows for rows, _ in events]), np.concatenate([right for _, right in events])


if __name__ == "__main__":
    main()
