"""An article and what is read in it, as types."""

from __future__ import annotations

from whence.records import Act, Basis, DigestCheck, Form, Precision, ReadFrom, Role, SourceKind, StationLink
from whence.web.api.models.base import Record, Span

__all__ = [
    "ArchiveRecord",
    "Article",
    "Block",
    "Correction",
    "Figure",
    "Hyperlink",
    "Image",
    "Moment",
    "NewsItem",
    "Note",
    "Reading",
    "Source",
    "Statement",
    "Station",
]


class Moment(Record):
    """A time as the page states it: `at` is ISO 8601, cut to `precision`."""

    at: str
    precision: Precision
    read_from: ReadFrom


class Block(Record):
    """A line of the page; `at` is there only where the entry of a live page that it stands in states its time."""

    role: Role
    start: int
    end: int
    at: Moment | None = None


class Image(Record):
    """A picture of the page."""

    url: str | None
    alt: str | None
    caption: Span | None
    credit: Span | None


class Note(Record):
    """A footnote."""

    mark: str
    start: int
    end: int
    marked: list[Span]


class Hyperlink(Record):
    """A link of the page."""

    url: str
    start: int
    end: int


class Correction(Record):
    """A notice of the outlet about its own text."""

    kind: str
    start: int
    end: int


class ArchiveRecord(Record):
    """The record of a web archive that an article was read from; `check` says what came of comparing its digest."""

    id: str
    archive: str
    offset: int
    at: str
    target: str
    digest: str | None
    check: DigestCheck
    truncated: str | None
    refers_to: str | None


class NewsItem(Record):
    """The item of a wire or a feed that an article was read from."""

    format: str
    id: str
    version: str | None
    status: str | None
    provider: str | None
    embargoed: str | None


class Article(Record):
    """An article with its whole text; every span counts in it."""

    id: str
    file: str
    url: str | None
    outlet: str | None
    title: str | None
    authors: list[str]
    agency: str | None
    published: Moment | None
    language: str | None
    text: str
    blocks: list[Block]
    images: list[Image]
    tags: list[str]
    notes: list[Note]
    outlet_basis: Basis
    updated: Moment | None
    captured: Moment | None
    links: list[Hyperlink]
    corrections: list[Correction]
    digest: str
    record: ArchiveRecord | None
    item: NewsItem | None


class Source(Record):
    """A source of an article, with the name and kind of the one that stands for it in the collection.

    `named` is what the article itself calls it; `same_as` is the id of the one that stands for it, null for its own.
    """

    id: str
    name: str
    kind: SourceKind
    aliases: list[str]
    description: str | None
    notes: list[str]
    mentions: list[Span]
    named: str | None = None
    same_as: str | None = None


class Station(Record):
    """A stop between article and speaker."""

    name: str
    kind: SourceKind
    link: StationLink


class Figure(Record):
    """A number in what is said; one that JSON has no number for is null."""

    value: int | float | None
    unit: str | None
    approx: bool
    start: int
    end: int


class Statement(Record):
    """What an article attributes to somebody, or says itself."""

    id: str
    article: str
    form: Form
    act: Act
    content: list[Span]
    source: list[Span]
    cue: list[Span]
    addressee: list[Span]
    speaker: str | None
    medium: str | None
    chain: list[Station]
    hedged: bool
    negated: bool
    figures: list[Figure]
    evidence: list[Span]
    parent: str | None
    part_of: str | None
    block: int
    scare: list[Span]
    confidence: float | None


class Reading(Record):
    """An article with its statements, the parts that these were split into behind them, and its sources."""

    article: Article
    statements: list[Statement]
    sources: list[Source]
    not_read: str | None = None
