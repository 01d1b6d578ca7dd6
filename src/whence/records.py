"""The records that the stages hand to one another.

Each is frozen: a stage takes the records of the stage before it and makes new ones. Every `Span` is a half-open range
of code points into `Article.text`, so that a finding always opens to the words that produced it.

    bytes ──ingest──▶ Article ──read──▶ Statement, Source
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "Act",
    "Article",
    "Basis",
    "Block",
    "Correction",
    "Figure",
    "Form",
    "Hyperlink",
    "Image",
    "Moment",
    "Note",
    "Precision",
    "ReadFrom",
    "Reading",
    "Role",
    "Skipped",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "Station",
    "StationLink",
]


class Span(NamedTuple):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int


Spans = tuple[Span, ...]


class Role(StrEnum):
    """What a line of the page is. `other` is what no rule could name; nothing is left out."""

    headline = "headline"
    subhead = "subhead"
    byline = "byline"
    dateline = "dateline"
    time = "time"
    paragraph = "paragraph"
    caption = "caption"
    credit = "credit"
    promo = "promo"
    footnote = "footnote"
    tag = "tag"
    counter = "counter"
    nav = "nav"
    notice = "notice"
    quote = "quote"
    other = "other"


class Precision(StrEnum):
    """The finest part of a time that the page states."""

    second = "second"
    minute = "minute"
    day = "day"
    month = "month"


class ReadFrom(StrEnum):
    """Where on the page, or beside it, a time was read."""

    json_ld = "json-ld"
    meta = "meta"
    text = "text"
    mast = "mast"
    feed = "feed"
    http = "http"
    given = "given"


class Basis(StrEnum):
    """How a fact about the article is known."""

    stated = "stated"
    inferred = "inferred"
    none = "none"


class Form(StrEnum):
    """How words are given: a source's own words, reported words, both, or the outlet's own voice."""

    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"
    own_voice = "own_voice"


class Act(StrEnum):
    """What a source is presented as doing with the content. A refusal never supports anything."""

    assertion = "assertion"
    denial = "denial"
    accusation = "accusation"
    belief = "belief"
    intention = "intention"
    order = "order"
    question = "question"
    refusal = "refusal"


class SourceKind(StrEnum):
    """What sort of source stands behind a statement."""

    named_person = "named_person"
    named_organisation = "named_organisation"
    unnamed = "unnamed"
    collective = "collective"
    document = "document"
    outlet = "outlet"
    none = "none"


class StationLink(StrEnum):
    """How one station of a chain is joined to the one before it."""

    told = "told"
    reported_by = "reported_by"
    according_to = "according_to"
    citing = "citing"
    quoted_in = "quoted_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as the page states it.

    `at` is ISO 8601, cut to `precision`: `2018-07-20T13:24:00+03:00`, `2018-07-20`, `2018-07`. It has an offset only
    where the page states one.
    """

    at: str
    precision: Precision
    read_from: ReadFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of the page with its role."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that the page shows. `caption` and `credit` are spans of the text, apart from each other."""

    url: str | None = None
    alt: str | None = None
    caption: Span | None = None
    credit: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: its mark, its words, and the places of the text that bear the mark (the marked words' spans)."""

    mark: str
    span: Span
    marked: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    """A link of the page: where it points and the anchor's words."""

    url: str
    anchor: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A notice by the outlet about its own text. `kind`: correction, clarification, retraction or update."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page, capture or row, taken apart. `text` holds all its visible words; `blocks` says what each line is.

    `id` hashes the address (or the row's id, or the file's name below the given source) with the digest of the bytes:
    the same text under two addresses is two articles. `digest` is the SHA-256 of the bytes, in hexadecimal.
    `tags` are the page's own labels. `outlet_basis` says whether the page states its outlet or a rule inferred it.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    digest: str
    file: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    outlet_basis: Basis = Basis.none
    authors: tuple[str, ...] = ()
    agency: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    captured: Moment | None = None
    language: str | None = None
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that gave no article, and why, in words that say what to do."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who is said to have said something, as this article lets a reader identify them.

    `description` holds the words that the article uses to say who they are; `notes` the texts of footnotes whose mark
    stands beside the name; `mentions` every place that names them.
    """

    id: str
    name: str
    kind: SourceKind
    aliases: tuple[str, ...] = ()
    description: str | None = None
    notes: tuple[str, ...] = ()
    mentions: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One stop between the article and the speaker. `name` is as the article gives it."""

    name: str
    kind: SourceKind
    link: StationLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in the content. `unit` is the counted noun or measure, singular where known ("people", "%", "$")."""

    value: float
    unit: str | None
    approx: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution relation, or one assertion in the outlet's own voice (no cue).

    `speaker` is a `Source.id` or None; `chain` is nearest station first and ends with the speaker; `parent` is the
    relation in whose content this one stands; `block` is an index into `Article.blocks`. `scare` marks quoted words
    inside the content that quote no source. `confidence` is between 0 and 1.
    """

    id: str
    article: str
    form: Form
    act: Act
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    addressee: Spans = ()
    medium: str | None = None
    speaker: str | None = None
    chain: tuple[Station, ...] = ()
    hedged: bool = False
    negated: bool = False
    figures: tuple[Figure, ...] = ()
    evidence: Spans = ()
    scare: Spans = ()
    parent: str | None = None
    part_of: str | None = None
    block: int = 0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with all its statements and sources.

    `not_read` is the article's language (ISO 639-1) where that language is not read and there are no statements.
    """

    article: Article
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    not_read: str | None = None
