"""The records that the stages hand to one another.

Each is frozen: a stage takes the records of the stage before it and makes new ones. Every `Span` is a half-open range
of code points into `Article.text`, so that a finding always opens to the words that produced it.

    bytes ──ingest──▶ Article ──read──▶ Statement, Source ──link──▶ Link, Passage, Credit ──trace──▶ Claim, Step
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from whence.notebook.shows import Shows

__all__ = [
    "Act",
    "ArchiveRecord",
    "Article",
    "Basis",
    "Block",
    "Change",
    "ChangeKind",
    "Claim",
    "Correction",
    "CouldBe",
    "Credit",
    "Decision",
    "DigestCheck",
    "Figure",
    "Form",
    "Hyperlink",
    "Image",
    "Link",
    "LinkBasis",
    "LinkKind",
    "Moment",
    "Near",
    "NewsItem",
    "Note",
    "Order",
    "Origin",
    "Passage",
    "PassageKind",
    "Precision",
    "Range",
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
    "Step",
    "Trace",
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

    @property
    def is_named(self) -> bool:
        """Whether the source has a name of its own; an outlet counts by where it stands in a chain, not here."""
        return self in (SourceKind.named_person, SourceKind.named_organisation, SourceKind.document)

    @property
    def is_nameless(self) -> bool:
        """Whether people are meant who are not named: one, or a group."""
        return self in (SourceKind.unnamed, SourceKind.collective)


class StationLink(StrEnum):
    """How one station of a chain is joined to the one before it."""

    told = "told"
    reported_by = "reported_by"
    according_to = "according_to"
    citing = "citing"
    quoted_in = "quoted_in"


class PassageKind(StrEnum):
    """What shared words are, which decides what their sharing means.

    `quotation`: words of a speaker, quoted by both: a common source. `formula`: stock wording that recurs everywhere.
    `credited`: other words, and one of the articles names the outlet or the agency of the other. `narrative`: other
    words, without a credit.
    """

    quotation = "quotation"
    narrative = "narrative"
    credited = "credited"
    formula = "formula"


class LinkKind(StrEnum):
    """What two statements have in common: words in a row, a speaker's quoted words, or the proposition alone."""

    copied_words = "copied_words"
    same_quotation = "same_quotation"
    same_claim = "same_claim"


class LinkBasis(StrEnum):
    """What a link or a step rests on. Everything but `inferred` is stated: the text, or a person, says so.

    `version`: both stand in one article, captured twice: the same address says so. It is no step between outlets.
    """

    credit = "credit"
    copied = "copied"
    hyperlink = "hyperlink"
    version = "version"
    inferred = "inferred"
    by_hand = "by_hand"


class Order(StrEnum):
    """By which rule one of two statements is taken for the later, the strongest first.

    `credit`: it names the other's outlet; `clock`: it was printed later; `containment`: its article holds the other's
    words cut or added to; `wording`: it has lost what the other still says (a source, a hedge, the end of a quotation);
    `capture`: it is a later version of the same article.
    """

    by_hand = "by_hand"
    capture = "capture"
    credit = "credit"
    clock = "clock"
    containment = "containment"
    wording = "wording"


class ChangeKind(StrEnum):
    """What is different in a version from the one that it follows."""

    attribution_dropped = "attribution_dropped"
    source_inflated = "source_inflated"
    hedge_dropped = "hedge_dropped"
    hedge_added = "hedge_added"
    figure_changed = "figure_changed"
    quote_truncated = "quote_truncated"
    quote_altered = "quote_altered"
    negation_flipped = "negation_flipped"
    reworded = "reworded"
    scope_widened = "scope_widened"


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
    """

    id: str
    archive: str
    offset: int
    at: str
    target: str
    digest: str | None = None
    check: DigestCheck = DigestCheck.not_stated
    truncated: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Shows):
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
class Statement(Shows):
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
class Reading(Shows):
    """An article with all its statements and sources.

    `not_read` is the article's language (ISO 639-1) where that language is not read and there are no statements.
    """

    article: Article
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    not_read: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two articles share, with their place in each.

    `a` and `b` are articles' ids; `a` is the earlier by day, and by id within a day, which says nothing about who had
    the words first. `score` is the share of the longer side's words that stand in both, in order and unchanged but for
    the capital of a sentence's opening, between 0 and 1, in thousandths.
    """

    a: str
    b: str
    a_span: Span
    b_span: Span
    kind: PassageKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Evidence between two statements (`a` and `b` are their ids), without a direction.

    `score` is the probability, by what was compared, that both express one proposition, between 0 and 1. `passages` are
    the words that they share, where they share any.
    """

    a: str
    b: str
    kind: LinkKind
    basis: LinkBasis
    score: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What an article, or one statement of it, credits: an outlet that it says it has its words from.

    `name` is as the article gives it and `words` where; `outlet` the outlet of the collection that it means, None where
    the collection has none of that name: it is then *not in this collection*. `target` is the article meant, where one
    can be told. `statement` is None where the credit is for the whole article (a byline, a credit line).
    """

    article: str
    name: str
    words: Spans
    basis: LinkBasis
    statement: str | None = None
    outlet: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different in a version: `before` are spans of the earlier article's text, `after` of the later's.

    Either may be empty: what was dropped has no words after, what was added none before.
    """

    kind: ChangeKind
    before: Spans = ()
    after: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Shows):
    """A statement follows an earlier one; both are ids of statements of one claim.

    `order` is the rule by which the later was told from the earlier, `score` how sure the step is, between 0 and 1.
    `credit` are the later article's words that credit the earlier one's outlet; `passages` the words that both have.
    """

    later: str
    earlier: str
    basis: LinkBasis
    order: Order
    score: float
    changes: tuple[Change, ...] = ()
    credit: Spans = ()
    passages: tuple[Passage, ...] = ()


class Range(NamedTuple):
    """The least and the greatest number that a count may be, both included."""

    min: int
    max: int


class CouldBe(IntEnum):
    """What `Origin.could_be` says beside the numbers of origins that stand for themselves.

    `unnamed`: people without a name, who could all be the same. `own_voice`: an outlet's own words, which may follow
    another origin. `doubtful`: its statements may belong to another claim. The last two count in the maximum only.
    """

    unnamed = -1
    own_voice = -2
    doubtful = -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where routes of a claim end: a source, or an outlet's own voice where no earlier route is found.

    `source` is the `Source.id` of its fullest naming in this collection, or None where no source is given; `through` is
    the outlet that an unnamed source spoke to. `statements` are all statements whose routes lead here, the origin's own
    first. Origins with the same `could_be` could be one: the minimum of the range counts them once. What is
    below nothing has a meaning of its own (`CouldBe`).
    """

    source: str | None
    kind: SourceKind
    name: str
    statements: tuple[str, ...]
    through: str | None = None
    could_be: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Shows):
    """The statements of a collection that express one proposition, in the order of their time.

    `wording` is that of the earliest version in this collection. `denied_by` are ids of claims that deny this one.
    `circular` are rings of statements that credit one another's outlets, each in the order in which it was printed;
    `missing` the names of outlets that the claim's statements credit and that are not in this collection; `unordered`
    pairs of statements that have the same words and no telling which came first. `confidence` is the least sure link's
    score that holds the claim together.
    """

    id: str
    wording: str
    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent: Range
    denied_by: tuple[str, ...] = ()
    circular: tuple[tuple[str, ...], ...] = ()
    missing: tuple[str, ...] = ()
    unordered: tuple[tuple[str, str], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two statements of two claims that nearly were one; `score` is how sure it is that they are two, from 0.5 on."""

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a collection as a whole lets one say.

    `parts` are the statements that contents of several propositions were split into, in order of article and place;
    `same` maps a source's id to the id of the source of another article that is the same (ids that stand for themselves
    are left out). `links` are those that hold claims together, `near` pairs of claims that are kept apart by little.
    """

    parts: tuple[Statement, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    claims: tuple[Claim, ...] = ()
    steps: tuple[Step, ...] = ()
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a finding: which one, what, who, when (ISO 8601), and in what words.

    `target` are ids as they were then: one, or those of two sides with `..` between them and `,` within. `anchor` is
    JSON that finds the same place again when ids have changed, `value` JSON of what is set; both may be empty. `id` is
    a hash of all of it, so that one decision in two logs is one.
    """

    target: str
    action: str
    by: str
    at: str
    note: str = ""
    value: str = ""
    anchor: str = ""

    @property
    def id(self) -> str:
        """The hash of the decision's contents, 16 hexadecimal digits."""
        return decision_id(self.target, self.action, self.by, self.at, self.note, self.value, self.anchor)


def decision_id(*contents: str) -> str:
    """Hash the contents of a decision, in the order of its fields: 16 hexadecimal digits."""
    whole = hashlib.sha256()
    for text in contents:
        data = text.encode("utf-8", "replace")
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()[:16]
