"""Bodies by their names: `whence.link.body_names` word by word.

A name looks for those that extend it (`naming_longer`); bearers of one name are joined by a node that stands for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from whence.link.body_names import asks, body_names, fuller_here, fullest, initials_of, tells
from whence.link.person_names import Words
from whence.link.same.lexis import common_share
from whence.read.lexicon_bodies import ORGANISATION_NOUNS, plain
from whence.records import Source
from whence.scale.naming_longer import Longer, longer_names
from whence.scale.source_keys import Edges, block_of, hub, packed, unpacked

__all__ = ["BodyPosts", "firsts", "of_bodies", "of_initials"]

_Marked = tuple[int, tuple[str, Any]]
_LONGER = "longer bodies"
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6


class BodyPosts:
    """What the bodies of some articles send to the blocks of their names' words."""

    def __init__(self) -> None:
        self.edges = Edges()
        self._first: dict[Words, tuple[int, str]] = {}
        self._longer = Longer(_LONGER)
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
        self._longer.add(words)
        if tells(words):
            self.edges.join(key, hub("body", words))
        if words not in self._first or key < self._first[words][0]:
            self._first[words] = key, initials_of(words, source)
        if len(words) == 1 and _FEWEST_INITIALS <= len(words[0]) <= _MOST_INITIALS:
            self._spelt[words[0]] += [] if tells(words) else [key]

    def rows(self, blocks: int) -> Iterator[_Marked]:
        """Yield what goes to which block."""
        for words, (key, letters) in self._first.items():
            yield block_of("body", words, blocks), ("first", (words, key, letters))
        yield from self._longer.rows(blocks)
        for mine, count in self._asked.items():
            asked = _looked_up_by(mine)
            yield block_of(_LONGER, asked, blocks), ("shorter", (asked, mine, count))
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
    items = list(items)
    longer = longer_names(items, _LONGER)
    asked: Counter[tuple[Words, Words]] = Counter()
    for some, mine, count in (item for kind, item in items if kind == "shorter"):
        asked[some, mine] += count
    edges = Edges()
    for (some, mine), count in asked.items():
        if some in longer and (found := fullest(mine, *longer[some], count)) is not None:
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
