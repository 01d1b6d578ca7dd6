"""Texts told again in other natural words: each word that goes is exchanged for one that is as frequent.

A word with a syllable more is a word that no article has, so that a collection repeated in this way grows rarer as it
grows, and whatever looks for rare words has ever more to do. Exchanged for words of the same frequency in the same
texts, the repetition has the vocabulary of news and its frequencies, whatever the number of rounds. What it has not is
what a larger collection of real articles brings: new names, and the same subjects again.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

__all__ = ["Vocabulary"]

_WORD = re.compile(r"\w+")
_NEAR = 0.1  # of a word's frequency: how much that of the other may differ
_FEW = 8  # words that stand for one another at least, though their frequencies differ more
_LONGEST_RUN = 3
_CHANGED = 0.2


class Vocabulary:
    """The words of some texts by how often they have them, names apart from other words."""

    def __init__(self, texts: Iterable[str]) -> None:
        count = Counter(word for text in texts for word in _WORD.findall(text) if word.isalpha())
        self._plain = _Ranked({word: n for word, n in count.items() if word.islower()})
        self._names = _Ranked({word: n for word, n in count.items() if not word.islower() and not count[word.lower()]})

    def told_again(self, text: str, chance: random.Random) -> str:
        """The text with other names, one for one, other numbers, and at least every fourth of its other words changed.

        No run of eight words stays as it was.
        """
        shift = chance.randrange(1, 9)
        given: dict[str, str] = {}
        kept = 0
        parts = []
        end = 0
        for match in _WORD.finditer(text):
            word = match[0]
            new = word
            if word in self._names:
                new = given.setdefault(word, self._names.other(word, chance))
            elif word.lower() in self._plain and (kept >= _LONGEST_RUN or chance.random() < _CHANGED):
                new = self._plain.other(word.lower(), chance)
                new = new if word.islower() else new.capitalize()
            elif word.isdecimal():
                new = "".join(str((int(digit) + shift) % 10) for digit in word)
            kept = 0 if new != word else kept + 1
            parts += [text[end : match.start()], new]
            end = match.end()
        return "".join([*parts, text[end:]])


class _Ranked:
    """Words in the order of their frequencies."""

    def __init__(self, count: dict[str, int]) -> None:
        self._words = sorted(count, key=lambda word: (count[word], word))
        self._counts = [count[word] for word in self._words]
        self._count = count

    def __contains__(self, word: str) -> bool:
        return word in self._count

    def other(self, word: str, chance: random.Random) -> str:
        """Another word that is nearly as frequent."""
        own = self._count[word]
        low = bisect_left(self._counts, own * (1 - _NEAR))
        high = bisect_left(self._counts, own * (1 + _NEAR) + 0.5)
        if high - low <= _FEW:
            low, high = max(0, low - _FEW), min(len(self._words), high + _FEW)
        new = word
        while new == word:
            new = self._words[chance.randrange(low, high)]
        return new
