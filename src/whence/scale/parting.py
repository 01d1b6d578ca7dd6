"""Sources that people have told apart: `whence.link.people.parted` where such sources have come into one group.

These groups are few. Each is taken apart by one worker, from what its sources are called and what else joins them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whence.by_hand import ByHand
from whence.link.outlets import Outlets
from whence.link.people import Naming, parted
from whence.scale.blocks import Columns, of_kind
from whence.scale.engine import Engine, Shared, Table
from whence.scale.placing import readings_in
from whence.scale.source_keys import article_of, is_source, keys_of

__all__ = ["Parting"]

Articles = Table[tuple[int, tuple[int, bytes]]]
Labels = Table[tuple[int, int]]
_Marked = tuple[int, tuple[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What parts the sources that people have told apart.

    `shown` are edges that join two sources beside their names, `sources` the numbers of those that people have decided
    about (`by_hand`).
    """

    articles: Articles
    shown: Table[Columns]
    outlets: Shared[Outlets]
    by_hand: ByHand
    sources: Mapping[str, int]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The sources that are not one, by their numbers."""
        known = self.sources
        return [(known[a], known[b]) for a, b in self.by_hand.sources_apart if a in known and b in known]

    def groups(self, labels: Labels) -> list[tuple[int, int]]:
        """Return the groups that are not one; `labels` are those of all sources."""
        asked = frozenset(key for pair in self.pairs for key in pair)
        group = dict(labels.over(lambda rows: (row for row in rows if row[0] in asked)).rows())
        return sorted({(group.get(a, a), group.get(b, b)) for a, b in self.pairs})

    def parted(self, labels: Labels, engine: Engine) -> Labels:
        """Return the group of each source once those are parted that hold two which are not one.

        `labels` are the groups as names and words have joined them, each by its least source.
        """
        whole = frozenset(one for one, two in self.groups(labels) if one == two)
        if not whole:
            return labels
        held = dict(labels.over(lambda rows: (row for row in rows if row[1] in whole and is_source(row[0]))).rows())
        own = engine.shared(held)
        parts = self.articles.over(_namings(own, frozenset(map(article_of, held)))).and_(self.shown.over(_joins(own)))
        outlets, by_hand = self.outlets, self.by_hand

        def apart(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, int]]:
            for _, items in rows:
                yield from _parted(items, outlets.value, by_hand)

        others = labels.over(lambda rows: (row for row in rows if row[1] not in whole))
        return others.and_(parts.grouped().over(apart)).kept("source-labels")


def _namings(
    own: Shared[dict[int, int]], numbers: frozenset[int]
) -> Callable[[Iterator[tuple[int, tuple[int, bytes]]]], Iterator[_Marked]]:
    """The namings of some groups, by group, from articles of these `numbers`."""

    def told(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[_Marked]:
        for number, reading in readings_in(row for row in rows if row[0] in numbers):
            keys = keys_of(number, reading)
            for source in reading.sources:
                if (key := keys[source.id]) in own.value:
                    bare = replace(source, mentions=(), notes=())
                    yield own.value[key], ("naming", (key, (bare, reading.article.id)))

    return told


def _joins(own: Shared[dict[int, int]]) -> Callable[[Iterator[Columns]], Iterator[_Marked]]:
    """The pairs of sources of some groups, by group."""

    def told(rows: Iterator[Columns]) -> Iterator[_Marked]:
        for one, two in rows:
            for pair in zip(one.tolist(), two.tolist(), strict=True):
                if all(key in own.value for key in pair):
                    yield own.value[pair[0]], ("pair", pair)

    return told


def _parted(items: Sequence[tuple[str, Any]], outlets: Outlets, by_hand: ByHand) -> Iterator[tuple[int, int]]:
    namings: dict[int, Naming] = dict(sorted(of_kind(items, "naming"), key=lambda item: item[0]))
    name = {key: source.id for key, (source, _) in namings.items()}
    pairs = [(name[one], name[two]) for one, two in of_kind(items, "pair")]
    first = parted(list(namings.values()), outlets, pairs, by_hand)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for key in namings:
        groups[first[name[key]]].append(key)
    yield from ((key, own[0]) for own in groups.values() for key in own)
