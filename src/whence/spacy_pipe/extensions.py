"""What is known of the statements of a `Doc`, as its extensions; it is kept in `doc.user_data`, which spaCy stores.

What is kept is plain (texts, numbers, lists), so that `to_bytes`, `DocBin` and pickle hold it and every spaCy reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from spacy.tokens import Doc, Span

from whence.records import Source, Statement

__all__ = ["DOC_NAMES", "SPAN_NAMES", "keep", "register"]

_KEY = "whence"


def register() -> None:
    """Register the extensions; what a pipeline's owner has registered under such a name stays theirs."""
    pairs: tuple[tuple[Any, dict[str, Callable[[Any], Any]]], ...] = ((Doc, _DOC), (Span, _SPAN))
    for cls, getters in pairs:
        for name, getter in getters.items():
            if not cls.has_extension(name):
                cls.set_extension(name, getter=getter)


def keep(doc: Doc, statements: Iterable[Statement], sources: Iterable[Source]) -> None:
    """Keep what was read of a text, in the place of what was kept."""
    kept = {"statements": list(statements), "sources": list(sources)}
    doc.user_data[_KEY] = msgspec.to_builtins(kept)


def _statements(doc: Doc) -> tuple[Statement, ...]:
    """Return the statements of a text, in their order; none where it was not read."""
    return msgspec.convert(doc.user_data.get(_KEY, {}).get("statements", ()), tuple[Statement, ...])


def _sources(doc: Doc) -> tuple[Source, ...]:
    return msgspec.convert(doc.user_data.get(_KEY, {}).get("sources", ()), tuple[Source, ...])


def _statement(span: Span) -> Statement | None:
    """Return the statement that a span is marked as; None for a span of another origin."""
    rows = span.doc.user_data.get(_KEY, {}).get("statements", ())
    row = next((row for row in rows if row["id"] == span.id_), None) if span.id_ else None
    return None if row is None else msgspec.convert(row, Statement)


def _source(span: Span) -> Source | None:
    statement = _statement(span)
    rows = span.doc.user_data.get(_KEY, {}).get("sources", ())
    row = next((row for row in rows if statement and row["id"] == statement.speaker), None)
    return None if row is None else msgspec.convert(row, Source)


def _speaker(span: Span) -> str | None:
    source = _source(span)
    return None if source is None else source.name


def _places(name: str) -> Callable[[Span], tuple[Span, ...]]:
    """Return what gives the words of a statement that play a part in it, as spans of whole tokens."""

    def getter(span: Span) -> tuple[Span, ...]:
        statement = _statement(span)
        places = () if statement is None else getattr(statement, name)
        found = (span.doc.char_span(start, end, alignment_mode="expand") for start, end in places)
        return tuple(one for one in found if one is not None)

    return getter


def _field(name: str, otherwise: Any) -> Callable[[Span], Any]:
    def getter(span: Span) -> Any:
        statement = _statement(span)
        return otherwise if statement is None else getattr(statement, name)

    return getter


_DOC: dict[str, Callable[[Any], Any]] = {"statements": _statements, "sources": _sources}
_SPAN: dict[str, Callable[[Any], Any]] = {
    "statement": _statement,
    "speaker": _speaker,
    "source": _source,
    "cue": _places("cue"),
    "said_by": _places("source"),
    "said_to": _places("addressee"),
    "evidence": _places("evidence"),
    "chain": _field("chain", ()),
    "act": _field("act", None),
    "hedged": _field("hedged", None),
}
DOC_NAMES, SPAN_NAMES = tuple(_DOC), tuple(_SPAN)
