"""What one screen shows of a case file. Every count stands for a list that gives exactly so many items.

Every text but a facet's value is ready to be shown: one line, without control characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from whence.case import Tracing
from whence.notebook.shows import Shows
from whence.records import Act, ChangeKind, Form, LinkBasis, PassageKind, Range, SourceKind, Station
from whence.report.pages import Page
from whence.report.records import Change, Piece, Place, When, Why
from whence.versions.lines import Line
from whence.versions.sections import Section

__all__ = [
    "ArticlePage",
    "ArticleRow",
    "Beside",
    "BesideLine",
    "BesideStretch",
    "Capture",
    "Card",
    "ClaimRow",
    "Compared",
    "CreditRow",
    "Facet",
    "Follow",
    "HistoryPage",
    "HistoryRow",
    "Listing",
    "Naming",
    "OutletPage",
    "OutletRow",
    "Overview",
    "Restated",
    "Run",
    "Shared",
    "Side",
    "Slot",
    "SourcePage",
    "SourceRow",
    "StatementRow",
    "StepRow",
]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value that a list can be narrowed to, and how many items it has then, the other filters as they are.

    `value` is what the list's function takes; `name` is how to call it, where that is not the value itself.
    """

    value: str
    count: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[_T]):
    """A page of a list. `page` counts from 1; `total` is the length of the whole list; `facets` are by filter's name.

    A facet of names holds those of most items only, and none that is not in the list. `once` is the number of articles
    where several items of the list are versions of one, None where none are.
    """

    items: tuple[_T, ...]
    total: int
    page: int
    size: int
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    once: int | None = None

    @classmethod
    def of(cls, held: Sequence[_T], *, page: int, size: int) -> Listing[_T]:
        """Return a page of a list that is at hand as a whole."""
        start = (page - 1) * size
        return cls(items=tuple(held[start : start + size]), total=len(held), page=page, size=size)

    @property
    def pages(self) -> int:
        """How many pages the list has, at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that is not read, by its code (ISO 639-1), and how many articles are in it, as `Overview` counts."""

    code: str
    articles: int
    captures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How much a case file holds. `several` are the claims with more to show than one article's words.

    `articles` counts each once, `captures` each of its versions; `histories` are the articles that have several.
    `not_read` of the articles, which are `not_read_captures`, are not in English, and their statements were not read;
    the `languages` stand with most articles first. `tracing` says what traced it and whether that is of all articles,
    None where nothing is traced.
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
    languages: tuple[Language, ...]
    tracing: Tracing | None
    manifest: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(Shows):
    """A claim in a list. `number` is its place in the table of all claims, from 1, as `ClaimView.number`.

    `origins` are the names of its origins, a few where there are many; `changes` counts what its versions show as
    changed and `change_kinds` has the kinds. `first` and `last` are the earliest and the latest time stated, `outlet`
    that of the earliest version.
    """

    id: str
    number: int
    wording: str
    statements: int
    articles: int
    outlets: int
    independent: Range
    origins: tuple[str, ...]
    changes: int
    change_kinds: tuple[ChangeKind, ...]
    first: When
    last: When
    outlet: str
    several: bool
    denied_by: int
    denies: int
    circular: int
    missing: int
    unordered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow(Shows):
    """An article in a list. `claims` counts those that it carries, `sources` those that it lets say something.

    `traced` says whether the stored trace takes it in; `not_read` is why statements were not read, "" where they were.
    `version` is its place among the `versions` of its article, from 1, in the order of capture.
    """

    place: Place
    statements: int
    claims: int
    sources: int
    authors: tuple[str, ...]
    agency: str
    not_read: str
    traced: bool
    version: int
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """An article that was captured several times, in a list; `place` is the latest of its versions.

    `captures` counts the versions, `texts` how many different texts they have. `first` and `last` are the times by
    which they are put in order.
    """

    place: Place
    address: str
    captures: int
    texts: int
    first: When
    last: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One version of an article: its `number` in the order of capture, when it was made, and what is known of it."""

    number: int
    place: Place
    seen: When
    about: tuple[str, ...]
    digest: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A statement that came, went or changed: its words in the versions that have it, and where these stand.

    `before` and `after` are ids, "" where a version has none, `mark` its number in the article's page and `mark_before`
    that in the earlier one's; `changes` are the kinds of what changed, but for mere rewording.
    """

    before: str
    after: str
    words_before: str
    words: str
    mark_before: int
    mark: int
    changes: tuple[ChangeKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Lines of a section that stand together: all of them changed, or none."""

    changed: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What changed between two versions of an article, by their numbers: its words by section, and its statements."""

    before: Capture
    after: Capture
    edits: int
    sections: tuple[tuple[Section, tuple[Run, ...]], ...]
    added: tuple[Restated, ...]
    removed: tuple[Restated, ...]
    changed: tuple[Restated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """An article's versions, and what changed from one to the next, or between two.

    `title` is the latest version's, `of` how many there are; `captures` are those that page `page` of `pages` compares.
    """

    address: str
    title: str
    of: int
    captures: tuple[Capture, ...]
    compared: tuple[Compared, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(Shows):
    """A statement in a list. `mark` is its number in its article; `source` the id of its speaker, "" without one.

    `claim` is the claim's id, "" where it is in none; `articles` and `independent` are that claim's.
    """

    id: str
    mark: int
    place: Place
    words: str
    form: Form
    act: Act
    kind: SourceKind
    who: str
    source: str
    hedged: bool
    negated: bool
    claim: str
    articles: int
    independent: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(Shows):
    """A source in a list, by the record that stands for all its namings.

    `claims` counts the claims of which it is said to say a version, `origin_of` those of which it is an origin.
    `articles` counts an article once, `captures` each of its versions.
    """

    id: str
    name: str
    kind: SourceKind
    also: tuple[str, ...]
    described: str
    statements: int
    articles: int
    captures: int
    outlets: int
    claims: int
    origin_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow(Shows):
    """An outlet in a list; an article that states none has one of its own, called by its file.

    `first_here` counts the claims whose earliest version in this collection it has, `credits` the outlets and agencies
    that its articles credit, `credited_by` the outlets that credit it.
    """

    name: str
    owner: str
    articles: int
    captures: int
    statements: int
    claims: int
    first_here: int
    credits: int
    credited_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow(Shows):
    """A statement follows an earlier one, with the words of both."""

    claim: str
    later: str
    earlier: str
    place: Place
    place_before: Place
    words: str
    words_before: str
    basis: LinkBasis
    stated: bool
    score: float
    changes: tuple[ChangeKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Shows):
    """What stands beside a statement of an article's page.

    `chain` are the stations when there are several, the nearest first; `evidence` the words that name what it leans on.
    `claim` is the claim's id, "" where it is in none, and `number`, `articles`, `independent` and `several` are that
    claim's. `earliest` says that it is the claim's first version in this collection; `changes` are those of all steps
    between it and the first version that its routes lead back to.

    What can be corrected of it is that of the whole statement that it is a part of: `whole` is its id, `said`, `named`
    and `cue` the words of its content, source and cue, `stations` those before who says so. Without parts it is itself.
    """

    id: str
    whole: str
    said: str
    named: str
    cue: str
    stations: tuple[Station, ...]
    mark: int
    words: str
    form: Form
    act: Act
    kind: SourceKind
    who: str
    source: str
    told: str
    medium: str
    chain: tuple[str, ...]
    evidence: str
    hedged: bool
    negated: bool
    confidence: float
    claim: str
    number: int
    articles: int
    independent: Range | None
    several: bool
    earliest: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(Shows):
    """An article's page with a card for each of its statements, by their marks.

    `version` is its place among the `versions` of the article, from 1, in the order of capture.
    """

    page: Page
    cards: tuple[Card, ...]
    version: int
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How one article names a source: `id` is that naming's own, `also` the article's other names for it."""

    id: str
    name: str
    also: tuple[str, ...]
    described: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(Shows):
    """A source. `says` counts statements in quotation marks, whole or in part, `said_to` those in others' words.

    `namings` are all that count as the same, by time. The lists are their first pages: `statements` and `claims` of
    this module give the others with `source=id`.
    """

    row: SourceRow
    says: int
    said_to: int
    namings: tuple[Naming, ...]
    statements: Listing[StatementRow]
    claims: Listing[ClaimRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRow:
    """An outlet credits another: in how many articles. `here` says whether the collection holds the credited one.

    `articles` counts an article once, `captures` each of its versions.
    """

    outlet: str
    credited: str
    here: bool
    articles: int
    captures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage(Shows):
    """An outlet. `first_here` are the claims whose earliest version it has: `claims(first_in=name)` gives all pages.

    A credit's articles are `articles(outlet=credit.outlet, credits=credit.credited)`.
    """

    row: OutletRow
    first_here: Listing[ClaimRow]
    credits: tuple[CreditRow, ...]
    credited_by: tuple[CreditRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Words that two articles have in common: the same number stands at both places."""

    number: int
    words: str
    words_before: str
    kind: PassageKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideStretch:
    """A run of words: `shared` is the number of the passage that it is of, 0 for none; `said` marks the statement."""

    text: str
    shared: int = 0
    said: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideLine:
    """A line of an article's page: its role in words, "" for a plain paragraph, and the role's name."""

    role: str
    name: str
    stretches: tuple[BesideStretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two statements with its whole article."""

    id: str
    mark: int
    place: Place
    words: str
    who: str
    kind: SourceKind
    claim: str
    lines: tuple[BesideLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two statements beside one another. `why` says why the later follows, None where no step joins the two.

    `pieces` are the later's words beside the earlier's, empty where too little is the same to compare.
    """

    later: Side
    earlier: Side
    why: Why | None
    changes: tuple[Change, ...]
    pieces: tuple[Piece, ...]
    passages: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """How many steps lead from an outlet's statements back to those of another: `steps` gives them."""

    later_outlet: str
    earlier_outlet: str
    stated: int
    inferred: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A day, month or year of publication, in UTC: `start` is `2031-03-02`, `2031-03` or `2031`.

    `articles(since=start, until=start)` gives its articles in all their versions, the `captures`; `articles` counts
    each once.
    """

    start: str
    articles: int
    captures: int
    statements: int
