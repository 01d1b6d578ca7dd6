"""Where the bytes of an article's pictures are: beside a saved page, inside it, in an archive, or behind an address.

Nothing is fetched unless the user asks for it. A page that is no longer where it was read cannot name the files beside
it; its pictures are then skipped with that reason.
"""

from __future__ import annotations

import gzip
import io
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from whence.errors import FetchError, Unreadable
from whence.ingest.decode import decode, even_newlines
from whence.ingest.fetch import fetch, is_address
from whence.ingest.html import read_pictures
from whence.ingest.sources import os_reason, shown
from whence.pictures import wording
from whence.pictures.archived import Archive, ArchivedPage
from whence.pictures.films import SUFFIXES, films_named, frames_of
from whence.pictures.in_pdf import pictures_of
from whence.pictures.saved import Named, SavedPage, inside
from whence.pictures.shelves import Places
from whence.records import Article, Image, Skipped

__all__ = ["MAX_BYTES", "MAX_FILM", "Finder", "Found"]

MAX_BYTES = 40 << 20
"""Bytes of one picture at most, where the caller gives no limit."""
MAX_FILM = 256 << 20
"""Bytes of a film in an archive at most; one on the disk may be of any size."""

_PAGES = (".html", ".htm", ".xhtml")
_PAGE_BYTES = 64 << 20
_TYPES = frozenset(f"image/{name}" for name in "jpeg jpg png gif webp tiff bmp avif x-ms-bmp".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The bytes of a picture, with the article that shows it, its number there, and where they were found.

    For a frame of a film, `frame` is its second and `size` the film's; no article need show the film.
    """

    article: Article | None
    number: int
    image: Image
    file: str
    data: bytes
    frame: float | None = None
    size: tuple[int, int] | None = None


class _Page(Protocol):
    """A page that is at hand. `missing` says why a picture of it is none."""

    missing: str
    named: Sequence[Named]
    films: Sequence[Named]

    def path(self, source: str) -> tuple[str, Path] | None: ...

    def get(self, source: str, limit: int) -> tuple[str, bytes] | None: ...


class Finder:
    """One run: where pages lie, how large a picture may be, and whether addresses are fetched; a context manager."""

    def __init__(
        self,
        *,
        folder: Path | None = None,
        fetching: bool = False,
        allow_private: bool = False,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._places = Places(folder)
        self._archive: Archive | None = None
        self._fetching = fetching
        self._allow_private = allow_private
        self._max_bytes = max_bytes

    def __enter__(self) -> Finder:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive = None
        self._places.close()

    def pictures(self, article: Article) -> Iterator[Found | Skipped]:
        """Yield the pictures of an article, in reading order, and why others gave no bytes."""
        if _is_pdf(article):
            yield from self._of_pdf(article)
            return
        try:
            page = self._page(article)
        except (Unreadable, OSError) as error:
            yield Skipped(source=article.file, reason=os_reason(error) if isinstance(error, OSError) else str(error))
            page = None
        named: Sequence[Named] = page.named if page is not None else [((), image) for image in article.images]
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
        yield from self._films(article, page, len(named))

    def films(self, place: Path) -> Iterator[Found | Skipped]:
        """Yield the frames of a film, or of all films in a folder and below it, by name."""
        if place.is_dir():
            files = sorted(path for path in place.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
        else:
            files = [place] if place.is_file() else []
        if not files:
            yield Skipped(source=str(place), reason=wording.NO_FILMS)
        for path in files:
            yield from _frames(None, 0, Image(), shown(str(path)), path, shown(str(path)))

    # --- films of pages -----------------------------------------------------------------------------------------------

    def _films(self, article: Article, page: _Page | None, first: int) -> Iterator[Found | Skipped]:
        """Yield the frames of the films that a page shows; `first` is the number of the first film."""
        for number, (sources, image) in enumerate(page.films if page is not None else ()):
            place = wording.film(article.file, number)
            try:
                with ExitStack() as opened:
                    file, path = self._film(page, sources, opened)  # type: ignore[arg-type]  # there is a page here
                    yield from _frames(article, first + number, image, file, path, place)
            except (Unreadable, FetchError) as error:
                yield Skipped(source=place, reason=str(error))
            except OSError as error:
                yield Skipped(source=place, reason=os_reason(error))

    def _film(self, page: _Page, sources: tuple[str, ...], opened: ExitStack) -> tuple[str, Path]:
        """Return what a film is called and where it lies; what stands in an archive is copied for as long as needed."""
        for source in sources:
            if (on_disk := page.path(source)) is not None:
                return on_disk
        for source in sources:
            if (held := page.get(source, MAX_FILM)) is not None:
                return held[0], _copied(held[1], opened)
        if not any(map(is_address, sources)):
            raise Unreadable(page.missing)
        raise Unreadable(wording.FILM_NOT_HERE)

    # --- pages --------------------------------------------------------------------------------------------------------

    def _page(self, article: Article) -> _Page | None:
        """Return the page, where it is still at hand. Raises `Unreadable` for an archive that cannot be read."""
        if article.record is not None:
            archive = self._archive_of(article.record.archive)
            return ArchivedPage(archive, article.record, article.images, article.text) if archive is not None else None
        name = article.file.lower().removesuffix(".gz")
        if not name.endswith(_PAGES) or is_address(article.file):
            return None
        found = self._places.find(article.file)
        data = found[0].read(found[1], _PAGE_BYTES) if found is not None else None
        if found is None or data is None:
            return None
        with suppress(Unreadable):
            markup = even_newlines(decode(_unpacked(data)).text)
            return SavedPage(*found, read_pictures(markup, url=None), films_named(markup, article.text))
        return None

    def _archive_of(self, name: str) -> Archive | None:
        if self._archive is None or self._archive.name != name:
            self._archive = None
            stream = self._places.stream(name)
            self._archive = Archive(name, stream) if stream is not None else None
        return self._archive

    def _of_pdf(self, article: Article) -> Iterator[Found | Skipped]:
        """Yield the pictures of a PDF: nothing tells which of its words are said of which picture."""
        try:
            data = self._pdf(article)
            for number, (page, picture) in enumerate(pictures_of(data) if data is not None else ()):
                file = wording.of_page(article.file, page)
                yield Found(article=article, number=number, image=Image(), file=file, data=picture)
        except (Unreadable, OSError) as error:
            yield Skipped(source=article.file, reason=os_reason(error) if isinstance(error, OSError) else str(error))
        else:
            if data is None and not is_address(article.file):
                yield Skipped(source=article.file, reason=wording.PAGE_GONE)

    def _pdf(self, article: Article) -> bytes | None:
        if article.record is not None:
            archive = self._archive_of(article.record.archive)
            held = archive.record(article.record.offset, _PAGE_BYTES) if archive is not None else None
            return held[0] if held else None
        found = None if is_address(article.file) else self._places.find(article.file)
        return found[0].read(found[1], _PAGE_BYTES) if found is not None else None

    # --- bytes --------------------------------------------------------------------------------------------------------

    def _bytes(self, article: Article, page: _Page | None, sources: tuple[str, ...], image: Image) -> tuple[str, bytes]:
        for source in sources:
            if source[:5].lower() == "data:":
                data = inside(source, self._max_bytes)
                if data is not None:
                    return article.file, data
        for source in (*sources, *filter(None, (image.url,))) if page is not None else ():
            held = page.get(source, self._max_bytes) if page is not None else None
            if held is not None:
                return held
        address = image.url if image.url and is_address(image.url) else next(filter(is_address, sources), None)
        if address is None:
            raise Unreadable(page.missing if page is not None else wording.PAGE_GONE)
        if not self._fetching:
            raise Unreadable(wording.NOT_FETCHED)
        limits = {"max_bytes": self._max_bytes, "allow_private": self._allow_private}
        return address, fetch(address, also=_TYPES, **limits).data  # type: ignore[arg-type]  # named as its own


def _frames(
    article: Article | None, number: int, image: Image, file: str, path: Path, place: str
) -> Iterator[Found | Skipped]:
    """Yield the frames of a film, those before it breaks off among them, and why there are no more."""
    try:
        for one in frames_of(path):
            yield Found(
                article=article,
                number=number,
                image=image,
                file=file,
                data=one.data,
                frame=one.second,
                size=one.size,
            )
    except Unreadable as error:
        yield Skipped(source=place, reason=str(error))


def _copied(data: bytes, opened: ExitStack) -> Path:
    """Return where a copy lies that goes with what is opened: the decoder asks for a file."""
    copy = opened.enter_context(tempfile.NamedTemporaryFile(suffix=".film"))  # noqa: SIM115  -- it goes with `opened`
    copy.write(data)
    copy.flush()
    return Path(copy.name)


def _is_pdf(article: Article) -> bool:
    name = article.record.target if article.record is not None else article.file
    return name.lower().removesuffix(".gz").endswith(".pdf")


def _unpacked(data: bytes) -> bytes:
    """Return the page of a file that is compressed by itself."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(_PAGE_BYTES)
    except (OSError, EOFError, zlib.error):
        raise Unreadable(wording.BROKEN) from None
