"""Names by one of their words, or by two: where a name that leaves out words of theirs looks for them.

A name of one word looks where its word is, one of several where two of its words are. So a word of every second
ministry brings 65 names of each part at most, for of more than 64 none is meant (`whence.link.body_names.only_longer`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from whence.link.body_names import CROWD
from whence.link.person_names import Words
from whence.scale.source_keys import block_of

__all__ = ["ByWord", "Longer", "longer_names"]

ByWord = dict[str, dict[Words, None]]
"""Names by each of their words."""


class Longer:
    """The names of some articles by one of their words, or by two; `kind` says what sort of names they are."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._found: defaultdict[Words, Counter[Words]] = defaultdict(Counter)

    def add(self, words: Words, among: Words = ()) -> None:
        """Take a name, once for each who bears it; it is found by those who look `among` what it is among."""
        for word in words if len(words) > 1 else ():
            own = self._found[*among, word]
            if words in own or len(own) <= CROWD:
                own[words] += 1
        for pair in combinations(words, 2) if len(words) > 2 else ():
            self._found[*among, *pair][words] += 1

    def rows(self, blocks: int) -> Iterator[tuple[int, tuple[str, Any]]]:
        """Yield what goes to which block: that of `block_of` the kind and what is looked up."""
        for some, longer in self._found.items():
            yield block_of(self._kind, some, blocks), (self._kind, (some, tuple(longer.items())))


def longer_names(items: Iterable[tuple[str, Any]], kind: str) -> Mapping[Words, tuple[ByWord, Counter[Words]]]:
    """Return, by what is looked up, the names that are found there, by each of their words, and how many bear each."""
    found: defaultdict[Words, tuple[ByWord, Counter[Words]]] = defaultdict(lambda: (defaultdict(dict), Counter()))
    for some, longer in (item for mark, item in items if mark == kind):
        by_word, bearers = found[some]
        for words, count in longer:
            bearers[words] += count
            for word in words:
                by_word[word][words] = None
    return found
