"""What a relative pronoun stands for: "Ana Torvik, a miller, who said …" leads back to her."""

from __future__ import annotations

import re

from whence.records import Span

__all__ = ["antecedent"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_BACK = 160  # code points in which the words that the pronoun stands for must begin
_BOUND = re.compile(r"[.!?;:\n“”\"()]|\s[–—-]\s")
_OPENER = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|three|four|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Tt]hose|[Aa]nother|[Aa]ny|[Bb]oth|[Aa]ll|other)\b"
    r"|\b[A-ZÀ-Þ][\w’'-]*(?:\s+(?:de|da|van|von|al|bin|of|the|for)\s+[A-ZÀ-Þ][\w’'-]*|\s+[A-ZÀ-Þ][\w’'-]*)*",
)
_JOINED = re.compile(r"\s(?:of|for|at|from|in|with)\s$")
_LONGEST = 9  # words


def antecedent(text: str, span: Span) -> Span | None:
    """Return the span of the noun group before a relative pronoun, or None where `span` is no such pronoun.

    The group is the last one in the clause that a name or an article opens; an apposition between commas is part of the
    group that it explains.
    """
    if text[span.start : span.end].strip().lower() not in _RELATIVE:
        return None
    low = max(0, span.start - _BACK)
    for bound in _BOUND.finditer(text, low, span.start):
        low = bound.end()
    end = low + len(text[low : span.start].rstrip(" ,\u00a0"))
    starts = [m.start() for m in _OPENER.finditer(text, low, end)]
    near = [s for s in starts if len(text[s:end].split()) <= _LONGEST]
    if not near:
        return None
    comma = text.rfind(",", low, end)
    behind = [s for s in near if s > comma]
    before = [s for s in near if s < comma]
    explains = comma >= 0 and bool(before) and (not behind or text[comma + 1 : end].strip()[:1].islower())
    start = before[-1] if explains else (behind or near)[-1]
    for earlier in reversed([s for s in near if s < start]):
        if not _JOINED.search(text, earlier, start):
            break
        start = earlier  # "the harbour master of Sund": the name only completes the group
    return Span(start, end)
