"""What ties statements and articles of a collection together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.records.articles import Span, Spans

__all__ = [
    "Credit",
    "Link",
    "LinkBasis",
    "LinkKind",
    "Passage",
    "PassageKind",
]


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


class LinkKind(StrEnum):
    """What two statements have in common: words in a row, a speaker's quoted words, or the proposition alone."""

    copied_words = "copied_words"
    same_quotation = "same_quotation"
    same_claim = "same_claim"


class LinkBasis(StrEnum):
    """What a link or a step rests on. Everything but `inferred` is stated: the text, or a person, says so.

    `version`: both stand in one article, captured twice: the same address says so. It is no step between outlets.
    """

    credit = "credit"
    copied = "copied"
    hyperlink = "hyperlink"
    version = "version"
    inferred = "inferred"
    by_hand = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two articles share, with their place in each.

    `a` and `b` are articles' ids; `a` is the earlier by day, then by clock, then by id, which says nothing about who
    had the words first. `score` is the share of the longer side's words that stand in both, in order and unchanged but
    for the capital of a sentence's opening, between 0 and 1, in thousandths.
    """

    a: str
    b: str
    a_span: Span
    b_span: Span
    kind: PassageKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Evidence between two statements (`a` and `b` are their ids), without a direction.

    `score` is the probability, by what was compared, that both express one proposition, between 0 and 1. `passages` are
    the words that they share, where they share any.
    """

    a: str
    b: str
    kind: LinkKind
    basis: LinkBasis
    score: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What an article, or one statement of it, credits: an outlet that it says it has its words from.

    `name` is as the article gives it and `words` where; `outlet` the outlet of the collection that it means, None where
    the collection has none of that name: it is then *not in this collection*. `target` is the article meant, where one
    can be told. `statement` is None where the credit is for the whole article (a byline, a credit line).
    """

    article: str
    name: str
    words: Spans
    basis: LinkBasis
    statement: str | None = None
    outlet: str | None = None
    target: str | None = None
