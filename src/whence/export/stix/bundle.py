"""STIX 2.1 (OASIS Standard of 10 June 2021): reports, identities, notes, groupings and relationships.

An article is a report, a source an identity, a statement a note on both, a claim a grouping of notes, and a step a
relationship: `derived-from` where it is stated, `related-to` with the label `inferred` where it is not. Nothing is an
opinion: that object would agree or disagree. The time of an object is its article's, and the first second of 1970 where
there is none, for no clock stands in an export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from whence import words
from whence.export import wording
from whence.export.held import Page, everyone, instant, outlets, pages, said_at, said_in_entries
from whence.export.ids import uuid_of
from whence.export.pieces import joined
from whence.records import Article, Claim, LinkBasis, Source, SourceKind, Statement, Step
from whence.text.shown import harmless

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_stix"]

Json = dict[str, object]
_NO_TIME = "1970-01-01T00:00:00.000Z"
_CLASSES = {
    SourceKind.named_person: "individual",
    SourceKind.named_organisation: "organization",
    SourceKind.outlet: "organization",
    SourceKind.collective: "group",
    SourceKind.unnamed: "unspecified",
    SourceKind.document: "unspecified",
    SourceKind.none: "unspecified",
}


def case_stix(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one bundle."""
    name = _id("bundle", "bundle", *sorted(case.files()))
    yield b'{"type":"bundle","id":' + msgspec.json.encode(name) + b',"objects":['
    yield from joined(_objects(case))
    yield b"]}\n"


def _objects(case: Case) -> Iterator[Json]:
    known = outlets(case)
    yield _object("identity", _WHENCE, None, name="whence", identity_class="system")
    for outlet in known:
        yield _object(
            "identity", _id("identity", "outlet", outlet), None, name=harmless(outlet), identity_class="organization"
        )
    for source in everyone(case):
        if not _is_outlet(source, known):
            yield _source(source)
    times = {article.id: instant(article.published) for article in case.articles()}
    entries: dict[str, str] = {}
    for page in pages(case):
        yield _report(page, known)
        entries |= said_in_entries(page)
        yield from (_note(page, statement, known) for statement in page.statements)
    for claim in case.claims():
        yield _grouping(claim, case, times, entries)
    for step in case.steps():
        yield _relationship(step, case, times, entries)


def _id(type_: str, kind: str, *ids: str) -> str:
    return f"{type_}--{uuid_of(kind, *ids)}"


_WHENCE = _id("identity", "program", "whence")


def _object(type_: str, name: str, time: str | None, /, **properties: object) -> Json:
    """Return an object with what all have; `time` is an instant in UTC, to the second."""
    at = time.replace("Z", ".000Z") if time else _NO_TIME
    own = {} if name == _WHENCE else {"created_by_ref": _WHENCE}
    given = {key: value for key, value in properties.items() if value}
    return {"type": type_, "spec_version": "2.1", "id": name, **own, "created": at, "modified": at, **given}


def _is_outlet(source: Source, known: list[str]) -> bool:
    return source.kind is SourceKind.outlet and source.name in known


def _source(source: Source) -> Json:
    return _object(
        "identity",
        _id("identity", "source", source.id),
        None,
        name=harmless(source.name),
        description=source.description,
        identity_class=_CLASSES[source.kind],
        labels=[source.kind.value.replace("_", "-")],
    )


def _speaker(source: Source | None, known: list[str]) -> list[str]:
    if source is None:
        return []
    return [_id("identity", *(("outlet", source.name) if _is_outlet(source, known) else ("source", source.id)))]


def _report(page: Page, known: list[str]) -> Json:
    article, time = page.article, instant(page.article.published)
    about = [_id("note", "statement", statement.id) for statement in page.statements]
    for statement in page.statements:
        about += _speaker(page.speaker(statement), known)
    outlet = [_id("identity", "outlet", article.outlet)] if article.outlet else []
    return _object(
        "report",
        _id("report", "article", article.id),
        time,
        name=harmless(article.title or article.file),
        published=time or _NO_TIME,
        object_refs=list(dict.fromkeys((*about, *outlet))) or [_WHENCE],
        external_references=_references(article),
        lang=article.language,
    )


def _references(article: Article) -> list[Json]:
    said: Json = {"source_name": harmless(article.outlet or words.NO_OUTLET), "external_id": article.id}
    return [said | ({"url": article.url} if article.url else {})]


def _note(page: Page, statement: Statement, known: list[str]) -> Json:
    speaker = page.speaker(statement)
    who = harmless(speaker.name) if speaker else words.KINDS[SourceKind.none]
    return _object(
        "note",
        _id("note", "statement", statement.id),
        said_at(page.article, statement),
        abstract=f"{who}: {words.ACTS[statement.act]}, {words.FORMS[statement.form]}",
        content=page.words(statement.content or statement.cue) or words.ACTS[statement.act],
        object_refs=[_id("report", "article", page.article.id), *_speaker(speaker, known)],
        labels=[
            statement.form.value.replace("_", "-"),
            statement.act.value,
            *([words.HEDGED] if statement.hedged else []),
        ],
        external_references=_references(page.article),
    )


def _grouping(claim: Claim, case: Case, times: Mapping[str, str | None], entries: Mapping[str, str]) -> Json:
    homes = {statement: case.article_of(statement) or "" for statement in claim.statements}
    articles = dict.fromkeys(homes.values())
    since = (entries.get(statement) or times.get(article) for statement, article in homes.items())
    return _object(
        "grouping",
        _id("grouping", "claim", claim.id),
        min(filter(None, since), default=None),
        name=harmless(claim.wording),
        description=wording.in_collection(words.carried(len(articles), claim.independent)),
        context="unspecified",
        object_refs=[_id("note", "statement", statement) for statement in claim.statements],
    )


def _relationship(step: Step, case: Case, times: Mapping[str, str | None], entries: Mapping[str, str]) -> Json:
    inferred = step.basis is LinkBasis.inferred
    outlet = case.outlet(case.article_of(step.earlier) or "") or words.NO_OUTLET
    changes = dict.fromkeys(change.kind.value.replace("_", "-") for change in step.changes)
    return _object(
        "relationship",
        _id("relationship", "step", step.later, step.earlier),
        entries.get(step.later) or times.get(case.article_of(step.later) or ""),
        relationship_type="related-to" if inferred else "derived-from",
        description=harmless(words.link(step.basis, outlet)),
        source_ref=_id("note", "statement", step.later),
        target_ref=_id("note", "statement", step.earlier),
        labels=["inferred" if inferred else "stated", *changes],
    )
