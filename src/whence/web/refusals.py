"""What is said where a page is not given: one sentence, as a page or, to a program, as JSON."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from whence.web import refusal_wording

__all__ = ["refusal"]


def refusal(scope: Scope, status: int, message: str) -> Response:
    """Return the answer to a request that is refused; it needs no case file, no template and no cookie."""
    path = str(scope["path"])
    if path.startswith("/api/") or path.endswith(".json"):
        return JSONResponse({"detail": message}, status_code=status)
    title = refusal_wording.STATUSES.get(status, refusal_wording.STATUSES[500])
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} – whence</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f"<body><main><h1>{escape(title)}</h1><p>{escape(message)}</p></main></body></html>"
    )
    return HTMLResponse(page, status_code=status)
