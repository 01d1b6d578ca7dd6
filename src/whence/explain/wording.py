"""The words of explanations: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from whence import words
from whence.records import CouldBe, LinkKind, PassageKind, SourceKind

if TYPE_CHECKING:
    from whence.case.former import Former
    from whence.records import Claim

__all__ = ["LABELS"]

LABELS: Mapping[str, str] = {
    "claim": "claim",
    "statement": "statement",
    "step": "step",
    "origin": "origin",
    "source": "source",
    "article": "article",
    "stale": "note",
    "former": "note",
    "now": "now",
    "wording": "earliest wording",
    "versions": "versions",
    "version": "·",
    "links": "held together by",
    "link": "·",
    "passage": "same words",
    "origins": "origins",
    "independent": "counted",
    "why_one": "one, because",
    "in_lower": "counted",
    "could_be": "could be one with",
    "route": "leads here",
    "naming": "also named",
    "denied_by": "denied by",
    "denies": "denies",
    "denying": "denying",
    "denied": "denied",
    "missing": "not in this collection",
    "circle": "circle",
    "unordered": "order not known",
    "confidence": "least sure link",
    "threshold": "it takes",
    "later": "later",
    "earlier": "earlier",
    "basis": "basis",
    "order": "order",
    "published": "published",
    "this_version": "version",
    "other_version": "other version",
    "score": "how sure",
    "credit": "credit",
    "change": "changed",
    "before": "before",
    "after": "after",
    "who": "who",
    "through": "through",
    "act": "act",
    "part": "part",
    "whole": "part of",
    "in_claim": "version of",
    "follows": "follows",
    "followed_by": "followed by",
    "no_step": "follows",
    "described": "described",
    "alias": "also",
    "says": "says",
    "origin_of": "origin of",
    "stands_for": "stands for",
    "counts": "holds",
    "shares": "shares words",
    "decided": "by hand",
    "not_heeded": "not heeded",
}
LINKS: Mapping[LinkKind, str] = {
    LinkKind.copied_words: "words in a row are the same",
    LinkKind.same_quotation: "the same quotation",
    LinkKind.same_claim: "the same claim in other words",
}
PASSAGES: Mapping[PassageKind, str] = {
    PassageKind.quotation: "quoted by both: a common source",
    PassageKind.narrative: "not quoted, and no credit",
    PassageKind.credited: "not quoted, with a credit",
    PassageKind.formula: "stock wording that recurs",
}
ONE_ORIGIN: Mapping[SourceKind, str] = {
    SourceKind.named_person: "a named person is one origin, however many articles carry the words",
    SourceKind.named_organisation: "an organisation is one origin, with whoever speaks for it",
    SourceKind.document: "a document is one origin, however many articles quote it",
    SourceKind.collective: "joint sources are one origin",
    SourceKind.unnamed: "unnamed people are one origin for each outlet that they spoke to",
    SourceKind.outlet: "the outlet says it in its own words, and no earlier route is found in this collection",
    SourceKind.none: "no source is given, and no earlier route is found in this collection",
}
FOLLOWS_NONE = "no earlier version in this collection"
STALE = "articles were added since the collection was traced: whence trace CASE traces them too"
DECIDED_SINCE = "decisions were made since the collection was traced: whence trace CASE heeds them"
NOT_FOUND_IN_COLLECTION = "no article of it is in this collection"
SEVERAL_NOW = "the claim that had this id is several claims now"
WHOLE_ARTICLE = "for the whole article"


def one_claim(mean: float, closest: float) -> str:
    """Say what it takes for two groups of statements to be one claim."""
    return f"a mean likeness of {mean:g} over all pairs of two groups, and {closest:g} of the closest pair"


def denied(least: float, by_act: float, together: float) -> str:
    """Say what it takes for a claim to deny another."""
    return (
        f"a probability of {together:g} by how opposed their statements are, whether other sources speak them and how"
        f" often one paragraph has both; for a claim of one statement {least:g} that two statements are opposed, or"
        f" {by_act:g} where one is a denial"
    )


FOLLOWED = "to be the likeliest of the earlier versions, and likelier than that none of them is followed"


def links(number: int) -> str:
    """Say how many links hold a claim together."""
    return words.count(number, ("link", "links"))


def score(value: float) -> str:
    """Return a score with three decimals at most."""
    return f"{round(value, 3):g}"


def nothing(given: str) -> str:
    """Say that no record has this id."""
    return f"nothing in the case file has the id {given[:60]!r}; whence trace CASE --json and whence export name them"


def several(given: str, found: str) -> str:
    """Say which records an id's beginning fits."""
    return f"{given[:60]!r} begins several ids: {found}; give more of one"


def changed(former: Former) -> str:
    """Say that a claim has another id than it had, and what of it the one claim of now holds."""
    return f"the claim has changed since it had the id that you gave: {kept(former, former.now[0].statements)}"


def kept(former: Former, held: int) -> str:
    """Say which of its statements a claim of now holds: so many."""
    if not former.statements:
        return "the earliest statement that it had then is a version of this one now"
    if held < former.statements:
        return f"{held} of the {former.statements} statements that it had then {_are(held)} of this one now"
    return f"{'all statements' if held > 1 else 'the statement'} that it had then {_are(held)} of this one now"


def _are(number: int) -> str:
    return "is a version" if number == 1 else "are versions"


def no_step(later: str, earlier: str) -> str:
    """Say that a statement does not follow another."""
    return f"there is no step from {earlier} to {later}"


def no_origin(claim: str, given: str) -> str:
    """Say that a claim has no such origin."""
    return f"the claim {claim} has no origin {given[:20]!r}; they are named A, B, C in their order"


def range_of(text: str, claim: Claim) -> str:
    """Say how the range of a claim's origins came about; `text` is the range in words."""
    least, most = claim.independent
    if least == most:
        return f"{text}: none of them could be another"
    codes = [origin.could_be for origin in claim.origins]
    counted = [code for code in codes if code not in _LEFT_OUT]
    ways = ["those that could be one are counted once"] if len(set(counted)) < len(counted) else []
    if left := [said for code, said in _LEFT_OUT.items() if code in codes]:
        ways.append(f"{' and '.join(left)} {'are' if len(left) > 1 else 'is'} left out{'' if counted else ', but one'}")
    return f"{text}: {most} where each is counted, {least} where {', and '.join(ways)}" if ways else text


_LEFT_OUT = {
    CouldBe.own_voice: "what an outlet says in its own words",
    CouldBe.doubtful: "what may be another claim",
}
