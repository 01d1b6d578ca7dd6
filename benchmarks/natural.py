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
_COMMON = 0.02  # of the texts: words that more of them have are common ones


class Vocabulary:
    """The words of some texts by how often they have them, names apart from other words.

    `lasting` are words, in small letters, that are never exchanged.
    """

    def __init__(self, texts: Iterable[str], lasting: Iterable[str] = ()) -> None:
        self._lasting = frozenset(lasting)
        found = [[word for word in _WORD.findall(text) if word.isalpha()] for text in texts]
        count = Counter(word for words in found for word in words)
        held = Counter(word for words in found for word in {word.lower() for word in words})
        self._common = {word for word, number in held.items() if number > _COMMON * len(found)}
        self._plain = _Ranked({word: n for word, n in count.items() if word.islower()})
        self._names = _Ranked({word: n for word, n in count.items() if not word.islower() and not count[word.lower()]})

    def told_again(self, text: str, chance: random.Random) -> str:
        """The text with other numbers, other names and other seldom words, one for one, and some other common words.

        At least every fourth word is another, so that hardly a run of eight words stays as it was. Of the seldom words
        none stays: where these still stood together, it would be the same passage, reworded.
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
            elif word.lower() in self._plain and word.lower() not in self._lasting:
                new = self._exchanged(word.lower(), given, chance, must=kept >= _LONGEST_RUN)
                new = new if word.islower() else new.capitalize()
            elif word.isdecimal():
                new = "".join(str((int(digit) + shift) % 10) for digit in word)
            kept = 0 if new != word else kept + 1
            parts += [text[end : match.start()], new]
            end = match.end()
        return "".join([*parts, text[end:]])

    def _exchanged(self, word: str, given: dict[str, str], chance: random.Random, *, must: bool) -> str:
        if word not in self._common:
            return given.setdefault(word, self._plain.other(word, chance))
        return self._plain.other(word, chance) if must or chance.random() < _CHANGED else word


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
