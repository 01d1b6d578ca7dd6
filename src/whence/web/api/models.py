"""The records of the contract as types, so that OpenAPI describes them: `export/contract.py` makes them."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from whence.pictures.records import DifferenceKind, Relation
from whence.records import (
    Act,
    Basis,
    ChangeKind,
    DigestCheck,
    Form,
    LinkBasis,
    LinkKind,
    Order,
    PassageKind,
    Precision,
    ReadFrom,
    Role,
    SourceKind,
    StationLink,
)

__all__ = [
    "Article",
    "Beside",
    "Check",
    "CheckOfClaim",
    "Claim",
    "Conflict",
    "Decision",
    "Fact",
    "Follow",
    "Link",
    "Manifest",
    "Outlet",
    "OutletPage",
    "Overview",
    "Page",
    "Passage",
    "PictureGroup",
    "Problem",
    "Question",
    "Reading",
    "Skipped",
    "Slot",
    "Source",
    "SourcePage",
    "Statement",
    "Step",
]

_T = TypeVar("_T")
Span = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end] in code points, half-open")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(_Record):
    """What went wrong, in one line (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


# --- articles -------------------------------------------------------------------------------------------------------


class Moment(_Record):
    """A time as the page states it: `at` is ISO 8601, cut to `precision`."""

    at: str
    precision: Precision
    read_from: ReadFrom


class Block(_Record):
    """A line of the page."""

    role: Role
    start: int
    end: int


class Image(_Record):
    """A picture of the page."""

    url: str | None
    alt: str | None
    caption: Span | None
    credit: Span | None


class Note(_Record):
    """A footnote."""

    mark: str
    start: int
    end: int
    marked: list[Span]


class Hyperlink(_Record):
    """A link of the page."""

    url: str
    start: int
    end: int


class Correction(_Record):
    """A notice of the outlet about its own text."""

    kind: str
    start: int
    end: int


class ArchiveRecord(_Record):
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


class NewsItem(_Record):
    """The item of a wire or a feed that an article was read from."""

    format: str
    id: str
    version: str | None
    status: str | None
    provider: str | None
    embargoed: str | None


class Article(_Record):
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


class Source(_Record):
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


class Station(_Record):
    """A stop between article and speaker."""

    name: str
    kind: SourceKind
    link: StationLink


class Figure(_Record):
    """A number in what is said; one that JSON has no number for is null."""

    value: int | float | None
    unit: str | None
    approx: bool
    start: int
    end: int


class Statement(_Record):
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


class Reading(_Record):
    """An article with its statements, the parts that these were split into behind them, and its sources."""

    article: Article
    statements: list[Statement]
    sources: list[Source]
    not_read: str | None = None


# --- what was traced ------------------------------------------------------------------------------------------------


class Origin(_Record):
    """Where routes of a claim end."""

    source: str | None
    statements: list[str]
    kind: SourceKind
    name: str
    through: str | None
    could_be: int


class Range(_Record):
    """The least and the greatest number that a count may be."""

    min: int
    max: int


class Claim(_Record):
    """The statements of the collection that express one proposition, in the order of their time."""

    id: str
    wording: str
    statements: list[str]
    origins: list[Origin]
    independent: Range
    denied_by: list[str]
    circular: list[list[str]]
    missing: list[str]
    unordered: list[list[str]]
    confidence: float


class Change(_Record):
    """What is different in a version, with its words."""

    kind: ChangeKind
    before: str
    after: str
    before_spans: list[Span]
    after_spans: list[Span]


class Passage(_Record):
    """Words that two articles share; `a` and `b` are their ids."""

    a: str
    b: str
    a_span: Span
    b_span: Span
    kind: PassageKind
    score: float


class Step(_Record):
    """A statement follows an earlier one."""

    later: str
    earlier: str
    basis: LinkBasis
    score: float
    changes: list[Change]
    order: Order
    credit: list[Span]
    passages: list[Passage]


class Link(_Record):
    """What two statements have in common, without a direction."""

    a: str
    b: str
    kind: LinkKind
    basis: LinkBasis
    score: float
    passages: list[Passage]


# --- what is counted ------------------------------------------------------------------------------------------------


class Facet(_Record):
    """A value that the list can be narrowed to, and how many items it has then."""

    value: str
    name: str
    count: int


class Page(_Record, Generic[_T]):
    """A page of a list; `total` is the length of the whole list."""

    items: list[_T]
    total: int
    page: int
    size: int
    pages: int
    facets: dict[str, list[Facet]]


class Outlet(_Record):
    """An outlet with its counts in this collection: `articles` counts an article once, `captures` all its versions."""

    name: str
    owner: str
    articles: int
    captures: int
    statements: int
    claims: int
    first_here: int
    credits: int
    credited_by: int


class Credit(_Record):
    """An outlet credits another, in how many articles; `here` says whether the collection holds the credited one."""

    outlet: str
    credited: str
    here: bool
    articles: int
    captures: int


class OutletPage(_Record):
    """An outlet, whom it credits, and who credits it."""

    outlet: Outlet
    credits: list[Credit]
    credited_by: list[Credit]


class SourceCounts(_Record):
    """How much a source is said to have said in this collection."""

    statements: int
    says: int
    said_to: int
    articles: int
    captures: int
    outlets: int
    claims: int
    origin_of: int


class Naming(_Record):
    """How one article names a source."""

    article: str
    source: Source


class SourcePage(_Record):
    """A source by the record that stands for all its namings."""

    id: str
    name: str
    kind: SourceKind
    also: list[str]
    counts: SourceCounts
    namings: list[Naming]


class Shared(_Record):
    """Words that two articles have in common."""

    number: int
    words: str
    words_before: str
    kind: PassageKind
    score: float


class Piece(_Record):
    """A stretch of words beside the earlier version: same, removed or added."""

    part: str
    text: str


class Beside(_Record):
    """Two statements beside one another; `step` is null where the later does not follow the earlier."""

    later: Statement
    earlier: Statement
    step: Step | None
    pieces: list[Piece]
    shared: list[Shared]


class Follow(_Record):
    """How many steps lead from an outlet's statements back to those of another."""

    later_outlet: str
    earlier_outlet: str
    stated: int
    inferred: int


class Slot(_Record):
    """A day, month or year of publication, in UTC."""

    start: str
    articles: int
    captures: int
    statements: int


class Overview(_Record):
    """How much the case file holds. `late` are the articles that the trace does not take in, null without a trace.

    `articles` counts an article once, `captures` all its versions; `histories` are the articles that have several.
    """

    articles: int
    captures: int
    histories: int
    outlets: int
    statements: int
    sources: int
    claims: int
    several: int
    skipped: int
    late: int | None


class Dated(_Record):
    """A time as a publisher states it: `at` is ISO 8601, cut to `precision`."""

    at: str
    precision: Precision


class Check(_Record):
    """A published fact-check that speaks of a claim: `score` says how sure that is, `rating` is its publisher's own."""

    id: str
    publisher: str
    publisher_stated: bool
    published: Dated | None
    claim_reviewed: str
    title: str | None
    rating: str | None
    address: str
    claimant: str | None
    claimed: Dated | None
    appearances: list[str]
    language: str | None
    feed: str
    score: float
    statement: str


class CheckOfClaim(Check):
    """The same with the id of the claim that it speaks of."""

    claim: str


class Embedded(_Record):
    """What a picture's file says of itself: nothing of it is checked."""

    creator: str | None
    credit: str | None
    headline: str | None
    caption: str | None
    place: str | None
    taken: str | None
    rights: str | None
    read_from: list[str]


class Credentials(_Record):
    """Content credentials (C2PA) of a picture's file; `checked` is null where the signature was not checked."""

    signed_by: str | None
    made_with: str | None
    checked: bool | None
    why: str


class PicturePlace(_Record):
    """A place that shows a picture: `relation`, `score` and `part` say how it is like the first of its group.

    `second` is the moment of the film that it is a frame of; no article need show the film.
    """

    picture: str
    article: str | None
    file: str | None
    outlet: str | None
    published: Dated | None
    relation: Relation
    score: float
    part: Annotated[list[float], Field(min_length=4, max_length=4, description="left, top, right, bottom")]
    caption: Span | None
    caption_words: str | None
    credit: Span | None
    credit_words: str | None
    alt: str | None
    url: str | None
    found_in: str
    second: float | None
    format: str
    width: int
    height: int
    digest: str
    embedded: Embedded
    credentials: Credentials | None


class PictureDifference(_Record):
    """What two places say differently of a picture; `a` and `b` are ids of pictures."""

    kind: DifferenceKind
    a: str
    b: str
    a_words: list[str]
    b_words: list[str]


class PictureGroup(_Record):
    """A picture that stands in several places, with what is said of it differently."""

    id: str
    shown: list[PicturePlace]
    differences: list[PictureDifference]


class Skipped(_Record):
    """A source that gave no article."""

    source: str
    reason: str


class Decision(_Record):
    """What a person decided, as a line of the log: `value` and `anchor` are JSON in a text, "" where there is none."""

    id: str
    target: str
    action: str
    by: str
    at: str
    note: str
    value: str
    anchor: str


class Conflict(_Record):
    """A decision in force that is not heeded, or not wholly, and the later one that says otherwise, where one does."""

    decision: Decision
    reason: str
    by: str | None


class Shown(_Record):
    """A side of a question: a statement or a source, in the words of its article."""

    id: str
    article: str
    words: str
    who: str
    place: str


class Key(_Record):
    """An answer: the decision that it makes (`POST /api/decisions`; `what` goes into its `value`)."""

    key: str
    meaning: str
    action: str
    target: str
    what: str


class Question(_Record):
    """What is worth a person's decision. `place` is what the questions behind it are asked `after`."""

    kind: Literal["step", "claim", "near", "source", "statement"]
    target: str
    score: float
    place: str
    question: str
    one: Shown
    other: Shown | None
    keys: list[Key]


class Fact(_Record):
    """One thing that a finding rests on, with what that rests on in turn."""

    fact: str
    text: str
    id: str | None
    facts: list[Fact]


class Manifest(BaseModel):
    """What the case file was made with."""

    model_config = ConfigDict(extra="allow")

    schema_: Annotated[int, Field(alias="schema")]
    whence: str
    read_by: list[dict[str, str | int]]
    inputs: list[str]
    counts: dict[str, int]
    owners: dict[str, str]
