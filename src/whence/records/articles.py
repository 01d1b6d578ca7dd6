"""What an article is: its text, its lines with their roles, and where it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from whence.notebook.shows import Shows

__all__ = [
    "ArchiveRecord",
    "Article",
    "Basis",
    "Block",
    "Correction",
    "DigestCheck",
    "Hyperlink",
    "Image",
    "Moment",
    "NewsItem",
    "Note",
    "Precision",
    "ReadFrom",
    "Role",
    "Skipped",
    "Span",
    "Spans",
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
    """Where on the page, or beside it, a time was read. `archive`: in the record of a web archive."""

    json_ld = "json-ld"
    meta = "meta"
    text = "text"
    mast = "mast"
    feed = "feed"
    http = "http"
    given = "given"
    archive = "archive"


class Basis(StrEnum):
    """How a fact about the article is known."""

    stated = "stated"
    inferred = "inferred"
    none = "none"


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
    """One line of the page with its role.

    `at` is when the entry of a live page that the line stands in was published, where the page states it for its
    entries; else None, and the line is as old as its article.
    """

    role: Role
    span: Span
    at: Moment | None = None


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


class DigestCheck(StrEnum):
    """What came of comparing the digest that an archive's record states with its payload.

    `not_stated`: the record states none. `not_computed`: it is of an algorithm, or in a spelling, that is not known.
    """

    matches = "matches"
    differs = "differs"
    not_stated = "not_stated"
    not_computed = "not_computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRecord:
    """The record of a web archive (WARC, ISO 28500) that an article was read from: the evidence that it was online.

    `id` is the record's (a URI in angle brackets), `archive` the archive's file as given, `offset` where the record
    begins in it, in bytes (in a compressed archive, its member), `at` when it was captured (ISO 8601, as the record
    states it), `target` the address asked for. `digest` is the payload's as the record states it, `check` what came of
    comparing it; `truncated` why the record says that it holds only a part of the answer, None where it holds all.
    `refers_to` is the record that holds the payload, where this one (a revisit) says only that it was the same again.
    """

    id: str
    archive: str
    offset: int
    at: str
    target: str
    digest: str | None = None
    check: DigestCheck = DigestCheck.not_stated
    truncated: str | None = None
    refers_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """The item of a wire or a feed that an article was read from, as its format states it: where its words come from.

    `format` is the format's name ("ninjs", "NewsML-G2", "NITF", "RSS", "Atom"), `id` the item's own identity there
    (uri, guid), `version` which version of it this is. `status` is its publication status ("usable", "withheld",
    "canceled"), `provider` who issues it, `embargoed` until when it may not be published (ISO 8601); None where it is
    not stated.
    """

    format: str
    id: str
    version: str | None = None
    status: str | None = None
    provider: str | None = None
    embargoed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Shows):
    """One page, capture or row, taken apart. `text` holds all its visible words; `blocks` says what each line is.

    `id` hashes the address (or the row's id, or the file's name below the given source) with the digest of the bytes:
    the same text under two addresses is two articles. `digest` is the SHA-256 of the bytes, in hexadecimal.
    `tags` are the page's own labels. `outlet_basis` says whether the page states its outlet or a rule inferred it.
    `captured` is when the page was saved: as its archive's `record` states it, or else the clock that it shows.
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
    record: ArchiveRecord | None = None
    item: NewsItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that gave no article, and why, in words that say what to do."""

    source: str
    reason: str
