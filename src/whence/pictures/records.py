"""The records of pictures: one that an article shows, what its file says of itself, and the same one in several."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.records import Span

__all__ = [
    "Credentials",
    "Difference",
    "DifferenceKind",
    "Embedded",
    "Group",
    "Likeness",
    "Picture",
    "Relation",
    "Shown",
]


class Relation(StrEnum):
    """What a picture is to the one that stands for its group."""

    same_bytes = "same_bytes"
    same = "same"
    cropped = "cropped"
    mirrored = "mirrored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What a picture's file says of itself, by IPTC, XMP or EXIF: none of it is checked against anything.

    `taken` is as the file gives it (ISO 8601 where it could be read). `read_from` names the fields' standards.
    """

    creator: str | None = None
    credit: str | None = None
    caption: str | None = None
    headline: str | None = None
    place: str | None = None
    taken: str | None = None
    rights: str | None = None
    read_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Content credentials (C2PA) that a file carries: who signed them, with what, and when, as they say.

    `checked` is None where the signature was not checked, for the reason in `why`; else whether the check passed.
    """

    signed_by: str | None = None
    made_with: str | None = None
    title: str | None = None
    checked: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that an article shows, or a frame of a film, `article` being None where no article shows the film.

    `number` counts the article's pictures from 0.

    `caption` and `credit` are spans of the article's text. `file` is where the bytes were found (a file beside the
    page, the page itself for one inside it, an address), `digest` their SHA-256. `size` is width and height in pixels.
    `frame` is the second of a film that it is taken from. `gray` is what is compared: `looks.SIDE` x `looks.SIDE`
    brightnesses; it is empty for a picture that is too small or too plain to be compared by its looks.
    """

    id: str
    article: str | None
    number: int
    file: str
    digest: str
    format: str
    size: tuple[int, int]
    url: str | None = None
    alt: str | None = None
    caption: Span | None = None
    credit: Span | None = None
    embedded: Embedded = Embedded()
    credentials: Credentials | None = None
    frame: float | None = None
    gray: bytes = b""
    preview: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two pictures are one: `part` is what one shows of the other (left, top, right, bottom, as shares of 1).

    `score` is the share of the compared places that agree, between 0 and 1.
    """

    relation: Relation
    score: float
    part: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


class DifferenceKind(StrEnum):
    """In what the words given to one picture differ."""

    words = "words"
    place = "place"
    date = "date"
    credit = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two captions of one picture say differently: pictures' ids, with the words of each that the other lacks."""

    kind: DifferenceKind
    a: str
    b: str
    a_words: tuple[str, ...]
    b_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture in its group: how it is like the one that stands for the group, the largest."""

    picture: Picture
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One picture as several articles, or places of one, show it, with what their captions say differently.

    Of several shots that films share the frames are in one group: it is the film that stands there, not each frame.
    """

    id: str
    shown: tuple[Shown, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def places(self) -> tuple[tuple[Shown, ...], ...]:
        """Where it stands: a picture each, or a film with its frames in their order."""
        found: dict[tuple[str | None, ...], list[Shown]] = {}
        for one in self.shown:
            picture = one.picture
            key = (picture.id,) if picture.frame is None else (picture.article, picture.file)
            found.setdefault(key, []).append(one)
        return tuple(tuple(sorted(own, key=lambda one: one.picture.frame or 0.0)) for own in found.values())

    @property
    def alone(self) -> frozenset[str]:
        """The films that no article shows, by their files."""
        return frozenset(one.picture.file for one in self.shown if one.picture.article is None)

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that show it; a film may stand in none."""
        return frozenset(one.picture.article for one in self.shown if one.picture.article is not None)
