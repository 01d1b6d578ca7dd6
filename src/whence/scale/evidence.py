"""What two articles have in common, pair by pair of their statements, and how alike these are.

The articles of a pair, with what is known of them, come to the block of the one with the lesser number; there
`whence.link.copies`, `whence.link.quotations` and `whence.trace.likeness` act on them as on one machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.copies import copied_units
from whence.link.linked import Pair
from whence.link.linking import RELAYED
from whence.link.pairs import Pairs, agreeing
from whence.link.quotations import compared
from whence.link.quoted import QuotedWords, quoted_words
from whence.link.speakers import shown_by
from whence.link.units import Unit
from whence.records import Passage, Reading
from whence.scale.blocks import Columns, cut, gathered, of_kind, put_together
from whence.scale.engine import Engine, Shared, Table
from whence.scale.nameless import Ordered
from whence.scale.outlines import unpack_outline
from whence.scale.packing import unpack_with_units
from whence.scale.pairs import UNIT_BITS
from whence.scale.people import Known
from whence.scale.setting import linked_of, setting_of
from whence.scale.source_keys import keys_of
from whence.trace.decided import Decided
from whence.trace.denials import bearing
from whence.trace.likeness import likeness
from whence.trace.timeline import Offsets
from whence.trace.tracing import sure
from whence.trace.wholes import put_together as whole_again

__all__ = ["BESIDE", "Evidence", "Scored", "Units", "alike", "alike_again", "evidence", "speakers"]

Articles = Table[tuple[int, tuple[int, bytes]]]
Keys = NDArray[np.int64]
Unpack = Callable[[bytes], tuple[Reading, tuple[Unit, ...]]]
BESIDE = (np.int64, np.int64, np.int64, np.int64, np.float64)
"""The types of the columns that tell of pairs of two claims."""
_DECIDED = (np.int64, np.int64, np.float32, np.float32, np.float64, np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two statements have in common, by their keys: as in `whence.link.linked.Pair`."""

    one: int
    two: int
    copied: float
    quoted: float
    passages: tuple[Passage, ...]


class Units:
    """The statements of some articles, given as bytes by their numbers, in the order of their keys."""

    def __init__(self, packed: Mapping[int, bytes], unpack: Unpack = unpack_with_units) -> None:
        opened = {number: unpack(data) for number, data in sorted(packed.items())}
        self.readings = {number: reading for number, (reading, _) in opened.items()}
        found = [(number << UNIT_BITS | at, u) for number, (_, own) in opened.items() for at, u in enumerate(own)]
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


def _readings(items: Sequence[tuple[str, Any]]) -> dict[int, bytes]:
    return {number: data for number, (_, data) in of_kind(items, "reading")}


def speakers(articles: Articles, found: Table[tuple[int, Evidence]], engine: Engine) -> Table[Ordered]:
    """Return the sources that speak the same words, with the places of these pairs before all others of `nameless`."""

    def telling(rows: Iterator[tuple[int, Evidence]]) -> Iterator[tuple[int, Evidence]]:
        return ((block, one) for block, one in rows if max(one.copied, one.quoted) > 0)

    def wanted(rows: Iterator[tuple[int, Evidence]]) -> Iterator[tuple[int, int]]:
        return ((block, key >> UNIT_BITS) for block, one in rows for key in (one.one, one.two))

    def told(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[Ordered]:
        for _, items in rows:
            units = Units(_readings(items))
            keys = {name: key for n, r in units.readings.items() for name, key in keys_of(n, r).items()}
            pairs = [_pair(units, one) for one in of_kind(items, "evidence")]
            for pair, one, two in shown_by(units.units, pairs):
                if one in keys and two in keys:
                    yield (-1, units.keys[pair.a], units.keys[pair.b]), keys[one], keys[two]

    some = found.over(telling)
    sent = gathered(some.over(wanted), articles, engine.blocks)
    return _marked(some, "evidence").and_(_marked(sent, "reading")).grouped().over(told)


def _pair(units: Units, one: Evidence) -> Pair:
    a, b = units.number[one.one], units.number[one.two]
    return Pair(a=a, b=b, same=0.0, opposed=0.0, copied=one.copied, quoted=one.quoted, passages=one.passages)


# --- how alike ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scored:
    """Pairs of statements, which go by their keys, with what speaks for each being one claim.

    `score` is as `likeness` has it.
    """

    pairs: Pairs
    score: NDArray[np.float64]

    def taken(self, rows: NDArray[np.int64]) -> Scored:
        """Return some of the pairs, by row."""
        return Scored(pairs=self.pairs.taken(rows), score=self.score[rows])

    @property
    def articles(self) -> list[int]:
        """The numbers of the articles of the statements, each once."""
        both = np.concatenate((self.pairs.a, self.pairs.b)) >> UNIT_BITS
        found: list[int] = np.unique(both).tolist()
        return found


def alike(
    decided: Table[tuple[int, Columns]],
    found: Table[tuple[int, Evidence]],
    passages: Table[tuple[int, tuple[int, int, tuple[Any, ...], Passage, bool]]],
    outlined: Table[tuple[int, bytes]],
    known: Table[tuple[int, Known]],
    offsets: Shared[Offsets],
    engine: Engine,
) -> Table[tuple[int, Scored]]:
    """Return how alike the statements of each pair are, by block; `outlined` are articles as `outlines` has them."""

    def wanted(rows: Iterator[tuple[int, Columns]]) -> Iterator[tuple[int, int]]:
        for block, columns in rows:
            numbers = np.unique(np.concatenate((columns[0], columns[1])) >> UNIT_BITS)
            yield from ((block, number) for number in numbers.tolist())

    def scored(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Scored]]:
        for block, items in rows:
            yield block, _alike(items, offsets.value)

    some = decided.over(wanted)
    parts = _marked(decided, "decided").and_(
        _marked(found, "evidence"),
        _marked(passages, "passage"),
        _marked(gathered(some, outlined, engine.blocks), "outline"),
        _marked(gathered(some, known, engine.blocks), "known"),
    )
    return parts.grouped().over(scored)


def _alike(items: Sequence[tuple[str, Any]], offsets: Offsets) -> Scored:
    place = _Place(items, offsets)
    units = place.units
    pairs = _pairs(items, units)
    score = likeness(units.units, pairs, place.setting(pairs))
    keys = np.array(units.keys, dtype=np.int64)
    return Scored(pairs=replace(pairs, a=keys[pairs.a], b=keys[pairs.b]), score=score)


class _Place:
    """The articles of one block, with what is known of them and the passages that they share."""

    def __init__(self, items: Sequence[tuple[str, Any]], offsets: Offsets) -> None:
        self.units = Units(dict(of_kind(items, "outline")), unpack_outline)
        self.known: dict[int, Known] = dict(of_kind(items, "known"))
        self.passages = [one[3] for one in sorted(of_kind(items, "passage"), key=lambda one: one[2]) if not one[4]]
        self._offsets = offsets

    def setting(self, pairs: Pairs) -> Any:
        readings = self.units.readings
        known = [(readings[n].article.id, one) for n, one in sorted(self.known.items()) if n in readings]
        self.linked = linked_of(self.units.units, pairs, self.passages, known)
        return setting_of(
            {r.article.id: r for r in readings.values()}, self.linked, [k for _, k in known], self._offsets
        )


def _pairs(items: Sequence[tuple[str, Any]], units: Units) -> Pairs:
    """The pairs as `whence.link.linking` makes them, each once, in order."""
    one, two, same, opposed, related, is_relayed = put_together(of_kind(items, "decided"), _DECIDED)
    keys, size = np.array(units.keys, dtype=np.int64), max(1, len(units.keys))
    codes, rows = np.unique(np.searchsorted(keys, one) * size + np.searchsorted(keys, two), return_index=True)
    same = same[rows].astype(np.float64)
    copied, quoted = np.zeros(len(codes)), np.zeros(len(codes))
    shown: list[Evidence] = of_kind(items, "evidence")
    places = np.searchsorted(codes, [units.number[e.one] * size + units.number[e.two] for e in shown])
    copied[places], quoted[places] = [e.copied for e in shown], [e.quoted for e in shown]
    pairs = Pairs(
        a=codes // size,
        b=codes % size,
        same=np.where(is_relayed[rows], np.maximum(same, RELAYED), same),
        opposed=opposed[rows].astype(np.float64),
        copied=copied,
        quoted=quoted,
        related=related[rows],
        passages={n: e.passages for n, e in zip(places.tolist(), shown, strict=True) if e.passages},
    )
    return agreeing(pairs, units.units)


def alike_again(
    first: Table[tuple[int, Scored]],
    homes: Table[tuple[int, dict[int, int]]],
    passages: Table[tuple[int, tuple[int, int, tuple[Any, ...], Passage, bool]]],
    outlined: Table[tuple[int, bytes]],
    known: Table[tuple[int, Known]],
    places: Table[tuple[int, int]],
    where: Shared[NDArray[np.int64]],
    offsets: Shared[Offsets],
    engine: Engine,
    heeded: Shared[Decided],
) -> Table[tuple[int, tuple[str, Any]]]:
    """Put wholes in place of parts that have come into one claim, and score the pairs anew.

    `homes` holds the claim of each statement of an article, by key, `where` the block of each article, `heeded` what
    people have decided, by the keys of these wholes. Returns rows of
    a claim and what belongs to it: its units (key, whether a whole), the passages between its articles; of claims that
    are opposed, by the lesser of them; by the block of a claim, the pairs within some claims, with the claim of each;
    and, by no claim, columns of pairs of two claims (`BESIDE`).
    """
    blocks = engine.blocks

    def wanted(rows: Iterator[tuple[int, Scored]]) -> Iterator[tuple[int, int]]:
        return ((block, number) for block, some in rows for number in some.articles)

    def own(rows: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return ((block, number) for number, block in rows)

    def scored(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for block, items in rows:
            mine = {n for n, home in of_kind(items, "own") if home == block}
            yield from _again(items, mine, offsets.value, where.value, heeded.value)

    some = first.over(wanted).and_(places.over(own), passages.over(_both))
    at_home = places.over(lambda rows: ((block, ("own", (number, block))) for number, block in rows))
    parts = at_home.and_(
        _marked(first, "alike"),
        _marked(passages, "passage"),
        _marked(gathered(some, outlined, blocks), "outline"),
        _marked(gathered(some, known, blocks), "known"),
        _marked(gathered(some, homes, blocks), "homes"),
    )
    return parts.grouped().over(scored)


def _both(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, int]]:
    return ((block, n) for block, (one, two, *_) in rows for n in (one, two))


def _again(
    items: Sequence[tuple[str, Any]], own: set[int], offsets: Offsets, where: NDArray[np.int64], heeded: Decided
) -> Iterator[tuple[int, tuple[str, Any]]]:
    place = _Place(items, offsets)
    units = place.units
    claim = {key: group for _, found in of_kind(items, "homes") for key, group in found.items()}
    pairs = _numbered(Pairs.joined(one.pairs for one in of_kind(items, "alike")), units)
    setting = place.setting(pairs)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n, key in enumerate(units.keys):
        groups[claim[key]].append(n)
    put, kept, again = whole_again(list(units.readings.values()), place.linked, list(groups.values()))
    for group, members in zip(groups, kept, strict=True):
        for n in members:
            if units.keys[n] >> UNIT_BITS in own:
                yield group, ("unit", (units.keys[n], put[n].statement is not units.units[n].statement))
    keys = np.array(units.keys, dtype=np.int64)
    scores = sure(likeness(put, again, setting), again, heeded.among(units.number))
    scored = Scored(pairs=replace(again, a=keys[again.a], b=keys[again.b]), score=scores)
    homes = np.array([claim[key] for key in units.keys], dtype=np.int64)
    yield from _told(scored, homes[again.a], homes[again.b], where)
    yield from _shared(items, units, claim)


def _numbered(pairs: Pairs, units: Units) -> Pairs:
    """Pairs by their units' numbers in place of their keys, in order."""
    keys = np.array(units.keys, dtype=np.int64)
    ordered = pairs.taken(np.lexsort((pairs.b, pairs.a)))
    return replace(ordered, a=np.searchsorted(keys, ordered.a), b=np.searchsorted(keys, ordered.b))


def _told(scored: Scored, one: Keys, two: Keys, where: NDArray[np.int64]) -> Iterator[tuple[int, tuple[str, Any]]]:
    """What pairs tell of their claims, `one` and `two` those of each: the same, opposed ones, and ones beside it."""
    pairs = scored.pairs
    inside = np.flatnonzero(one == two)
    for block, (rows,) in cut(where[one[inside] >> UNIT_BITS], (inside,)):
        yield block, ("pairs", (one[rows], scored.taken(rows)))
    low, high = np.minimum(one, two), np.maximum(one, two)
    for n in np.flatnonzero((one != two) & bearing(pairs)).tolist():
        found = int(low[n]), int(high[n]), int(pairs.a[n]), int(pairs.b[n]), float(pairs.opposed[n])
        yield found[0], ("opposed", found)
    rows = np.flatnonzero((one != two) & (pairs.a >> UNIT_BITS != pairs.b >> UNIT_BITS))
    yield 0, ("beside", (low[rows], high[rows], pairs.a[rows], pairs.b[rows], scored.score[rows]))


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
