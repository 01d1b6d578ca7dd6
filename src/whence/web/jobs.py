"""Adding articles and tracing again: what a visitor asks for, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from whence.case.jobs import ItemKind, Job, Waiting
from whence.errors import WrongUse
from whence.example import example_files
from whence.ingest.fetch import is_address
from whence.web import refusal_wording, wording
from whence.web.site import FORM, site_of
from whence.web.work import text_name

__all__ = ["asked_for", "job_json", "router"]

router = APIRouter(include_in_schema=False)
MAX_FILES = 500  # of one job
MAX_FILE = 64 << 20  # bytes
MAX_DEPTH = 8  # folders above a file
MAX_TEXT = 1 << 20  # characters


@router.post("/jobs", dependencies=[FORM])
def ask(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    addresses: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    example: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Take what a form holds as a job, and lead to its page."""
    things = list(asked_for(files or (), addresses, text, url, example=bool(example)))
    if not (things or again):
        raise WrongUse(wording.NOTHING_GIVEN)
    job = put(request, things, again=bool(again))
    return RedirectResponse(f"/jobs/{job}", status_code=303)


@router.get("/jobs")
def every(request: Request) -> Response:
    """Show the jobs, the last first."""
    site = site_of(request)
    return site.page(request, "jobs.html", jobs=site.jobs.all())


@router.get("/jobs/{given}")
def one(request: Request, given: str) -> Response:
    """Show how far a job is; the page asks again by itself until it has ended."""
    site = site_of(request)
    job = site.jobs.job(given)
    if job is None:
        raise HTTPException(404)
    return site.page(request, "job.html", job=job)


def put(request: Request, things: Sequence[Waiting], *, again: bool = False) -> str:
    """Put a job in the line and return its id."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    job = site_of(request).jobs.ask(things, at=at, again=again)
    request.app.state.worker.wake()
    return job


def asked_for(
    files: Sequence[UploadFile], addresses: str, text: str, url: str = "", *, example: bool = False
) -> Iterator[Waiting]:
    """Yield what a visitor gives to read.

    Raises `WrongUse` for too many files, one that is too large or lies too deep, and for what is no address: a path
    of this machine is none.
    """
    given = [file for file in files if file.filename]
    if len(given) > MAX_FILES:
        raise WrongUse(wording.too_many_files(MAX_FILES))
    if example:
        for path in example_files():
            yield Waiting(kind=ItemKind.file, name=path.name, data=path.read_bytes())
    yield from map(_file, given)
    for line in addresses.split():
        if not is_address(line):
            raise WrongUse(f"“{line[:80]}” {wording.NOT_AN_ADDRESS}")
        yield Waiting(kind=ItemKind.address, name=line)
    if text.strip():
        yield _text(text, url.strip())


def _file(upload: UploadFile) -> Waiting:
    name = _name(upload.filename or "")
    data = upload.file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise WrongUse(wording.too_large_file(name, MAX_FILE))
    return Waiting(kind=ItemKind.file, name=name, data=data)


def _name(given: str) -> str:
    """Return a file's name as it is kept: a way down from the folder that was sent, and never up or from the root."""
    parts = [part for part in PurePosixPath(given.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    if len(parts) > MAX_DEPTH:
        raise WrongUse(wording.too_deep(MAX_DEPTH))
    return "/".join(parts)[-240:] or "file"


def _text(text: str, url: str) -> Waiting:
    if len(text) > MAX_TEXT:
        raise WrongUse(refusal_wording.TOO_MUCH)
    if url and not is_address(url):
        raise WrongUse(f"“{url[:80]}” {wording.NOT_AN_ADDRESS}")
    return Waiting(kind=ItemKind.text, name=text_name(text), data=text.encode("utf-8", "replace"), url=url or None)


def job_json(job: Job) -> dict[str, object]:
    """Return a job as the interface for programs gives it."""
    return {
        "id": job.id,
        "state": job.state.value,
        "at": job.at,
        "read": job.read,
        "of": len(job.items),
        "stage": job.stage,
        "stage_number": job.stage_number,
        "stages": job.stages,
        "failure": job.failure,
        "items": [
            {
                "kind": item.kind.value,
                "name": item.name,
                "read": item.read,
                "articles": item.articles,
                "known": item.known,
                "statements": item.statements,
                "reason": item.reason,
            }
            for item in job.items
        ],
    }
