"""Bodies by their names: `whence.link.body_names` word by word.

A name is looked up by those that extend it: one of a single word where its word is, one of several by two of its words.
So a word of every second ministry brings 65 names of each part at most, for of more than 64 none is meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from whence.link.body_names import CROWD, asks, body_names, fuller_here, fullest, initials_of, tells
from whence.link.person_names import Words
from whence.link.same.lexis import common_share
from whence.read.lexicon_bodies import ORGANISATION_NOUNS, plain
from whence.records import Source
from whence.scale.source_keys import Edges, block_of, hub, packed, unpacked

__all__ = ["BodyPosts", "firsts", "of_bodies", "of_initials"]

_Marked = tuple[int, tuple[str, Any]]
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6


class BodyPosts:
    """What the bodies of some articles send to the blocks of their names' words."""

    def __init__(self) -> None:
        self.edges = Edges()
        self._first: dict[Words, tuple[int, str]] = {}
        self._longer: defaultdict[Words, dict[Words, None]] = defaultdict(dict)  # by one word, or by two
        self._bearers: Counter[Words] = Counter()
        self._asked: Counter[Words] = Counter()
        self._spelt: defaultdict[str, list[int]] = defaultdict(list)

    def take(self, bodies: Sequence[tuple[int, Source]]) -> None:
        """Take the bodies of one article."""
        named = [(key, source, body_names(source)) for key, source in bodies]
        here = dict.fromkeys(words for _, _, names in named for words in names)
        for key, source, names in named:
            for words in names:
                self._take_name(words, key, source)
            if not names:
                continue
            mine = max(names, key=len)
            if (own := fuller_here(mine, here)) is not None:
                self.edges.join(key, hub("body", own))
            elif asks(source.name, mine):
                self._asked[mine] += 1

    def _take_name(self, words: Words, key: int, source: Source) -> None:
        self._bearers[words] += 1
        if tells(words):
            self.edges.join(key, hub("body", words))
        if words not in self._first or key < self._first[words][0]:
            self._first[words] = key, initials_of(words, source)
        if len(words) == 1 and _FEWEST_INITIALS <= len(words[0]) <= _MOST_INITIALS:
            self._spelt[words[0]] += [] if tells(words) else [key]
        for word in words if len(words) > 1 else ():
            if len(self._longer[word,]) <= CROWD:
                self._longer[word,][words] = None
        for pair in combinations(words, 2) if len(words) > 2 else ():
            self._longer[pair][words] = None

    def rows(self, blocks: int) -> Iterator[_Marked]:
        """Yield what goes to which block."""
        for words, (key, letters) in self._first.items():
            yield block_of("body", words, blocks), ("first", (words, key, letters))
        for some, longer in self._longer.items():
            yield block_of("longer", some, blocks), ("longer", (some, [(own, self._bearers[own]) for own in longer]))
        for mine, count in self._asked.items():
            asked = _looked_up_by(mine)
            yield block_of("longer", asked, blocks), ("shorter", (asked, mine, count))
        for letters, keys in self._spelt.items():
            yield block_of("initials", (letters,), blocks), ("spelt", (letters, packed(keys)))


def _looked_up_by(words: Words) -> Words:
    """A name's word, or the two of its words that tell most."""
    if len(words) < 2:
        return words
    telling = sorted(words, key=lambda w: (plain(w, ORGANISATION_NOUNS) is not None, common_share(w), w))
    return tuple(sorted(telling[:2]))


def of_bodies(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join names to the only fuller one of all articles."""
    by_word: defaultdict[Words, defaultdict[str, dict[Words, None]]] = defaultdict(lambda: defaultdict(dict))
    bearers: defaultdict[Words, Counter[Words]] = defaultdict(Counter)
    asked: Counter[tuple[Words, Words]] = Counter()
    for kind, item in items:
        if kind == "shorter":
            asked[item[:2]] += item[2]
        elif kind == "longer":
            for longer, count in item[1]:
                bearers[item[0]][longer] += count
                for word in longer:
                    by_word[item[0]][word][longer] = None
    edges = Edges()
    for (some, mine), count in asked.items():
        if (found := fullest(mine, by_word.get(some, {}), bearers[some], count)) is not None:
            edges.join(hub("body", mine), hub("body", found))
    return edges


def firsts(items: Iterable[tuple[str, Any]], blocks: int) -> Iterator[_Marked]:
    """Yield the initials of each name, as its first bearer has them, to where they are asked for."""
    first: dict[Words, tuple[int, str]] = {}
    for kind, item in items:
        if kind == "first":
            words, *found = item
            first[words] = min((found[0], found[1]), first.get(words, (found[0], found[1])))
        elif kind == "spelt":
            yield block_of("initials", (item[0],), blocks), ("spelt asked", item)
    for words, (key, letters) in first.items():
        if letters:
            yield block_of("initials", (letters,), blocks), ("initials", (letters, words, key))


def of_initials(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join initials to the only name that has them."""
    named: defaultdict[str, dict[Words, int]] = defaultdict(dict)
    asked: defaultdict[str, list[bytes]] = defaultdict(list)
    for kind, item in items:
        if kind == "initials":
            named[item[0]][item[1]] = item[2]
        elif kind == "spelt asked":
            asked[item[0]].append(item[1])
    edges = Edges()
    for letters, keys in asked.items():
        if len(named[letters]) == 1:
            (first,) = named[letters].values()
            if tells((letters,)):
                edges.join(hub("body", (letters,)), first)
            else:  # a common noun alone is no name, and its bearers are several
                edges.join_all(unpacked(*keys), first)
    return edges
