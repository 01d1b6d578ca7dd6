"""Whether a version is surer, or less sure, than the one that it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.link.units import Unit
from whence.read.hedges import hedge_spans
from whence.records import Change, ChangeKind, Span, Spans

__all__ = ["hedge_changes", "hedge_words"]


def hedge_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield a hedge that is gone, or that is new."""
    before, after = earlier.statement.hedged, later.statement.hedged
    if before and not after:
        yield Change(kind=ChangeKind.hedge_dropped, before=hedge_words(earlier), after=later.statement.content)
    elif after and not before:
        yield Change(kind=ChangeKind.hedge_added, before=earlier.statement.content, after=hedge_words(later))


def hedge_words(unit: Unit) -> Spans:
    """The words that hedge a version, in its content or its cue."""
    text = unit.article.text
    spans = [*unit.statement.content, *unit.statement.cue]
    return tuple(Span(s.start + a, s.start + b) for s in sorted(spans) for a, b in hedge_spans(text[s.start : s.end]))
