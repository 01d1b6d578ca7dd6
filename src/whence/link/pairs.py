"""The pairs of a collection as columns: there are some eighty for each statement, and most say little.

A pair is an object of some 200 bytes, a row of these columns has 56; what is computed of all is computed by column.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import overload

import numpy as np
from numpy.typing import NDArray

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.read.names import name_words
from whence.records import Act, Passage, SourceKind
from whence.text.words import words_of

__all__ = ["COPIED", "MOSTLY_SHARED", "Floats", "Ints", "Pairs", "agreeing", "numbers_of", "words_said"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
COPIED = 0.95
"""How sure it is that two statements of which one's words are all copied or quoted from the other are one claim."""
MOSTLY_SHARED = 0.6
"""The share of words that were copied or quoted from which it counts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs(Sequence[Pair]):
    """Pairs of units; row i of each column is pair i, and to whoever asks for one it is a `Pair`.

    `passages` holds those of the pairs that have some, by row.
    """

    a: Ints
    b: Ints
    same: Floats
    opposed: Floats
    copied: Floats
    quoted: Floats
    related: Floats
    passages: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Pairs:
        """Return pairs as columns; what are columns already, as they are."""
        if isinstance(pairs, Pairs):
            return pairs
        some = list(pairs)
        return cls(
            a=np.array([p.a for p in some], dtype=np.int64),
            b=np.array([p.b for p in some], dtype=np.int64),
            same=np.array([p.same for p in some], dtype=np.float64),
            opposed=np.array([p.opposed for p in some], dtype=np.float64),
            copied=np.array([p.copied for p in some], dtype=np.float64),
            quoted=np.array([p.quoted for p in some], dtype=np.float64),
            related=np.array([p.related for p in some], dtype=np.float64),
            passages={n: p.passages for n, p in enumerate(some) if p.passages},
        )

    @classmethod
    def joined(cls, parts: Iterable[Pairs]) -> Pairs:
        """Return several pairs' columns end to end."""
        some = list(parts)
        if len(some) == 1:
            return some[0]
        names = ("a", "b", "same", "opposed", "copied", "quoted", "related")
        firsts = list(accumulate(map(len, some), initial=0))
        passages: dict[int, tuple[Passage, ...]] = {}
        for first, part in zip(firsts, some, strict=False):
            passages |= {first + row: shared for row, shared in part.passages.items()}
        columns = {name: np.concatenate([getattr(part, name) for part in some]) for name in names if some}
        return replace(cls.of(()), **columns, passages=passages)

    def taken(self, rows: Ints) -> Pairs:
        """Return some of the pairs, by row, in the order of the rows."""
        place = {row: n for n, row in enumerate(rows.tolist())} if self.passages else {}
        return Pairs(
            a=self.a[rows],
            b=self.b[rows],
            same=self.same[rows],
            opposed=self.opposed[rows],
            copied=self.copied[rows],
            quoted=self.quoted[rows],
            related=self.related[rows],
            passages={place[row]: shared for row, shared in self.passages.items() if row in place},
        )

    @property
    def shared(self) -> Floats:
        """The share of words that were copied or quoted, whichever is more."""
        return np.maximum(self.copied, self.quoted)

    def __len__(self) -> int:
        return len(self.a)

    @overload
    def __getitem__(self, row: int) -> Pair: ...
    @overload
    def __getitem__(self, row: slice) -> Pairs: ...
    def __getitem__(self, row: int | slice) -> Pair | Pairs:
        if isinstance(row, slice):
            return self.taken(np.arange(len(self))[row])
        at = range(len(self))[row]
        return Pair(
            a=int(self.a[at]),
            b=int(self.b[at]),
            same=float(self.same[at]),
            opposed=float(self.opposed[at]),
            copied=float(self.copied[at]),
            quoted=float(self.quoted[at]),
            related=float(self.related[at]),
            passages=self.passages.get(at, ()),
        )

    def __iter__(self) -> Iterator[Pair]:
        return map(self.__getitem__, range(len(self)))


def agreeing(pairs: Pairs, units: Sequence[Unit]) -> Pairs:
    """Return the pairs, none of them opposed that say the same words in the same way, or mostly share them.

    The decision sets words against words: a sentence that has two opposites in it ("he won, and they lost") would seem
    to contradict its own copy. Who denies a thing in the words of who says it stays opposed to him, and so do those of
    which one negates, whose opposition is surer than what they share, or who are two people: "four died" is a change of
    "three died" where it is retold, not where another person says it.
    """
    words = numbers_of(words_said(units))
    ways = numbers_of((unit.statement.negated, unit.statement.act is Act.denial) for unit in units)
    shared = np.where(pairs.shared >= MOSTLY_SHARED, pairs.shared, 0.0)
    people = numbers_of(map(_person, units))
    others = (people[pairs.a] != people[pairs.b]) & (np.minimum(people[pairs.a], people[pairs.b]) >= 0)
    same = (words[pairs.a] == words[pairs.b]) | (COPIED * shared >= pairs.opposed) & ~others
    return replace(pairs, opposed=np.where(same & (ways[pairs.a] == ways[pairs.b]), 0.0, pairs.opposed))


def _person(unit: Unit) -> tuple[str, ...] | None:
    """The last word of the name of the person who speaks; None where nobody does who is named."""
    if unit.speaker is None or unit.speaker.kind is not SourceKind.named_person:
        return None
    return name_words(unit.speaker.name)[-1:] or None


def words_said(units: Sequence[Unit]) -> list[tuple[str, ...]]:
    """Return the words of each unit, in order."""
    said = {text: tuple(words_of(text)) for text in dict.fromkeys(unit.words for unit in units)}  # copies say the same
    return [said[unit.words] for unit in units]


def numbers_of(things: Iterable[Hashable]) -> Ints:
    """Return a number for each thing, equal ones the same; -1 for None."""
    numbers: dict[Hashable, int] = {}
    return np.array([-1 if thing is None else numbers.setdefault(thing, len(numbers)) for thing in things], np.int64)
