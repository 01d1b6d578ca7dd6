"""The same source across articles: the joins on words are made in many parts, the joins on names in one place.

Names are few beside words: what `whence.link.people` needs of each source, its name, aliases and description, comes
together on the driver, with the pairs of sources that words and credits have shown to be one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whence.addresses import canonical_address
from whence.link.outlets import Outlets
from whence.link.people import same_sources
from whence.link.unnamed import credited, is_nameless, runs, said_by
from whence.records import Article, Credit, Reading, Source
from whence.scale.blocks import gathered, key_of, of_kind
from whence.scale.engine import Engine, Shared, Table
from whence.scale.packing import unpack
from whence.scale.placing import readings_in
from whence.versions.grouping import Version, histories

__all__ = ["Known", "known", "nameless", "together"]

Articles = Table[tuple[int, tuple[int, bytes]]]
Credits = Table[tuple[int, tuple[tuple[Credit, ...], tuple[int, ...]]]]
_Ordered = tuple[tuple[int, ...], str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the collection tells of an article: its outlet there, its credits, and who its sources are.

    `same` maps its sources' ids to those of their fullest namings, `namings` holds these and every other wording of
    them, `outlets` the outlets whose names its sources bear, `version` its place among the versions of one article.
    """

    outlet: str | None
    credits: tuple[Credit, ...]
    outlets: Mapping[str, str]
    same: Mapping[str, str]
    namings: tuple[tuple[Source, str], ...]
    version: Version | None = None


def nameless(
    articles: Articles, credits: Credits, weights: Shared[Mapping[str, float]], engine: Engine
) -> list[tuple[str, str]]:
    """Return the pairs that `whence.link.unnamed.alike` finds, in its order."""
    found: list[_Ordered] = _copied(articles, engine.blocks).rows()
    found += _credited(articles, credits, weights, engine).rows()
    return [(one, other) for _, one, other in sorted(found)]


def _copied(articles: Articles, blocks: int) -> Table[_Ordered]:
    """Seven words in a row of two nameless speakers: each with the first."""

    def told(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[int, tuple[int, ...], str]]]:
        for number, reading in readings_in(rows):
            speakers = {source.id: source for source in reading.sources if is_nameless(source)}
            said = said_by([reading])
            for at, statement in enumerate(reading.statements):
                if statement.speaker in speakers:
                    for place, run in enumerate(runs(said[statement.id])):
                        code = key_of(" ".join(run))
                        yield code % blocks, (code, (number, at, place), statement.speaker or "")

    def paired(rows: Iterator[tuple[int, list[tuple[int, tuple[int, ...], str]]]]) -> Iterator[_Ordered]:
        for _, items in rows:
            first: dict[int, tuple[int, str]] = {}
            for code, place, speaker in sorted(items):
                number, other = first.setdefault(code, (place[0], speaker))
                if number != place[0]:
                    yield (0, *place), speaker, other

    return articles.over(told).grouped().over(paired)


def _credited(
    articles: Articles, credits: Credits, weights: Shared[Mapping[str, float]], engine: Engine
) -> Table[_Ordered]:
    """Who is credited with the same in the article that is meant; each article is looked at where it lies."""
    blocks = engine.blocks

    def wanted(rows: Iterator[tuple[int, tuple[Any, tuple[int, ...]]]]) -> Iterator[tuple[int, int]]:
        return ((number % blocks, other) for number, (_, others) in rows for other in (number, *others) if others)

    def own(rows: Iterator[tuple[int, tuple[Any, tuple[int, ...]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("credits", (number, *found))) for number, found in rows if found[1])

    def found(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[_Ordered]:
        for _, items in rows:
            readings = {number: unpack(data) for number, (_, data) in of_kind(items, "reading")}
            for number, given, others in of_kind(items, "credits"):
                some = [readings[n] for n in sorted({number, *others})]
                for at, (whole, one, other) in enumerate(credited(some, given, weights.value)):
                    yield (1 + whole, number, at), one, other

    sent = gathered(credits.over(wanted), articles, blocks)
    together = credits.over(own).and_(sent.over(lambda rows: ((block, ("reading", item)) for block, item in rows)))
    return together.grouped().over(found)


def together(
    articles: Articles,
    outlets: Outlets,
    evidence: Sequence[tuple[str, str]],
    pairs: Sequence[tuple[str, str]],
) -> tuple[dict[str, str], dict[int, tuple[Source, ...]]]:
    """Return the fullest naming of each source, and every article's sources, without their places in it."""

    def carded(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, str, tuple[Source, ...]]]:
        for number, reading in readings_in(rows):
            sources = tuple(replace(source, mentions=(), notes=()) for source in reading.sources)
            yield number, reading.article.id, sources

    cards = sorted(articles.over(carded).rows(), key=lambda card: card[0])
    readings = [Reading(article=_bare(name), sources=sources) for _, name, sources in cards]
    same = same_sources(readings, outlets, evidence, nameless=pairs)
    return same, {number: sources for number, _, sources in cards}


def _bare(name: str) -> Article:
    return Article(id=name, text="", blocks=(), digest="", file="")


def known(
    articles: Articles,
    credits: Credits,
    outlets: Shared[Outlets],
    same: Mapping[str, str],
    cards: Mapping[int, tuple[Source, ...]],
    engine: Engine,
) -> Table[tuple[int, Known]]:
    """Return what the collection tells of each article."""
    blocks = engine.blocks

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("data", (number, data))) for number, (_, data) in rows)

    def given(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("credits", (number, found))) for number, (found, _) in rows)

    def named(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("named", (number, *found))) for number, *found in rows)

    def found(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Known]]:
        for _, items in rows:
            held = dict(of_kind(items, "credits"))
            who = {number: (own, namings) for number, own, namings in of_kind(items, "named")}
            told = dict(of_kind(items, "version"))
            for number, packed in of_kind(items, "data"):
                found = _known(unpack(packed), held[number], *who[number], outlets.value)
                yield number, replace(found, version=told.get(number))

    people = engine.table(list(_namings(same, cards)))
    parts = articles.over(data).and_(credits.over(given), people.over(named), _versions(articles, blocks))
    return parts.grouped().over(found)


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


def _namings(
    same: Mapping[str, str], cards: Mapping[int, tuple[Source, ...]]
) -> Iterator[tuple[int, dict[str, str], tuple[tuple[Source, str], ...]]]:
    """For each article who its sources are, with the wordings of them all over the collection, each once."""
    sources = {source.id: source for own in cards.values() for source in own}
    wordings: defaultdict[str, dict[tuple[Any, ...], Source]] = defaultdict(dict)
    for name, source in sorted(sources.items()):
        wordings[same[name]].setdefault((source.name, source.kind, source.aliases, source.description), source)
    for number, own in cards.items():
        who = {source.id: same[source.id] for source in own}
        some = {best: [sources[best], *wordings[best].values()] for best in sorted(set(who.values()))}
        yield number, who, tuple((source, best) for best, namings in some.items() for source in namings)


def _known(
    reading: Reading,
    credits: tuple[Credit, ...],
    same: Mapping[str, str],
    namings: tuple[tuple[Source, str], ...],
    outlets: Outlets,
) -> Known:
    named = {s.id: outlet for s in reading.sources if (outlet := outlets.named(s.name)) is not None}
    named |= {s.id: outlet for s, _ in namings if (outlet := outlets.named(s.name)) is not None}
    return Known(outlet=outlets.of(reading.article), credits=credits, outlets=named, same=same, namings=namings)
