"""Published checks by the runs of letters that they share with a text: names and compounds written in another way.

BM25 over runs of four bytes of the text in lower case, with everything but letters and digits as one blank. Beside the
words it finds what was put together in tags, misspelt, or inflected in a way that no stem undoes.

Notes:
    Character n-grams for retrieval: McNamee and Mayfield, "Character N-Gram Tokenization for European Language Text
    Retrieval" (Information Retrieval 7, 2004), whose best length for English is four or five.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whence.match.lexical import cleaned

__all__ = ["Letters"]

_K1, _B = 1.2, 0.75
_RUN = 4
_OTHER = re.compile(r"[\W_]+")

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Letters:
    """An index of texts. Texts are numbered in the order in which they are given."""

    def __init__(self, texts: Sequence[str]) -> None:
        runs = [_runs(text) for text in texts]
        self._size = len(runs)
        sizes = np.array([len(one) for one in runs], dtype=np.float32)
        long = sizes / max(1.0, float(sizes.mean()) if len(sizes) else 1.0)
        owners = np.repeat(np.arange(self._size, dtype=np.int64), [len(one) for one in runs])
        pairs = (np.concatenate(runs) if runs else np.zeros(0, dtype=np.int64)) * max(1, self._size) + owners
        pairs, times = np.unique(pairs, return_counts=True)
        self._known, first = np.unique(pairs // max(1, self._size), return_index=True)
        self._edges = np.append(first, len(pairs))
        self._owners = (pairs % max(1, self._size)).astype(np.int32)
        self._weights = (times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * long[self._owners]))).astype(np.float32)
        held = np.diff(self._edges)
        self._rarity: Floats = np.log1p((self._size - held + 0.5) / (held + 0.5)).astype(np.float32)

    def scores(self, text: str) -> Floats:
        """Return the score of every indexed text for the runs of another, each counted once.

        A score is a share of the most that a text of middle length could have that shares all of them once.
        """
        found = np.zeros(self._size, dtype=np.float32)
        asked = np.unique(_runs(text))
        places = np.searchsorted(self._known, asked)
        inside = places < len(self._known)
        here = places[inside][self._known[places[inside]] == asked[inside]]
        for number in here.tolist():
            part = slice(self._edges[number], self._edges[number + 1])
            found[self._owners[part]] += self._rarity[number] * self._weights[part]
        unknown = (len(asked) - len(here)) * float(np.log1p((self._size + 0.5) / 0.5))
        return found / np.float32(max(1e-6, float(self._rarity[here].sum()) + unknown))


def _runs(text: str) -> Ints:
    """Return the runs of a text as numbers, in their order."""
    data = f" {_OTHER.sub(' ', cleaned(text).lower()).strip()} ".encode("utf-8", "replace")
    letters = np.frombuffer(data, dtype=np.uint8).astype(np.int64)
    if len(letters) < _RUN:
        return np.zeros(0, dtype=np.int64)
    count = len(letters) - _RUN + 1
    found: Ints = sum(letters[n : n + count] << 8 * (_RUN - 1 - n) for n in range(_RUN))  # type: ignore[assignment]
    return found
