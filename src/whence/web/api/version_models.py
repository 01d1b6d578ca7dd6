"""Versions of articles, and whether a case file is whole, as types for OpenAPI."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from whence.case.integrity import CHECKS
from whence.records import ChangeKind
from whence.versions.sections import Section
from whence.web.api.models import ArchiveRecord, Moment, Span

__all__ = ["Compared", "Versions", "Whole"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Version(_Record):
    """The head of one version of an article: its whole is at `/api/articles/{id}`."""

    id: str
    file: str
    url: str | None
    outlet: str | None
    title: str | None
    published: Moment | None
    updated: Moment | None
    captured: Moment | None
    digest: str
    record: ArchiveRecord | None


class Edit(_Record):
    """Words that were exchanged, put in or taken out; a side without words has the span null."""

    section: Section
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None


class RestatedChange(_Record):
    """How a statement changed, with the spans of both texts."""

    kind: ChangeKind
    before_spans: list[Span]
    after_spans: list[Span]


class Restated(_Record):
    """A statement that both versions have, in other words."""

    before: str
    after: str
    changes: list[RestatedChange]


class Statements(_Record):
    """Which statements came, went and changed, by their ids."""

    added: list[str]
    removed: list[str]
    changed: list[Restated]


class VersionChange(_Record):
    """What changed from one version to the next; `before` and `after` are articles' ids."""

    before: str
    after: str
    edits: list[Edit]
    statements: Statements


class Versions(_Record):
    """An article in several versions, in the order of capture."""

    address: str
    versions: list[Version]
    changes: list[VersionChange]


class Compared(Versions):
    """An article in several versions: those of its `total` that this page compares."""

    total: int
    page: int
    pages: int


class Whole(_Record):
    """What was looked at in the case file, and whether it holds; `found` are the places where it does not."""

    check: Literal[CHECKS]  # type: ignore[valid-type]  # the names that there are
    holds: bool
    found: Annotated[list[str], Field(description="the first hundred places")]
