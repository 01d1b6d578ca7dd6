"""An event in MISP's core format, of objects after MISP's own templates.

An article is `news-media`, a named source a `person` or an `organization`, a statement an `annotation` that annotates
its article, and a claim an `annotation` that its statements are part of. A step is a reference: `derived-from` where it
is stated, `related-to` with a comment that says so where it is inferred. Nothing is an indicator: `to_ids` is never
set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from whence import words
from whence.export import wording
from whence.export.held import Page, everyone, instant, outlets, pages, steps_of
from whence.export.ids import uuid_of
from whence.export.pieces import joined
from whence.records import Claim, LinkBasis, Source, SourceKind, Statement, Step

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["TEMPLATES", "case_misp"]

Json = dict[str, object]


class _Template(NamedTuple):
    uuid: str
    version: str
    attributes: dict[str, tuple[str, str]]


_TEXT, _LINK = ("text", "Other"), ("link", "External analysis")
TEMPLATES = {
    "news-media": _Template(
        "691463c5-5302-4847-9bec-4c56ccfec677",
        "3",
        {"source": _TEXT, "title": _TEXT, "link": _LINK, "content": _TEXT, "username": _TEXT},
    ),
    "person": _Template(
        "a15b0477-e9d1-4b9c-9546-abe78a4f4248",
        "21",
        {"full-name": ("full-name", "Person"), "alias": _TEXT, "text": _TEXT, "role": _TEXT},
    ),
    "organization": _Template(
        "f750e12b-127a-432c-b022-b3f9153c4e2a", "9", {"name": _TEXT, "alias": _TEXT, "description": _TEXT}
    ),
    "annotation": _Template(
        "5d8dc046-15a1-4ca3-a09f-ed4ede7c4487", "3", {"text": _TEXT, "type": _TEXT, "format": _TEXT, "ref": _LINK}
    ),
}
"""MISP's templates that are used, with the attributes that are filled: each has a type and a category."""
_NO_DAY = "1970-01-01"


def case_misp(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one event, dated as the earliest article; where none has a time, on the first day of 1970."""
    times = sorted(filter(None, (instant(article.published) for article in case.articles())))
    event: Json = {
        "uuid": str(uuid_of("event", *sorted(case.files()))),
        "info": wording.ANNOTATIONS,
        "date": times[0][:10] if times else _NO_DAY,
        "threat_level_id": "4",  # undefined
        "analysis": "2",  # completed
        "distribution": "0",  # your organisation only
        "published": False,
        "Attribute": [],
    }
    yield b'{"Event":' + msgspec.json.encode(event)[:-1] + b',"Object":['
    yield from joined(_objects(case))
    yield b"]}}\n"


def _objects(case: Case) -> Iterator[Json]:
    known = outlets(case)
    for source in everyone(case):
        if source.name not in known and source.kind in (SourceKind.named_person, SourceKind.named_organisation):
            yield _source(source)
    for page in pages(case):
        yield _article(page)
        steps = steps_of(case, page)
        for statement in page.statements:
            yield _statement(page, statement, [_followed(step, case) for step in steps.get(statement.id, ())], known)
    for claim in case.claims():
        yield _claim(claim, case)


def _object(template: str, name: tuple[str, str], values: list[tuple[str, str | None]], refs: list[Json]) -> Json:
    found = TEMPLATES[template]
    attributes = [(relation, value) for relation, value in dict.fromkeys(values) if value]
    return {
        "name": template,
        "meta-category": "misc",
        "template_uuid": found.uuid,
        "template_version": found.version,
        "uuid": str(uuid_of(*name)),
        "distribution": "5",  # that of the event
        "comment": name[1],
        "Attribute": [
            _attribute(name, number, relation, value, found) for number, (relation, value) in enumerate(attributes)
        ],
        "ObjectReference": [
            ref | {"uuid": str(uuid_of("reference", *name, str(number))), "object_uuid": str(uuid_of(*name))}
            for number, ref in enumerate(refs)
        ],
    }


def _attribute(name: tuple[str, str], number: int, relation: str, value: str, template: _Template) -> Json:
    kind, category = template.attributes[relation]
    return {
        "uuid": str(uuid_of("attribute", *name, str(number))),
        "object_relation": relation,
        "type": kind,
        "category": category,
        "value": value,
        "to_ids": False,
        "disable_correlation": True,
        "distribution": "5",
    }


def _reference(kind: str, name: str, relationship: str, comment: str = "") -> Json:
    return {"referenced_uuid": str(uuid_of(kind, name)), "relationship_type": relationship, "comment": comment}


def _source(source: Source) -> Json:
    aliases: list[tuple[str, str | None]] = [("alias", alias) for alias in source.aliases]
    name = ("source", source.id)
    if source.kind is SourceKind.named_person:
        said = [("full-name", source.name), *aliases, ("text", source.description), ("role", "Source")]
        return _object("person", name, said, [])
    return _object("organization", name, [("name", source.name), *aliases, ("description", source.description)], [])


def _article(page: Page) -> Json:
    article = page.article
    values = [
        ("source", article.outlet),
        ("title", article.title),
        ("link", article.url),
        ("content", article.text.strip()),
    ]
    return _object("news-media", ("article", article.id), [*values, *(("username", a) for a in article.authors)], [])


def _statement(page: Page, statement: Statement, followed: list[Json], known: list[str]) -> Json:
    speaker, claim = page.speaker(statement), page.claims.get(statement.id)
    who = speaker.name if speaker else words.KINDS[SourceKind.none]
    said = page.words(statement.content or statement.cue).strip()
    refs = [_reference("article", page.article.id, "annotates")]
    named = speaker is not None and speaker.kind in (SourceKind.named_person, SourceKind.named_organisation)
    if speaker is not None and named and speaker.name not in known:
        refs.append(_reference("source", speaker.id, "attributed-to"))
    if claim:
        refs.append(_reference("claim", claim, "part-of"))
    text = f"{who} ({words.ACTS[statement.act]}, {words.FORMS[statement.form]}): {said}"
    values = [("text", text), ("type", "Annotation"), ("format", "text"), ("ref", page.article.url)]
    return _object("annotation", ("statement", statement.id), values, refs + followed)


def _followed(step: Step, case: Case) -> Json:
    outlet = case.outlet(case.article_of(step.earlier) or "") or words.NO_OUTLET
    relationship = "related-to" if step.basis is LinkBasis.inferred else "derived-from"
    return _reference("statement", step.earlier, relationship, words.link(step.basis, outlet))


def _claim(claim: Claim, case: Case) -> Json:
    articles = {case.article_of(statement) for statement in claim.statements}
    said = wording.in_collection(words.carried(len(articles), claim.independent))
    values: list[tuple[str, str | None]] = [
        ("text", f"{claim.wording} ({said})"),
        ("type", "Other"),
        ("format", "text"),
    ]
    return _object("annotation", ("claim", claim.id), values, [])
