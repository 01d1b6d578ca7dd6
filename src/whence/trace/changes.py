"""What is different in a version from the one that it follows, each change with its words before and after.

Every kind is sought by itself, so that one step can have several. What a version leaves out is a change only where
what it keeps now says something else: its source is gone, its hedge, or the end of a quotation. A figure or a source
that only one of the two has is no change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from whence.link.units import Unit
from whence.records import Act, Change, ChangeKind
from whence.trace.change_figures import figure_changes
from whence.trace.change_hedges import hedge_changes
from whence.trace.change_negation import negation_changes
from whence.trace.change_quotes import quote_changes
from whence.trace.change_scope import scope_changes
from whence.trace.change_sources import source_changes, still_names
from whence.trace.change_wording import wording_changes

__all__ = ["changes"]

_Finder = Callable[[Unit, Unit], Iterator[Change]]


def changes(earlier: Unit, later: Unit) -> tuple[Change, ...]:
    """Return what is different in `later`, in the order of `ChangeKind`; nothing for a question, which claims nothing.

    Both should express one proposition, and `later` should follow `earlier`: nothing here tells the two apart.
    """
    if later.statement.act is Act.question or earlier.statement.act is Act.question:
        return ()
    found = [change for finder in _FINDERS for change in finder(earlier, later)]
    return tuple(sorted(found, key=lambda change: (_ORDER[change.kind], change.after, change.before)))


def _attribution(earlier: Unit, later: Unit) -> Iterator[Change]:
    """What a source was said to have said, the later says in its own voice.

    Words without any source ("are thought to be") are the outlet's own as far as attribution goes.
    """
    if _has_source(later) or not _has_source(earlier) or still_names(earlier, later):
        return
    said = earlier.statement
    yield Change(kind=ChangeKind.attribution_dropped, before=tuple(sorted((*said.source, *said.cue))))


def _has_source(unit: Unit) -> bool:
    if unit.own_voice or unit.statement.source or unit.speaker is not None:
        return not unit.own_voice
    cue = " ".join(unit.article.text[start:end] for start, end in unit.statement.cue)
    return _PASSIVE.match(cue) is None


_FINDERS: tuple[_Finder, ...] = (
    _attribution,
    source_changes,
    hedge_changes,
    figure_changes,
    quote_changes,
    negation_changes,
    scope_changes,
    wording_changes,
)
_PASSIVE = re.compile(r"(?:(?:has|have|had) been|is|are|was|were)\b", re.IGNORECASE)
_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}
