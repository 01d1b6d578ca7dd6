"""Persons by their names: `whence.link.person_names` surname by surname, and role by role.

What a source's fate hangs on is its words, what its names tell of its sex, and of those that bear a surname alone the
description. Bearers of one such wording are told apart only by who comes first, so that a surname's block looks at each
wording once, and its bearers are some 25 bytes each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.person_names import (
    FullName,
    Words,
    agree,
    clash,
    described_by,
    meant_by,
    person_words,
    role_words,
    sexes_of,
)
from whence.read.names import name_words
from whence.records import Source
from whence.scale.blocks import cut, key_of, put_together
from whence.scale.source_keys import Edges, block_of, hub, packed, unpacked

__all__ = ["PersonPosts", "misread", "of_roles", "of_surnames"]

_Marked = tuple[int, tuple[str, Any]]
_Told = frozenset[str]
_NAMED = (np.int64, np.int64)


class PersonPosts:
    """What the persons of some articles send to the blocks of their names."""

    def __init__(self) -> None:
        self.edges = Edges()
        self._full: defaultdict[FullName, list[tuple[str, int, _Told]]] = defaultdict(list)
        self._lone: defaultdict[tuple[str, _Told, _Told], list[int]] = defaultdict(list)
        self._given: defaultdict[str, set[Words]] = defaultdict(set)
        self._held: set[tuple[str, Words, _Told]] = set()
        self._roles: defaultdict[Words, list[int]] = defaultdict(list)
        self._names: list[tuple[int, int]] = []
        self._bodies: dict[int, int] = {}

    def take(self, key: int, source: Source) -> None:
        """Take a person."""
        words = person_words(source)
        if (name := _hashed(source)) is not None:
            self._names.append((name, key))
        if not words:
            self._take_role(key, source)
            return
        described = described_by(source)
        self._held.update((word, words, described) for word in described)
        if len(words) == 1:
            self._lone[words[0], sexes_of(source), described].append(key)
            return
        self._full[words, sexes_of(source)].append((source.id, key, described))
        if len(self._given[words[0]]) < 2:
            self._given[words[0]].add(words)

    def take_body(self, key: int, source: Source) -> None:
        """Take a body, which another article may take for a person."""
        if (name := _hashed(source)) is not None:
            self._bodies[name] = max(key, self._bodies.get(name, key))

    def _take_role(self, key: int, source: Source) -> None:
        role, owned = role_words(source)
        if len(role) > 1:
            self._roles[role].append(key)
            if owned:
                self.edges.join(key, hub("role", role))

    def rows(self, blocks: int) -> Iterator[_Marked]:
        """Yield what goes to which block."""
        for (words, sexes), some in self._full.items():
            item = _Full(words=words, sexes=sexes, first=min(some), keys=packed([key for _, key, _ in some]))
            yield block_of("surname", words[-1:], blocks), ("full", item)
        for (word, sexes, described), own in self._lone.items():
            yield block_of("surname", (word,), blocks), ("lone", (word, sexes, described, packed(own)))
        for word, names in self._given.items():
            yield block_of("surname", (word,), blocks), ("given", (word, tuple(sorted(names))))
        for word, words, described in self._held:
            yield block_of("role", (word,), blocks), ("held", (word, words, described))
        for role, own in self._roles.items():
            yield block_of("role", role[:1], blocks), ("role", (role, packed(own)))
        for kind, found in (("named", self._names), ("bodies", list(self._bodies.items()))):
            names_keys = np.array(found, dtype=np.int64).reshape(-1, 2)
            for block, columns in cut(names_keys[:, 0] % blocks, (names_keys[:, 0], names_keys[:, 1])):
                yield block, (kind, columns)


def _hashed(source: Source) -> int | None:
    """A number for a name of several words."""
    words = name_words(source.name)
    return key_of(" ".join(words)) if len(words) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Full:
    """Persons of one full name: the first of them by id, with its number and description, and the numbers of all."""

    words: Words
    sexes: _Told
    first: tuple[str, int, _Told]
    keys: bytes


@dataclass(slots=True)
class _Surname:
    """All that is known of the bearers of one surname."""

    full: defaultdict[FullName, list[_Full]] = field(default_factory=lambda: defaultdict(list))
    lone: defaultdict[tuple[_Told, _Told], list[bytes]] = field(default_factory=lambda: defaultdict(list))
    given: set[Words] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A full name that stands for a person: its first bearer, and what it tells."""

    key: int
    sexes: _Told
    described: _Told

    def fits(self, sexes: _Told) -> bool:
        return len(self.sexes | sexes) < 2


def of_surnames(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join the persons of each surname as `whence.link.person_names.people` does."""
    by_surname: defaultdict[str, _Surname] = defaultdict(_Surname)
    for kind, item in items:
        if kind == "full":
            by_surname[item.words[-1]].full[item.words, item.sexes].append(item)
        elif kind == "lone":
            by_surname[item[0]].lone[item[1], item[2]].append(item[3])
        elif kind == "given":
            by_surname[item[0]].given.update(item[1])
    edges = Edges()
    for surname, some in by_surname.items():
        _join_lone(some, _join_full(some, edges), edges)
        _stand_for(surname, some, edges)
    return edges


def _first(parts: list[_Full]) -> tuple[str, int, _Told]:
    return min((part.first for part in parts), key=lambda first: first[:2])


def _join_full(some: _Surname, edges: Edges) -> list[_Person]:
    """Join each full name to the one that stands for its person, and return these."""
    keys = {name: unpacked(*(part.keys for part in parts)) for name, parts in some.full.items()}
    means = meant_by({name: len(own) for name, own in keys.items()})
    first = {name: _first(parts) for name, parts in some.full.items()}
    for name, own in keys.items():
        edges.join_all(own, first[means[name] or name][1])
    return [_Person(key=first[n][1], sexes=n[1], described=first[n][2]) for n in some.full if means[n] == n]


def _join_lone(some: _Surname, kept: list[_Person], edges: Edges) -> None:
    """Join each surname that stands alone to the only person whom it may mean."""
    for (sexes, described), parts in some.lone.items():
        fit = [person for person in kept if person.fits(sexes)]
        if len(fit) > 1:
            fit = [person for person in fit if described & person.described]
        if len(fit) == 1:
            edges.join_all(unpacked(*parts), fit[0].key)
        if not some.full and len(some.given) == 1:
            edges.join_all(unpacked(*parts), hub("given", next(iter(some.given))))
    if not some.full:
        _join_in_a_row(some, edges)


def _join_in_a_row(some: _Surname, edges: Edges) -> None:
    """Join surnames of nobody who is named in full, each to the next in the collection's order that it may be."""
    wordings = list(some.lone)
    keys = [unpacked(*parts) for parts in some.lone.values()]
    which = np.repeat(np.arange(len(keys)), [len(own) for own in keys])
    order = np.argsort(all_keys := np.concatenate([*keys, np.zeros(0, np.int64)]))
    all_keys, which = all_keys[order], which[order]
    pairs, places = np.unique(which[:-1] * len(keys) + which[1:], return_inverse=True)
    fit = [_may_be_one(wordings[pair // len(keys)], wordings[pair % len(keys)]) for pair in pairs.tolist()]
    joined = np.array(fit, dtype=np.bool_)[places]
    edges.join_each(all_keys[:-1][joined], all_keys[1:][joined])


def _may_be_one(one: tuple[_Told, _Told], two: tuple[_Told, _Told]) -> bool:
    return len(one[0] | two[0]) < 2 and not clash(one[1], two[1])


def _stand_for(surname: str, some: _Surname, edges: Edges) -> None:
    """Say who is meant by a name: its first bearer by id, and the first in the collection's order."""
    by_name: defaultdict[Words, list[_Full]] = defaultdict(list)
    for (words, _), parts in some.full.items():
        by_name[words] += parts
    if alone := [part for parts in some.lone.values() for part in parts]:
        edges.join(hub("first", (surname,)), int(unpacked(*alone).min()))
    for words, parts in by_name.items():
        edges.join(hub("given", words), _first(parts)[1])
        edges.join(hub("first", words), int(unpacked(*(part.keys for part in parts)).min()))


def of_roles(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join roles that stand for names to the person who holds them, as `whence.link.person_names.roles` does."""
    held: defaultdict[str, defaultdict[str, set[tuple[Words, _Told]]]] = defaultdict(lambda: defaultdict(set))
    roles: defaultdict[Words, list[bytes]] = defaultdict(list)
    for kind, item in items:
        if kind == "role":
            roles[item[0]].append(item[1])
        elif kind == "held":
            for word in item[2]:
                held[item[0]][word].add(item[1:])
    edges = Edges()
    for role, keys in roles.items():
        described = held[role[0]]
        rarest = min((described.get(word, set()) for word in role), key=len)
        holders = {words for words, told in rarest if set(role) <= told}
        fullest = max(holders, key=lambda words: (len(words), words), default=())
        if holders and all(agree(fullest, words) for words in holders):
            edges.join_all(unpacked(*keys), hub("first", fullest))
    return edges


def misread(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join persons to the last body of the same name of several words, for one article misread what another did not."""
    some = list(items)
    names, keys = put_together([item for kind, item in some if kind == "named"], _NAMED)
    of_bodies, bodies = put_together([item for kind, item in some if kind == "bodies"], _NAMED)
    edges = Edges()
    order = np.lexsort((bodies, of_bodies))
    of_bodies, bodies = of_bodies[order], bodies[order]
    at = np.searchsorted(of_bodies, names, side="right") - 1
    there: NDArray[np.bool_] = at >= 0
    there[there] = of_bodies[at[there]] == names[there]
    edges.join_each(keys[there], bodies[at[there]])
    return edges
