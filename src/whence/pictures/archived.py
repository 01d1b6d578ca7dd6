"""Pictures and films in a web archive (WARC), taken as those of the pages that show them, by their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin

from whence.addresses import canonical_address
from whence.errors import Unreadable
from whence.ingest.archives.http_body import body_of
from whence.ingest.archives.warc_headers import SNIFFED, charset_of, header_of, target_of
from whence.ingest.archives.warc_stream import Records
from whence.ingest.archives.wording import needs_extra
from whence.ingest.decode import decode, even_newlines
from whence.ingest.html import read_pictures
from whence.pictures import wording
from whence.pictures.films import films_named
from whence.pictures.saved import Named
from whence.records import ArchiveRecord, Image

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["Archive", "ArchivedPage"]

_OK = 200
_TAKEN = ("image/", "video/")
_PAGE_BYTES = 64 << 20


class Archive:
    """A web archive whose records of pictures and films are known by their addresses, each perhaps captured often."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        """Look through the archive once. Raises `Unreadable` where the library is missing."""
        try:
            import fastwarc  # noqa: F401, PLC0415  -- an extra
        except ImportError:
            raise Unreadable(needs_extra("a web archive (WARC)", "warc")) from None
        self.name = name
        self._stream = stream
        self._places: dict[str, list[tuple[float, int]]] = {}
        for record in Records(stream):
            if not isinstance(record, int):
                with suppress(OSError):
                    self._note(record)

    def _note(self, record: WarcRecord) -> None:
        kind = str(record.record_type)
        if kind == "response" and record.is_http:
            record.parse_http(quirks_mode=True)
            headers = record.http_headers
            media = headers.get("Content-Type") or "" if headers.status_code == _OK else "none"
        else:
            media = header_of(record, "Content-Type") or "" if kind in ("resource", "conversion") else "none"
        media = media.split(";", 1)[0].strip().lower()
        if media.startswith(_TAKEN) or media in SNIFFED:
            key = _key(target_of(record))
            self._places.setdefault(key, []).append((_seconds(header_of(record, "WARC-Date")), record.stream_pos))

    def get(self, address: str, at: str, limit: int) -> bytes | None:
        """Return what was captured of an address nearest to a time, None where nothing was.

        Raises `Unreadable` where it cannot be read, or has more than `limit` bytes.
        """
        held = self._places.get(_key(address))
        if not held:
            return None
        wanted = _seconds(at)
        _, offset = min(held, key=lambda one: (abs(one[0] - wanted), one))
        found = self.record(offset, limit)
        return found[0] if found else None

    def record(self, offset: int, limit: int) -> tuple[bytes, str] | None:
        """Return what a record at an offset holds, and its content type as it is stated."""
        self._stream.seek(offset)
        record = next((one for one in Records(self._stream) if not isinstance(one, int)), None)
        if record is None or record.stream_pos != offset:
            return None
        if record.content_length > 2 * limit:
            raise Unreadable(wording.too_large(limit))
        if str(record.record_type) != "response" or not record.is_http:
            return _within(record.reader.read(), limit), header_of(record, "Content-Type") or ""
        record.parse_http(quirks_mode=True)
        headers = record.http_headers
        coded = {"transfer": headers.get("Transfer-Encoding"), "content": headers.get("Content-Encoding")}
        return body_of(record.reader.read(), limit=limit, **coded), headers.get("Content-Type") or ""


class ArchivedPage:
    """A page in a web archive; `named` are its pictures in reading order."""

    missing = wording.NOT_ARCHIVED

    def __init__(self, archive: Archive, record: ArchiveRecord, images: Sequence[Image], text: str) -> None:
        self._archive = archive
        self._record = record
        markup = _markup(archive, record)
        self.named: Sequence[Named] = _named(markup, record) or [((), image) for image in images]
        self.films: Sequence[Named] = films_named(markup, text)

    def path(self, source: str) -> None:
        """Nothing in an archive lies on the disk by itself."""

    def get(self, source: str, limit: int) -> tuple[str, bytes] | None:
        """Return what a picture is called in the archive and its bytes; None where it was not captured."""
        try:
            address = urljoin(self._record.target, source)
        except ValueError:
            return None
        data = self._archive.get(address, self._record.at, limit)
        return None if data is None else (f"{self._archive.name}/{address}", data)


def _markup(archive: Archive, record: ArchiveRecord) -> str:
    """Return the page as it stands in the archive, "" where it cannot be read."""
    with suppress(Unreadable, OSError):
        found = archive.record(record.offset, _PAGE_BYTES)
        if found is not None:
            return even_newlines(decode(found[0], charset=charset_of(found[1])).text)
    return ""


def _named(markup: str, record: ArchiveRecord) -> list[Named]:
    """Return the pictures of a page, those inside it among them."""
    with suppress(Unreadable):
        return read_pictures(markup, url=record.target) if markup else []
    return []


def _key(address: str) -> str:
    return canonical_address(address) or address


def _seconds(date: str | None) -> float:
    """Return a record's time (ISO 8601) in seconds; 0 where it has none."""
    try:
        return datetime.fromisoformat(date or "").timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise Unreadable(wording.too_large(limit))
    return data
