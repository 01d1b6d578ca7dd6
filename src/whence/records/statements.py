"""What is read in an article: its statements, and the sources that are said to have made them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.notebook.shows import Shows
from whence.records.articles import Article, Span, Spans

__all__ = [
    "Act",
    "Figure",
    "Form",
    "Reading",
    "Source",
    "SourceKind",
    "Statement",
    "Station",
    "StationLink",
]


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
