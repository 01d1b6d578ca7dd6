"""What an assistant is told. Each answer has the words it rests on, and the place where they stand.

All texts but an article's are one line, without control characters. Places are half-open ranges of code points of the
article's text. The records have no slots: the protocol's library takes a slot for a field's default.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ArticlePart",
    "ClaimFound",
    "Count",
    "Found",
    "OriginSaid",
    "Reason",
    "Reasons",
    "Route",
    "Said",
    "Saying",
    "StepSaid",
    "VersionSaid",
    "Where",
]


@dataclass(frozen=True, kw_only=True)
class Where:
    """A place in an article: `spans` are pairs of code points. `time` is as the page states it, "" if it does not."""

    article: str
    outlet: str
    title: str
    time: str
    file: str
    address: str
    spans: list[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Count:
    """How long the whole list is, in this collection, and which page of it this is."""

    in_this_collection: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class ClaimFound:
    """A claim: its earliest wording in this collection, and how far it went. `origins` names a few of them."""

    claim: str
    wording: str
    articles: int
    outlets: int
    independent_min: int
    independent_max: int
    origins: list[str]
    changes: list[str]
    first: str
    last: str
    denied_by: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """Claims that hold some words."""

    claims: list[ClaimFound]
    count: Count


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A statement: `who` is said to say it, `kind` what sort of source that is; `claim` is "" where it is in none."""

    statement: str
    words: str
    who: str
    kind: str
    form: str
    act: str
    hedged: bool
    claim: str
    where: Where


@dataclass(frozen=True, kw_only=True)
class Said:
    """Statements, with who is said to say them."""

    statements: list[Saying]
    count: Count


@dataclass(frozen=True, kw_only=True)
class OriginSaid:
    """An origin: `named_in` versions give it themselves, `carried_by` lead to it by earlier ones; both by number.

    `lower_number` says why the lower number of the range takes it for another of `could_be`, or leaves it out; "" where
    it counts.
    """

    id: str
    name: str
    kind: str
    through: str
    named_in: list[int]
    carried_by: list[int]
    could_be: list[str]
    lower_number: str


@dataclass(frozen=True, kw_only=True)
class StepSaid:
    """Why a version follows an earlier one. `inferred` says that wording and time alone speak for it."""

    follows: int
    basis: str
    inferred: bool
    why: str
    score: float
    credit: str


@dataclass(frozen=True, kw_only=True)
class VersionSaid:
    """A version of a claim, by its number in the order of time; `through` are the stations, the nearest first."""

    number: int
    statement: str
    words: str
    who: str
    kind: str
    through: list[str]
    follows: list[StepSaid]
    changes: list[str]
    origins: list[str]
    where: Where


@dataclass(frozen=True, kw_only=True)
class Route:
    """How a claim travelled. `standing` says it in a sentence."""

    claim: str
    wording: str
    standing: str
    independent_min: int
    independent_max: int
    origins: list[OriginSaid]
    versions: list[VersionSaid]
    count: Count
    denied_by: list[str]
    denies: list[str]
    circular: list[list[int]]
    credited_and_not_in_this_collection: list[str]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that a finding rests on. `depth` is how far below it stands; `id` can be asked for in turn."""

    depth: int
    fact: str
    text: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why a finding is what it is, from the top down. `left_out` says that there is more, "" where there is not."""

    finding: str
    reasons: list[Reason]
    left_out: str


@dataclass(frozen=True, kw_only=True)
class ArticlePart:
    """A part of an article's text, as it is, with the statements in it. `next` is where to go on, -1 at the end."""

    where: Where
    text: str
    length: int
    next: int
    about: str
    statements: list[Saying]
    count: Count
