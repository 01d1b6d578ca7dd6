"""Statements as marks on an article's text, which is what annotation tools show, and what comes back corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whence.records import Article, Reading, Source, Span, Spans, Statement

__all__ = ["Marked", "file_of", "marked", "merged"]

_PLAIN = re.compile(r"[^\w-]+")
_LONG = 60  # characters of an article's name in a file's


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A statement as marks: `statement` is its id, "" for one that a person has added.

    `name` and `kind` are those of its source, None where there is none; form and act are values of the records.
    """

    statement: str
    content: Spans = ()
    cue: Spans = ()
    source: Spans = ()
    name: str | None = None
    kind: str | None = None
    form: str = ""
    act: str = ""
    hedged: bool = False
    negated: bool = False


def marked(reading: Reading) -> list[Marked]:
    """Return an article's whole statements; what was split of them when they were compared is no mark."""
    sources = {source.id: source for source in reading.sources}
    return [_marked(statement, sources.get(statement.speaker or "")) for statement in reading.statements]


def _marked(statement: Statement, speaker: Source | None) -> Marked:
    return Marked(
        statement=statement.id,
        content=statement.content,
        cue=statement.cue,
        source=statement.source,
        name=speaker.name if speaker else None,
        kind=speaker.kind.value if speaker else None,
        form=statement.form.value,
        act=statement.act.value,
        hedged=statement.hedged,
        negated=statement.negated,
    )


def merged(spans: Iterable[Span], text: str) -> Spans:
    """Return spans in order, those as one between which nothing but white space stands: some tools split at lines."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def file_of(article: Article) -> str:
    """Return a file's name for an article, without its ending: what it is called, and its id behind the last dot."""
    name = article.file.rstrip("/").rpartition("/")[2].rpartition("\\")[2]
    plain = _PLAIN.sub("-", name.rpartition(".")[0] or name).strip("-")[:_LONG]
    return f"{plain or 'article'}.{_PLAIN.sub('-', article.id)}"
