"""Published checks and pictures, as types."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from whence.pictures.records import DifferenceKind, Relation
from whence.web.api.models.base import Record, Span
from whence.web.api.models.counted import Dated

__all__ = [
    "Check",
    "CheckOfClaim",
    "Credentials",
    "Embedded",
    "PictureDifference",
    "PictureGroup",
    "PicturePlace",
]


class Check(Record):
    """A published fact-check that speaks of a claim: `score` says how sure that is, `rating` is its publisher's own."""

    id: str
    publisher: str
    publisher_stated: bool
    published: Dated | None
    claim_reviewed: str
    title: str | None
    rating: str | None
    address: str
    claimant: str | None
    claimed: Dated | None
    appearances: list[str]
    language: str | None
    feed: str
    score: float
    statement: str


class CheckOfClaim(Check):
    """The same with the id of the claim that it speaks of."""

    claim: str


class Embedded(Record):
    """What a picture's file says of itself: nothing of it is checked."""

    creator: str | None
    credit: str | None
    headline: str | None
    caption: str | None
    place: str | None
    taken: str | None
    rights: str | None
    read_from: list[str]


class Credentials(Record):
    """Content credentials (C2PA) of a picture's file; `checked` is null where the signature was not checked."""

    signed_by: str | None
    made_with: str | None
    checked: bool | None
    why: str


class PicturePlace(Record):
    """A place that shows a picture: `relation`, `score` and `part` say how it is like the first of its group.

    `second` is the moment of the film that it is a frame of; no article need show the film.
    """

    picture: str
    article: str | None
    file: str | None
    outlet: str | None
    published: Dated | None
    relation: Relation
    score: float
    part: Annotated[list[float], Field(min_length=4, max_length=4, description="left, top, right, bottom")]
    caption: Span | None
    caption_words: str | None
    credit: Span | None
    credit_words: str | None
    alt: str | None
    url: str | None
    found_in: str
    second: float | None
    format: str
    width: int
    height: int
    digest: str
    embedded: Embedded
    credentials: Credentials | None


class PictureDifference(Record):
    """What two places say differently of a picture; `a` and `b` are ids of pictures."""

    kind: DifferenceKind
    a: str
    b: str
    a_words: list[str]
    b_words: list[str]


class PictureGroup(Record):
    """A picture that stands in several places, with what is said of it differently."""

    id: str
    shown: list[PicturePlace]
    differences: list[PictureDifference]
