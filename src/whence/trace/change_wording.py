"""Whether a version tells the same in other words; quoted words are compared for themselves.

Notes: the words are aligned by their longest common blocks (`difflib`), without those that only join others.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from whence.link.units import Unit
from whence.records import Change, ChangeKind, Form, Span, Spans
from whence.trace.change_words import COMMON, Word, words_in

__all__ = ["wording_changes"]

_LONGEST = 2_000  # words of a version that are compared: alignment takes their square


def wording_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield the words that stand in the place of others, all of them in one change; words left out are none."""
    if Form.direct in (earlier.statement.form, later.statement.form):
        return
    one, two = _saying(earlier), _saying(later)
    codes = SequenceMatcher(None, [w.stem for w in one], [w.stem for w in two], autojunk=False).get_opcodes()
    replaced = [(a, b, c, d) for tag, a, b, c, d in codes if tag == "replace"]
    if replaced:
        yield Change(
            kind=ChangeKind.reworded,
            before=_hulls(one, [(a, b) for a, b, _, _ in replaced]),
            after=_hulls(two, [(c, d) for _, _, c, d in replaced]),
        )


def _saying(unit: Unit) -> list[Word]:
    return [word for word in words_in(unit.article, unit.statement.content) if word.text not in COMMON][:_LONGEST]


def _hulls(words: list[Word], runs: list[tuple[int, int]]) -> Spans:
    return tuple(Span(words[a].span.start, words[b - 1].span.end) for a, b in runs)
