"""Jobs for programs: ask for one, and see how far it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, File, HTTPException, Path, Request, UploadFile
from pydantic import BaseModel, Field

from whence.web import refusal_wording, wording
from whence.web.api.problems import PROBLEMS, Route
from whence.web.jobs import asked_for, job_json, put
from whence.web.site import from_program, site_of

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["jobs"], route_class=Route, responses=PROBLEMS)
_MOST = 1 << 20


class Asked(BaseModel):
    """What to read and trace: addresses, one text with its address, or nothing but to trace again."""

    addresses: list[Annotated[str, Field(max_length=4096)]] = Field(default=[], max_length=1000)
    text: str = Field(default="", max_length=_MOST)
    url: str = Field(default="", max_length=4096)
    example: bool = Field(default=False, description="The articles that come with whence.")
    again: bool = Field(default=False, description="Trace also where nothing is new.")


class ItemOut(BaseModel):
    """One thing that a job reads; `articles` were new, `known` stood in the case file before."""

    kind: str
    name: str
    read: bool
    articles: int
    known: int
    statements: int
    reason: str | None


class JobOut(BaseModel):
    """A job. `state` is waiting, reading, tracing, done or failed; `stage_number` counts from 1."""

    id: str
    state: str
    at: str
    read: int
    of: int
    stage: str
    stage_number: int
    stages: int
    failure: str | None
    items: list[ItemOut]


@router.post("/jobs", status_code=202, dependencies=[Depends(from_program)])
def ask(request: Request, asked: Annotated[Asked, Body()]) -> JobOut:
    """Read addresses or a text, and trace the collection: as a job, which goes on where the server is stopped."""
    things = list(asked_for((), " ".join(asked.addresses), asked.text, asked.url, example=asked.example))
    if not (things or asked.again):
        raise HTTPException(422, wording.NOTHING_GIVEN)
    return _job(request, put(request, things, again=asked.again))


@router.post("/jobs/files", status_code=202, dependencies=[Depends(from_program)])
def ask_files(request: Request, files: Annotated[list[UploadFile], File()]) -> JobOut:
    """Read files, and trace the collection."""
    things = list(asked_for(files, "", ""))
    if not things:
        raise HTTPException(422, wording.NOTHING_GIVEN)
    return _job(request, put(request, things))


@router.get("/jobs")
def every(request: Request) -> list[JobOut]:
    """Return the last jobs, the last asked for first."""
    return [JobOut.model_validate(job_json(job)) for job in site_of(request).jobs.all()]


@router.get("/jobs/{job}")
def one(request: Request, job: Annotated[str, Path(max_length=64)]) -> JobOut:
    """Return how far a job is."""
    return _job(request, job)


def _job(request: Request, given: str) -> JobOut:
    job = site_of(request).jobs.job(given)
    if job is None:
        raise HTTPException(404, refusal_wording.NOTHING_HERE)
    return JobOut.model_validate(job_json(job))
