"""The web application of one case file."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.responses import Response

from whence import __version__
from whence.case import Case
from whence.case.former import SeveralNow
from whence.errors import CaseError, WrongUse
from whence.web import refusal_wording, serving
from whence.web.api.router import api_router
from whence.web.decide import router as decide
from whence.web.dossier import router as dossier
from whence.web.former import several_now
from whence.web.job_api import router as job_api
from whence.web.jobs import router as jobs
from whence.web.lists import router as lists
from whence.web.others import Others
from whence.web.others import router as others
from whence.web.overview import router as overview
from whence.web.pages import router as pages
from whence.web.pictures import router as pictures
from whence.web.review import router as review
from whence.web.safety import Door, Guard, is_loopback
from whence.web.site import Site, from_program
from whence.web.start import router as start
from whence.web.static import router as static
from whence.web.versions import router as versions
from whence.web.worker import Worker

__all__ = ["create_app"]


# FastAPI can send what it measures to wherever the environment says; no request leaves this machine.
_NO_TELEMETRY: Any = dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False)


def create_app(
    path: str | os.PathLike[str],
    *,
    host: str = "127.0.0.1",
    token: str | None = None,
    names: Iterable[str] = (),
    work: bool = True,
) -> FastAPI:
    """Return the application that shows a case file, which is made where there is none.

    `host` is the address that the server listens on: with another than this machine's, `token` is needed. `names` are
    further host names under which it is asked. Without `work`, jobs are taken and left to another server.

    Raises `WrongUse` for an open address without a token, and `CaseError` for a file that is no case file.
    """
    if token is None and not is_loopback(host):
        raise WrongUse(serving.TOKEN_FOR_HOST)
    Case(path).close()
    door = Door(token=token, names=frozenset(names))
    app = FastAPI(
        title="whence",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
        telemetry=_NO_TELEMETRY,
    )
    app.state.worker, app.state.works, app.state.others = Worker(Path(path)), work, Others(Path(path))
    app.state.site = site = Site(path=Path(path), door=door)
    for router in (static, start, others, overview, lists, review, decide, pages, versions, pictures, dossier, jobs):
        app.include_router(router)
    for programs in (job_api, api_router(site.case, writing=site.writing, guards=[Depends(from_program)])):
        app.include_router(programs)
    app.add_exception_handler(AnyHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(WrongUse, _refused)
    app.add_exception_handler(SeveralNow, several_now)
    app.add_exception_handler(CaseError, _refused)
    app.add_exception_handler(Exception, _refused)
    app.add_middleware(Guard, door=door)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    worker: Worker = app.state.worker
    if app.state.works:
        worker.start()
    yield
    app.state.others.stop()
    if app.state.works:
        worker.stop()


def _refused(request: Request, error: Exception) -> Response:
    """Say in words what went wrong, and nothing of how the program is made."""
    site: Site = request.app.state.site
    if isinstance(error, AnyHTTPException):
        known = isinstance(error, HTTPException) and error.detail and error.status_code != 404
        said = str(error.detail) if known else refusal_wording.REASONS.get(error.status_code, str(error.detail))
        return site.refused(request, error.status_code, said)
    if isinstance(error, RequestValidationError):
        return site.refused(request, 422, refusal_wording.REASONS[422])
    if isinstance(error, WrongUse):
        return site.refused(request, 422, str(error))
    if isinstance(error, CaseError):
        return site.refused(request, 503, str(error))
    return site.refused(request, 500, refusal_wording.WENT_WRONG)
