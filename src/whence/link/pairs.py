"""The pairs of a collection as columns: there are some eighty for each statement, and most say little.

A pair is an object of some 200 bytes, a row of these columns has 48; what is computed of all is computed by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import overload

import numpy as np
from numpy.typing import NDArray

from whence.link.linked import Pair
from whence.records import Passage

__all__ = ["Floats", "Ints", "Pairs"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


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
