"""What was skipped, decided and asked, and why a finding is what it is, as types."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from whence.web.api.models.base import Record

__all__ = [
    "Conflict",
    "Decision",
    "Fact",
    "Key",
    "Manifest",
    "Question",
    "Shown",
    "Skipped",
]


class Skipped(Record):
    """A source that gave no article."""

    source: str
    reason: str


class Decision(Record):
    """What a person decided, as a line of the log: `value` and `anchor` are JSON in a text, "" where there is none."""

    id: str
    target: str
    action: str
    by: str
    at: str
    note: str
    value: str
    anchor: str


class Conflict(Record):
    """A decision in force that is not heeded, or not wholly, and the later one that says otherwise, where one does."""

    decision: Decision
    reason: str
    by: str | None


class Shown(Record):
    """A side of a question: a statement or a source, in the words of its article."""

    id: str
    article: str
    words: str
    who: str
    place: str


class Key(Record):
    """An answer: the decision that it makes (`POST /api/decisions`; `what` goes into its `value`)."""

    key: str
    meaning: str
    action: str
    target: str
    what: str


class Question(Record):
    """What is worth a person's decision. `place` is what the questions behind it are asked `after`."""

    kind: Literal["step", "claim", "near", "denial", "source", "statement"]
    target: str
    score: float
    place: str
    question: str
    one: Shown
    other: Shown | None
    keys: list[Key]


class Fact(Record):
    """One thing that a finding rests on, with what that rests on in turn."""

    fact: str
    text: str
    id: str | None
    facts: list[Fact]


class Manifest(BaseModel):
    """What the case file was made with."""

    model_config = ConfigDict(extra="allow")

    schema_: Annotated[int, Field(alias="schema")]
    whence: str
    read_by: list[dict[str, str | int]]
    inputs: list[str]
    counts: dict[str, int]
    owners: dict[str, str]
