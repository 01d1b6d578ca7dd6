"""Whatever goes wrong is told as one line of JSON (RFC 9457), with the status that says whose fault it is.

A claim's former id that may mean several claims now is no fault: these are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from whence.case.former import SeveralNow
from whence.errors import CaseError, WhenceError
from whence.text.shown import harmless
from whence.web import refusal_wording
from whence.web.api.answers import several
from whence.web.api.models import Problem

__all__ = ["PROBLEMS", "Route", "nothing", "problem"]

_TYPE = "application/problem+json"
_CONTENT = {_TYPE: {"schema": Problem.model_json_schema()}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"description": "There is no such record.", "content": _CONTENT},
    422: {"description": "The question cannot be answered as it is.", "content": _CONTENT},
    503: {"description": "The case file cannot be read just now.", "content": _CONTENT},
}
"""What each address may answer beside what was asked for, for OpenAPI."""


def problem(status: int, detail: str) -> Response:
    """Return an answer that says what went wrong."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": harmless(detail)}
    return Response(msgspec.json.encode(said), status_code=status, media_type=_TYPE)


def nothing() -> HTTPException:
    """Return what to raise where no record has the id that was asked for."""
    return HTTPException(404, refusal_wording.NOTHING_HERE)


class Route(APIRoute):
    """A route that tells errors as problems, and which claims one is now that was asked for by a former id."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with errors told."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                return problem(422, _invalid(error))
            except HTTPException as error:
                return problem(error.status_code, str(error.detail))
            except SeveralNow as found:
                return several(found.former)
            except CaseError as error:
                return problem(503, str(error))
            except WhenceError as error:
                return problem(422, str(error))

        return told


def _invalid(error: RequestValidationError) -> str:
    """The first thing that is wrong with a question: where, and what."""
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}"
