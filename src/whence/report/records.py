"""What a reader sees of a claim, made once from readings and trace; the terminal and the dossier only lay it out.

Every text here is ready to be shown: one line, without control characters. Every count is the length of a tuple that
stands beside it, so that a page can show the very items that it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.addresses import canonical_address
from whence.notebook.shows import Shows
from whence.records import Act, ChangeKind, Form, LinkBasis, Range, SourceKind

__all__ = [
    "Change",
    "ClaimView",
    "Credited",
    "Denial",
    "OriginView",
    "Part",
    "Piece",
    "Place",
    "Unordered",
    "Version",
    "When",
    "Why",
]


class Part(StrEnum):
    """What a stretch of words is beside the version that it follows."""

    same = "same"
    removed = "removed"
    added = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of words of a comparison."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time of publication. `day` and `clock` are as the page states them, "" where it does not; `zone` its offset.

    `utc` is the clock and day in UTC where the page states an offset and a clock, else "". `key` sorts: the first
    second that it may mean, in UTC, "" where no time is stated. `of_entry` marks that of an entry of a live page, where
    the page's own is another.
    """

    day: str = ""
    clock: str = ""
    zone: str = ""
    utc: str = ""
    key: str = ""
    of_entry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An article: its number in time order, from 1, and what one calls it; `owner` is its outlet's, "" if unknown.

    `line` is the same for all versions of one article: they count once.
    """

    id: str
    number: int
    outlet: str
    title: str
    file: str
    url: str
    when: When
    owner: str = ""

    @property
    def line(self) -> str:
        """The address that an article's versions share, or its own id where it has none."""
        return canonical_address(self.url) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different in a version; `before` and `after` are the articles' words, "" where there are none."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a version is said to follow an earlier one, which is number `version` of the claim.

    `words` says it in a few words; `credit` are the article's own words that credit the other.
    """

    version: int
    outlet: str
    basis: LinkBasis
    stated: bool
    words: str
    order: str
    score: float
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One statement of a claim.

    `number` is its place in the claim in the order of time, from 1; `mark` its number in its article. `pieces` are its
    words beside those of the version that it follows, or its words alone where it follows none or says it otherwise.
    `starts` are the letters of the origins whose routes end here, `origins` those of all that it leads to. `route` says
    how it leads there: None at its end and where it leads to none, else whether every step on the way is stated.
    """

    id: str
    number: int
    mark: int
    place: Place
    words: str
    pieces: tuple[Piece, ...]
    form: Form
    act: Act
    kind: SourceKind
    who: str
    chain: tuple[str, ...] = ()
    told: str = ""
    medium: str = ""
    hedged: bool = False
    follows: tuple[Why, ...] = ()
    changes: tuple[Change, ...] = ()
    otherwise: bool = False
    starts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    route: bool | None = None

    @property
    def same_words(self) -> bool:
        """Whether it follows another version word for word."""
        return bool(self.follows) and not self.otherwise and all(piece.part is Part.same for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One origin. `named` are the versions that give it themselves, `carried` those that lead to it by earlier ones.

    `could_be` are the letters of the origins that could be the same; for an outlet's own words, those that they may
    have come from. `doubtful` says that its statements may belong to another claim. `also` are its other names.
    """

    letter: str
    name: str
    kind: SourceKind
    through: str
    also: tuple[str, ...]
    described: str
    named: tuple[int, ...]
    carried: tuple[int, ...]
    could_be: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A claim on the other side: its id, number, wording, and the names of its origins.

    `by_hand` says that a person has set it against this one.
    """

    id: str
    number: int
    wording: str
    origins: tuple[str, ...]
    articles: int
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """An outlet that is credited and not in the collection, with the versions that credit it and the words they use."""

    name: str
    by: tuple[tuple[int, str, str], ...] = ()
    """The version's number, its outlet, and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unordered:
    """Two versions, by number, of which nothing tells which came first."""

    a: int
    b: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView(Shows):
    """A claim as a reader sees it. `number` is its place in the table of claims, from 1.

    `articles` and `outlets` are those of its versions, in the order of time. `stated` are the articles of which a
    version leads to an origin by stated steps alone, `inferred` those that only lead there by an inferred one,
    `giving` those that give an origin themselves, and `apart` those that lead to none, as a denial does; together they
    are `articles`.
    """

    id: str
    number: int
    wording: str
    versions: tuple[Version, ...]
    articles: tuple[Place, ...]
    outlets: tuple[str, ...]
    giving: tuple[Place, ...]
    stated: tuple[Place, ...]
    inferred: tuple[Place, ...]
    apart: tuple[Place, ...]
    independent: Range
    origins: tuple[OriginView, ...]
    denied_by: tuple[Denial, ...]
    denies: tuple[Denial, ...]
    circular: tuple[tuple[int, ...], ...]
    missing: tuple[Credited, ...]
    unordered: tuple[Unordered, ...]
    confidence: float

    @property
    def owners(self) -> tuple[str, ...]:
        """Who stands behind its outlets, each once: the owner that the user has named, else the outlet itself."""
        return tuple(dict.fromkeys(place.owner or place.outlet for place in self.articles))

    @property
    def changes(self) -> int:
        """How many changes its versions show, mere rewording left out."""
        return sum(len(version.changes) for version in self.versions)

    @property
    def first(self) -> When:
        """The earliest time stated."""
        return min((v.place.when for v in self.versions if v.place.when.key), key=lambda w: w.key, default=When())

    @property
    def last(self) -> When:
        """The latest time stated."""
        return max((v.place.when for v in self.versions if v.place.when.key), key=lambda w: w.key, default=When())

    @property
    def several(self) -> bool:
        """Whether there is more to show than one article's words: other articles, or another side."""
        return len(self.articles) > 1 or bool(self.denied_by or self.denies)
