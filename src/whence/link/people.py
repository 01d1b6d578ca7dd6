"""The same source across the articles of a collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from whence.by_hand import NOTHING, ByHand
from whence.link.body_names import Bodies, bodies, body_words, documents, points
from whence.link.credits import credits_of
from whence.link.offices import offices
from whence.link.outlets import Outlets, key_of
from whence.link.person_names import Words, people, person_words, roles
from whence.link.spokesmen import spokesman_of
from whence.link.unnamed import alike, is_nameless
from whence.read.lexicon_bodies import DOCUMENT_NOUNS, plain
from whence.read.names import name_words
from whence.records import Article, Credit, Reading, Source, SourceKind

__all__ = [
    "Naming",
    "Namings",
    "document_head",
    "outlet_meant",
    "parted",
    "same_sources",
    "spokesman_of",
    "spokesmen",
]

_OF_OFFICES = (SourceKind.named_person, SourceKind.unnamed)
_RANK = {
    SourceKind.outlet: 0,  # only what is meant by an outlet's name is joined with an outlet, whatever it was taken for
    SourceKind.named_person: 1,
    SourceKind.named_organisation: 2,
    SourceKind.document: 2,
    SourceKind.collective: 3,
    SourceKind.unnamed: 4,
    SourceKind.none: 5,
}


def same_sources(
    readings: Sequence[Reading],
    outlets: Outlets,
    evidence: Iterable[tuple[str, str]] = (),
    credits: Sequence[Credit] | None = None,
    by_hand: ByHand = NOTHING,
    *,
    nameless: Iterable[tuple[str, str]] | None = None,
) -> dict[str, str]:
    """Map each source's id to the id of the fullest naming of the same source in the collection, itself where alone.

    Persons, bodies, documents and outlets are joined by their names; unnamed and collective sources only where an
    article credits the other's outlet for what they say, where their words are copied, or by `evidence`: pairs of ids
    known to be the same. `credits` are the collection's, found anew where they are not given. A person and the body
    that the person speaks for stay two sources (see `spokesmen`). What people have decided goes before all of it.
    `nameless` are the pairs that `alike` finds, where the readings come without their statements.
    """
    sources = {s.id: s for r in readings for s in r.sources}
    groups = _Groups(sources)
    namings = [(s, r.article.id) for r in readings for s in r.sources]
    held = list(_in_office(readings, outlets))
    for one, two in (*by_hand.sources_one, *_named(namings, outlets), *held):
        groups.join(one, two)
    if by_hand.sources_apart:
        groups = _told_apart(groups, namings, outlets, held, by_hand)
    if nameless is None:
        nameless = alike(readings, credits_of(readings, outlets) if credits is None else credits)
    for one, two in (*evidence, *nameless):
        groups.join_nameless(one, two)
    return groups.fullest()


def spokesmen(readings: Sequence[Reading], same: Mapping[str, str]) -> dict[str, str]:
    """Map the id of each person who speaks for a body to the id of that body; both are ids that stand for themselves.

    Only bodies that are sources in the collection are found, by the words of the name that the article gives them.
    """
    known = Bodies()
    for reading in readings:
        for source in reading.sources:
            if source.kind is SourceKind.named_organisation:
                for name in (source.name, *source.aliases):
                    known.add(body_words(name), source, reading.article.id)
    found: dict[str, str] = {}
    for reading in readings:
        for source in reading.sources:
            body = spokesman_of(source, reading.article)
            meant = known.meant(body, reading.article.id) if body else None
            if meant is not None:
                found.setdefault(same.get(source.id, source.id), same.get(meant, meant))
    return found


Naming = tuple[Source, str]
"""A source, and the id of the article that names it."""


def _told_apart(
    groups: _Groups, namings: Sequence[Naming], outlets: Outlets, shown: Sequence[tuple[str, str]], by_hand: ByHand
) -> _Groups:
    """The groups once those that hold sources which people have told apart are parted; so they stay apart."""
    pairs = [pair for pair in by_hand.sources_apart if all(source in groups.sources for source in pair)]
    roots = {groups.root(one) for one, two in pairs if groups.root(one) == groups.root(two)}
    own: defaultdict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        if (root := groups.root(naming[0].id)) in roots:
            own[root].append(naming)
    first = {source: groups.root(source) for source in groups.sources}
    for some in own.values():
        first |= parted(some, outlets, shown, by_hand)
    found = _Groups(groups.sources, pairs)
    for source, one in first.items():
        found.join(source, one)
    return found


def parted(
    namings: Sequence[Naming], outlets: Outlets, shown: Iterable[tuple[str, str]], by_hand: ByHand
) -> dict[str, str]:
    """Return, of sources that would be one but for what people have told apart, the one that each is the same as.

    They are joined anew among themselves: those that people have made one first, then by their names, then by what
    else is `shown`, pair by pair in the order of the `namings`, which is the collection's. A pair is passed over that
    would join what is apart. What then hangs with nobody who has been told apart goes with the first who has.
    """
    place = {source.id: n for n, (source, _) in enumerate(namings)}
    apart = [pair for pair in by_hand.sources_apart if all(source in place for source in pair)]
    groups = _Groups({source.id: source for source, _ in namings}, apart)
    also = {tuple(sorted(pair, key=place.__getitem__)) for pair in shown if all(source in place for source in pair)}
    later = sorted(also, key=lambda pair: [place[source] for source in pair])
    for one, two in (*by_hand.sources_one, *_named(namings, outlets), *later):
        groups.join(one, two)
    told = sorted({source for pair in apart for source in pair}, key=place.__getitem__)
    roots = {groups.root(source) for source in told}
    for source, _ in namings:
        if groups.root(source.id) not in roots:
            groups.join(source.id, told[0])
            roots = {groups.root(one) for one in told}
    return {source.id: groups.root(source.id) for source, _ in namings}


def _named(namings: Iterable[Naming], outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Yield pairs of sources that their names show to be the same."""
    kinds: dict[SourceKind, list[Naming]] = defaultdict(list)
    first: dict[str, str] = {}
    for source, article in namings:
        outlet = outlet_meant(source, outlets)
        if outlet is None:
            kinds[source.kind].append((source, article))
        elif first.setdefault(outlet, source.id) != source.id:
            yield source.id, first[outlet]
    persons = [s for s, _ in kinds[SourceKind.named_person]]
    organisations = kinds[SourceKind.named_organisation]
    yield from people(persons)
    yield from roles(persons)
    yield from bodies(organisations)
    papers = [s for s, _ in kinds[SourceKind.document]]
    yield from documents(papers, {s.id: document_head(s) for s in papers})
    yield from _misread(persons, [s for s, _ in organisations])


def _in_office(readings: Iterable[Reading], outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Yield pairs of a nameless source and of the person who holds the office that it is called by."""
    kinds: dict[SourceKind, list[tuple[Source, Article]]] = defaultdict(list)
    for reading in readings:
        for source in reading.sources:
            if source.kind in _OF_OFFICES and outlet_meant(source, outlets) is None:
                kinds[source.kind].append((source, reading.article))
    yield from offices(kinds[SourceKind.named_person], kinds[SourceKind.unnamed])


def outlet_meant(source: Source, outlets: Outlets) -> str | None:
    """Return what tells an outlet: its name in the collection, else its own; None for what is no outlet."""
    if source.kind is SourceKind.outlet:
        return outlets.known(source.name) or " ".join(key_of(source.name))
    named = source.kind in {SourceKind.named_organisation, SourceKind.named_person}
    return outlets.named(source.name) if named and outlets.is_whole(key_of(source.name)) else None


def _misread(persons: Sequence[Source], organisations: Sequence[Source]) -> Iterator[tuple[str, str]]:
    """Yield a person and a body of one name of several words: one article took for a person what another did not."""
    by_name = {name_words(s.name): s.id for s in organisations if len(name_words(s.name)) > 1}
    for source in persons:
        if (other := by_name.get(name_words(source.name))) is not None:
            yield source.id, other


def document_head(source: Source) -> str:
    """The noun that says what sort of document a source is: the first that names one, in small letters if one does.

    For the Post's analysis is an analysis.
    """
    small = " ".join(word for word in source.name.split() if word[:1].islower())
    for word in (*name_words(small), *name_words(source.name)):
        if found := plain(word, DOCUMENT_NOUNS):
            return found[0]
    return ""


class _Groups:
    """Sources joined step by step; two named sources never become one through a nameless one.

    No group ever holds both of a pair that is `apart`.
    """

    def __init__(self, sources: Mapping[str, Source], apart: Iterable[tuple[str, str]] = ()) -> None:
        self.sources = sources
        self.parent = {i: i for i in sources}
        self.named = {i: not is_nameless(s) for i, s in sources.items()}  # of a group's root: whether one is named
        self.apart: dict[str, set[str]] = defaultdict(set)  # of a group's root: the roots that it may not be one with
        for one, two in apart:
            self.apart[one].add(two)
            self.apart[two].add(one)

    def root(self, identity: str) -> str:
        while self.parent[identity] != identity:
            self.parent[identity] = self.parent[self.parent[identity]]
            identity = self.parent[identity]
        return identity

    def join(self, one: str, two: str) -> None:
        """Make two sources one; ids that the collection does not have are passed over."""
        if one in self.parent and two in self.parent:
            first, second = sorted((self.root(one), self.root(two)))
            if second in self.apart.get(first, ()):
                return
            self.parent[second] = first
            for far in self.apart.pop(second, ()) if first != second else ():
                self.apart[far] = self.apart[far] - {second} | {first}
                self.apart[first].add(far)
            self.named[first] = self.named[first] or self.named[second]

    def join_nameless(self, one: str, two: str) -> None:
        """Make two sources one unless both are named, which only their names may join."""
        known = one in self.parent and two in self.parent
        if known and not (self.named[self.root(one)] and self.named[self.root(two)]):
            self.join(one, two)

    def fullest(self) -> dict[str, str]:
        """Map each id to its group's member that is named best (`Namings.fullest`)."""
        members: dict[str, Namings] = defaultdict(Namings)
        for identity, source in self.sources.items():
            members[self.root(identity)].take(source)
        best = {root: some.fullest().id for root, some in members.items()}
        return {identity: best[self.root(identity)] for identity in self.sources}


class Namings:
    """The namings of one source, as far as they have come together.

    Of each full name of a person it knows how many sources bear it, and the fullest naming of these.
    """

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[Words, tuple[int, Source]] = {}  # all that is no full name of a person goes by no words

    def take(self, source: Source) -> None:
        """Take a naming."""
        words = person_words(source) if source.kind is SourceKind.named_person else ()
        self._add(words if len(words) > 1 else (), 1, source)

    def join(self, other: Namings) -> None:
        """Take another's namings."""
        for words, (count, source) in other._found.items():
            self._add(words, count, source)

    def _add(self, words: Words, count: int, source: Source) -> None:
        known, best = self._found.get(words, (0, source))
        self._found[words] = known + count, min(best, source, key=_fullness)

    def fullest(self) -> Source:
        """Return the naming that stands for all: an outlet's, a person's commonest full name, most words, the least id.

        The longest name of a person is seldom the best: it has words of a headline, or of what the person is.
        """

        def order(item: tuple[Words, tuple[int, Source]]) -> tuple[Any, ...]:
            words, (count, source) = item
            rank, *others = _fullness(source)
            return rank, not words, -count if words else 0, *others

        return min(self._found.items(), key=order)[1][1]


def _fullness(source: Source) -> tuple[int, int, int, str]:
    words = person_words(source) if source.kind is SourceKind.named_person else name_words(source.name)
    words = () if points(source.name) else words  # "his campaign" says nothing elsewhere
    return _RANK[source.kind], -len(words), -len(source.description or ""), source.id
