"""The records of linking: what two articles share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.records import Span

__all__ = ["Passage", "PassageKind"]


class PassageKind(StrEnum):
    """What shared words are, which decides what their sharing means.

    `quotation`: words of a speaker, quoted by both: a common source. `formula`: stock wording that recurs everywhere.
    `credited`: other words, and one of the articles names the outlet or the agency of the other. `narrative`: other
    words, without a credit.
    """

    quotation = "quotation"
    narrative = "narrative"
    credited = "credited"
    formula = "formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two articles share, with their place in each.

    `a` and `b` are articles' ids; `a` is the earlier by day, and by id within a day, which says nothing about who had
    the words first. `score` is the share of the longer side's words that stand in both, in order and unchanged but for
    the capital of a sentence's opening, between 0 and 1, in thousandths.
    """

    a: str
    b: str
    a_span: Span
    b_span: Span
    kind: PassageKind
    score: float
