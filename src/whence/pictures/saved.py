"""A saved page with its pictures: inside it (`data:`), where it names them beside it, or in its folder `page_files`."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from whence.errors import Unreadable
from whence.pictures import wording
from whence.pictures.shelves import Shelf
from whence.records import Image

__all__ = ["Named", "SavedPage", "inside"]

Named = tuple[tuple[str, ...], Image]
"""Where a picture could be found, as its page names it, with what the page says of it."""

_DATA = re.compile(
    r"data:(?P<type>[\w.+/-]{0,80})(?P<rest>(?:;[\w=.+-]{1,80})*),(?P<body>.*)\Z", re.DOTALL | re.IGNORECASE
)
_SAVED_PARTS = "_files"


class SavedPage:
    """A page on a shelf; `named` are its pictures in reading order."""

    missing = wording.NOT_BESIDE

    def __init__(self, shelf: Shelf, name: str, named: Sequence[Named], films: Sequence[Named] = ()) -> None:
        self.named, self.films = named, films
        self._shelf = shelf
        self._name = name
        counts = Counter(name for sources, _ in (*named, *films) for name in {_last(source) for source in sources})
        self._lone = {name for name, count in counts.items() if count == 1}

    def get(self, source: str, limit: int) -> tuple[str, bytes] | None:
        """Return what a picture's file is called and its bytes; None for one that is not beside the page."""
        for name in self._names(source):
            data = self._shelf.read(name, limit)
            if data is not None:
                return self._shelf.shown(name), data
        return None

    def path(self, source: str) -> tuple[str, Path] | None:
        """Return what a file is called and where it lies on the disk; None where it lies in an archive, or nowhere."""
        found = ((name, self._shelf.path(name)) for name in self._names(source))
        return next(((self._shelf.shown(name), path) for name, path in found if path is not None), None)

    def _names(self, source: str) -> list[str]:
        """Return where a file may lie: where its page says, or under its own name in the page's folder.

        A browser that saves a page puts its pictures into `page_files`; other programs leave the page's words as they
        are. Two files of one name could be either, so that neither is taken.
        """
        try:
            parts = urlsplit(source)
        except ValueError:
            return []
        path = unquote(parts.path)
        if not path or "\0" in path:
            return []
        found = []
        if not parts.scheme and not parts.netloc and not path.startswith("/"):
            way = posixpath.normpath(posixpath.join(posixpath.dirname(self._name), path))
            found += [] if way.startswith("..") else [way]
        last = PurePosixPath(path).name
        if last and last not in ("..", ".") and _last(source) in self._lone:
            found.append(f"{posixpath.splitext(self._name)[0]}{_SAVED_PARTS}/{last}")
        return found


def _last(source: str) -> str:
    """Return the last part of an address's path."""
    try:
        return PurePosixPath(unquote(urlsplit(source).path)).name
    except ValueError:
        return ""


def inside(source: str, limit: int) -> bytes | None:
    """Return the bytes of a `data:` address (RFC 2397); None for one that is no picture, or stands for one."""
    if len(source) > 2 * limit:
        raise Unreadable(wording.too_large(limit))
    found = _DATA.match(source)
    if found is None or not found["type"].lower().startswith("image/") or "svg" in found["type"].lower():
        return None
    body = unquote_to_bytes(found["body"])
    if ";base64" not in found["rest"].lower():
        return body
    try:
        return base64.b64decode(re.sub(rb"\s", b"", body) + b"==")
    except binascii.Error:
        raise Unreadable(wording.BROKEN) from None
