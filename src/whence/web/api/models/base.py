"""What every record of the contract is, as a type."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Problem",
    "Record",
    "Span",
]

Span = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end] in code points, half-open")]


class Record(BaseModel):
    """A record of the contract: what it does not name is no part of it."""

    model_config = ConfigDict(extra="forbid")


class Problem(Record):
    """What went wrong, in one line (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
