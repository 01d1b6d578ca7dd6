"""Claims, quotations and articles in the terms of schema.org. Nothing is rated: there is no review of any claim.

Direct and mixed speech is a `Quotation`, any other statement a `Statement`; each is part of its `NewsArticle`, an
example of its `Claim`, and based on the statement that it follows: through a `Role` that says so where it is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from whence import words
from whence.export import wording
from whence.export.held import Page, everyone, outlets, pages, steps_of
from whence.export.ids import urn_of
from whence.export.pieces import joined
from whence.records import Claim, Form, LinkBasis, Moment, Source, SourceKind, Statement, Step

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_schema_org"]

Json = dict[str, object]
_PEOPLE = {SourceKind.named_person: "Person", SourceKind.named_organisation: "Organization"}


def case_schema_org(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one JSON-LD object."""
    yield b'{"@context":"https://schema.org","@graph":['
    yield from joined(_things(case))
    yield b"]}\n"


def _things(case: Case) -> Iterator[Json]:
    known = outlets(case)
    for name in known:
        yield {"@type": "NewsMediaOrganization", "@id": urn_of("outlet", name), "name": name}
    for source in everyone(case):
        if _kind(source) and source.name not in known:
            yield _source(source)
    for page in pages(case):
        yield _article(page)
        steps = steps_of(case, page)
        for statement in page.statements:
            if statement.content:
                yield _statement(page, statement, steps.get(statement.id, []), known)
    for claim in case.claims():
        yield _claim(claim, case)


def _kind(source: Source) -> str | None:
    """Return the type of a source that is somebody; None for nameless people and for what is nobody."""
    return _PEOPLE.get(source.kind, "Organization" if source.kind is SourceKind.outlet else None) or (
        "CreativeWork" if source.kind is SourceKind.document else None
    )


def _source(source: Source) -> Json:
    found: Json = {"@type": _kind(source), "@id": urn_of("source", source.id), "name": source.name}
    found |= {"alternateName": list(source.aliases)} if source.aliases else {}
    return found | ({"description": source.description} if source.description else {})


def _article(page: Page) -> Json:
    article = page.article
    times = {"datePublished": _time(article.published), "dateModified": _time(article.updated)}
    given = {"headline": article.title, "url": article.url, "inLanguage": article.language, **times}
    return {
        "@type": "NewsArticle",
        "@id": urn_of("article", article.id),
        "identifier": article.id,
        **{name: value for name, value in given.items() if value},
        **({"author": [{"@type": "Person", "name": name} for name in article.authors]} if article.authors else {}),
        **({"publisher": {"@id": urn_of("outlet", article.outlet)}} if article.outlet else {}),
    }


def _time(moment: Moment | None) -> str | None:
    return None if moment is None else moment.at


def _statement(page: Page, statement: Statement, steps: list[Step], known: list[str]) -> Json:
    quoted = statement.form in (Form.direct, Form.mixed)
    claim = page.claims.get(statement.id)
    return {
        "@type": "Quotation" if quoted else "Statement",
        "@id": urn_of("statement", statement.id),
        "identifier": statement.id,
        "text": page.words(statement.content),
        "isPartOf": {"@id": urn_of("article", page.article.id)},
        **_said_by(page.speaker(statement), known),
        **({"exampleOfWork": {"@id": urn_of("claim", claim)}} if claim else {}),
        **({"isBasedOn": [_based(step) for step in steps]} if steps else {}),
    }


def _said_by(speaker: Source | None, known: list[str]) -> Json:
    """Who is said to say it: a person or an organisation, a document, or words for people without a name."""
    if speaker is None or speaker.kind is SourceKind.none:
        return {}
    if _kind(speaker) is None:
        return {"creditText": speaker.name}
    name = urn_of("outlet", speaker.name) if speaker.name in known else urn_of("source", speaker.id)
    return {"citation" if speaker.kind is SourceKind.document else "creator": {"@id": name}}


def _based(step: Step) -> Json:
    earlier: Json = {"@id": urn_of("statement", step.earlier)}
    if step.basis is not LinkBasis.inferred:
        return earlier
    return {"@type": "Role", "roleName": words.INFERRED, "isBasedOn": earlier}


def _claim(claim: Claim, case: Case) -> Json:
    articles = dict.fromkeys(case.article_of(statement) or "" for statement in claim.statements)
    return {
        "@type": "Claim",
        "@id": urn_of("claim", claim.id),
        "identifier": claim.id,
        "text": claim.wording,
        "appearance": [{"@id": urn_of("article", article)} for article in articles],
        "description": wording.in_collection(words.carried(len(articles), claim.independent)),
    }
