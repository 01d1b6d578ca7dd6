"""Where the bytes of an article's pictures are: beside a saved page, inside it, or behind an address.

Nothing is fetched unless the user asks for it. A page that is no longer where it was read cannot name the files beside
it; its pictures are then skipped with that reason.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from whence.errors import FetchError, Unreadable
from whence.ingest.decode import decode, even_newlines
from whence.ingest.fetch import fetch, is_address
from whence.ingest.html import read_pictures
from whence.ingest.sources import os_reason
from whence.pictures import wording
from whence.records import Article, Image, Skipped

__all__ = ["MAX_BYTES", "Finder", "Found"]

MAX_BYTES = 40 << 20
"""Bytes of one picture at most, where the caller gives no limit."""

_PAGES = (".html", ".htm", ".xhtml")
_PAGE_BYTES = 64 << 20
_DATA = re.compile(
    r"data:(?P<type>[\w.+/-]{0,80})(?P<rest>(?:;[\w=.+-]{1,80})*),(?P<body>.*)\Z", re.DOTALL | re.IGNORECASE
)
_TYPES = frozenset(f"image/{name}" for name in "jpeg jpg png gif webp tiff bmp avif x-ms-bmp".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The bytes of a picture, with the article that shows it, its number there, and where they were found."""

    article: Article
    number: int
    image: Image
    file: str
    data: bytes


class Finder:
    """One run: where pages lie, how large a picture may be, and whether addresses are fetched."""

    def __init__(
        self,
        *,
        folder: Path | None = None,
        fetching: bool = False,
        allow_private: bool = False,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._folder = folder
        self._fetching = fetching
        self._allow_private = allow_private
        self._max_bytes = max_bytes

    def pictures(self, article: Article) -> Iterator[Found | Skipped]:
        """Yield the pictures of an article, in reading order, and why others gave no bytes."""
        page, named = self._page(article)
        for number, (sources, image) in enumerate(named):
            if not sources and not image.url:
                continue  # words without a picture
            place = wording.place(article.file, number)
            try:
                file, data = self._bytes(article, page, sources, image)
            except (Unreadable, FetchError) as error:
                yield Skipped(source=place, reason=str(error))
            except OSError as error:
                yield Skipped(source=place, reason=os_reason(error))
            else:
                yield Found(article=article, number=number, image=image, file=file, data=data)

    def _page(self, article: Article) -> tuple[Path | None, list[tuple[tuple[str, ...], Image]]]:
        """Return the saved page, where it is still there, and its pictures with what it names as their files."""
        stored: list[tuple[tuple[str, ...], Image]] = [((), image) for image in article.images]
        if not article.file.lower().endswith(_PAGES) or is_address(article.file):
            return None, stored
        page = self._place(article.file)
        if page is None:
            return None, stored
        try:
            with page.open("rb") as stream:
                text = even_newlines(decode(stream.read(_PAGE_BYTES)).text)
            return page, read_pictures(text, url=None)
        except (Unreadable, OSError):
            return None, stored

    def _place(self, file: str) -> Path | None:
        tries = [Path(file)] if self._folder is None else [self._folder / file, self._folder / PurePosixPath(file).name]
        return next((path for path in tries if path.is_file()), None)

    def _bytes(self, article: Article, page: Path | None, sources: tuple[str, ...], image: Image) -> tuple[str, bytes]:
        for source in sources:
            if source[:5].lower() == "data:":
                data = _inside(source, self._max_bytes)
                if data is not None:
                    return article.file, data
        for source in sources if page is not None else ():
            beside = _beside(page, source) if page is not None else None
            if beside is not None:
                return str(beside), self._read(beside)
        address = image.url if image.url and is_address(image.url) else next(filter(is_address, sources), None)
        if address is None:
            raise Unreadable(wording.NOT_BESIDE if page is not None else wording.PAGE_GONE)
        if not self._fetching:
            raise Unreadable(wording.NOT_FETCHED)
        limits = {"max_bytes": self._max_bytes, "allow_private": self._allow_private}
        return address, fetch(address, also=_TYPES, **limits).data  # type: ignore[arg-type]  # named as its own

    def _read(self, path: Path) -> bytes:
        with path.open("rb") as stream:
            data = stream.read(self._max_bytes + 1)
        if len(data) > self._max_bytes:
            raise Unreadable(wording.too_large(self._max_bytes))
        return data


def _beside(page: Path, source: str) -> Path | None:
    """Return the file that a saved page names, where it lies beside the page or below it."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or "\0" in parts.path:
        return None
    folder = os.path.realpath(page.parent)
    path = os.path.realpath(os.path.join(folder, unquote(parts.path)))  # noqa: PTH118  -- "/a" stays "/a", and is refused
    if os.path.commonpath((folder, path)) != folder or not Path(path).is_file():
        return None
    return page.parent / Path(path).relative_to(folder)


def _inside(source: str, limit: int) -> bytes | None:
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
