"""Where the newsroom's truth stands in an article, and how well a statement meets it, as the data's scorer has it."""

from __future__ import annotations

import re

from whence.records import Span, Spans

__all__ = ["covered", "jaccard", "located", "meets", "pattern"]


def pattern(words: str) -> str:
    """An expression for words, whatever marks and white space stand between them."""
    return r"\W*\s*\W*".join(re.escape(word) for word in re.findall(r"\w+", words))


def located(text: str, words: str) -> Span | None:
    """Where words first stand in a text."""
    found = re.search(pattern(words), text)
    return Span(*found.span()) if found else None


def meets(at: Span, content: Spans) -> bool:
    """Whether a content has half of its characters in common with a place, or covers it."""
    return jaccard(at, content) >= 0.5 or covered(at, content) >= 0.8


def jaccard(at: Span, content: Spans) -> float:
    """Common code points by those of either."""
    common = _common(at, content)
    return common / max(1, at.end - at.start + sum(s.end - s.start for s in content) - common)


def covered(at: Span, content: Spans) -> float:
    """Share of a place that lies in a content."""
    return _common(at, content) / max(1, at.end - at.start)


def _common(at: Span, content: Spans) -> int:
    return sum(max(0, min(at.end, s.end) - max(at.start, s.start)) for s in content)
