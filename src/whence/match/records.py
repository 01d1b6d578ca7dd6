"""A published fact-check as its publisher gives it, and what joins one to a claim of a collection."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from whence.records import Moment

__all__ = ["SURE", "Given", "Matched", "PublishedCheck", "Version", "check_id"]

SURE = 0.7
"""How sure it must be that a check speaks of a claim for it to be shown, where the user gives no threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCheck:
    """One review of a claim, in its publisher's words: nothing in it is a finding of whence.

    `claim` is what the publisher says was claimed, `title` the headline of the review, `rating` the publisher's own
    words for its conclusion (a number with its scale where there are no words). `address` is where the review can be
    read. `publisher` is the name that the review gives, or, where `publisher_stated` is unset, the host of its
    address. `claimant` is who is said to have made the claim. `feed` names the file or address that it was read from,
    with the place in it.

    Source: schema.org `ClaimReview`.
    """

    id: str
    claim: str
    address: str
    publisher: str
    publisher_stated: bool = True
    title: str | None = None
    rating: str | None = None
    published: Moment | None = None
    claimant: str | None = None
    claimed: Moment | None = None
    appearances: tuple[str, ...] = ()
    language: str | None = None
    feed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A published check that speaks of a claim: `score` is how sure that is, between 0 and 1.

    `claim` is the id of the collection's claim, `statement` that of the statement whose words are nearest, `given` the
    feed as the user named it.
    """

    claim: str
    check: PublishedCheck
    score: float
    statement: str
    given: str = ""


class Given(NamedTuple):
    """A check with the feed that it was read from, as the user named it."""

    check: PublishedCheck
    given: str


class Version(NamedTuple):
    """One version of a claim: the claim's id, and the statement's id, words and article."""

    claim: str
    statement: str
    words: str
    article: str


def check_id(address: str, claim: str) -> str:
    """Hash what makes a check one and the same in two feeds: its address and the claim; 16 hexadecimal digits."""
    whole = hashlib.sha256()
    for text in (address, claim):
        data = text.encode("utf-8", "replace")
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()[:16]
