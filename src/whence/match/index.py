"""Published checks by what they share with a text, in words and in letters: a first choice among very many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.match.letters import Letters
from whence.match.lexical import Lexical

__all__ = ["Chosen", "Index"]

Floats = NDArray[np.float32]


class Chosen(NamedTuple):
    """The texts that share most with another, the best first.

    `numbers` are theirs, `shared` their scores by words and by letters (texts x 2), `most` the greatest score of any
    text by either.
    """

    numbers: NDArray[np.int64]
    shared: Floats
    most: Floats


class Index:
    """An index of texts by words and by letters. Texts are numbered in the order in which they are given."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words, self._letters = Lexical(texts), Letters(texts)

    def scores(self, text: str) -> Floats:
        """Return the scores of every indexed text by words and by letters (texts x 2)."""
        return np.column_stack((self._words.scores(text), self._letters.scores(text)))

    def best(self, text: str, most: int) -> Chosen:
        """Return the texts that share most: the shares of the greatest score by words and by letters, added up."""
        shared = self.scores(text)
        greatest: Floats = np.maximum(shared.max(axis=0), 1e-6) if len(shared) else np.ones(2, dtype=np.float32)
        total = (shared / greatest).sum(axis=1)
        some = np.flatnonzero(total > 0)
        if len(some) > most:
            some = some[np.argpartition(-total[some], most - 1)[:most]]
        order = some[np.lexsort((some, -total[some]))]
        return Chosen(order, shared[order], greatest)
