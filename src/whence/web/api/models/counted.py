"""Lists with their counts, and a claim beside itself, as types."""

from __future__ import annotations

from typing import Generic, TypeVar

from whence.records import PassageKind, Precision, SourceKind
from whence.web.api.models.articles import Source, Statement
from whence.web.api.models.base import Record
from whence.web.api.models.traced import Step

__all__ = [
    "Beside",
    "Credit",
    "Dated",
    "Facet",
    "Follow",
    "Naming",
    "Outlet",
    "OutletPage",
    "Overview",
    "Page",
    "Piece",
    "Shared",
    "Slot",
    "SourceCounts",
    "SourcePage",
]

_T = TypeVar("_T")


class Facet(Record):
    """A value that the list can be narrowed to, and how many items it has then."""

    value: str
    name: str
    count: int


class Page(Record, Generic[_T]):
    """A page of a list; `total` is the length of the whole list."""

    items: list[_T]
    total: int
    page: int
    size: int
    pages: int
    facets: dict[str, list[Facet]]


class Outlet(Record):
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


class Credit(Record):
    """An outlet credits another, in how many articles; `here` says whether the collection holds the credited one."""

    outlet: str
    credited: str
    here: bool
    articles: int
    captures: int


class OutletPage(Record):
    """An outlet, whom it credits, and who credits it."""

    outlet: Outlet
    credits: list[Credit]
    credited_by: list[Credit]


class SourceCounts(Record):
    """How much a source is said to have said in this collection."""

    statements: int
    says: int
    said_to: int
    articles: int
    captures: int
    outlets: int
    claims: int
    origin_of: int


class Naming(Record):
    """How one article names a source."""

    article: str
    source: Source


class SourcePage(Record):
    """A source by the record that stands for all its namings."""

    id: str
    name: str
    kind: SourceKind
    also: list[str]
    counts: SourceCounts
    namings: list[Naming]


class Shared(Record):
    """Words that two articles have in common."""

    number: int
    words: str
    words_before: str
    kind: PassageKind
    score: float


class Piece(Record):
    """A stretch of words beside the earlier version: same, removed or added."""

    part: str
    text: str


class Beside(Record):
    """Two statements beside one another; `step` is null where the later does not follow the earlier."""

    later: Statement
    earlier: Statement
    step: Step | None
    pieces: list[Piece]
    shared: list[Shared]


class Follow(Record):
    """How many steps lead from an outlet's statements back to those of another."""

    later_outlet: str
    earlier_outlet: str
    stated: int
    inferred: int


class Slot(Record):
    """A day, month or year of publication, in UTC."""

    start: str
    articles: int
    captures: int
    statements: int


class Overview(Record):
    """How much the case file holds. `late` are the articles that the trace does not take in, null without a trace.

    `articles` counts an article once, `captures` all its versions; `histories` are the articles that have several. Of
    `not_read` articles, which are `not_read_captures`, the statements were not read, for they are not in English.
    """

    articles: int
    captures: int
    histories: int
    not_read: int
    not_read_captures: int
    outlets: int
    statements: int
    sources: int
    claims: int
    several: int
    skipped: int
    late: int | None


class Dated(Record):
    """A time as a publisher states it: `at` is ISO 8601, cut to `precision`."""

    at: str
    precision: Precision
