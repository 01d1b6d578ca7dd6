"""What a case file holds, in the terms of PROV-DM (W3C Recommendation of 30 April 2013).

Articles, statements and claims are entities (a claim is a collection of statements), and so is a document that is
quoted; outlets, authors and all other sources are agents. A step is a derivation: a quotation where words were copied,
a revision where both are versions of one article. What is inferred is `whence:Inferred`. A primary source is only
what an article itself names: a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from whence import words
from whence.case.doubts import denials_by_hand
from whence.export.held import Page, everyone, outlets, pages, rounded
from whence.export.ids import TERMS, uuid_of
from whence.records import Article, Claim, LinkBasis, Moment, Precision, Source, SourceKind, Statement, Step
from whence.text.shown import harmless

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["PREFIXES", "Model", "Name", "Relation", "Thing", "Typed", "Value"]

PREFIXES = {
    "id": "urn:uuid:",
    "whence": TERMS,
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LONG = 80  # characters of a label
_TYPES = {Precision.month: "xsd:gYearMonth", Precision.day: "xsd:date"}


class Name(NamedTuple):
    """A qualified name, such as `prov:Quotation`."""

    name: str


class Typed(NamedTuple):
    """A literal with its datatype's name."""

    text: str
    type: str


Value = str | int | float | Name | Typed
Attributes = Sequence[tuple[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity or an agent."""

    name: str
    attributes: Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation of two things: `kind` is its name in PROV-DM, and `stated` whether an article says so."""

    kind: str
    name: str
    one: str
    other: str
    attributes: Attributes = ()
    stated: bool = True


class Model:
    """A case file in PROV's terms, a sort after the other, so that no collection is ever whole in memory."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._outlets = outlets(case)

    # --- things ---------------------------------------------------------------------------------------------------

    def entities(self) -> Iterator[Thing]:
        """Yield articles, each with its statements behind it, documents that are quoted, and claims."""
        for page in pages(self._case):
            yield Thing(name=_id("article", page.article.id), attributes=_article(page.article))
            for statement in page.statements:
                yield Thing(name=_id("statement", statement.id), attributes=_statement(page, statement))
        for source in everyone(self._case):
            if source.kind is SourceKind.document:
                yield Thing(name=_id("source", source.id), attributes=_source(source))
        by_hand = denials_by_hand(self._case)
        for claim in self._case.claims():
            said = [other for other in claim.denied_by if (claim.id, other) in by_hand]
            attributes = [*self._claim(claim), *(("whence:deniedByHand", Name(_id("claim", other))) for other in said)]
            yield Thing(name=_id("claim", claim.id), attributes=attributes)

    def agents(self) -> Iterator[Thing]:
        """Yield outlets, authors, and whoever else is said to say something."""
        for outlet in self._outlets:
            yield Thing(
                name=_id("outlet", outlet), attributes=[*_typed("prov:Organization", "whence:Outlet"), _label(outlet)]
            )
        for author in sorted({author for article in self._case.articles() for author in article.authors}):
            yield Thing(
                name=_id("author", author), attributes=[*_typed("prov:Person", "whence:Author"), _label(author)]
            )
        for source in everyone(self._case):
            if source.kind is not SourceKind.document and not self._is_outlet(source):
                yield Thing(name=_id("source", source.id), attributes=_source(source))

    # --- relations ------------------------------------------------------------------------------------------------

    def attributions(self) -> Iterator[Relation]:
        """Yield who published and wrote each article, and who is said to say each statement."""
        for page in pages(self._case):
            article = page.article
            if article.outlet:
                yield _attributed("article", article.id, _id("outlet", article.outlet), "whence:PublishedBy")
            for author in article.authors:
                yield _attributed("article", article.id, _id("author", author), "whence:WrittenBy")
            for statement in page.statements:
                speaker = page.speaker(statement)
                if speaker is not None and speaker.kind not in (SourceKind.document, SourceKind.none):
                    yield _attributed("statement", statement.id, self._agent(speaker), "whence:SaidBy")

    def derivations(self) -> Iterator[Relation]:
        """Yield the steps, and which statements name a document as their source."""
        for page in pages(self._case):
            for statement in page.statements:
                speaker = page.speaker(statement)
                if speaker is not None and speaker.kind is SourceKind.document:
                    yield Relation(
                        kind="hadPrimarySource",
                        name=_id("source of", statement.id),
                        one=_id("statement", statement.id),
                        other=_id("source", speaker.id),
                        attributes=[("whence:basis", "named by the article")],
                    )
        for step in self._case.steps():
            yield self._step(step)

    def memberships(self) -> Iterator[Relation]:
        """Yield which statements a claim holds."""
        for claim in self._case.claims():
            for statement in claim.statements:
                yield Relation(
                    kind="hadMember",
                    name=_id("member", claim.id, statement),
                    one=_id("claim", claim.id),
                    other=_id("statement", statement),
                )

    @staticmethod
    def _step(step: Step) -> Relation:
        stated = step.basis is not LinkBasis.inferred
        return Relation(
            kind=_kind(step) if stated else "wasDerivedFrom",
            name=_id("step", step.later, step.earlier),
            one=_id("statement", step.later),
            other=_id("statement", step.earlier),
            attributes=[
                *(() if stated else _typed("whence:Inferred")),
                ("whence:basis", step.basis.value),
                ("whence:order", step.order.value),
                ("whence:score", rounded(step.score)),
                *(("whence:change", kind) for kind in dict.fromkeys(change.kind.value for change in step.changes)),
            ],
            stated=stated,
        )

    # --- claims and agents ----------------------------------------------------------------------------------------

    def _claim(self, claim: Claim) -> Attributes:
        stands = self._case.standing_for(origin.source for origin in claim.origins if origin.source)
        origins = [(stands[origin.source].id if origin.source in stands else origin.source) for origin in claim.origins]
        return [
            *_typed("prov:Collection", "whence:Claim"),
            _label(claim.wording),
            ("prov:value", claim.wording),
            ("whence:id", claim.id),
            ("whence:independentOriginsMin", claim.independent.min),
            ("whence:independentOriginsMax", claim.independent.max),
            *(("whence:origin", Name(_id("source", source))) for source in dict.fromkeys(origins) if source),
            *(("whence:deniedBy", Name(_id("claim", other))) for other in claim.denied_by),
        ]

    def _is_outlet(self, source: Source) -> bool:
        return source.kind is SourceKind.outlet and source.name in self._outlets

    def _agent(self, source: Source) -> str:
        return _id("outlet", source.name) if self._is_outlet(source) else _id("source", source.id)


def _kind(step: Step) -> str:
    if step.basis is LinkBasis.version:
        return "wasRevisionOf"
    return "wasQuotedFrom" if step.basis is LinkBasis.copied or step.passages else "wasDerivedFrom"


def _id(kind: str, *ids: str) -> str:
    return f"id:{uuid_of(kind, *ids)}"


def _typed(*names: str) -> list[tuple[str, Value]]:
    return [("prov:type", Name(name)) for name in names]


def _label(text: str) -> tuple[str, Value]:
    plain = harmless(text)
    return "prov:label", plain if len(plain) <= _LONG else f"{plain[: _LONG - 1]}…"


def _agent(kind: str, name: str, *types: str) -> Thing:
    return Thing(name=_id(kind, name), attributes=[*_typed(*types), _label(name)])


def _attributed(kind: str, thing: str, agent: str, how: str) -> Relation:
    return Relation(
        kind="wasAttributedTo",
        name=_id(how, thing, agent),
        one=_id(kind, thing),
        other=agent,
        attributes=_typed(how),
    )


def _article(article: Article) -> Attributes:
    given: Iterable[tuple[str, str | None]] = (
        ("dcterms:title", article.title),
        ("dcterms:language", article.language),
        ("whence:url", article.url),
        ("whence:file", article.file),
    )
    return [
        *_typed("whence:Article"),
        _label(article.title or article.file),
        ("whence:id", article.id),
        ("whence:sha256", article.digest),
        *((name, value) for name, value in given if value),
        *_issued(article.published),
    ]


def _issued(moment: Moment | None) -> list[tuple[str, Value]]:
    if moment is None:
        return []
    if moment.precision in _TYPES:
        return [("dcterms:issued", Typed(moment.at, _TYPES[moment.precision]))]
    try:
        return [("dcterms:issued", Typed(datetime.fromisoformat(moment.at).isoformat(), "xsd:dateTime"))]
    except ValueError:
        return [("dcterms:issued", moment.at)]


def _statement(page: Page, statement: Statement) -> Attributes:
    chain = " ← ".join(station.name for station in statement.chain)
    said = page.words(statement.content)
    return [
        *_typed("whence:Statement"),
        _label(said or page.words(statement.cue)),
        *([("prov:value", said)] if said else []),
        ("whence:id", statement.id),
        ("whence:form", statement.form.value),
        ("whence:act", statement.act.value),
        *([("whence:hedged", words.HEDGED)] if statement.hedged else []),
        *([("whence:chain", chain)] if chain else []),
        *(("whence:contentSpan", f"{start}-{end}") for start, end in statement.content),
        ("dcterms:isPartOf", Name(_id("article", page.article.id))),
        *([("whence:partOf", Name(_id("statement", statement.part_of)))] if statement.part_of else []),
    ]


def _source(source: Source) -> Attributes:
    kinds = {
        SourceKind.named_person: ("prov:Person", "whence:NamedPerson"),
        SourceKind.named_organisation: ("prov:Organization", "whence:NamedOrganisation"),
        SourceKind.outlet: ("prov:Organization", "whence:Outlet"),
        SourceKind.unnamed: ("whence:Unnamed",),
        SourceKind.collective: ("whence:Collective",),
        SourceKind.document: ("whence:Document",),
        SourceKind.none: ("whence:NoSource",),
    }
    return [
        *_typed(*kinds[source.kind]),
        _label(source.name),
        ("whence:id", source.id),
        *(("whence:alias", alias) for alias in source.aliases),
        *([("dcterms:description", source.description)] if source.description else []),
    ]
