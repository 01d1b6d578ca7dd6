"""Statements to claims in many parts: `whence.trace.claims`, level by level of `whence.trace.linkage`.

    pairs ─▶ what stands between groups ─▶ components of close groups ─▶ mergers ─▶ new names ─▶ the next level

What stands between two groups lies with the first of them, in the block where its first statement's article is
compared. A component of a level is small, so that no worker ever holds more than a block's pairs. Last, parts of one
statement that go no ways of their own are put together again, by the components of groups that share a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from whence.link.units import Unit
from whence.scale.blocks import Columns, cut, of_kind, put_together, spread
from whence.scale.components import components
from whence.scale.engine import Engine, Shared, Table
from whence.scale.evidence import Scored
from whence.scale.pairs import UNIT_BITS
from whence.scale.placing import units_in
from whence.trace.claims import CLOSEST, LEAST, by_hand, rejoined
from whence.trace.decided import NOTHING_DECIDED, Decided, Two
from whence.trace.linkage import LEVELS, Between, Merged, merged

__all__ = ["homes"]

Articles = Table[tuple[int, tuple[int, bytes]]]
Ints = NDArray[np.int64]
Marked = tuple[int, tuple[str, Any]]
_UNITS = (np.int64, np.int64, np.int64)
_LABELS = (np.int64, np.int64)
_MERGED = (np.int64, np.int64, np.int64)
_NONE = -1


def homes(
    articles: Articles,
    first: Table[tuple[int, Scored]],
    where: Shared[Ints],
    engine: Engine,
    heeded: Decided = NOTHING_DECIDED,
) -> Table[tuple[int, dict[int, int]]]:
    """Return, by article, the claim of each of its statements, by key; a claim is called by its least key.

    `where` are the blocks in which articles are compared, by their numbers; `heeded` is what people have decided, by
    keys.
    """
    into, told = by_hand(sorted(heeded.one), sorted(heeded.apart))
    units = articles.over(lambda rows: _of_articles(rows, where.value, into)).kept("units")
    edges = first.over(lambda rows: _between(rows, where.value, into))
    if heeded.apart:
        edges = edges.and_(engine.table([(b, ("told", item)) for b, (_, item) in _sent(told, "a", where.value)]))
    for turn, level in enumerate((*LEVELS, LEAST)):
        edges, units = _merged(edges, units, level, where, engine, f"{turn}", best=turn == 0)
    return _rejoined(units, engine, heeded.apart).grouped().over(_by_article)


def _block(where: Ints, keys: Ints) -> Ints:
    """The blocks in which the articles of statements are compared."""
    found: Ints = where[keys >> UNIT_BITS].astype(np.int64)
    return found


def _of_articles(rows: Iterator[tuple[int, tuple[int, bytes]]], where: Ints, into: Merged) -> Iterator[Marked]:
    """Columns of statements by the block of their group: key, the key of the first part of its whole, group.

    Each is a group of its own, but for those that have been put `into` one by hand.
    """
    found: list[tuple[int, int]] = []
    for number, _, units in units_in(rows):
        first: dict[str, int] = {}
        for at, unit in enumerate(units):
            key, whole = number << UNIT_BITS | at, unit.statement.part_of
            found.append((key, _NONE if whole is None else first.setdefault(whole, key)))
    keys, wholes = np.array(found, dtype=np.int64).reshape(-1, 2).T
    groups, _ = into.now(keys, keys)
    for block, some in cut(_block(where, groups), (keys, wholes, groups)):
        yield block, ("units", some)


def _between(rows: Iterator[tuple[int, Scored]], where: Ints, into: Merged) -> Iterator[Marked]:
    for _, some in rows:
        between = Between.of(some.pairs.a, some.pairs.b, some.score)
        if len(into.were):
            between = between.renamed("a", into).renamed("b", into).summed(best=True)
        yield from _sent(between, "a", where)


def _sent(between: Between, side: str, where: Ints) -> Iterator[Marked]:
    """What stands between groups, by the block of one side's groups."""
    groups = getattr(between, side)
    for block, (rows,) in cut(_block(where, groups), (np.arange(len(groups)),)):
        yield block, ("between", between.taken(rows))


# --- one level ------------------------------------------------------------------------------------------------------


def _merged(
    edges: Table[Marked],
    units: Table[Marked],
    level: float,
    where: Shared[Ints],
    engine: Engine,
    name: str,
    *,
    best: bool,
) -> tuple[Table[Marked], Table[Marked]]:
    """Merge what is as close as a level; return what stands between the groups that there are then, and their units.

    What stands between two groups is added up; or, of groups that people have put together, the `best` of it taken, and
    what they have told apart comes to it.
    """

    def summed(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[Marked]:
        for block, items in rows:
            between = Between.joined(of_kind(items, "between")).summed(best=best)
            told = of_kind(items, "told")
            yield block, ("between", Between.joined([between, *told]).summed() if told else between)

    def close(rows: Iterator[Marked]) -> Iterator[Columns]:
        for _, (_, between) in rows:
            near = between.close(level)
            yield between.a[near], between.b[near]

    now = edges.grouped().over(summed).kept(f"between-{name}")
    labels = components(now.over(close), engine, f"close-{name}")
    labelled = labels.over(lambda rows: _columns(rows, where.value)).kept(f"labels-{name}")
    into = _mergers(now, labelled, level, where, engine.blocks).kept(f"merged-{name}")
    half = now.and_(into).grouped().over(lambda rows: _renamed(rows, "a", "b", where.value))
    whole = half.and_(into).grouped().over(lambda rows: _renamed(rows, "b", "a", where.value))
    told = units.and_(into).grouped().over(lambda rows: _regrouped(rows, where.value))
    return whole, told.kept(f"units-{name}")


def _columns(rows: Iterator[tuple[int, int]], where: Ints) -> Iterator[Marked]:
    """The labels of groups, by the groups' blocks."""
    groups, labels = np.array(list(rows), dtype=np.int64).reshape(-1, 2).T
    for block, some in cut(_block(where, groups), (groups, labels)):
        yield block, ("labels", some)


def _mergers(
    now: Table[Marked], labelled: Table[Marked], level: float, where: Shared[Ints], blocks: int
) -> Table[Marked]:
    """Merge each component by itself: what has been merged, by the blocks of the groups as they were called."""

    def first(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[Marked]:
        for _, items in rows:
            groups, labels = _sorted(put_together(of_kind(items, "labels"), _LABELS))
            between = Between.joined(of_kind(items, "between"))
            label = _looked_up(groups, labels, between.a)
            some, label = between.taken(label != _NONE), label[label != _NONE]
            for block, (rows_,) in cut(_block(where.value, some.b), (np.arange(len(label)),)):
                yield block, ("half", (some.taken(rows_), label[rows_]))

    def second(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Between]]:
        for _, items in rows:
            groups, labels = _sorted(put_together(of_kind(items, "labels"), _LABELS))
            for between, label in of_kind(items, "half"):
                inside = np.flatnonzero(_looked_up(groups, labels, between.b) == label)
                for block, (kept,) in cut(spread(label[inside], blocks), (inside,)):
                    yield block, between.taken(kept)

    def done(rows: Iterator[tuple[int, list[Between]]]) -> Iterator[Marked]:
        for _, parts in rows:
            found = merged(Between.joined(parts), level, CLOSEST)
            for block, some in cut(_block(where.value, found.were), (found.were, found.into, found.sizes)):
                yield block, ("merged", some)

    halves = now.and_(labelled).grouped().over(first)
    return halves.and_(labelled).grouped().over(second).grouped().over(done)


def _sorted(columns: Columns) -> Columns:
    order = np.argsort(columns[0], kind="stable")
    return tuple(column[order] for column in columns)


def _looked_up(names: Ints, values: Ints, asked: Ints) -> Ints:
    """The values of names, which are in order; `_NONE` where there is none of that name."""
    if not len(names):
        return np.full(len(asked), _NONE, dtype=np.int64)
    place = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    return np.where(names[place] == asked, values[place], _NONE)


def _into(items: Sequence[tuple[str, Any]]) -> Merged:
    were, into, sizes = _sorted(put_together(of_kind(items, "merged"), _MERGED))
    return Merged(were=were, into=into, sizes=sizes)


def _renamed(rows: Iterator[tuple[int, list[tuple[str, Any]]]], side: str, other: str, where: Ints) -> Iterator[Marked]:
    for _, items in rows:
        between = Between.joined(of_kind(items, "between")).renamed(side, _into(items))
        if other == "a":  # both sides have their new names: the lesser comes first, and none stands beside itself
            between = between.summed()
        yield from _sent(between, other, where)


def _regrouped(rows: Iterator[tuple[int, list[tuple[str, Any]]]], where: Ints) -> Iterator[Marked]:
    for _, items in rows:
        keys, wholes, groups = put_together(of_kind(items, "units"), _UNITS)
        groups, _ = _into(items).now(groups, groups)
        for block, some in cut(_block(where, groups), (keys, wholes, groups)):
            yield block, ("units", some)


# --- parts of one statement -----------------------------------------------------------------------------------------


def _rejoined(units: Table[Marked], engine: Engine, apart: Iterable[Two]) -> Table[tuple[int, Columns]]:
    """Put parts that go no ways of their own together again but for those `apart`; tell the articles of all groups."""
    blocks = engine.blocks
    beyond: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in apart:
        beyond[one].append(other)

    def shared(rows: Iterator[Marked]) -> Iterator[Columns]:
        """Edges of a group to the wholes that it holds parts of, which go by what is no key."""
        for _, (_, (_, wholes, groups)) in rows:
            parts = wholes != _NONE
            yield groups[parts], -2 - wholes[parts]

    def by_group(rows: Iterator[tuple[int, int]]) -> Iterator[Marked]:
        groups, labels = np.array([row for row in rows if row[0] >= 0], dtype=np.int64).reshape(-1, 2).T
        for block, some in cut(spread(groups, blocks), (groups, labels)):
            yield block, ("labels", some)

    def own(rows: Iterator[Marked]) -> Iterator[Marked]:
        for _, (_, columns) in rows:
            yield from ((block, ("units", some)) for block, some in cut(spread(columns[2], blocks), columns))

    def labelled(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Columns]]:
        for _, items in rows:
            groups, labels = _sorted(put_together(of_kind(items, "labels"), _LABELS))
            columns = put_together(of_kind(items, "units"), _UNITS)
            label = _looked_up(groups, labels, columns[2])
            yield from cut(spread(label, blocks), (*columns, label))

    def joined(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, Columns]]:
        for _, parts in rows:
            keys, groups = _joined(put_together(parts, (*_UNITS, np.int64)), beyond)
            yield from cut((keys >> UNIT_BITS) % blocks, (keys, groups))

    labels = components(units.over(shared), engine, "whole")
    return units.over(own).and_(labels.over(by_group)).grouped().over(labelled).grouped().over(joined)


def _joined(columns: Columns, beyond: Mapping[int, Sequence[int]]) -> tuple[Ints, Ints]:
    """The keys of some statements and their groups, once these are put together that `rejoined` puts together.

    `beyond` are those that each is apart from.
    """
    alone = columns[3] == _NONE  # no part of anything
    keys, into = [columns[0][alone]], [columns[2][alone]]
    found: defaultdict[int, defaultdict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for key, whole, group, label in zip(*(column[~alone].tolist() for column in columns), strict=True):
        found[label][group].append((key, whole))
    for groups in found.values():
        units = sorted(unit for own in groups.values() for unit in own)
        number = {key: n for n, (key, _) in enumerate(units)}
        stubs = [SimpleNamespace(statement=SimpleNamespace(part_of=None if w == _NONE else f"{w}")) for _, w in units]
        own = sorted(sorted(number[key] for key, _ in some) for some in groups.values())
        apart = [(number[key], number[far]) for key in number for far in beyond.get(key, ()) if far in number]
        for group in rejoined(cast(Sequence[Unit], stubs), own, apart):
            keys.append(np.array([units[n][0] for n in group], dtype=np.int64))
            into.append(np.full(len(group), units[group[0]][0], dtype=np.int64))
    return np.concatenate(keys), np.concatenate(into)


def _by_article(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, dict[int, int]]]:
    for _, parts in rows:
        found: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for key, group in zip(*(column.tolist() for column in put_together(parts, _LABELS)), strict=True):
            found[key >> UNIT_BITS][key] = group
        yield from found.items()
