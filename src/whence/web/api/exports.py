"""The whole case file in the formats of other programs, as `whence export` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Literal

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from whence.export.formats import FORMATS
from whence.web.api.answers import Opened

__all__ = ["add_exports"]

_IN_MEMORY = 1 << 22  # bytes; beyond, what is sent waits in a file
_TOGETHER = 1 << 16
# the registry makes the description: an unknown name is refused with the names that there are
_Name: Any = Literal.__getitem__(tuple(FORMATS))
_TYPES: dict[int | str, dict[str, Any]] = {200: {"content": {one.media_type: {} for one in FORMATS.values()}}}


def add_exports(router: APIRouter, opened: Opened) -> None:
    """Add the address of exports."""

    @router.get("/export/{format}", response_class=Response, responses=_TYPES)
    def export(format: _Name) -> Response:
        """Everything that the case file holds, as one file; several files are a zip."""
        wanted = FORMATS[format]
        made = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  -- closed when it is sent
        try:
            with opened() as case:
                wanted.write(case, made)
        except BaseException:
            made.close()
            raise
        named = {"Content-Disposition": f'attachment; filename="whence-{wanted.name}{wanted.extension}"'}
        return StreamingResponse(_pieces(made), media_type=wanted.media_type, headers=named)


def _pieces(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        made.seek(0)
        while piece := made.read(_TOGETHER):
            yield piece
