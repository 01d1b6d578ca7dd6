"""The sources of a collection: each once, whatever the articles call it, with all that it is said to have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from whence.records import Form, Source, SourceKind, Statement
from whence.report.collected import Collected
from whence.report.plain import harmless
from whence.report.records import Place

__all__ = ["SourceView", "sources_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source. `said` has each article that gives it, with the numbers of its statements there."""

    name: str
    kind: SourceKind
    also: tuple[str, ...]
    described: str
    said: tuple[tuple[Place, tuple[int, ...]], ...]

    @property
    def statements(self) -> int:
        """How many statements it is said to make."""
        return sum(len(marks) for _, marks in self.said)


def sources_of(collected: Collected, articles: Collection[str]) -> tuple[SourceView, ...]:
    """Return the sources that some articles give, those of most articles first, then by kind and name."""
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for article in collected.places:
        for unit in collected.units.get(article, ()) if article in articles else ():
            if unit.speaker in collected.sources and unit.form is not Form.own_voice:
                said[collected.same.get(unit.speaker, unit.speaker)].append(unit)
    found = [_view(one, statements, collected) for one, statements in said.items()]
    kinds = list(SourceKind)
    return tuple(sorted(found, key=lambda view: (-len(view.said), kinds.index(view.kind), -view.statements, view.name)))


def _view(one: str, statements: list[Statement], collected: Collected) -> SourceView:
    known: list[Source] = collected.namings(one)
    source = collected.canonical(one) or known[0]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for statement in statements:
        places[statement.article].append(collected.marks[statement.id])
    also = {harmless(name): None for naming in known for name in (naming.name, *naming.aliases)}
    also.pop(harmless(source.name), None)
    return SourceView(
        name=harmless(source.name),
        kind=source.kind,
        also=tuple(also),
        described=harmless(source.description or ""),
        said=tuple((collected.places[article], tuple(marks)) for article, marks in places.items()),
    )
