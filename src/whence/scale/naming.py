"""Which sources one name joins: what `whence.link.people` does in one place, in the blocks of names' words.

    articles ─names─▶ surnames, roles, bodies, documents, offices ─▶ initials ─▶ edges

An outlet's name, and a body's, joins its bearers by a node that stands for it, without anything being brought together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whence.link.outlets import Outlets
from whence.link.people import outlet_meant
from whence.records import Reading, Source, SourceKind
from whence.scale.blocks import Columns, cut, spread
from whence.scale.engine import Engine, Shared, Table
from whence.scale.naming_bodies import BodyPosts, firsts, of_bodies, of_initials
from whence.scale.naming_offices import OfficePosts, of_offices
from whence.scale.naming_papers import PaperPosts, of_papers
from whence.scale.naming_persons import PersonPosts, misread, of_roles, of_surnames
from whence.scale.placing import readings_in
from whence.scale.source_keys import Edges, hub, key_of_source

__all__ = ["Joined", "joined_by_name"]

Articles = Table[tuple[int, tuple[int, bytes]]]
_Weeks = Mapping[tuple[str, str], frozenset[int | None]]
_EDGES, _BY_OFFICE = "edges", "edges by office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Edges between sources, and nodes that stand for names: what hangs together by them is one source.

    `by_office` are those of `every` between a nameless source and whoever holds the office that it is called by.
    """

    every: Table[Columns]
    by_office: Table[Columns]


def joined_by_name(articles: Articles, outlets: Shared[Outlets], weeks: Shared[_Weeks], engine: Engine) -> Joined:
    """Return what the names of sources, and their offices, join.

    `weeks` says when each office is asked for, as `whence.scale.naming_offices.weeks_of` has it.
    """
    blocks = engine.blocks

    def posted(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        posts = _Posts(outlets.value, weeks.value)
        for number, reading in readings_in(rows):
            posts.take(number, reading)
        return posts.rows(blocks)

    def joined(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for block, items in rows:
            for edges in (of_surnames(items), of_roles(items), misread(items), of_bodies(items), of_papers(items)):
                yield from ((block, (_EDGES, columns)) for columns in edges.columns())
            yield from ((block, (_BY_OFFICE, columns)) for columns in of_offices(items).columns())
            yield from ((block, item) for item in items if item[0] == _EDGES)
            yield from firsts(items, blocks)

    def joined_again(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[Columns]:
        for _, items in rows:
            yield from of_initials(items).columns()

    first = articles.over(posted).grouped().over(joined).kept("named")
    by_office = first.over(lambda rows: _edges(rows, _BY_OFFICE))
    again = first.over(_others).grouped().over(joined_again)
    return Joined(every=first.over(lambda rows: _edges(rows, _EDGES)).and_(by_office, again), by_office=by_office)


def _edges(rows: Iterator[tuple[int, tuple[str, Any]]], wanted: str) -> Iterator[Columns]:
    return (item for _, (kind, item) in rows if kind == wanted)


def _others(rows: Iterator[tuple[int, tuple[str, Any]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
    return (row for row in rows if row[1][0] not in (_EDGES, _BY_OFFICE))


class _Posts:
    """What some articles send to the blocks of names."""

    def __init__(self, outlets: Outlets, weeks: _Weeks) -> None:
        self._outlets = outlets
        self._edges = Edges()
        self._persons, self._bodies, self._papers = PersonPosts(), BodyPosts(), PaperPosts()
        self._offices = OfficePosts(weeks)

    def take(self, number: int, reading: Reading) -> None:
        """Take an article's sources."""
        kinds: dict[SourceKind, list[tuple[int, Source]]] = {kind: [] for kind in SourceKind}
        for place, source in enumerate(reading.sources):
            key = key_of_source(number, place)
            if (outlet := outlet_meant(source, self._outlets)) is None:
                kinds[source.kind].append((key, source))
            else:
                self._edges.join(key, hub("outlet", (outlet,)))
        for key, source in kinds[SourceKind.named_person]:
            self._persons.take(key, source)
        for key, source in kinds[SourceKind.named_organisation]:
            self._persons.take_body(key, source)
        for key, source in kinds[SourceKind.document]:
            self._papers.take(key, source)
        self._bodies.take(kinds[SourceKind.named_organisation])
        self._offices.take(reading.article, kinds[SourceKind.named_person], kinds[SourceKind.unnamed])

    def rows(self, blocks: int) -> Iterator[tuple[int, tuple[str, Any]]]:
        """Yield what goes to which block."""
        every: Iterable[Edges] = (self._edges, self._persons.edges, self._bodies.edges, self._papers.edges)
        for one, two in (columns for edges in every for columns in edges.columns()):
            yield from ((block, (_EDGES, columns)) for block, columns in cut(spread(one, blocks), (one, two)))
        for posts in (self._persons, self._bodies, self._papers, self._offices):
            yield from posts.rows(blocks)
