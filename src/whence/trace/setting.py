"""What a collection says about its articles as a whole: who copies much of whom, who credits whom, and when."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from whence.by_hand import Pairs
from whence.link.linked import Linked
from whence.link.units import Unit
from whence.records import Article, Credit, LinkBasis, PassageKind, Reading, Source, Spans
from whence.trace.timeline import Offsets, Timeline

__all__ = ["Setting"]

_NEAR = 1  # paragraphs around a credit whose statements it may be for


class Setting:
    """The articles of a collection, seen from their links; everything is looked up, nothing is computed twice."""

    def __init__(
        self, linked: Linked, readings: Sequence[Reading], apart: Pairs = (), offsets: Offsets | None = None
    ) -> None:
        self.sources = {source.id: source for reading in readings for source in reading.sources}
        self._same = linked.same
        self._outlets = linked.outlets
        self._published_by = linked.published_by
        self._letters: defaultdict[tuple[str, str], int] = defaultdict(int)
        for passage in linked.passages:
            if passage.kind in (PassageKind.narrative, PassageKind.credited):
                self._letters[passage.a, passage.b] += passage.a_span.end - passage.a_span.start
        self._whole: defaultdict[tuple[str, str], list[Credit]] = defaultdict(list)
        self._of_statement: defaultdict[str, list[Credit]] = defaultdict(list)
        for credit in linked.credits:
            if credit.outlet is not None:
                self._whole[credit.article, credit.outlet].append(credit)
            if credit.statement is not None:
                self._of_statement[credit.statement].append(credit)
        self._namings: defaultdict[str, list[Source]] = defaultdict(list)
        for name, source in sorted(self.sources.items()):
            self._namings[linked.same.get(name, name)].append(source)
        self._apart = {frozenset(linked.same.get(name, name) for name in pair) for pair in apart}
        self.versions = linked.versions
        self.timeline = Timeline((reading.article for reading in readings), linked.versions, offsets)

    def person(self, source: Source | None) -> Source | None:
        """The fullest naming of a source in the collection."""
        if source is None:
            return None
        return self.sources.get(self._same.get(source.id, source.id), source)

    def name(self, source: str) -> str:
        """The fullest name of a source, "" where there is none of that id."""
        found = self.sources.get(source)
        return found.name if found else ""

    def outlet(self, article: Article) -> str | None:
        """An article's outlet, in the spelling that the collection has for it."""
        return self._published_by.get(article.id, article.outlet)

    def outlet_of(self, source: Source) -> str | None:
        """The outlet of the collection whose name a source bears."""
        return self._outlets.get(source.id)

    def namings(self, source: str) -> Sequence[Source]:
        """Every naming of a source in the collection's articles."""
        return self._namings.get(self._same.get(source, source), ())

    def are_apart(self, one: str, other: str) -> bool:
        """Whether a person has said that two sources are not one; ids of their fullest namings."""
        return frozenset((one, other)) in self._apart

    def credits_of(self, unit: Unit) -> Sequence[Credit]:
        """What one statement credits, or the whole that it is a part of."""
        own = self._of_statement.get(unit.id, ())
        return own or self._of_statement.get(unit.statement.part_of or "", ())

    def credits_to(self, article: Article, outlet: str | None) -> Sequence[Credit]:
        """Where an article credits an outlet, for whichever of its words."""
        return self._whole.get((article.id, outlet or ""), ())

    def aims_at(self, article: Article, other: Article) -> bool:
        """Whether an article credits another one itself, and not only its outlet, for whichever of its words."""
        return any(c.target == other.id for c in self.credits_to(article, self.outlet(other)))

    def agency_credit(self, article: Article, outlet: str | None) -> bool:
        """Whether an article credits an outlet as a whole: in its byline, or a credit line."""
        return any(c.statement is None and c.basis is LinkBasis.credit for c in self.credits_to(article, outlet))

    def copied_share(self, one: Article, other: Article) -> float:
        """The share of the shorter text that the two share outside quotations: 0 to 1."""
        letters = self._letters.get((one.id, other.id), 0) + self._letters.get((other.id, one.id), 0)
        return min(1.0, letters / max(1, min(len(one.text), len(other.text))))

    def credits_near(self, unit: Unit, other: Article) -> Sequence[Credit]:
        """The credits of another article itself that stand in a unit's paragraph, or in one beside it."""
        return [
            credit
            for credit in self.credits_to(unit.article, self.outlet(other))
            if credit.target == other.id
            and credit.basis is LinkBasis.credit
            and any(abs(_block_at(unit.article, s.start) - unit.statement.block) <= _NEAR for s in credit.words)
        ]

    def words_of_credit(self, unit: Unit, other: Article) -> Spans:
        """The words by which a statement, or else its article, credits another article's outlet."""
        outlet = self.outlet(other)
        own = [c for c in self.credits_of(unit) if c.outlet == outlet and outlet]
        whole = [c for c in self.credits_to(unit.article, outlet) if c.statement is None]
        found = own or whole or self.credits_near(unit, other)
        return found[0].words if found else ()


def _block_at(article: Article, place: int) -> int:
    """The number of the block that holds a place, or of the last one before it."""
    return bisect_right(article.blocks, place, key=lambda block: block.span.start) - 1
