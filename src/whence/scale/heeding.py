"""What people have decided, by the keys of statements and the numbers of sources that the plan goes by.

Decisions are few: the articles that they are about tell all that is to be known of them, in one place, and what was
decided goes to every worker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from whence.by_hand import NOTHING, ByHand, Pairs
from whence.link.outlets import Outlets
from whence.scale.blocks import Columns
from whence.scale.engine import Engine, Shared, Table
from whence.scale.pairs import UNIT_BITS
from whence.scale.parting import Parting
from whence.scale.people import Known
from whence.scale.placing import units_in
from whence.scale.source_keys import keys_of
from whence.trace.decided import NOTHING_DECIDED, Decided, Named, decided_of

__all__ = ["Heeded", "heeded"]

Articles = Table[tuple[int, tuple[int, bytes]]]
_Told = tuple[int, tuple[Named, ...], dict[str, int]]
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeded:
    """What people have decided (`by_hand`), with what the articles tell that it is about.

    `numbers` are those of these articles, `units` their statements by key, `sources` the numbers of their sources.
    """

    by_hand: ByHand = NOTHING
    numbers: frozenset[int] = frozenset()
    units: tuple[Named, ...] = ()
    sources: Mapping[str, int] = field(default_factory=dict)

    @property
    def decided(self) -> Decided:
        """What is decided about statements, before wholes take the places of their parts."""
        return decided_of(self.by_hand, self.units) if self.by_hand else NOTHING_DECIDED

    def asked(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of statements that are compared because somebody has decided that they are one, or a step."""
        key = {name: key for key, name, _ in self.units}
        for one, other in (*self.by_hand.one, *self.by_hand.follows):
            if one in key and other in key and one != other:
                yield min(key[one], key[other]), max(key[one], key[other])

    def again(self, homes: Table[tuple[int, dict[int, int]]]) -> Decided:
        """What is decided about statements once wholes are in the places of their parts that are of one claim.

        `homes` are as `whence.scale.groups.homes` has them.
        """
        if not self.by_hand:
            return NOTHING_DECIDED
        claim: dict[int, int] = {}
        for _, own in _some(homes, self.numbers).rows():
            claim |= own
        return decided_of(self.by_hand, _whole_again(self.units, claim), self.units)

    def one_source(self, engine: Engine) -> Table[Columns]:
        """Edges between sources that are one."""
        found = [(self.sources[a], self.sources[b]) for a, b in self.by_hand.sources_one if self._has(a, b)]
        return engine.table([tuple(np.array(found, dtype=np.int64).T)] if found else [])

    def _has(self, *sources: str) -> bool:
        return all(source in self.sources for source in sources)

    def told_apart(self, articles: Articles, shown: Table[Columns], outlets: Shared[Outlets]) -> Parting | None:
        """Return what parts sources that are not one; None where nobody has told any apart."""
        if not self.by_hand.sources_apart:
            return None
        return Parting(articles=articles, shown=shown, outlets=outlets, by_hand=self.by_hand, sources=self.sources)

    def apart(self, known: Table[tuple[int, Known]]) -> Pairs:
        """The sources that are not one, by the ids of their fullest namings."""
        if not self.by_hand.sources_apart:
            return ()
        same: dict[str, str] = {}
        for _, one in _some(known, self.numbers).rows():
            same |= one.same
        return tuple(sorted({(same.get(a, a), same.get(b, b)) for a, b in self.by_hand.sources_apart}))


def heeded(articles: Articles, by_hand: ByHand) -> Heeded:
    """Find what people have decided about in the articles of a collection."""
    if not by_hand:
        return Heeded()
    names = by_hand.names()

    def told(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[_Told]:
        for number, reading, units in units_in(rows):
            own = tuple((number << UNIT_BITS | at, unit.id, unit.statement.part_of) for at, unit in enumerate(units))
            sources = keys_of(number, reading)
            if not names.isdisjoint(sources) or any(one in names or whole in names for _, one, whole in own):
                yield number, own, sources

    found: list[_Told] = sorted(articles.over(told).kept("decided-about").rows(), key=lambda row: row[0])
    return Heeded(
        by_hand=by_hand,
        numbers=frozenset(number for number, _, _ in found),
        units=tuple(unit for _, units, _ in found for unit in units),
        sources={name: key for _, _, sources in found for name, key in sources.items()},
    )


def _some(table: Table[tuple[int, _Row]], numbers: frozenset[int]) -> Table[tuple[int, _Row]]:
    return table.over(lambda rows: (row for row in rows if row[0] in numbers))


def _whole_again(units: Iterable[Named], claim: Mapping[int, int]) -> Iterator[Named]:
    """The units in use, as `whence.trace.wholes` leaves them: the whole in the place of its first part."""
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for key, _, whole in units:
        if whole is not None:
            parts[whole].append(key)
    for key, name, whole in units:
        if whole is None or len({claim[part] for part in parts[whole]}) > 1:
            yield key, name, whole
        elif key == parts[whole][0]:
            yield key, whole, None
