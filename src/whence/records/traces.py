"""What a collection as a whole lets one say: claims, the steps between their versions, and their origins."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from whence.notebook.shows import Shows
from whence.records.articles import Spans
from whence.records.links import Credit, Link, LinkBasis, Passage
from whence.records.statements import SourceKind, Statement

__all__ = [
    "Change",
    "ChangeKind",
    "Claim",
    "CouldBe",
    "Denial",
    "Near",
    "Order",
    "Origin",
    "Range",
    "Step",
    "Trace",
    "claim_id",
]

_ID_LENGTH = 16


class Order(StrEnum):
    """By which rule one of two statements is taken for the later.

    A clock stands above a credit where both state the hour and its offset, and else below a credit of the very article
    (`docs/independence.md`, Direction). `credit`: it names the other's outlet; `clock`: it was printed later;
    `containment`: its article holds the other's words cut or added to; `wording`: it has lost what the other still says
    (a source, a hedge, the end of a quotation); `capture`: it is a later version of the same article.
    """

    by_hand = "by_hand"
    capture = "capture"
    credit = "credit"
    clock = "clock"
    containment = "containment"
    wording = "wording"


class ChangeKind(StrEnum):
    """What is different in a version from the one that it follows."""

    attribution_dropped = "attribution_dropped"
    source_inflated = "source_inflated"
    hedge_dropped = "hedge_dropped"
    hedge_added = "hedge_added"
    figure_changed = "figure_changed"
    quote_truncated = "quote_truncated"
    quote_altered = "quote_altered"
    negation_flipped = "negation_flipped"
    reworded = "reworded"
    scope_widened = "scope_widened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different in a version: `before` are spans of the earlier article's text, `after` of the later's.

    Either may be empty: what was dropped has no words after, what was added none before.
    """

    kind: ChangeKind
    before: Spans = ()
    after: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Shows):
    """A statement follows an earlier one; both are ids of statements of one claim.

    `order` is the rule by which the later was told from the earlier, `score` how sure the step is, between 0 and 1.
    `credit` are the later article's words that credit the earlier one's outlet; `passages` the words that both have.
    """

    later: str
    earlier: str
    basis: LinkBasis
    order: Order
    score: float
    changes: tuple[Change, ...] = ()
    credit: Spans = ()
    passages: tuple[Passage, ...] = ()


class Range(NamedTuple):
    """The least and the greatest number that a count may be, both included."""

    min: int
    max: int


class CouldBe(IntEnum):
    """What `Origin.could_be` says beside the numbers of origins that stand for themselves.

    `unnamed`: people without a name, who could all be the same. `own_voice`: an outlet's own words, which may follow
    another origin. `doubtful`: its statements may belong to another claim. The last two count in the maximum only: that
    two origins have one of them in common does not say that they could be one.
    """

    unnamed = -1
    own_voice = -2
    doubtful = -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where routes of a claim end: a source, or an outlet's own voice where no earlier route is found.

    `source` is the `Source.id` of its fullest naming in this collection, or None where no source is given; `through` is
    the outlet that an unnamed source spoke to. `statements` are all statements whose routes lead here, the origin's own
    first.

    `could_be` says how the minimum of the range counts it. From 0 on it is a number of the origin's own, which counts.
    Below 0 it is one of `CouldBe`: origins with -1, unnamed people, could all be one and are counted once; those with
    -2, an outlet's own words, and with -3, what may be another claim, are left out, though the minimum is never 0.
    """

    source: str | None
    kind: SourceKind
    name: str
    statements: tuple[str, ...]
    through: str | None = None
    could_be: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Shows):
    """The statements of a collection that express one proposition, in the order of their time.

    `wording` is that of the earliest version in this collection. `denied_by` are ids of claims that deny this one.
    `circular` are rings of statements that credit one another's outlets, each in the order in which it was printed;
    `missing` the names of outlets that the claim's statements credit and that are not in this collection; `unordered`
    pairs of statements that have the same words and no telling which came first. `confidence` is the least sure link's
    score that holds the claim together.
    """

    id: str
    wording: str
    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent: Range
    denied_by: tuple[str, ...] = ()
    circular: tuple[tuple[str, ...], ...] = ()
    missing: tuple[str, ...] = ()
    unordered: tuple[tuple[str, str], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A claim denies another one: `denying` and `denied` are ids of the statements of both that show it most.

    `basis` is inferred, or by_hand where a person has said so; `score` says how sure it is, 1 by hand and less else.
    """

    denying: str
    denied: str
    basis: LinkBasis
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two statements of two claims that nearly were one; `score` is how sure it is that they are two, from 0.5 on."""

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a collection as a whole lets one say.

    `parts` are the statements that contents of several propositions were split into, in order of article and place;
    `same` maps a source's id to the id of the source of another article that is the same (ids that stand for themselves
    are left out). `links` are those that hold claims together, `near` pairs of claims that are kept apart by little.
    `denials` say of each claim in `Claim.denied_by` what that rests on, in the order of the claims that are denied.
    """

    parts: tuple[Statement, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    claims: tuple[Claim, ...] = ()
    steps: tuple[Step, ...] = ()
    near: tuple[Near, ...] = ()
    denials: tuple[Denial, ...] = ()

    def denials_by_hand(self) -> frozenset[tuple[str, str]]:
        """Return who denies whom because a person has said so: ids of claims, that which is denied first."""
        said = [(one.denied, one.denying) for one in self.denials if one.basis is LinkBasis.by_hand]
        ends = {statement for both in said for statement in both}
        home = {s: claim.id for claim in self.claims for s in claim.statements if s in ends} if ends else {}
        return frozenset((home[denied], home[denying]) for denied, denying in said)


def claim_id(earliest: str) -> str:
    """Hash a claim's earliest statement, by its id: the claim keeps its own id while later articles join it."""
    return hashlib.sha256(f"claim|{earliest}".encode("utf-8", "replace")).hexdigest()[:_ID_LENGTH]
