"""The words of units as numbers, kept between the two passes over them: what they are, where they stand."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whence.link.same.lexis import Word

__all__ = ["Kept"]

Numbers = NDArray[np.int32]


class Kept:
    """The words of each unit, in the units' order: stem's number, kind, start and end of each.

    Of words of one stem the first is kept, as no more is compared.
    """

    def __init__(self) -> None:
        self._words = array("i")
        self._edges = array("q", [0])

    def __len__(self) -> int:
        return len(self._edges) - 1

    def add(self, words: Sequence[Word], numbers: dict[str, int]) -> None:
        """Keep the words of the next unit; each stem without a number is given the next one."""
        for word in {w.stem: w for w in reversed(words)}.values().__reversed__():
            self._words.extend((numbers.setdefault(word.stem, len(numbers)), word.kind, word.start, word.end))
        self._edges.append(len(self._words))

    def sizes(self, most: int) -> NDArray[np.int64]:
        """How many words each unit has, `most` at most."""
        return np.minimum(np.diff(np.frombuffer(self._edges, dtype=np.int64)) // 4, most)

    def of(self, unit: int) -> Numbers:
        """The words of a unit (words x stem, kind, start, end)."""
        held = np.frombuffer(self._words, dtype=np.int32) if self._words else np.zeros(0, dtype=np.int32)
        return held[self._edges[unit] : self._edges[unit + 1]].reshape(-1, 4)
