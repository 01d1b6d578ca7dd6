"""Where a decision's target stood, so that it is found again after a re-read or a change of the model.

A statement is anchored by its article, its spans and its words; a source by its article and its name. Ids alone are
not enough: a statement's id changes with any of its spans, and a claim's with its earliest statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from whence.records import Form, Reading, Source, SourceKind, Span, Spans, Statement

__all__ = [
    "Anchor",
    "ArticleAnchor",
    "Sides",
    "SourceAnchor",
    "StatementAnchor",
    "anchored",
    "moved",
    "of_sides",
    "overlap",
    "sides_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAnchor:
    """A statement as it was read when it was decided about; `words` are those of its content, a text a span.

    `part` says that it is one of several propositions that a content was split into.
    """

    statement: str
    article: str
    form: Form
    content: Spans
    cue: Spans
    words: tuple[str, ...]
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAnchor:
    """A source of an article by its name there."""

    source: str
    article: str
    name: str
    kind: SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAnchor:
    """An article, with its file as it was given."""

    article: str
    name: str


Anchor = StatementAnchor | SourceAnchor | ArticleAnchor
Sides = tuple[tuple[Anchor, ...], ...]
"""What a decision is about: one side, or two, of one anchor or more each."""


def anchored(record: Statement | Source, reading: Reading) -> StatementAnchor | SourceAnchor:
    """Return the anchor of a statement or a source of a reading."""
    article = reading.article
    if isinstance(record, Source):
        return SourceAnchor(source=record.id, article=article.id, name=record.name, kind=record.kind)
    return StatementAnchor(
        statement=record.id,
        article=article.id,
        form=record.form,
        content=record.content,
        cue=record.cue,
        words=tuple(article.text[start:end] for start, end in record.content),
        part=record.part_of is not None,
    )


def of_sides(sides: Sides) -> str:
    """Return sides as JSON, always the same for the same sides."""
    return msgspec.json.encode(sides, order="sorted").decode() if sides else ""


def sides_of(anchor: str) -> Sides:
    """Return the sides of a decision's `anchor`; none where it is empty, or is not such JSON."""
    try:
        found = msgspec.json.decode(anchor) if anchor else []
        return tuple(tuple(_anchor(one) for one in side) for side in found)
    except (msgspec.MsgspecError, TypeError, AttributeError, ValueError):
        return ()


def _anchor(found: dict[str, Any]) -> Anchor:
    if "statement" in found:
        return msgspec.convert(found, StatementAnchor)
    return msgspec.convert(found, SourceAnchor) if "source" in found else msgspec.convert(found, ArticleAnchor)


def overlap(one: Spans, other: Spans) -> float:
    """Return the share of the code points of either that both hold: 0 to 1."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return shared / max(1, _length(one) + _length(other) - shared)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def moved(spans: Spans, words: tuple[str, ...], text: str) -> Spans | None:
    """Return the spans where these words stand in a text: where they stood, or else next to it; None for nowhere."""
    if all(text[start:end] == said for (start, end), said in zip(spans, words, strict=False)):
        return spans
    found: list[Span] = []
    least = 0
    for (start, _), said in zip(spans, words, strict=False):
        places = [at for at in (text.find(said, max(least, start)), text.rfind(said, least, start)) if at >= 0]
        if not said or not places:
            return None
        at = min(places, key=lambda place: abs(place - start))
        found.append(Span(at, at + len(said)))
        least = at + len(said)
    return tuple(found)
