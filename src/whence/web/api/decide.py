"""Decisions of a person, from a program: each becomes one entry of the log."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from whence.browse import Listing
from whence.export.contract import Json
from whence.records import Decision
from whence.review import Action, conflicts, decide, queue
from whence.web.api import models
from whence.web.api.answers import Opened, answer, paged
from whence.web.api.asking import Paged, QuestionsAsked

__all__ = ["Deciding", "add_deciding", "add_log"]


class Deciding(BaseModel):
    """A decision to be made. `target` are ids: one, or two sides with `..` between them and `,` within."""

    model_config = ConfigDict(extra="forbid")

    action: Action
    target: Annotated[str, Field(min_length=1, max_length=100_000)]
    value: Annotated[dict[str, Any] | None, Field(description="what `correct` sets")] = None
    by: Annotated[str, Field(min_length=1, max_length=200, description="who decides")]
    note: Annotated[str, Field(max_length=10_000, description="why")] = ""


def add_log(router: APIRouter, opened: Opened) -> None:
    """Add the addresses of the log, of what in it is not heeded, and of what is worth a decision."""

    @router.get("/decisions", response_model=models.Page[models.Decision])
    def decisions(asked: Annotated[Paged, Query()]) -> Response:
        """What people decided, by time; what was taken back is among it."""
        with opened() as case:
            found = case.decisions()
        listing = Listing.of(found, page=asked.page, size=asked.size)
        return paged(listing, [_decision(one) for one in listing.items])

    @router.get("/conflicts", response_model=list[models.Conflict])
    def conflicting() -> Response:
        """The decisions in force that are not heeded, or not wholly, by time, each with its reason."""
        with opened() as case:
            found = conflicts(case)
        return answer([{"decision": _decision(c.decision), "reason": c.reason, "by": c.by and c.by.id} for c in found])

    @router.get("/questions", response_model=list[models.Question])
    def questions(asked: Annotated[QuestionsAsked, Query()]) -> Response:
        """What is worth a person's decision, the least certain first; what is decided already is left out."""
        with opened() as case:
            return answer(queue(case, after=asked.after, limit=asked.size))


def add_deciding(router: APIRouter, writing: Opened) -> None:
    """Add the address that takes decisions; `writing` opens the case file for a change."""

    @router.post("/decisions", response_model=models.Decision, status_code=201)
    def decided(given: Annotated[Deciding, Body()]) -> Response:
        """Put a decision into the log; it is heeded once the collection is traced again (`POST /api/jobs`)."""
        with writing() as case:
            made = decide(
                case, action=given.action, target=given.target, value=given.value, by=given.by, note=given.note
            )
        return answer(_decision(made), status=201)


def _decision(decision: Decision) -> Json:
    """Return a decision as a line of the log has it."""
    return {"id": decision.id, **msgspec.to_builtins(decision)}
