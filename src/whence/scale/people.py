"""The same source across articles, by joins: names, words and credits give edges, and what hangs together is one.

    names, words, credits ─edges─▶ groups ─by group─▶ nameless ones settled, the fullest naming ─▶ each article

A source whom every article names is one row to each block that has it: its fullest naming, and of all others those that
tell more than another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from whence.addresses import canonical_address
from whence.link.outlets import Outlets
from whence.link.people import Namings
from whence.link.unnamed import is_nameless
from whence.records import Article, Credit, Reading, Source
from whence.scale.blocks import Columns, key_of, of_kind, spread
from whence.scale.components import components
from whence.scale.engine import Engine, Shared, Table
from whence.scale.nameless import Ordered, settled
from whence.scale.packing import unpack
from whence.scale.parting import Parting
from whence.scale.placing import readings_in
from whence.scale.source_keys import article_of, is_source, keys_of
from whence.trace.ends import told_by
from whence.versions.grouping import Version, histories

__all__ = ["Known", "known", "together"]

Articles = Table[tuple[int, tuple[int, bytes]]]
Credits = Table[tuple[int, tuple[tuple[Credit, ...], tuple[int, ...]]]]
Told = Table[tuple[int, tuple[str, Any]]]
_NAMES = 1 << 16  # names whose outlets are kept at hand
_Marked = tuple[int, tuple[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the collection tells of an article: its outlet there, its credits, and who its sources are.

    `same` maps its sources' ids to those of their fullest namings, `namings` holds these and every other of them that
    tells more, `outlets` the outlets whose names its sources bear, `version` its place among an article's.
    """

    outlet: str | None
    credits: tuple[Credit, ...]
    outlets: Mapping[str, str]
    same: Mapping[str, str]
    namings: tuple[tuple[Source, str], ...]
    version: Version | None = None

    def about(self, people: Collection[str]) -> Known:
        """Return the same with the namings of some sources alone, by the ids of their fullest ones."""
        return replace(self, namings=tuple(one for one in self.namings if one[1] in people))


# --- groups -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """Sources that are one, as far as they have come together: how they are named, and what else their namings tell.

    `namings` are the namings by what they tell (`told_by`), `blocks` are those whose articles have some of them.
    """

    named_as: Namings = field(default_factory=Namings)
    named: bool = False
    namings: dict[tuple[Any, ...], Source] = field(default_factory=dict)
    blocks: set[int] = field(default_factory=set)

    def take(self, source: Source) -> None:
        """Take a naming."""
        self.named = self.named or not is_nameless(source)
        self.named_as.take(source)
        told = told_by(source)
        self.namings[told] = min(source, self.namings.get(told, source), key=lambda one: one.id)

    def join(self, other: _Group) -> None:
        """Take another group's namings."""
        self.named = self.named or other.named
        self.named_as.join(other.named_as)
        self.blocks |= other.blocks
        for told, source in other.namings.items():
            self.namings[told] = min(source, self.namings.get(told, source), key=lambda one: one.id)

    def telling(self) -> dict[tuple[Any, ...], Source]:
        """The namings without those that tell no more than another of them."""
        kept: dict[tuple[Any, ...], Source] = {}
        holding: defaultdict[Any, set[int]] = defaultdict(set)  # the kept ones that have each word, and are a name
        for told in sorted(self.namings, key=lambda told: (-len(told[0]) - len(told[1]), self.namings[told].id)):
            said, described, is_name = told
            marks = [*((0, word) for word in said), *((1, word) for word in described), *([2] if is_name else []), 3]
            if set.intersection(*sorted((holding[mark] for mark in marks), key=len)):
                continue
            for mark in marks:
                holding[mark].add(len(kept))
            kept[told] = self.namings[told]
        return kept


def together(
    articles: Articles,
    edges: Table[Columns],
    pairs: Table[Ordered],
    engine: Engine,
    apart: Parting | None = None,
) -> Told:
    """Return, by the article's block, what `known` needs: whose each source is, and who these are.

    `edges` join sources that are one, and nodes that stand for what they have in common; `pairs` are those of which
    one at least is nameless, in their order. `apart` keeps those apart that people have told so.
    """
    blocks = engine.blocks

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[_Marked]:
        return ((number % blocks, ("data", (number, data))) for number, (_, data) in rows)

    def labelled(rows: Iterator[tuple[int, int]]) -> Iterator[_Marked]:
        return ((article_of(key) % blocks, ("label", (key, label))) for key, label in rows if is_source(key))

    def halved(rows: Iterator[Ordered]) -> Iterator[_Marked]:
        for order, *both in rows:
            yield from ((article_of(key) % blocks, ("half", (order, side, key))) for side, key in enumerate(both))

    labels = components(edges, engine, "source")
    labels = labels if apart is None else apart.parted(labels, engine)
    parts = articles.over(data).and_(labels.over(labelled), pairs.over(halved))
    members = parts.grouped().over(lambda rows: _members(rows, blocks)).kept("members")
    changed = settled(members.over(_halves), engine, apart.groups(labels) if apart else [])

    def finals(rows: Iterator[tuple[int, int]]) -> Iterator[_Marked]:
        return ((spread(group, blocks), ("final", (group, final))) for group, final in rows)

    groups = members.over(_groups).and_(changed.over(finals)).grouped().over(lambda rows: _moved(rows, blocks))
    return members.over(_own).and_(groups.grouped().over(_told))


def _members(rows: Iterator[tuple[int, list[tuple[str, Any]]]], blocks: int) -> Iterator[_Marked]:
    """What a block's articles tell of each group, whose group each source is, and of which groups pairs are."""
    for block, items in rows:
        label = dict(of_kind(items, "label"))
        groups: dict[int, _Group] = {}
        for number, packed in of_kind(items, "data"):
            reading = unpack(packed)
            own = {name: label.get(key, key) for name, key in keys_of(number, reading).items()}
            for source in reading.sources:
                bare = replace(source, mentions=(), notes=())
                groups.setdefault(own[source.id], _Group(blocks={block % blocks})).take(bare)
            yield block, ("own", (number, own))
        for order, side, key in of_kind(items, "half"):
            group = label.get(key, key)
            yield spread(group, blocks), ("half", (order, side, group))
        for key, one in groups.items():
            yield spread(key, blocks), ("group", (key, replace(one, namings=one.telling())))


def _halves(rows: Iterator[_Marked]) -> Iterator[_Marked]:
    for block, (kind, item) in rows:
        if kind == "half":
            yield block, (kind, item)
        elif kind == "group" and item[1].named:
            yield block, ("named", (item[0],))


def _groups(rows: Iterator[_Marked]) -> Iterator[_Marked]:
    return (row for row in rows if row[1][0] == "group")


def _own(rows: Iterator[_Marked]) -> Iterator[_Marked]:
    return (row for row in rows if row[1][0] == "own")


def _moved(rows: Iterator[tuple[int, list[tuple[str, Any]]]], blocks: int) -> Iterator[tuple[int, Any]]:
    """Put the parts of each group together, and send it to the group that it has become one with."""
    for _, items in rows:
        final = dict(of_kind(items, "final"))
        for key, group in _joined(of_kind(items, "group")).items():
            last = final.get(key, key)
            yield spread(last, blocks), (last, key, group)


def _joined(parts: Iterable[tuple[int, _Group]]) -> dict[int, _Group]:
    found: dict[int, _Group] = {}
    for key, group in parts:
        if key in found:
            found[key].join(group)
        else:
            found[key] = group
    return found


def _told(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[_Marked]:
    """Tell each block of its sources' groups."""
    for _, items in rows:
        of_last: defaultdict[int, list[tuple[int, _Group]]] = defaultdict(list)
        for last, key, group in items:
            of_last[last].append((key, group))
        for some in of_last.values():
            wanted = [(key, sorted(group.blocks)) for key, group in some]
            whole = _Group()
            for _, group in some:
                whole.join(group)
            best = whole.named_as.fullest()
            namings = tuple(sorted(whole.telling().values(), key=lambda source: source.id))
            for key, blocks in wanted:
                yield from ((block, ("told", (key, best, namings))) for block in blocks)


# --- what is known of an article ----------------------------------------------------------------------------------


def known(
    articles: Articles, credits: Credits, outlets: Shared[Outlets], told: Told, engine: Engine
) -> Table[tuple[int, Known]]:
    """Return what the collection tells of each article; `told` is what `together` has found."""
    blocks = engine.blocks

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[_Marked]:
        return ((number % blocks, ("data", (number, data))) for number, (_, data) in rows)

    def given(rows: Iterator[tuple[int, Any]]) -> Iterator[_Marked]:
        return ((number % blocks, ("credits", (number, found))) for number, (found, _) in rows)

    def found(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Known]]:
        named = lru_cache(_NAMES)(outlets.value.named)  # the namings of a source go with each article that has it
        for _, items in rows:
            held = dict(of_kind(items, "credits"))
            own = dict(of_kind(items, "own"))
            groups = {key: (best, namings) for key, best, namings in of_kind(items, "told")}
            version = dict(of_kind(items, "version"))
            for number, packed in of_kind(items, "data"):
                same, namings = _who(own[number], groups)
                found = _known(unpack(packed), held[number], same, namings, outlets.value.of, named)
                yield number, replace(found, version=version.get(number))

    parts = articles.over(data).and_(credits.over(given), told, _versions(articles, blocks))
    return parts.grouped().over(found)


def _who(
    own: Mapping[str, int], groups: Mapping[int, tuple[Source, tuple[Source, ...]]]
) -> tuple[dict[str, str], tuple[tuple[Source, str], ...]]:
    """Return who an article's sources are, and the namings of these, each once."""
    same = {name: groups[key][0].id for name, key in own.items()}
    some = {groups[key][0].id: groups[key] for key in own.values()}
    namings = [(source, name) for name, (best, all_) in sorted(some.items()) for source in (best, *all_)]
    return same, tuple(namings)


def _versions(articles: Articles, blocks: int) -> Table[tuple[int, tuple[str, Any]]]:
    """The place of each article that is captured more than once among its versions, and the version before it."""

    def addressed(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[int, Article]]]:
        for number, reading in readings_in(rows):
            if address := canonical_address(reading.article.url):
                yield key_of(address), (number, replace(reading.article, text="", blocks=(), links=(), images=()))

    def placed(rows: Iterator[tuple[int, list[tuple[int, Article]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            numbers = {article.id: number for number, article in items}
            for history in histories(article for _, article in sorted(items, key=lambda item: item[0])):
                for place, article in enumerate(history.articles):
                    before = history.articles[place - 1] if place else None
                    told = Version(address=history.address, place=place, before=before)
                    yield numbers[article.id] % blocks, ("version", (numbers[article.id], told))

    return articles.over(addressed).grouped().over(placed)


def _known(
    reading: Reading,
    credits: tuple[Credit, ...],
    same: Mapping[str, str],
    namings: tuple[tuple[Source, str], ...],
    home: Callable[[Article], str | None],
    named: Callable[[str], str | None],
) -> Known:
    sources = (*reading.sources, *(source for source, _ in namings))
    outlets = {source.id: outlet for source in sources if (outlet := named(source.name)) is not None}
    return Known(outlet=home(reading.article), credits=credits, outlets=outlets, same=same, namings=namings)
