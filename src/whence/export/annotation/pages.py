"""Statements, their sources, and steps as annotations (W3C Web Annotation Data Model and Vocabulary, 2017)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from whence import words
from whence.export import wording
from whence.export.annotation.selectors import selectors
from whence.export.held import Page, pages
from whence.export.ids import TERMS, urn_of
from whence.export.pieces import joined
from whence.export.units import Units
from whence.records import Article, Form, LinkBasis, Source, SourceKind, Span, Statement, Step
from whence.text.shown import harmless

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_annotations"]

Json = dict[str, object]
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"whence": TERMS}]
_TOGETHER = 256  # articles whose texts are at hand while steps are written


def case_annotations(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one collection, whose one page holds all annotations."""
    name = sha256("\n".join(sorted(case.files())).encode("utf-8", "replace")).hexdigest()
    encode = msgspec.json.encode
    whole: Json = {
        "@context": _CONTEXT,
        "id": urn_of("annotations", name),
        "type": "AnnotationCollection",
        "label": wording.ANNOTATIONS,
        "generator": {"id": "urn:x-whence", "type": "Software", "name": "whence"},
    }
    page: Json = {"id": urn_of("annotation page", name), "type": "AnnotationPage", "startIndex": 0}
    yield encode(whole)[:-1] + b',"first":' + encode(page)[:-1] + b',"items":['
    total = 0
    for piece in joined(_annotations(case)):
        total += 1
        yield piece
    yield b']},"total":' + encode(total) + b"}\n"


def _annotations(case: Case) -> Iterator[Json]:
    for page in pages(case):
        units = Units(page.article.text)
        for statement in page.statements:
            yield _statement(page, statement, units)
            speaker = page.speaker(statement)
            if speaker is not None and statement.source:
                yield _source(page, statement, speaker, units)
    targets = _Targets(case)
    yield from (_step(step, targets) for step in case.steps())


# --- what is said, and by whom ----------------------------------------------------------------------------------------


def _statement(page: Page, statement: Statement, units: Units) -> Json:
    """A statement describes its words; where it has none of its own (a refusal to comment), its cue's."""
    said = f"{_who(page, statement)}: {words.ACTS[statement.act]}, {words.FORMS[statement.form]}"
    claim = page.claims.get(statement.id)
    return _annotation(
        urn_of("annotation", statement.id),
        "describing",
        [
            _text(said, "describing"),
            *(_text(tag, "tagging") for tag in _tags(statement)),
            *([_resource(urn_of("claim", claim), "classifying")] if claim else []),
        ],
        _targets(page.article, statement.content or statement.cue, units),
    )


def _tags(statement: Statement) -> list[str]:
    return [statement.form.value, statement.act.value, *([words.HEDGED] if statement.hedged else [])]


def _who(page: Page, statement: Statement) -> str:
    speaker = page.speaker(statement)
    if speaker is None:
        return words.KINDS[SourceKind.none]
    return speaker.name if statement.form is Form.own_voice else f"{speaker.name} ({words.KINDS[speaker.kind]})"


def _source(page: Page, statement: Statement, speaker: Source, units: Units) -> Json:
    return _annotation(
        urn_of("annotation of source", statement.id),
        "identifying",
        [
            _text(speaker.name, "identifying"),
            _resource(urn_of("source", speaker.id), "identifying"),
        ],
        _targets(page.article, statement.source, units),
    )


# --- who follows whom -------------------------------------------------------------------------------------------------


class _Targets:
    """The places of statements of any article."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._page = lru_cache(_TOGETHER)(self._found)

    def of(self, statement: str) -> list[Json]:
        """Return where a statement stands."""
        found = self._page(self._case.article_of(statement) or "")
        if found is None:
            return []
        article, units, spans = found
        return _targets(article, spans.get(statement, ()), units)

    def outlet(self, statement: str) -> str:
        """Return the outlet of a statement's article, or what to call it where it states none."""
        found = self._page(self._case.article_of(statement) or "")
        return words.NO_OUTLET if found is None else found[0].outlet or words.unknown_outlet(found[0].file)

    def _found(self, article: str) -> tuple[Article, Units, dict[str, Sequence[Span]]] | None:
        reading = self._case.reading(article)
        if reading is None:
            return None
        every = (*reading.statements, *self._case.parts(article))
        return reading.article, Units(reading.article.text), {one.id: one.content or one.cue for one in every}


def _step(step: Step, targets: _Targets) -> Json:
    stated = step.basis is not LinkBasis.inferred
    changes = dict.fromkeys(change.kind.value for change in step.changes)
    return _annotation(
        urn_of("annotation of step", step.later, step.earlier),
        "linking",
        [
            _text(words.link(step.basis, targets.outlet(step.earlier)), "describing"),
            *(_text(tag, "tagging") for tag in (("stated" if stated else "inferred"), *changes)),
            *targets.of(step.earlier),
        ],
        targets.of(step.later),
    )


# --- the model's own parts --------------------------------------------------------------------------------------------


def _annotation(name: str, motivation: str, body: list[Json], target: list[Json]) -> Json:
    return {"id": name, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": harmless(value), "format": "text/plain", "purpose": purpose}


def _resource(source: str, purpose: str) -> Json:
    return {"type": "SpecificResource", "source": source, "purpose": purpose}


def _targets(article: Article, spans: Iterable[Span], units: Units) -> list[Json]:
    """Return a target for each piece; the whole text where nothing is marked."""
    source: Json = {"id": urn_of("article", article.id), "type": "Text", "format": "text/plain"}
    source |= {"language": article.language} if article.language else {}
    source |= {"via": article.url} if article.url else {}
    marked: list[Json] = [
        {"type": "SpecificResource", "source": source, "selector": selectors(article.text, span, units)}
        for span in spans
    ]
    return marked or [source]
