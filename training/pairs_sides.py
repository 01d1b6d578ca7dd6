"""A statement as one side of a pair of texts: the sentences that its content stands in, as marked tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whence.link.units import Unit
from whence.model.windows import meeting, pieces_of
from whence.records import Span
from whence.text.sentences import sentences

__all__ = ["LONGEST", "Side", "side_of"]

LONGEST = 60
"""Word pieces of a side at most."""
_WHOLE = 1 << 20  # tokens of a piece: a sentence is cut here, and not where a window would be

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The sentences that a unit's content stands in, as tokens; `inside` is 1 where a token is of the content."""

    ids: Ints
    case: Ints
    inside: Ints


def side_of(unit: Unit, tokenizer: Tokenizer, longest: int = LONGEST) -> Side:
    """The tokens of the sentences that the unit's content stands in.

    Of more than `longest` the content's are kept first, then the nearest to it.
    """
    text, spans = unit.article.text, unit.statement.content
    blocks = [b.span for b in unit.article.blocks if _meets(b.span, spans)] or list(spans)
    near = [s for block in blocks for s in sentences(text, *block) if _meets(s, spans)] or list(spans)
    pieces = pieces_of(text, near, tokenizer, limit=_WHOLE)
    ids, case, starts, ends = (
        np.concatenate([np.zeros(0, dtype=np.int64), *(getattr(p, name) for p in pieces)])
        for name in ("ids", "case", "starts", "ends")
    )
    inside = meeting(starts, ends, spans).astype(np.int64)
    kept = _kept(inside, longest)
    return Side(ids=ids[kept], case=case[kept], inside=inside[kept])


def _kept(inside: Ints, longest: int) -> Ints:
    """The places of at most `longest` tokens, in order: the content's first, then by their distance from it."""
    within = np.flatnonzero(inside)
    if len(inside) <= longest or not len(within):
        return np.arange(min(len(inside), longest), dtype=np.int64)
    far = np.abs(np.arange(len(inside))[:, None] - within[None, :]).min(axis=1)
    found: Ints = np.sort(np.argsort(far, kind="stable")[:longest]).astype(np.int64)
    return found


def _meets(one: Span, spans: Sequence[Span]) -> bool:
    return any(one.start < end and start < one.end for start, end in spans)
