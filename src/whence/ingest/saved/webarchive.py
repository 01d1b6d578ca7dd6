"""A page that Safari saved as one file: a property list with the page and all that it loads."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.fetch import is_address
from whence.ingest.kinds import TYPES
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.saved.wording import BROKEN_WEBARCHIVE, NO_PAGE

__all__ = ["read"]


def read(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the article of the page itself; its frames and pictures are parts of it."""
    data = stream.read(run.max_bytes + 1)
    if len(data) > run.max_bytes:
        raise Unreadable(wording.too_large(run.max_bytes))
    main = _main(data)
    page, kind = main.get("WebResourceData"), TYPES.get(str(main.get("WebResourceMIMEType", "")).lower())
    if not isinstance(page, bytes) or kind is None:
        raise Unreadable(NO_PAGE)
    address = str(main.get("WebResourceURL", ""))
    charset = main.get("WebResourceTextEncodingName")
    yield run.article(
        replace(
            piece,
            url=piece.url or (address if is_address(address) else None),
            charset=charset if isinstance(charset, str) else None,
            kind=kind,
        ),
        page,
    )


def _main(data: bytes) -> dict[str, Any]:
    try:
        found = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except Exception as error:  # whatever a broken list breaks, there is one thing to say
        raise Unreadable(BROKEN_WEBARCHIVE) from error
    main = found.get("WebMainResource") if isinstance(found, dict) else None
    if not isinstance(main, dict):
        raise Unreadable(BROKEN_WEBARCHIVE)
    return main
