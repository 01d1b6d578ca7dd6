"""Nameless sources that are one, in many parts: `whence.link.unnamed`, and joining one after another in its order.

Words and credits show pairs of sources. One that is nameless becomes one with another unless both have a name by then.
What has a name keeps it, so that a pair's fate hangs only on those that hang together with it by nameless ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from whence.link.unnamed import credited, is_copied, is_nameless, runs, said_by
from whence.records import Credit
from whence.scale.blocks import Columns, gathered, key_of, of_kind, spread
from whence.scale.components import components, root
from whence.scale.engine import Engine, Shared, Table
from whence.scale.packing import unpack
from whence.scale.placing import readings_in
from whence.scale.source_keys import keys_of

__all__ = ["Ordered", "nameless", "settled"]

Articles = Table[tuple[int, tuple[int, bytes]]]
Credits = Table[tuple[int, tuple[tuple[Credit, ...], tuple[int, ...]]]]
Ordered = tuple[tuple[int, ...], int, int]
"""A place in the order in which pairs are looked at, and the numbers of two sources."""
_Marked = tuple[int, tuple[str, Any]]


def nameless(
    articles: Articles, credits: Credits, weights: Shared[Mapping[str, float]], engine: Engine
) -> Table[Ordered]:
    """Return the pairs that `whence.link.unnamed.alike` finds, with their places in its order."""
    return _copied(articles, engine.blocks).and_(_credited(articles, credits, weights, engine))


class _Said(NamedTuple):
    """A statement of a nameless source: its article's number, its place there, its source, and how many runs it has."""

    number: int
    at: int
    speaker: int
    runs: int


def _copied(articles: Articles, blocks: int) -> Table[Ordered]:
    """One nameless speaker who says what another does: each run of words leads to the statement that has it first."""

    def told(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[int, int, _Said]]]:
        for number, reading in readings_in(rows):
            keys = keys_of(number, reading)
            speakers = {source.id: keys[source.id] for source in reading.sources if is_nameless(source)}
            said = said_by([reading])
            for at, statement in enumerate(reading.statements):
                if (speaker := speakers.get(statement.speaker or "")) is not None:
                    own = list(runs(said[statement.id]))
                    for place, run in enumerate(own):
                        code = key_of(" ".join(run))
                        yield code % blocks, (code, place, _Said(number, at, speaker, len(own)))

    def shared(rows: Iterator[tuple[int, list[tuple[int, int, _Said]]]]) -> Iterator[tuple[int, Any]]:
        for _, items in rows:
            first: dict[int, _Said] = {}
            for code, place, one in sorted(items, key=lambda item: (item[2], item[1])):
                other = first.setdefault(code, one)
                if other.number != one.number:
                    yield spread(one.number, blocks), (one, other, place)

    def copied(rows: Iterator[tuple[int, list[tuple[_Said, _Said, int]]]]) -> Iterator[Ordered]:
        for _, items in rows:
            places: defaultdict[tuple[_Said, _Said], list[int]] = defaultdict(list)
            for one, other, place in sorted(items):
                places[one, other].append(place)
            for (one, other), some in places.items():
                if is_copied(some, one.runs, other.runs):
                    yield (0, one.number, one.at, some[0]), one.speaker, other.speaker

    return articles.over(told).grouped().over(shared).grouped().over(copied)


def _credited(
    articles: Articles, credits: Credits, weights: Shared[Mapping[str, float]], engine: Engine
) -> Table[Ordered]:
    """Who is credited with the same in the article that is meant; each article is looked at where it lies."""
    blocks = engine.blocks

    def wanted(rows: Iterator[tuple[int, tuple[Any, tuple[int, ...]]]]) -> Iterator[tuple[int, int]]:
        return ((number % blocks, other) for number, (_, others) in rows for other in (number, *others) if others)

    def own(rows: Iterator[tuple[int, tuple[Any, tuple[int, ...]]]]) -> Iterator[_Marked]:
        return ((number % blocks, ("credits", (number, *found))) for number, found in rows if found[1])

    def found(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[Ordered]:
        for _, items in rows:
            readings = {number: unpack(data) for number, (_, data) in of_kind(items, "reading")}
            for number, given, others in of_kind(items, "credits"):
                some = {n: readings[n] for n in sorted({number, *others})}
                keys = {name: key for n, reading in some.items() for name, key in keys_of(n, reading).items()}
                for at, (whole, one, other) in enumerate(credited(list(some.values()), given, weights.value)):
                    yield (1 + whole, number, at), keys[one], keys[other]

    sent = gathered(credits.over(wanted), articles, blocks)
    together = credits.over(own).and_(sent.over(lambda rows: ((block, ("reading", item)) for block, item in rows)))
    return together.grouped().over(found)


# --- one after another ------------------------------------------------------------------------------------------------


def settled(halves: Table[_Marked], engine: Engine, apart: Sequence[tuple[int, int]] = ()) -> Table[tuple[int, int]]:
    """Return each group of sources that has become one with another, and which group that is.

    `halves` are, by the group's block, either `named` with a group that has a name, or `half` with a pair's place in
    the order, its side and the group that it is of. Groups that are `apart` never become one; whatever hangs together
    with one of them by nameless ones is looked at in one place, for two may meet at one that has a name.
    """
    blocks = engine.blocks
    pairs = halves.grouped().over(lambda rows: _flagged(rows, blocks)).grouped().over(_whole).kept("nameless-pairs")
    between = pairs.over(_between_nameless)
    if apart:
        told = np.unique(np.array(apart, dtype=np.int64))
        between = between.and_(engine.table([(told, np.full(len(told), told[0]))]))
    labels = components(between, engine, "nameless")

    def by_end(rows: Iterator[Any]) -> Iterator[_Marked]:
        return ((spread(_nameless_end(pair), blocks), ("pair", pair)) for pair in rows)

    def labelled(rows: Iterator[tuple[int, int]]) -> Iterator[_Marked]:
        return ((spread(node, blocks), ("label", (node, label))) for node, label in rows)

    def by_component(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Any]]:
        for _, items in rows:
            label = dict(of_kind(items, "label"))
            for pair in of_kind(items, "pair"):
                end = _nameless_end(pair)
                yield spread(label.get(end, end), blocks), pair

    together = pairs.over(by_end).and_(labels.over(labelled)).grouped().over(by_component)
    return together.grouped().over(lambda rows: _in_order(rows, apart))


def _flagged(rows: Iterator[tuple[int, list[tuple[str, Any]]]], blocks: int) -> Iterator[tuple[int, Any]]:
    """Say of each half whether its group has a name."""
    for _, items in rows:
        named = {group for some in of_kind(items, "named") for group in some}
        for order, side, group in of_kind(items, "half"):
            yield key_of(str(order)) % blocks, (order, side, group, group in named)


def _whole(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[Any]:
    """Put the halves together, without pairs that are one already and those of two names."""
    for _, items in rows:
        found: defaultdict[tuple[int, ...], dict[int, tuple[int, bool]]] = defaultdict(dict)
        for order, side, group, is_named in items:
            found[order][side] = group, is_named
        for order, sides in found.items():
            (one, first), (two, second) = sides[0], sides[1]
            if one != two and not (first and second):
                yield order, (one, first), (two, second)


def _between_nameless(rows: Iterator[Any]) -> Iterator[Columns]:
    found = [(one, two) for _, (one, first), (two, second) in rows if not first and not second]
    if found:
        yield tuple(np.array(found, dtype=np.int64).T)


def _nameless_end(pair: Any) -> int:
    _, (one, is_named), (two, _) = pair
    return int(two if is_named else one)


def _in_order(rows: Iterator[tuple[int, list[Any]]], apart: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the groups of whole components, pair by pair."""
    for _, pairs in rows:
        parent: dict[int, int] = {}
        named: set[int] = set()
        far: defaultdict[int, set[int]] = defaultdict(set)  # of a group's root: the roots that it may not be one with
        for a, b in apart:
            far[a].add(b)
            far[b].add(a)
        for _, *sides in sorted(pairs):
            for group, is_named in sides:
                parent.setdefault(group, group)
                named.update([group] if is_named else [])
            one, two = sorted(root(parent, group) for group, _ in sides)
            if one != two and not (one in named and two in named) and two not in far.get(one, ()):
                low, high = (two, one) if two in named else (one, two)
                parent[high] = low
                for other in far.pop(high, ()):
                    far[other] = far[other] - {high} | {low}
                    far[low].add(other)
        yield from ((group, root(parent, group)) for group in parent if parent[group] != group)
