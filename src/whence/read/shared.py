"""Quotations that two cues both claim: each goes to whom its own words name.

"“I never saw it,” said Hale. “Nor did I,” Lee said." The network may give both quotations to both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whence.read.relation import Relation
from whence.records import Span, Spans

__all__ = ["shared_out"]

_BESIDE = re.compile(r"[\s,;:”“\"’‘'«»–—-]*\Z")  # between a quotation and who said it, in one sentence
_MARKS = "“\"«‘'"
_LONGEST = 120  # code points between


def shared_out(text: str, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations; of two that share quotations each keeps those beside its own cue and source."""
    out = list(relations)
    order = sorted((r.cue[0].start, i) for i, r in enumerate(out) if r.cue and r.content)
    for (_, i), (_, j) in pairwise(order):
        one, other = out[i], out[j]
        out[i] = replace(one, content=_apart(text, one, other))
        out[j] = replace(other, content=_apart(text, other, one))
    return out


def _apart(text: str, relation: Relation, other: Relation) -> Spans:
    """The runs of a relation without those that stand beside the other alone, where one beside itself is left."""
    theirs = [s for s in relation.content if _claims(other, s) and _beside(text, other, s) > _beside(text, relation, s)]
    mine = tuple(s for s in relation.content if s not in theirs)
    return mine if theirs and any(_beside(text, relation, s) for s in mine) else relation.content


def _claims(relation: Relation, run: Span) -> bool:
    return any(s.start < run.end and run.start < s.end for s in relation.content)


def _beside(text: str, relation: Relation, run: Span) -> bool:
    """Whether a quoted run stands beside the relation's cue or source with no stop or word between."""
    if text[run.start] not in _MARKS:
        return False
    for part in (*relation.cue, *relation.source):
        start, end = (run.end, part.start) if run.end <= part.start else (part.end, run.start)
        if 0 <= end - start <= _LONGEST and _BESIDE.match(text, start, end):
            return True
    return False
