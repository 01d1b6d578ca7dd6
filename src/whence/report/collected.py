"""A collection by the ids of its records: which article, which source, which number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from whence import words
from whence.records import Article, Moment, Precision, Reading, Source, Spans, Statement, Trace
from whence.report.plain import harmless, moment, words_at
from whence.report.records import Place, When
from whence.times import between

__all__ = ["Collected", "when"]


class Collected:
    """Readings and their trace, indexed. `places` are the articles in the order of their time, numbered from 1.

    `owners` has the owner of each outlet that the user has named one for.
    """

    def __init__(
        self, readings: Sequence[Reading], trace: Trace, owners: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.trace = trace
        self.readings = sorted(readings, key=_by_time)
        self.articles = {reading.article.id: reading.article for reading in self.readings}
        self.places = {r.article.id: _place(r.article, n, owners) for n, r in enumerate(self.readings, start=1)}
        self.sources = {source.id: source for reading in self.readings for source in reading.sources}
        self.same = dict(trace.same)
        self._namings: defaultdict[str, list[Source]] = defaultdict(list)
        for source in self.sources.values():
            self._namings[self.same.get(source.id, source.id)].append(source)
        whole = [statement for reading in self.readings for statement in reading.statements]
        self.statements = {statement.id: statement for statement in (*whole, *trace.parts)}
        self.units = self._units(whole)
        self.marks = {s.id: n for units in self.units.values() for n, s in enumerate(units, start=1)}

    def _units(self, whole: Iterable[Statement]) -> dict[str, list[Statement]]:
        """The statements that count, by article and in the order of their places: those of claims, and no other twice.

        A whole statement that was split stands for itself where it is in a claim, and its parts stand for it else.
        """
        claimed = {statement for claim in self.trace.claims for statement in claim.statements}
        split = {part.part_of for part in self.trace.parts}
        units: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in (*whole, *self.trace.parts):
            stands = statement.id not in split if statement.part_of is None else statement.part_of not in claimed
            if stands or statement.id in claimed:
                units[statement.article].append(statement)
        return {article: sorted(found, key=_start) for article, found in units.items()}

    def source(self, statement: Statement) -> Source | None:
        """The speaker as the statement's article gives them."""
        return self.sources.get(statement.speaker or "")

    def canonical(self, source: str) -> Source | None:
        """The source's fullest naming in the collection."""
        return self.sources.get(self.same.get(source, source)) or self.sources.get(source)

    def namings(self, source: str) -> list[Source]:
        """All records, of all articles, that are the same source, in the order of the articles."""
        return self._namings.get(self.same.get(source, source), [])

    def words(self, article: str, spans: Spans) -> str:
        """The words of some spans of an article."""
        return words_at(self.articles[article].text, spans)


def _by_time(reading: Reading) -> tuple[str, str, str]:
    known = between(reading.article.published)
    return (known.earliest if known else "~", reading.article.file, reading.article.id)


def _start(statement: Statement) -> tuple[int, int, str]:
    spans = (*statement.content, *statement.cue, *statement.source)
    return min((s.start for s in spans), default=0), -max((s.end for s in spans), default=0), statement.id


def _place(article: Article, number: int, owners: Mapping[str, str]) -> Place:
    return Place(
        id=article.id,
        number=number,
        outlet=harmless(article.outlet or "") or words.unknown_outlet(harmless(article.file)),
        title=harmless(article.title or "") or words.NO_HEADLINE,
        file=harmless(article.file),
        url=harmless(article.url or ""),
        when=when(article.published),
        owner=harmless(owners.get(article.outlet or "", "")),
    )


def when(at: Moment | None) -> When:
    """Return a time of publication in the parts that a page shows."""
    known = between(at)
    if at is None or known is None:
        return When()
    day, _, clock = moment(at).partition(", ")
    time, _, zone = clock.partition(" ")
    return When(day=day, clock=time, zone=zone, utc=_utc(at), key=known.earliest)


def _utc(at: Moment) -> str:
    """The time in UTC, `4 May 2031, 07:26`, where the page states a clock and an offset."""
    if at.precision in (Precision.day, Precision.month):
        return ""
    stated = datetime.fromisoformat(at.at)
    known = between(at)
    if stated.tzinfo is None or known is None:
        return ""
    return moment(Moment(at=known.earliest[:16], precision=Precision.minute, read_from=at.read_from))
