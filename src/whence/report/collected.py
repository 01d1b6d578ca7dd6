"""A collection by the ids of its records: which article, which source, which number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from whence import times, words
from whence.records import Article, Moment, Precision, Reading, Source, Spans, Statement, Trace
from whence.report.plain import harmless, moment, words_at
from whence.report.records import Place, When
from whence.times import between, of_entry

__all__ = ["Collected", "Whole", "in_entry", "place_of", "when"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What a whole collection says of some of its articles, where only these are at hand.

    `numbers` are theirs in the order of time, `marks` those of statements that count, in their articles. `namings` are
    all records of a source, of all articles and in their order, by the id of the one that stands for them, and `same`
    leads to that id.
    """

    numbers: Mapping[str, int]
    marks: Mapping[str, int]
    namings: Mapping[str, Sequence[Source]]
    same: Mapping[str, str]


class Collected:
    """Readings and their trace, indexed. `places` are the articles in the order of their time, numbered from 1.

    `owners` has the owner of each outlet that the user has named one for. Where the readings are only some of a
    collection's, `whole` has what the others bear on, and `trace` needs to hold no more than is about these.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        trace: Trace,
        owners: Mapping[str, str] = MappingProxyType({}),
        *,
        whole: Whole | None = None,
    ) -> None:
        self.trace = trace
        self.readings = sorted(readings, key=_by_time)
        self.articles = {reading.article.id: reading.article for reading in self.readings}
        numbers = whole.numbers if whole else {r.article.id: n for n, r in enumerate(self.readings, start=1)}
        self.places = {i: _place(article, numbers[i], owners) for i, article in self.articles.items()}
        self.sources = {source.id: source for reading in self.readings for source in reading.sources}
        self.same = dict(trace.same if whole is None else whole.same)
        self._namings = self._by_one() if whole is None else {one: list(some) for one, some in whole.namings.items()}
        self.sources |= {source.id: source for some in self._namings.values() for source in some}
        stated = [statement for reading in self.readings for statement in reading.statements]
        self.statements = {statement.id: statement for statement in (*stated, *trace.parts)}
        self.units = self._units(stated) if whole is None else self._marked(whole.marks)
        self.marks = (
            {s.id: n for units in self.units.values() for n, s in enumerate(units, start=1)}
            if whole is None
            else dict(whole.marks)
        )

    def _by_one(self) -> dict[str, list[Source]]:
        """All records of a source by the id of the one that stands for them."""
        found: defaultdict[str, list[Source]] = defaultdict(list)
        for source in self.sources.values():
            found[self.same.get(source.id, source.id)].append(source)
        return dict(found)

    def _marked(self, marks: Mapping[str, int]) -> dict[str, list[Statement]]:
        """The statements that count, by article, in the order of their numbers."""
        units: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in sorted((self.statements[s] for s in marks), key=lambda statement: marks[statement.id]):
            units[statement.article].append(statement)
        return dict(units)

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

    def place(self, statement: Statement) -> Place:
        """What one calls a statement's article, with the time of its entry where the article is a live page."""
        article = self.articles[statement.article]
        return in_entry(self.places[article.id], of_entry(article, statement.block), article.published)

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
    return place_of(
        article=article.id,
        number=number,
        outlet=article.outlet,
        title=article.title,
        file=article.file,
        url=article.url,
        published=article.published,
        owner=owners.get(article.outlet or ""),
    )


def place_of(
    *,
    article: str,
    number: int,
    outlet: str | None,
    title: str | None,
    file: str,
    url: str | None,
    published: Moment | None,
    owner: str | None,
) -> Place:
    """Return what one calls an article, from what it states; `article` is its id."""
    return Place(
        id=article,
        number=number,
        outlet=harmless(outlet or "") or words.unknown_outlet(harmless(file)),
        title=harmless(title or "") or words.NO_HEADLINE,
        file=harmless(file),
        url=harmless(url or ""),
        when=when(published),
        owner=harmless(owner or ""),
    )


def in_entry(place: Place, at: Moment | None, published: Moment | None) -> Place:
    """Return what one calls an article where it is an entry's that was published at some time, None for no entry's."""
    known = times.in_entry(at, published)
    if known is None:
        return place
    return replace(place, when=replace(when(at), key=known.earliest, of_entry=at != published))


@lru_cache(4096)
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
