"""What a program may ask of each list: the filters, orders and pages that the browser's lists have too."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from whence.browse import MOST
from whence.records import Act, ChangeKind, Form, LinkBasis, SourceKind

__all__ = [
    "ArticlesAsked",
    "BesideAsked",
    "ChecksAsked",
    "ClaimsAsked",
    "ComparedAsked",
    "ExplainAsked",
    "HistoriesAsked",
    "LinksAsked",
    "OutletsAsked",
    "Paged",
    "PassagesAsked",
    "PicturesAsked",
    "QuestionsAsked",
    "SourcesAsked",
    "StatementsAsked",
    "StepsAsked",
    "VersionsAsked",
]

_Id = Annotated[str, Field(max_length=200)]
_Name = Annotated[str, Field(max_length=1000)]
_DAY = r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-][01]\d:[0-5]\d)?)?"
_TIME = f"^({_DAY}{_CLOCK})?)?)?$"
_Time = Annotated[str, Field(pattern=_TIME, description="a year, month, day or time (ISO 8601)")]
_Words = Annotated[
    str, Field(max_length=1000, description='words to be found; `"two words"` is a phrase, `wor*` a beginning')
]
Side = Literal["", "several", "one_origin", "denied", "circular", "missing", "unordered"]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    def given(self) -> dict[str, Any]:
        """Return what was asked, as the list's function takes it."""
        return self.model_dump(mode="python", exclude_none=True)


class Paged(_Asked):
    """Which page of a list."""

    page: Annotated[int, Field(ge=1, le=10_000_000)] = 1
    size: Annotated[int, Field(ge=1, le=MOST)] = 50


class ClaimsAsked(Paged):
    """What claims are wanted."""

    words: _Words = ""
    outlet: _Name = ""
    source: Annotated[_Id, Field(description="who is said to say a version")] = ""
    change: ChangeKind | Literal[""] = ""
    kind: Annotated[SourceKind | Literal[""], Field(description="the kind of one of its origins")] = ""
    side: Side = ""
    since: _Time = ""
    until: _Time = ""
    article: _Id = ""
    first_in: Annotated[_Name, Field(description="the outlet of its earliest version in this collection")] = ""
    origin: Annotated[_Id, Field(description="a source that is an origin of it")] = ""
    denies: Annotated[_Id, Field(description="a claim that it denies")] = ""
    denied_by: Annotated[_Id, Field(description="a claim that denies it")] = ""
    sort: Literal["articles", "outlets", "origins", "changes", "first", "last", "wording"] = "articles"
    down: bool = True


class ArticlesAsked(Paged):
    """What articles are wanted."""

    words: _Words = ""
    outlet: _Name = ""
    source: Annotated[_Id, Field(description="who is said to say something in it")] = ""
    claim: _Id = ""
    credits: Annotated[_Name, Field(description="an outlet or agency that it credits")] = ""
    since: _Time = ""
    until: _Time = ""
    versions: Annotated[
        Literal["", "latest"], Field(description="`latest` lists each article once, in the latest version that fits")
    ] = ""
    version_of: Annotated[_Id, Field(description="an article of which it is a version")] = ""
    not_read: Annotated[
        str, Field(max_length=200, description="the language for which its statements were not read, or `any`")
    ] = ""
    sort: Literal["time", "outlet", "title", "statements", "claims", "sources"] = "time"
    down: bool = False


class StatementsAsked(Paged):
    """What statements are wanted."""

    words: _Words = ""
    article: _Id = ""
    claim: _Id = ""
    source: _Id = ""
    outlet: _Name = ""
    kind: SourceKind | Literal[""] = ""
    form: Form | Literal[""] = ""
    act: Act | Literal[""] = ""


class SourcesAsked(Paged):
    """What sources are wanted."""

    words: Annotated[str, Field(max_length=1000, description="some of the words of one of its names")] = ""
    kind: SourceKind | Literal[""] = ""
    outlet: _Name = ""
    article: _Id = ""
    sort: Literal["articles", "statements", "outlets", "claims", "origin_of", "kind", "name"] = "articles"
    down: bool = True


class OutletsAsked(Paged):
    """What outlets are wanted."""

    words: Annotated[str, Field(max_length=1000, description="some of the words of its name")] = ""
    source: Annotated[_Id, Field(description="a source that its articles let say something")] = ""
    claim: Annotated[_Id, Field(description="a claim that its articles carry")] = ""
    sort: Literal["articles", "statements", "claims", "first_here", "credits", "credited_by", "name"] = "articles"
    down: bool = True


class StepsAsked(Paged):
    """What steps are wanted."""

    claim: _Id = ""
    later_outlet: _Name = ""
    earlier_outlet: _Name = ""
    basis: Annotated[LinkBasis | Literal["", "stated"], Field(description="`stated` stands for all but `inferred`")] = (
        ""
    )


class LinksAsked(Paged):
    """Of which statement, or of which claim's, links are wanted; of neither, all."""

    statement: _Id = ""
    claim: _Id = ""


class PassagesAsked(Paged):
    """Of which article, and with which other, passages are wanted; of none, all."""

    article: _Id = ""
    other: _Id = ""


class ChecksAsked(Paged):
    """Of which claim published checks are wanted; of none, all."""

    claim: _Id = ""


class PicturesAsked(Paged):
    """Of which article pictures are wanted that others show too; of none, all."""

    article: _Id = ""


class VersionsAsked(Paged):
    """Which article's versions are wanted, by its address, id or file; of none, all that have several."""

    article: _Name = ""


class QuestionsAsked(_Asked):
    """How many questions, and behind which: `after` is a question's `place`, "" for the first."""

    after: Annotated[str, Field(max_length=400)] = ""
    size: Annotated[int, Field(ge=1, le=MOST)] = 50


class HistoriesAsked(Paged):
    """What articles that were captured several times are wanted."""

    words: Annotated[str, Field(max_length=1000, description="words of one of its versions")] = ""
    outlet: _Name = ""


class ComparedAsked(_Asked):
    """Which versions of an article are compared: each with the one before it, page by page, or two by their numbers."""

    before: Annotated[int, Field(ge=0, le=1_000_000, description="a version's number from 1; 0 for the first")] = 0
    after: Annotated[int, Field(ge=0, le=1_000_000, description="a version's number from 1; 0 for the last")] = 0
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class BesideAsked(_Asked):
    """Which two statements."""

    later: _Id
    earlier: _Id


class ExplainAsked(_Asked):
    """What is to be explained: an id or its beginning, an article's file, `LATER..EARLIER`, or `CLAIM:A`."""

    id: Annotated[str, Field(min_length=1, max_length=1000)]
