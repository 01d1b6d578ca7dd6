"""The raw relation: what the network, or a rule, found before the article's context is brought in."""

from __future__ import annotations

from dataclasses import dataclass

from whence.records import Spans

__all__ = ["Relation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One attribution relation as spans of `Article.text`, before its source is resolved.

    `named` is where the article names whom a source's label stands for ("A:", "PH:"); empty where the source's words
    tell. `parent` is the index, in the same list, of the relation in whose content this one stands. `block` indexes
    `Article.blocks` and is the block of the cue (or of the content where there is no cue). `acts` holds the network's
    probability for each `whence.records.Act` in the order of that enumeration (empty where a rule made the relation);
    `hedge` the network's probability that the statement is hedged, or None; `kinds` its probability for each
    `whence.records.SourceKind`, in that enumeration's order.
    """

    content: Spans
    source: Spans = ()
    named: Spans = ()
    cue: Spans = ()
    addressee: Spans = ()
    evidence: Spans = ()
    parent: int | None = None
    block: int = 0
    confidence: float = 1.0
    acts: tuple[float, ...] = ()
    hedge: float | None = None
    kinds: tuple[float, ...] = ()
