"""Entities of FollowTheMoney (followthemoney.tech), one a line, as OpenAleph, Aleph and its command line read them.

An article is an `Article`, a named source a `Person` or an `Organization`, a document that is quoted a `Document`. A
statement is a `Note` on its article and its speaker, a claim a `Note` on nothing; a step is an `UnknownLink` of two
notes, whose `status` says whether it is stated or inferred. People without a name are no entities: they would be
matched with others of the same description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from whence import words
from whence.export import wording
from whence.export.held import Page, everyone, instant, outlets, pages
from whence.export.ids import uuid_of
from whence.records import Claim, LinkBasis, Moment, Precision, Source, SourceKind, Statement, Step

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_ftm"]

Json = dict[str, object]
_SCHEMATA = {
    SourceKind.named_person: "Person",
    SourceKind.named_organisation: "Organization",
    SourceKind.outlet: "Organization",
    SourceKind.document: "Document",
}
# ISO 639-1 to the codes of three letters that FollowTheMoney wants, for the languages that pages are most often in
_LANGUAGES = dict(
    pair.split(":")
    for pair in "ar:ara de:deu en:eng es:spa fr:fra it:ita nl:nld pl:pol pt:por ru:rus tr:tur uk:ukr zh:zho".split()
)


def case_ftm(case: Case) -> Iterator[bytes]:
    """Yield an entity a line."""
    for entity in _entities(case):
        yield msgspec.json.encode(entity) + b"\n"


def _entities(case: Case) -> Iterator[Json]:
    known = outlets(case)
    for name in known:
        yield _entity("Organization", _id("outlet", name), name=[name])
    for source in everyone(case):
        if source.kind in _SCHEMATA and source.name not in known:
            yield _source(source)
    for page in pages(case):
        yield from _article(page, known)
        yield from (_statement(page, statement, known) for statement in page.statements)
    for claim in case.claims():
        yield _claim(claim, case)
    for step in case.steps():
        yield _step(step, case)


def _id(kind: str, *ids: str) -> str:
    return str(uuid_of(kind, *ids))


def _entity(schema: str, name: str, /, **properties: Sequence[str | None]) -> Json:
    said = {key: [value for value in values if value] for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in said.items() if values}}


def _source(source: Source) -> Json:
    names: dict[str, Sequence[str | None]] = {"name": [source.name], "alias": source.aliases}
    if source.kind is SourceKind.document:
        names = {"fileName": [source.name], "title": [source.name]}
    return _entity(_SCHEMATA[source.kind], _id("source", source.id), **names, description=[source.description])


def _speaker(source: Source | None, known: list[str]) -> str | None:
    if source is None or source.kind not in _SCHEMATA:
        return None
    return _id("outlet", source.name) if source.name in known else _id("source", source.id)


def _article(page: Page, known: list[str]) -> Iterator[Json]:
    """Yield an article, who published it, and whom it names."""
    article = page.article
    name = _id("article", article.id)
    yield _entity(
        "Article",
        name,
        fileName=[article.file.rstrip("/").rpartition("/")[2] or article.file],
        title=[article.title],
        author=[*article.authors],
        publisher=[article.outlet],
        publishedAt=[_date(article.published)],
        modifiedAt=[_date(article.updated)],
        sourceUrl=[article.url],
        language=[_LANGUAGES.get(article.language or "")],
        bodyText=[article.text.strip()],
    )
    if article.outlet:
        outlet = _id("outlet", article.outlet)
        link = _id("publishing", article.id)
        yield _entity("Documentation", link, document=[name], entity=[outlet], role=[wording.PUBLISHED_BY])
    for source in page.reading.sources:
        stands = page.standing.get(source.id, source)
        if stands.kind in (SourceKind.named_person, SourceKind.named_organisation) and stands.name not in known:
            yield _entity(
                "Mention",
                _id("mention", source.id),
                document=[name],
                resolved=[_id("source", stands.id)],
                name=list(dict.fromkeys((source.name, *source.aliases))),
            )


def _date(moment: Moment | None) -> str | None:
    """Return as much of a time as is stated, in UTC, as the model's dates are."""
    if moment is None:
        return None
    if moment.precision in (Precision.day, Precision.month):
        return moment.at
    found = instant(moment)
    return found and found.removesuffix("Z")


def _statement(page: Page, statement: Statement, known: list[str]) -> Json:
    said = page.words(statement.content or statement.cue)
    speaker, claim = page.speaker(statement), page.claims.get(statement.id)
    who = speaker.name if speaker else words.KINDS[SourceKind.none]
    return _entity(
        "Note",
        _id("statement", statement.id),
        description=[said],
        summary=[f"{who}: {words.ACTS[statement.act]}, {words.FORMS[statement.form]}"],
        entity=[
            _id("article", page.article.id),
            _speaker(speaker, known),
            _id("claim", claim) if claim else None,
        ],
        proof=[_id("article", page.article.id)],
        publisher=[page.article.outlet],
        sourceUrl=[page.article.url],
    )


def _claim(claim: Claim, case: Case) -> Json:
    articles = {case.article_of(statement) for statement in claim.statements}
    return _entity(
        "Note",
        _id("claim", claim.id),
        description=[claim.wording],
        summary=[wording.in_collection(words.carried(len(articles), claim.independent))],
    )


def _step(step: Step, case: Case) -> Json:
    outlet = case.outlet(case.article_of(step.earlier) or "") or words.NO_OUTLET
    return _entity(
        "UnknownLink",
        _id("step", step.later, step.earlier),
        subject=[_id("statement", step.later)],
        object=[_id("statement", step.earlier)],
        role=[words.link(step.basis, outlet)],
        status=["inferred" if step.basis is LinkBasis.inferred else "stated"],
        proof=[_id("article", case.article_of(step.later) or "")],
    )
