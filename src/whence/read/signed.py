"""Block quotes and quoted posts with a signature: their words are said by whoever signs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whence.read.relation import Relation
from whence.read.wording import after
from whence.records import Article, Role, Span
from whence.text.signatures import Signature, signature_in

__all__ = ["is_signed_post", "signed"]

_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.[a-z]|[\w-]+\.[a-z]{2,8}/)\S+)+\s*\Z")
_SHORTEST = 2  # words


def signed(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return a relation for each signed quotation of role quote that no relation tells from outside it."""
    made = []
    for number, name, content in _quotations(article):
        if content and not _is_told(relations, content):
            made.append(Relation(content=content, source=(name,), block=number, confidence=0.9))
    return made


def is_signed_post(article: Article, relation: Relation) -> bool:
    """Whether the relation's source is the account's name in the signature of a quoted post."""
    return (
        not relation.cue
        and len(relation.source) == 1
        and after(article, relation.source[0].end, 5).lstrip().startswith("(@")
    )


def _quotations(article: Article) -> Iterator[tuple[int, Span, tuple[Span, ...]]]:
    """Yield the block of each signature, where it names who signs, and the words above it."""
    above: list[Span] = []
    for number, block in enumerate(article.blocks):
        if block.role is not Role.quote:
            above = []
            continue
        start, end = block.span
        found: Signature | None = signature_in(article.text[start:end])
        words = _words(article.text, Span(start, end if found is None else start + found.start))
        above += [words] if words else []
        if found is not None:
            yield number, Span(start + found.who.start, start + found.who.end), tuple(above)
            above = []


def _words(text: str, span: Span) -> Span | None:
    """The span without the links and white space at its end; None where less than a few words are left."""
    inside = text[slice(*span)].rstrip()
    if links := _LINKS.search(inside):
        inside = inside[: links.start()].rstrip()
    return Span(span.start, span.start + len(inside)) if len(inside.split()) >= _SHORTEST else None


def _is_told(relations: Sequence[Relation], content: Sequence[Span]) -> bool:
    """Whether words outside the quotation tell it: a relation holds some of it, with its cue elsewhere."""
    low, high = content[0].start, content[-1].end
    return any(
        any(s.start < high and low < s.end for s in r.content) and not any(low <= c.start < high for c in r.cue)
        for r in relations
        if r.cue
    )
