"""What the stages must know of a whole collection, counted part by part: it adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.credit_targets import articles_holding
from whence.link.linking import units_of
from whence.link.outlets import OutletFacts, Outlets, masthead_names, mastheads, outlet_facts
from whence.link.same.taking import names_in
from whence.link.unnamed import said_by, words_in
from whence.records import Reading
from whence.scale.engine import Table
from whence.scale.naming_offices import Asked, asked_in
from whence.scale.placing import readings_in
from whence.trace.timeline import offsets_stated

__all__ = ["Tally", "outlets_of", "tally"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over articles.

    `units` counts the articles that have statements to compare, `large` and `small` those of them that write a word
    with a capital inside a sentence and without; `mastheads` are the names that readings took for outlets', `asked` the
    offices by which nameless sources go, with when; `offsets` counts what outlets state of their clocks; `said` counts
    the statements of sources, `words` those that have each word; `holding` the articles that have each of the numbers
    for words of `whence.link.credit_targets`.
    """

    articles: int = 0
    units: int = 0
    large: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    mastheads: frozenset[str] = frozenset()
    asked: frozenset[Asked] = frozenset()
    offsets: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    said: int = 0
    words: Counter[str] = field(default_factory=Counter)
    holding: NDArray[Any] = field(default_factory=lambda: np.zeros(1, dtype=np.int64))

    def __add__(self, other: Tally) -> Tally:
        names = (name for name in self.__slots__ if name not in ("asked", "mastheads"))
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Tally(mastheads=self.mastheads | other.mastheads, asked=self.asked | other.asked, **sums)

    def names(self) -> frozenset[str]:
        """The words that the collection mostly writes with a capital."""
        return frozenset(word for word, times in self.large.items() if times > self.small[word])


def tally(articles: Table[tuple[int, tuple[int, bytes]]]) -> Tally:
    """Count over all articles."""

    def counted(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[Tally]:
        readings = [reading for _, reading in readings_in(rows)]
        yield _tally(readings)

    return articles.over(counted).summed(Tally())


def _tally(readings: list[Reading]) -> Tally:
    large: Counter[str] = Counter()
    small: Counter[str] = Counter()
    said: list[str] = []
    units = 0
    for reading in readings:
        said += said_by([reading]).values()
        if next(units_of([reading]), None) is not None:
            units += 1
            up, low = names_in(reading.article)
            large.update(up)
            small.update(low)
    return Tally(
        articles=len(readings),
        units=units,
        large=large,
        small=small,
        mastheads=frozenset(masthead_names(readings)),
        asked=frozenset(asked for reading in readings for asked in asked_in(reading)),
        offsets=offsets_stated(reading.article for reading in readings),
        said=len(said),
        words=Counter(word for text in said for word in words_in(text)),
        holding=articles_holding(reading.article for reading in readings),
    )


def outlets_of(articles: Table[tuple[int, tuple[int, bytes]]], names: frozenset[str]) -> Outlets:
    """Return the outlets of the collection, by the names that its readings took for outlets'."""
    named = mastheads(names)

    def told(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[OutletFacts]:
        some = sorted(readings_in(rows), key=lambda row: row[0])
        yield outlet_facts((reading.article for _, reading in some), named, [number for number, _ in some])

    return Outlets.of_facts(names, articles.over(told).summed(OutletFacts()))
