"""What two articles have in common, pair by pair of their statements, and how alike these are.

The articles of a pair, with what is known of them, come to the block of the one with the lesser number; there
`whence.link.copies`, `whence.link.quotations` and `whence.trace.likeness` act on them as on one machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from whence.link.copies import copied_units
from whence.link.linked import Pair
from whence.link.linking import RELAYED, one_speaker, units_of
from whence.link.quotations import compared
from whence.link.quoted import QuotedWords, quoted_words
from whence.records import Passage, Reading
from whence.scale.blocks import Columns, gathered, of_kind, put_together
from whence.scale.engine import Engine, Shared, Table
from whence.scale.packing import unpack
from whence.scale.pairs import UNIT_BITS
from whence.scale.people import Known
from whence.scale.setting import linked_of, setting_of
from whence.trace.likeness import likeness
from whence.trace.timeline import Offsets
from whence.trace.wholes import put_together as whole_again

__all__ = ["BESIDE", "Alike", "Evidence", "Units", "alike", "alike_again", "evidence", "speakers"]

Articles = Table[tuple[int, tuple[int, bytes]]]
BESIDE = (np.int64, np.int64, np.int64, np.int64, np.float64)
"""The types of the columns that tell of pairs of two claims."""
_DECIDED = (np.int64, np.int64, np.float32, np.float32, np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two statements have in common, by their keys: as in `whence.link.linked.Pair`."""

    one: int
    two: int
    copied: float
    quoted: float
    passages: tuple[Passage, ...]


class Units:
    """The statements of some articles, in the order of their keys."""

    def __init__(self, readings: Mapping[int, Reading]) -> None:
        self.readings = dict(sorted(readings.items()))
        found = [(n << UNIT_BITS | at, u) for n, r in self.readings.items() for at, u in enumerate(units_of([r]))]
        self.keys = [key for key, _ in found]
        self.units = tuple(unit for _, unit in found)
        self.number = {key: n for n, key in enumerate(self.keys)}
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        for n, key in enumerate(self.keys):
            self._of[key >> UNIT_BITS].append(n)

    def of(self, *articles: int) -> list[int]:
        """The numbers of the statements of some articles, in order."""
        return [n for article in sorted(set(articles)) for n in self._of[article]]


def evidence(
    articles: Articles,
    passages: Table[tuple[int, tuple[int, int, tuple[Any, ...], Passage, bool]]],
    quotations: Table[tuple[int, tuple[int, int]]],
    engine: Engine,
) -> Table[tuple[int, Evidence]]:
    """Return what passages and quotations show of pairs of statements, by block.

    `passages` and `quotations` are rows of the block of the lesser article.
    """

    def wanted(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, int]]:
        return ((block, n) for block, (one, two, *_) in rows for n in (one, two))

    def wanted_too(rows: Iterator[tuple[int, tuple[int, int]]]) -> Iterator[tuple[int, int]]:
        return ((block, key >> UNIT_BITS) for block, pair in rows for key in pair)

    def found(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Evidence]]:
        for block, items in rows:
            yield from ((block, one) for one in _evidence(items))

    sent = gathered(passages.over(wanted).and_(quotations.over(wanted_too)), articles, engine.blocks)
    parts = _marked(passages, "passage").and_(_marked(quotations, "quotation"), _marked(sent, "reading"))
    return parts.grouped().over(found)


def _marked(table: Table[tuple[int, Any]], kind: str) -> Table[tuple[int, tuple[str, Any]]]:
    return table.over(lambda rows: ((block, (kind, item)) for block, item in rows))


def _evidence(items: Sequence[tuple[str, Any]]) -> Iterator[Evidence]:
    units = Units(_readings(items))
    passages = [one[3] for one in sorted(of_kind(items, "passage"), key=lambda one: one[2])]
    versions = {frozenset((one[3].a, one[3].b)) for one in of_kind(items, "passage") if one[4]}
    copied = {(a, b): (share, shared) for a, b, share, shared in copied_units(units.units, passages)}
    pairs = sorted((units.number[a], units.number[b]) for a, b in of_kind(items, "quotation"))
    none = QuotedWords(words=(), places=(), telling=(), rare=(), names=())  # of whom nobody asks
    asked = {n for pair in pairs for n in pair}
    words = [quoted_words(unit) if n in asked else none for n, unit in enumerate(units.units)]
    quoted = {(a, b): score for a, b, score, _, _ in compared(units.units, words, pairs)}
    for a, b in sorted({*copied, *quoted}):
        share, shared = copied.get((a, b), (0.0, ()))
        if {units.units[a].article.id, units.units[b].article.id} in versions:
            shared = ()
        yield Evidence(
            one=units.keys[a], two=units.keys[b], copied=share, quoted=quoted.get((a, b), 0.0), passages=shared
        )


def _readings(items: Sequence[tuple[str, Any]]) -> dict[int, Reading]:
    return {number: unpack(data) for number, (_, data) in of_kind(items, "reading")}


def speakers(articles: Articles, found: Table[tuple[int, Evidence]], engine: Engine) -> list[tuple[str, str]]:
    """Return pairs of sources that speak the same words."""

    def telling(rows: Iterator[tuple[int, Evidence]]) -> Iterator[tuple[int, Evidence]]:
        return ((block, one) for block, one in rows if max(one.copied, one.quoted) > 0)

    def wanted(rows: Iterator[tuple[int, Evidence]]) -> Iterator[tuple[int, int]]:
        return ((block, key >> UNIT_BITS) for block, one in rows for key in (one.one, one.two))

    def told(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[str, str]]:
        for _, items in rows:
            units = Units(_readings(items))
            yield from one_speaker(units.units, [_pair(units, one) for one in of_kind(items, "evidence")])

    some = found.over(telling)
    sent = gathered(some.over(wanted), articles, engine.blocks)
    rows = _marked(some, "evidence").and_(_marked(sent, "reading")).grouped().over(told).rows()
    return sorted(set(rows))


def _pair(units: Units, one: Evidence) -> Pair:
    a, b = units.number[one.one], units.number[one.two]
    return Pair(a=a, b=b, same=0.0, opposed=0.0, copied=one.copied, quoted=one.quoted, passages=one.passages)


# --- how alike ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A pair of statements by their keys, with what speaks for its being one claim; `score` is as `likeness` has it."""

    one: int
    two: int
    pair: Pair
    score: float

    def __reduce__(self) -> tuple[Any, ...]:
        return _alike_of, (self.one, self.two, self.pair, self.score)  # as `Pair` does, and for the same reason


def _alike_of(one: int, two: int, pair: Pair, score: float) -> Alike:
    return Alike(one=one, two=two, pair=pair, score=score)


def alike(
    decided: Table[tuple[int, Columns]],
    found: Table[tuple[int, Evidence]],
    passages: Table[tuple[int, tuple[int, int, tuple[Any, ...], Passage, bool]]],
    articles: Articles,
    known: Table[tuple[int, Known]],
    offsets: Shared[Offsets],
    engine: Engine,
) -> Table[tuple[int, Alike]]:
    """Return how alike the statements of each pair are, by block."""

    def wanted(rows: Iterator[tuple[int, Columns]]) -> Iterator[tuple[int, int]]:
        for block, columns in rows:
            numbers = np.unique(np.concatenate((columns[0], columns[1])) >> UNIT_BITS)
            yield from ((block, number) for number in numbers.tolist())

    def scored(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Alike]]:
        for block, items in rows:
            yield from ((block, one) for one in _alike(items, offsets.value))

    some = decided.over(wanted)
    parts = _marked(decided, "decided").and_(
        _marked(found, "evidence"),
        _marked(passages, "passage"),
        _marked(gathered(some, articles, engine.blocks), "reading"),
        _marked(gathered(some, known, engine.blocks), "known"),
    )
    return parts.grouped().over(scored)


def _alike(items: Sequence[tuple[str, Any]], offsets: Offsets) -> Iterator[Alike]:
    place = _Place(items, offsets)
    pairs = list(_pairs(items, place.units))
    for pair, score in zip(pairs, likeness(place.units.units, pairs, place.setting(pairs)).tolist(), strict=True):
        yield Alike(one=place.units.keys[pair.a], two=place.units.keys[pair.b], pair=pair, score=score)


class _Place:
    """The articles of one block, with what is known of them and the passages that they share."""

    def __init__(self, items: Sequence[tuple[str, Any]], offsets: Offsets) -> None:
        self.units = Units(_readings(items))
        self.known: dict[int, Known] = dict(of_kind(items, "known"))
        self.passages = [one[3] for one in sorted(of_kind(items, "passage"), key=lambda one: one[2]) if not one[4]]
        self._offsets = offsets

    def setting(self, pairs: Sequence[Pair]) -> Any:
        readings = self.units.readings
        known = [(readings[n].article.id, one) for n, one in sorted(self.known.items()) if n in readings]
        self.linked = linked_of(self.units.units, pairs, self.passages, known)
        return setting_of(
            {r.article.id: r for r in readings.values()}, self.linked, [k for _, k in known], self._offsets
        )


def _pairs(items: Sequence[tuple[str, Any]], units: Units) -> Iterator[Pair]:
    """The pairs as `whence.link.linking` makes them, each once, in order."""
    one, two, same, opposed, is_relayed = put_together(of_kind(items, "decided"), _DECIDED)
    shown = {(e.one, e.two): e for e in of_kind(items, "evidence")}
    order = np.lexsort((two, one))
    last = None
    for n in order.tolist():
        key = (int(one[n]), int(two[n]))
        if key == last:
            continue
        last = key
        shared = shown.get(key)
        yield Pair(
            a=units.number[key[0]],
            b=units.number[key[1]],
            same=max(float(same[n]), RELAYED if is_relayed[n] else 0.0),
            opposed=float(opposed[n]),
            copied=shared.copied if shared else 0.0,
            quoted=shared.quoted if shared else 0.0,
            passages=shared.passages if shared else (),
        )


def alike_again(
    first: Table[tuple[int, Alike]],
    homes: Table[tuple[int, dict[int, int]]],
    passages: Table[tuple[int, tuple[int, int, tuple[Any, ...], Passage, bool]]],
    articles: Articles,
    known: Table[tuple[int, Known]],
    places: Table[tuple[int, int]],
    offsets: Shared[Offsets],
    engine: Engine,
) -> Table[tuple[int, tuple[str, Any]]]:
    """Put wholes in place of parts that have come into one claim, and score the pairs anew.

    `homes` holds the claim of each statement of an article, by key. Returns rows of a claim and what belongs to it:
    its units (key, whether a whole), its pairs, the passages between its articles; of claims that are opposed, by the
    lesser of them; and, by no claim, columns of pairs of two claims (`BESIDE`).
    """

    def wanted(rows: Iterator[tuple[int, Alike]]) -> Iterator[tuple[int, int]]:
        return ((block, key >> UNIT_BITS) for block, one in rows for key in (one.one, one.two))

    def own(rows: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return ((block, number) for number, block in rows)

    def scored(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for block, items in rows:
            yield from _again(items, {n for n, home in of_kind(items, "own") if home == block}, offsets.value)

    some = first.over(wanted).and_(places.over(own), passages.over(_both))
    at_home = places.over(lambda rows: ((block, ("own", (number, block))) for number, block in rows))
    parts = at_home.and_(
        _marked(first, "alike"),
        _marked(passages, "passage"),
        _marked(gathered(some, articles, engine.blocks), "reading"),
        _marked(gathered(some, known, engine.blocks), "known"),
        _marked(gathered(some, homes, engine.blocks), "homes"),
    )
    return parts.grouped().over(scored)


def _both(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, int]]:
    return ((block, n) for block, (one, two, *_) in rows for n in (one, two))


_LEAST_OPPOSED = 0.3  # `whence.trace.denials` looks at nothing below


def _again(items: Sequence[tuple[str, Any]], own: set[int], offsets: Offsets) -> Iterator[tuple[int, tuple[str, Any]]]:
    place = _Place(items, offsets)
    units = place.units
    claim = {key: group for _, found in of_kind(items, "homes") for key, group in found.items()}
    scored: list[Alike] = sorted(of_kind(items, "alike"), key=lambda one: (one.one, one.two))
    pairs = [_numbered(one, units) for one in scored]
    setting = place.setting(pairs)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n, key in enumerate(units.keys):
        groups[claim[key]].append(n)
    linked = place.linked
    put, kept, again = whole_again(list(units.readings.values()), linked, list(groups.values()))
    for group, members in zip(groups, kept, strict=True):
        for n in members:
            if units.keys[n] >> UNIT_BITS in own:
                yield group, ("unit", (units.keys[n], put[n].statement is not units.units[n].statement))
    scores = likeness(put, again, setting).tolist()
    for pair, score in zip(again, scores, strict=True):
        yield from _told(pair, score, units, claim)
    yield 0, ("beside", _beside(again, scores, units, claim))
    yield from _shared(items, units, claim)


def _numbered(one: Alike, units: Units) -> Pair:
    pair = one.pair
    return Pair(
        a=units.number[one.one],
        b=units.number[one.two],
        same=pair.same,
        opposed=pair.opposed,
        copied=pair.copied,
        quoted=pair.quoted,
        passages=pair.passages,
    )


def _told(pair: Pair, score: float, units: Units, claim: Mapping[int, int]) -> Iterator[tuple[int, tuple[str, Any]]]:
    one, two = units.keys[pair.a], units.keys[pair.b]
    if claim[one] == claim[two]:
        yield claim[one], ("pair", Alike(one=one, two=two, pair=pair, score=score))
    elif pair.opposed >= _LEAST_OPPOSED:
        low, high = sorted((claim[one], claim[two]))
        yield low, ("opposed", (low, high, one, two, pair.opposed))


def _beside(pairs: Sequence[Pair], scores: Sequence[float], units: Units, claim: Mapping[int, int]) -> Columns:
    """The pairs of two claims and two articles: the lesser and the greater claim, both statements, their likeness."""
    found = []
    for pair, score in zip(pairs, scores, strict=True):
        one, two = units.keys[pair.a], units.keys[pair.b]
        low, high = sorted((claim[one], claim[two]))
        if low != high and one >> UNIT_BITS != two >> UNIT_BITS:
            found.append((low, high, one, two, score))
    columns = tuple(zip(*found, strict=True)) if found else ((),) * len(BESIDE)
    return tuple(np.array(column, dtype=kind) for column, kind in zip(columns, BESIDE, strict=True))


def _shared(
    items: Iterable[tuple[str, Any]], units: Units, claim: Mapping[int, int]
) -> Iterator[tuple[int, tuple[str, Any]]]:
    """The passages between the articles of a claim, for each claim that both are of."""
    of_article: dict[int, set[int]] = {}
    for one, two, place, passage, is_version in of_kind(items, "passage"):
        if is_version:
            continue
        for n in (one, two):
            if n not in of_article:
                of_article[n] = {claim[units.keys[m]] for m in units.of(n)}
        for group in sorted(of_article[one] & of_article[two]):
            yield group, ("passage", (one, two, place, passage))
