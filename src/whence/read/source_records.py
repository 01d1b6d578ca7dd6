"""The `Source` record of an entity: its id, its names in order, its notes and the places that name it."""

from __future__ import annotations

import hashlib
import re

from whence.read.names import fold
from whence.read.source_entities import Entity
from whence.records import Article, Source, SourceKind, Span, Spans

__all__ = ["source_of"]

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def source_of(entity: Entity, article: Article, used: dict[str, int]) -> Source:
    """Make the record of an entity of `article`.

    The id hashes the article's id with the name; `used` counts the names that have an id already, so that two sources
    of one name ("a witness", and another) get two.
    """
    name = _clean(entity.label()) or "unnamed"
    key = f"{article.id}\n{fold(name)}"
    used[key] = used.get(key, 0) + 1
    if used[key] > 1:
        key += f"\n{used[key]}"
    others = [_clean(n) for n in entity.names + entity.phrases]
    mentions = _outermost([s for s in entity.spans if s.start < s.end <= len(article.text)])
    return Source(
        id=hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16],
        name=name,
        kind=entity.kind or SourceKind.unnamed,
        aliases=tuple(dict.fromkeys(o for o in others if o and o != name)),
        description="; ".join(entity.described) or None,
        notes=_notes(article, mentions),
        mentions=mentions,
    )


def _clean(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split()))


def _notes(article: Article, mentions: Spans) -> tuple[str, ...]:
    """Return the footnotes whose marked words stand in a mention or beside it."""
    found = [
        article.text[note.span.start : note.span.end]
        for note in article.notes
        if any(m.start - 1 <= w.end and w.start <= m.end + 1 for w in note.marked for m in mentions)
    ]
    return tuple(dict.fromkeys(found))


def _outermost(spans: list[Span]) -> Spans:
    """Sort spans and drop those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)
