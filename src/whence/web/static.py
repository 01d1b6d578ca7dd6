"""The style sheet, the script and the drawing of the tab, from the package; a browser keeps them until they change."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

__all__ = ["address_of", "router"]

router = APIRouter(include_in_schema=False)
_KINDS = {
    "whence.css": "text/css; charset=utf-8",
    "whence.js": "text/javascript; charset=utf-8",
    "whence.svg": "image/svg+xml",
}
_KEEP = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Return a file of the package's static ones."""
    if name not in _KINDS:
        raise HTTPException(404)
    return Response(_bytes(name), media_type=_KINDS[name], headers={"Cache-Control": _KEEP})


def address_of(name: str) -> str:
    """Return a static file's address, another one whenever the file is another."""
    return f"/static/{name}?{hashlib.sha256(_bytes(name)).hexdigest()[:12]}"


@cache
def _bytes(name: str) -> bytes:
    """A file's bytes; the style of the pages goes on from the dossier's, so that both look alike."""
    own = files("whence.web").joinpath("static", name).read_bytes()
    if name != "whence.css":
        return own
    return files("whence.report").joinpath("static", "dossier.css").read_bytes() + own
