"""Claims, each where its statements hang together: `whence.trace` on the parts of a collection that concern each other.

A claim's steps, changes and origins hang on its own articles alone, and denials on the claims that are opposed. A claim
is made in the block where the article of its first statement is compared: those of its other statements are near it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from whence.by_hand import Pairs as SourcePairs
from whence.link.linked import Pair
from whence.link.units import Unit, unit_of
from whence.records import Claim, Denial, Link, Near, Passage, Statement, Step
from whence.scale.blocks import Columns, cut, gathered, of_kind, put_together, spread
from whence.scale.components import components
from whence.scale.engine import Engine, Shared, Table
from whence.scale.evidence import BESIDE, Units
from whence.scale.pairs import UNIT_BITS
from whence.scale.people import Known
from whence.scale.setting import linked_of, setting_of
from whence.trace.decided import Decided, Denied, Two
from whence.trace.denials import Member, as_decided, denials, member_of, records_of
from whence.trace.near import could_be_near, how_near, near_of
from whence.trace.steps import steps_of
from whence.trace.timeline import Offsets
from whence.trace.tracing import claims_of, in_order, links_of, place_of

__all__ = ["Traced", "denied", "near_misses", "traced"]

Articles = Table[tuple[int, tuple[int, bytes]]]
_OF_CLAIM = ("unit", "pairs", "passage")
_Place = tuple[tuple[str, str, str], int, str]


# --- claims ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A claim with its steps, links and parts, each in its order; `key` is what it is called by, `place` its order.

    The links go by their statements' keys, the parts by their own. All three lie there as bytes: most that pass a claim
    on ask for none of them. `members` tells of each statement its key and id, and what of it
    bears on denials; `denials` of each claim that denies it what that rests on.
    """

    key: int
    place: _Place
    claim: Claim
    steps_packed: bytes
    links_packed: bytes
    parts_packed: bytes
    members: tuple[tuple[int, str, Member], ...]
    denials: tuple[Denial, ...] = ()

    @property
    def steps(self) -> list[Step]:
        """The steps."""
        return _steps.decode(self.steps_packed)

    @property
    def links(self) -> list[tuple[int, int, Link]]:
        """The links, with the keys of both statements."""
        return _links.decode(self.links_packed)

    @property
    def parts(self) -> list[tuple[int, Statement]]:
        """The parts among the statements, with their keys."""
        return _parts.decode(self.parts_packed)


_packed = msgspec.msgpack.Encoder().encode
_steps = msgspec.msgpack.Decoder(list[Step])
_links = msgspec.msgpack.Decoder(list[tuple[int, int, Link]])
_parts = msgspec.msgpack.Decoder(list[tuple[int, Statement]])


def traced(
    found: Table[tuple[int, tuple[str, Any]]],
    articles: Articles,
    known: Table[tuple[int, Known]],
    offsets: Shared[Offsets],
    where: Shared[NDArray[np.int64]],
    engine: Engine,
    heeded: Shared[Decided],
    apart: SourcePairs = (),
) -> Table[tuple[int, Traced]]:
    """Return each claim, by its key, as yet without the claims that deny it; `found` are rows of `alike_again`.

    `where` are the blocks in which articles are compared, by their numbers; `heeded` is what people have decided of
    statements, by keys, and `apart` are sources that they have told apart, by the ids of their fullest namings.
    """
    blocks = engine.blocks

    def wanted(rows: Iterator[tuple[int, tuple[str, Any]]]) -> Iterator[tuple[int, int]]:
        home = where.value
        return ((int(home[group >> UNIT_BITS]), item[0] >> UNIT_BITS) for group, (kind, item) in rows if kind == "unit")

    def parts(rows: Iterator[tuple[int, tuple[str, Any]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for group, (kind, item) in rows:
            if kind == "pairs":  # by block already
                yield group, (kind, item)
            elif kind in _OF_CLAIM:
                yield int(where.value[group >> UNIT_BITS]), (kind, (group, item))

    def made(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Traced]]:
        for _, items in rows:
            yield from ((one.key, one) for one in _traced(items, offsets.value, heeded.value, apart))

    some = found.over(wanted)
    readings = gathered(some, articles, blocks).over(lambda rows: ((b, ("reading", item)) for b, item in rows))
    facts = gathered(some, known, blocks).over(lambda rows: ((b, ("known", item)) for b, item in rows))
    return found.over(parts).and_(readings, facts).grouped().over(made)


def _traced(
    items: Sequence[tuple[str, Any]], offsets: Offsets, heeded: Decided, apart: SourcePairs
) -> Iterator[Traced]:
    all_units = Units({number: data for number, (_, data) in of_kind(items, "reading")})
    heeded = heeded.among({key: key for key in all_units.keys})  # those of one block are few
    known: dict[int, Known] = dict(of_kind(items, "known"))
    members: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    pairs: defaultdict[int, list[tuple[Pair, float]]] = defaultdict(list)
    passages: defaultdict[int, list[tuple[int, int, Any, Passage]]] = defaultdict(list)
    for group, item in of_kind(items, "unit"):
        members[group].append(item)
    for groups, some in of_kind(items, "pairs"):
        for group, pair, score in zip(groups.tolist(), some.pairs, some.score.tolist(), strict=True):
            pairs[group].append((pair, score))
    for group, item in of_kind(items, "passage"):
        passages[group].append(item)
    for group, own in sorted(members.items()):
        shared = sorted(passages.get(group, ()), key=lambda one: one[2])
        between = [one[3] for one in shared]
        yield _claim(sorted(own), pairs.get(group, []), between, all_units, known, offsets, heeded, apart)


def _claim(
    members: Sequence[tuple[int, bool]],
    scored: Sequence[tuple[Pair, float]],
    passages: Sequence[Passage],
    every: Units,
    known: dict[int, Known],
    offsets: Offsets,
    heeded: Decided,
    apart: SourcePairs,
) -> Traced:
    keys = [key for key, _ in members]
    units = [_unit(every, key, whole) for key, whole in members]
    number = {key: n for n, key in enumerate(keys)}
    decided = heeded.among(number)
    scored = sorted(scored, key=lambda one: (one[0].a, one[0].b))
    pairs = [replace(pair, a=number[pair.a], b=number[pair.b]) for pair, _ in scored]
    alike = [score for _, score in scored]
    articles = {key >> UNIT_BITS: every.readings[key >> UNIT_BITS] for key in keys}
    same = {name: best for n in articles for name, best in known[n].same.items()}
    people = {same.get(unit.speaker.id, unit.speaker.id) for unit in units if unit.speaker is not None}
    facts = [(reading.article.id, known[n].about(people)) for n, reading in articles.items()]
    linked = linked_of(units, pairs, passages, facts)
    by_id = {reading.article.id: reading for reading in articles.values()}
    setting = setting_of(by_id, linked, [one for _, one in facts], offsets, apart)
    groups = in_order([list(range(len(units)))], units, setting.timeline)
    by_pair = {(pair.a, pair.b): pair for pair in pairs}
    steps = steps_of(groups[0], units, by_pair, setting, decided)
    (claim,) = claims_of(groups, units, pairs, alike, [steps], setting, decided=decided)
    links = links_of(groups, units, pairs, alike, setting, decided)
    key_of_unit = {unit.id: key for unit, key in zip(units, keys, strict=True)}
    return Traced(
        key=keys[0],
        place=place_of(units[groups[0][0]], setting.timeline),
        claim=claim,
        steps_packed=_packed([step for _, step in sorted(steps.items())]),
        links_packed=_packed([(key_of_unit[link.a], key_of_unit[link.b], link) for link in links]),
        parts_packed=_packed([(keys[n], u.statement) for n, u in enumerate(units) if u.statement.part_of is not None]),
        members=tuple((key, unit.id, member_of(unit, setting)) for key, unit in zip(keys, units, strict=True)),
    )


def _unit(every: Units, key: int, whole: bool) -> Unit:
    unit = every.units[every.number[key]]
    if not whole:
        return unit
    reading = every.readings[key >> UNIT_BITS]
    (statement,) = (s for s in reading.statements if s.id == unit.statement.part_of)
    return unit_of(statement, unit.article, unit.speaker)


# --- denials --------------------------------------------------------------------------------------------------------


def denied(
    claims: Table[tuple[int, Traced]],
    found: Table[tuple[int, tuple[str, Any]]],
    engine: Engine,
    heeded: Shared[Decided],
) -> Table[tuple[int, Traced]]:
    """Return the claims with those that deny each; `heeded` is what people have decided, by statements' keys."""
    blocks = engine.blocks

    def opposed(rows: Iterator[tuple[int, tuple[str, Any]]]) -> Iterator[tuple[int, Any]]:
        return ((group, item) for group, (kind, item) in rows if kind == "opposed")

    against = found.over(opposed).kept("opposed")

    def edges(rows: Iterator[tuple[int, Any]]) -> Iterator[Columns]:
        yield tuple(np.array([item[:2] for _, item in rows], dtype=np.int64).reshape(-1, 2).T)

    decided = engine.table(_together(claims, heeded.value.denials))
    labels = components(against.over(edges).and_(decided), engine, "denial").kept("denial-labels")

    def by_label(rows: Iterator[tuple[int, int]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((spread(key, blocks), ("label", (key, label))) for key, label in rows)

    def pairs(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((spread(group, blocks), ("opposed", item)) for group, item in rows)

    def told(rows: Iterator[tuple[int, Traced]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((spread(key, blocks), ("claim", (key, (c.place, c.claim.id, c.members)))) for key, c in rows)

    def sent(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            label = dict(of_kind(items, "label"))
            for item in of_kind(items, "opposed"):
                yield label[item[0]], ("opposed", item)
            for key, item in of_kind(items, "claim"):
                if key in label:
                    yield label[key], ("claim", (key, item))

    def denying(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            yield from ((spread(key, blocks), ("denied", (key, by))) for key, by in _denials(items, heeded.value))

    def whole(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Traced]]:
        for _, items in rows:
            by = dict(of_kind(items, "denied"))
            for one in of_kind(items, "whole"):
                ids, rest_on = by.get(one.key, ((), ()))
                yield one.key, replace(one, claim=replace(one.claim, denied_by=ids), denials=rest_on)

    at_label = labels.over(by_label).and_(against.over(pairs), claims.over(told)).grouped().over(sent)
    answers = at_label.grouped().over(denying)
    return (
        claims.over(lambda rows: ((spread(key, blocks), ("whole", one)) for key, one in rows))
        .and_(answers)
        .grouped()
        .over(whole)
    )


def _together(claims: Table[tuple[int, Traced]], decided: Sequence[Denied]) -> list[Columns]:
    """Edges between all claims that hold statements of one decision, so that one worker looks at them."""
    keys = {key for one in decided for key in (*one.denying, *one.denied)}
    if not keys:
        return []

    def holding(rows: Iterator[tuple[int, Traced]]) -> Iterator[tuple[int, int]]:
        return ((key, claim) for claim, one in rows for key, *_ in one.members if key in keys)

    home = dict(claims.over(holding).rows())
    told = [[home[key] for key in (*one.denying, *one.denied) if key in home] for one in decided]
    edges = [pair for several in told for pair in pairwise(several) if pair[0] != pair[1]]
    return [tuple(np.array(edges, dtype=np.int64).T)] if edges else []


def _denials(
    items: Sequence[tuple[str, Any]], heeded: Decided
) -> Iterator[tuple[int, tuple[tuple[str, ...], tuple[Denial, ...]]]]:
    claims = sorted(of_kind(items, "claim"), key=lambda item: item[1][0])
    keys = [key for key, (_, _, statements) in claims for key, *_ in statements]
    number = {key: n for n, key in enumerate(sorted(keys))}
    facts = {number[key]: member for _, (_, _, statements) in claims for key, _, member in statements}
    members = [facts[n] for n in sorted(facts)]
    groups = [[number[key] for key, *_ in statements] for _, (_, _, statements) in claims]
    pairs = [
        Pair(a=min(number[one], number[two]), b=max(number[one], number[two]), same=0.0, opposed=opposed)
        for _, _, one, two, opposed in of_kind(items, "opposed")
    ]
    pairs.sort(key=lambda pair: (pair.a, pair.b))
    names = {number[key]: name for _, (_, _, statements) in claims for key, name, _ in statements}
    found = as_decided(denials(groups, members, pairs), groups, heeded.among(number).denials)
    by: defaultdict[int, list[tuple[str, Denial]]] = defaultdict(list)
    for one, record in zip(found, records_of(found, groups, pairs, names), strict=True):
        by[one.denied].append((claims[one.denying][1][1], record))
    for group, own in by.items():
        yield claims[group][0], (tuple(name for name, _ in own), tuple(record for _, record in own))


# --- claims that nearly were one ------------------------------------------------------------------------------------


def near_misses(
    claims: Table[tuple[int, Traced]],
    found: Table[tuple[int, tuple[str, Any]]],
    engine: Engine,
    heeded: Shared[Decided],
) -> Table[Near]:
    """Return the pairs of claims that nearly were one, in no order: `whence.trace.near` in many parts.

    `heeded` is what people have decided, by keys: those that they have told apart are left out.
    """
    blocks = engine.blocks

    def pairs(rows: Iterator[tuple[int, tuple[str, Any]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, (kind, columns) in rows:
            if kind == "beside":
                yield from ((block, ("pairs", some)) for block, some in cut(spread(columns[0], blocks), columns))

    def members(rows: Iterator[tuple[int, Traced]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((spread(key, blocks), ("members", (key, {k: name for k, name, _ in one.members}))) for key, one in rows)

    def summed(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            yield from ((spread(high, blocks), ("near", item)) for high, item in _summed(items))

    own = claims.over(members)
    first = found.over(pairs).and_(own).grouped().over(summed)
    return first.and_(own).grouped().over(lambda rows: _near(rows, heeded.value.apart))


def _summed(items: Sequence[tuple[str, Any]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Add up the pairs of each two claims in the order of their statements, and take the first of the closest."""
    known: dict[int, dict[int, str]] = dict(of_kind(items, "members"))
    low, high, one, two, score = put_together(of_kind(items, "pairs"), BESIDE)
    order = np.lexsort((two, one, high, low))
    low, high, one, two, score = (column[order] for column in (low, high, one, two, score))
    new = np.ones(len(low), dtype=np.bool_)
    new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    heads = np.flatnonzero(new)
    totals = np.bincount(np.cumsum(new) - 1, weights=score)
    ends = np.append(heads[1:], len(low))
    near = np.flatnonzero(could_be_near(np.maximum.reduceat(score, heads))) if len(heads) else heads
    for head, end, total in zip(heads[near].tolist(), ends[near].tolist(), totals[near].tolist(), strict=True):
        best = head + int(np.argmax(score[head:end]))
        names = known[int(low[head])]
        both = tuple((key, names.get(key)) for key in (int(one[best]), int(two[best])))
        yield int(high[head]), (int(high[head]), total, float(score[best]), len(names), both)


def _near(rows: Iterator[tuple[int, list[tuple[str, Any]]]], apart: Collection[Two]) -> Iterator[Near]:
    for _, items in rows:
        known: dict[int, dict[int, str]] = dict(of_kind(items, "members"))
        for claim, total, highest, size, both in of_kind(items, "near"):
            names = known[claim]
            near = how_near(total, highest, size * len(names))
            if near and tuple(key for key, _ in both) not in apart:
                one, other = (name or names[key] for key, name in both)
                yield near_of(near, one, other)
