"""Offices that one person holds: `whence.link.offices` by an office's noun, a second word, and eight days.

Two articles of one story are printed within a week of each other: who is described by an office goes to the days beside
his own in which somebody asks for it. Articles that share names are found by lists of these, not pair by pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import UNDATED, day_of
from whence.link.offices import Office, holds, office_asked, offices_held
from whence.link.person_names import Words, agree, person_words
from whence.link.same_story import DAYS, are_alike, names_of
from whence.records import Article, Reading, Source, SourceKind
from whence.scale.blocks import key_of
from whence.scale.source_keys import Edges, article_of, block_of, packed, unpacked

__all__ = ["Asked", "OfficePosts", "asked_in", "of_offices", "weeks_of"]

_Marked = tuple[int, tuple[str, Any]]
Asked = tuple[str, str, int | None]
"""An office's noun and a second word of it, and the eight days in which it is asked for; None without a date."""
_WEEK = DAYS + 1


def asked_in(reading: Reading) -> Iterator[Asked]:
    """Yield what an article's nameless sources ask for."""
    for source in reading.sources:
        if found := _asked(source, reading.article):
            yield *found[0], _week(day_of(reading.article.published))


def weeks_of(asked: Iterable[Asked]) -> dict[tuple[str, str], frozenset[int | None]]:
    """Return when each office is asked for."""
    found: defaultdict[tuple[str, str], set[int | None]] = defaultdict(set)
    for noun, word, week in asked:
        found[noun, word].add(week)
    return {office: frozenset(weeks) for office, weeks in found.items()}


def _asked(source: Source, article: Article) -> tuple[tuple[str, str], Office] | None:
    """What a nameless source asks for, by the words under which whoever holds the office stands: all have these."""
    found = office_asked(source, article) if source.kind is SourceKind.unnamed else None
    if found is None:
        return None
    noun, (words, owners) = found
    return (noun, min(words - owners - {noun}, default=min(owners, default=noun))), (words, owners)


def _week(day: int) -> int | None:
    return None if day == UNDATED else day // _WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stood:
    """A source beside an office: who it is, in which article, printed when, and the numbers of that one's names."""

    key: int
    office: Office
    words: Words
    day: int
    names: bytes


class OfficePosts:
    """What the sources of some articles send to the blocks of offices."""

    def __init__(self, weeks: Mapping[tuple[str, str], frozenset[int | None]]) -> None:
        self._weeks = weeks
        self._found: list[tuple[str, tuple[str, str, int | None], _Stood]] = []

    def take(
        self, article: Article, persons: Iterable[tuple[int, Source]], nameless: Iterable[tuple[int, Source]]
    ) -> None:
        """Take the persons and the nameless sources of one article."""
        day = day_of(article.published)
        stood = [("holds", *one) for one in self._holding(persons, day)]
        for key, source in nameless:
            if found := _asked(source, article):
                stood.append(("asks", (*found[0], _week(day)), key, found[1], ()))
        if stood:
            names = packed(sorted(key_of(name) for name in names_of(article)))
            for kind, place, key, office, words in stood:
                one = _Stood(key=key, office=office, words=words, day=day, names=names)
                self._found.append((kind, place, one))

    def _holding(self, persons: Iterable[tuple[int, Source]], day: int) -> Iterator[Any]:
        week = _week(day)
        near = None if week is None else {week - 1, week, week + 1, None}
        for key, source in persons:
            for noun, office in offices_held(source):
                for word in office[0]:
                    weeks = self._weeks.get((noun, word), frozenset())
                    for one in weeks if near is None else weeks & near:
                        yield (noun, word, one), key, office, person_words(source)

    def rows(self, blocks: int) -> Iterator[_Marked]:
        """Yield what goes to which block."""
        for kind, (noun, word, week), one in self._found:
            yield block_of("office", (noun, word, str(week)), blocks), (kind, ((noun, word, week), one))


def of_offices(items: Iterable[tuple[str, Any]]) -> Edges:
    """Join each nameless source to the one person who holds its office in its story."""
    held: defaultdict[tuple[Any, ...], list[_Stood]] = defaultdict(list)
    asks: defaultdict[tuple[Any, ...], list[_Stood]] = defaultdict(list)
    for kind, item in items:
        if kind in ("holds", "asks"):
            (held if kind == "holds" else asks)[item[0]].append(item[1])
    edges = Edges()
    for place, some in asks.items():
        if place in held:
            holders = _Holders(held[place])
            for one in some:
                if (found := holders.of(one)) is not None:
                    edges.join(one.key, found)
    return edges


class _Holders:
    """Those who are described by offices of one noun and another word, in the collection's order."""

    def __init__(self, held: list[_Stood]) -> None:
        self._held = sorted(held, key=lambda one: one.key)
        self._days = np.array([one.day for one in self._held])
        self._articles = np.array([article_of(one.key) for one in self._held])
        names = [unpacked(one.names) for one in self._held]
        self._sizes = np.array([len(own) for own in names])
        every, owners = np.concatenate(names), np.repeat(np.arange(len(names)), self._sizes)
        order = np.argsort(every, kind="stable")
        self._names, self._owners = every[order], owners[order]
        self._offices = list(dict.fromkeys(one.office for one in self._held))
        number = {office: n for n, office in enumerate(self._offices)}
        self._office = np.array([number[one.office] for one in self._held])
        self._fit: dict[Office, NDArray[np.bool_]] = {}

    def of(self, one: _Stood) -> int | None:
        """The number of the one person of the asker's story who holds its office."""
        near = self._are_of_one_story(one)
        if one.office not in self._fit:
            self._fit[one.office] = np.array([holds(office, one.office) for office in self._offices])
        found = [self._held[n] for n in np.flatnonzero(near & self._fit[one.office][self._office]).tolist()]
        fullest = max((other.words for other in found), key=lambda words: (len(words), words), default=())
        if not found or not all(agree(fullest, other.words) for other in found):
            return None
        return next(other.key for other in found if other.words == fullest)

    def _are_of_one_story(self, one: _Stood) -> NDArray[np.bool_]:
        names = unpacked(one.names)
        low, high = (np.searchsorted(self._names, names, side=side) for side in ("left", "right"))
        places = [self._owners[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True)]
        shared = np.bincount(np.concatenate([*places, np.zeros(0, np.int64)]), minlength=len(self._held))
        dated = (self._days != UNDATED) & (one.day != UNDATED)
        apart = dated & (np.abs(self._days - one.day) > DAYS)
        alike = are_alike(shared, self._sizes, len(names)) & ~apart
        found: NDArray[np.bool_] = alike | (self._articles == article_of(one.key))
        return found
