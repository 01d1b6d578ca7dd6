"""Published checks by the words that they share with a text: BM25 over stems, for a first choice among very many.

How rare a word is, is learned from the texts and from English at large, so that scores mean the same in a small feed.

Notes:
    Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whence.link.same.lexicon import FUNCTION
from whence.link.same.lexis import common_share, stem

__all__ = ["Lexical", "cleaned", "stems_of"]

_K1, _B = 1.2, 0.75
_PRIOR = 500.0  # how many texts the knowledge of English at large weighs as much as: a feed may hold three
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FUNCTION = frozenset(FUNCTION.split())
_ADDRESS = re.compile(r"\bhttps?://\S+|\bpic\.twitter\.com/\S+")
_TAG = re.compile(r"[#@](\w+)")
_INNER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")

Floats = NDArray[np.float32]


def cleaned(text: str) -> str:
    """Return a text without addresses, and with the tags and names of posts in words: "#PortAldane2" has three."""
    apart = _TAG.sub(lambda tag: f" {_INNER.sub(' ', tag[1])} ", _ADDRESS.sub(" ", text))
    return " ".join(apart.replace("#", " ").replace("@", " ").split())


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words that carry content, in order; addresses are left out."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(cleaned(text)))
    return [stem(word) for word in words if word not in _FUNCTION]


class Lexical:
    """An index of texts. Texts are numbered in the order in which they are given."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        held = [Counter(self._numbers.setdefault(s, len(self._numbers)) for s in stems_of(text)) for text in texts]
        self._size = len(texts)
        sizes = np.array([sum(words.values()) for words in held], dtype=np.float32)
        long = sizes / max(1.0, float(sizes.mean()) if len(sizes) else 1.0)
        words = np.array([word for one in held for word in one], dtype=np.int64)
        owners = np.repeat(np.arange(self._size), [len(one) for one in held])
        times = np.array([n for one in held for n in one.values()], dtype=np.float32)
        weights = times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * long[owners]))
        order = np.argsort(words, kind="stable")
        self._owners, self._weights = owners[order], weights[order]
        self._edges = np.searchsorted(words[order], np.arange(len(self._numbers) + 1))
        at_large = np.array([common_share(word) for word in self._numbers], dtype=np.float32)
        shares = (np.diff(self._edges) + _PRIOR * at_large) / (self._size + _PRIOR)
        self._rarity: Floats = -np.log(np.minimum(shares, 1.0)).astype(np.float32)

    def scores(self, text: str) -> Floats:
        """Return the score of every indexed text for the words of another, each word counted once."""
        found = np.zeros(self._size, dtype=np.float32)
        for word in dict.fromkeys(stems_of(text)):
            number = self._numbers.get(word)
            if number is not None:
                part = slice(self._edges[number], self._edges[number + 1])
                found[self._owners[part]] += self._rarity[number] * self._weights[part]
        return found
