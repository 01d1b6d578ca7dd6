"""Who says what in a text that a program sends: read, and kept nowhere, as `whence read --json` does."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from whence.export.contract import reading_json
from whence.pipeline import read
from whence.records import Skipped
from whence.web.api import models
from whence.web.api.answers import answer
from whence.web.api.problems import problem

__all__ = ["add_reading"]

_MOST = 1 << 20  # code points, as of a job's text


class ToRead(BaseModel):
    """A page or a plain text, with its address where it has one; the address is not fetched."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=_MOST)]
    url: Annotated[str, Field(max_length=4096)] = ""


def add_reading(router: APIRouter) -> None:
    """Add the address that reads a text."""

    @router.post("/read", response_model=models.Reading, response_model_exclude_unset=True)
    def reading(given: Annotated[ToRead, Body()]) -> Response:
        """Who says what in a text: nothing is stored, and nothing is fetched."""
        skipped: list[Skipped] = []
        found = next(read(text=given.text, url=given.url or None, on_skip=skipped.append), None)
        if found is None:
            return problem(422, skipped[0].reason if skipped else "")
        return answer(reading_json(found))
