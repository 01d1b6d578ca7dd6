"""Claims, steps and links, as types."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from whence.records import ChangeKind, LinkBasis, LinkKind, Order, PassageKind, SourceKind
from whence.web.api.models.base import Record, Span

__all__ = [
    "Change",
    "Claim",
    "FormerClaim",
    "Held",
    "Link",
    "Origin",
    "Passage",
    "Range",
    "Step",
]


class Origin(Record):
    """Where routes of a claim end."""

    source: str | None
    statements: list[str]
    kind: SourceKind
    name: str
    through: str | None
    could_be: Annotated[
        int,
        Field(
            description="0 or more: it counts for itself; -1: unnamed people, whom `independent.min` counts once; "
            "-2: an outlet's own words, and -3: what may be another claim, both of which `independent.min` leaves out"
        ),
    ]


class Range(Record):
    """The least and the greatest number that a count may be."""

    min: int
    max: int


class Claim(Record):
    """The statements of the collection that express one proposition, in the order of their time."""

    id: str
    wording: str
    statements: list[str]
    origins: list[Origin]
    independent: Range
    denied_by: list[str]
    circular: list[list[str]]
    missing: list[str]
    unordered: list[list[str]]
    confidence: float
    denied_by_hand: Annotated[
        list[str], Field(default_factory=list, description="of `denied_by`; left out where there is none")
    ]


class Held(Record):
    """A claim of now that holds so many of a former one's statements."""

    claim: str
    statements: int


class FormerClaim(Record):
    """A claim of a former trace, by the id that it had, and the claims that its statements are in now."""

    id: str
    now: list[Held]


class Change(Record):
    """What is different in a version, with its words."""

    kind: ChangeKind
    before: str
    after: str
    before_spans: list[Span]
    after_spans: list[Span]


class Passage(Record):
    """Words that two articles share; `a` and `b` are their ids."""

    a: str
    b: str
    a_span: Span
    b_span: Span
    kind: PassageKind
    score: float


class Step(Record):
    """A statement follows an earlier one."""

    later: str
    earlier: str
    basis: LinkBasis
    score: float
    changes: list[Change]
    order: Order
    credit: list[Span]
    passages: list[Passage]


class Link(Record):
    """What two statements have in common, without a direction."""

    a: str
    b: str
    kind: LinkKind
    basis: LinkBasis
    score: float
    passages: list[Passage]
