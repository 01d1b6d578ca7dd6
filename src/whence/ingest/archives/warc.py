"""Web archives (WARC, ISO 28500, plain or in gzip) to articles, each with the record that it was read from.

Responses, resources and conversions that hold a page or plain text are read; the rest is counted by what it is.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from whence import words
from whence.errors import Unreadable
from whence.ingest.archives import wording
from whence.ingest.archives.digests import check_digest
from whence.ingest.archives.http_body import body_of, dechunked
from whence.ingest.archives.warc_headers import (
    HELD,
    PAGES,
    SNIFFED,
    charset_of,
    class_of,
    header_of,
    is_robots,
    looks_like_page,
    target_of,
)
from whence.ingest.archives.warc_stream import Records
from whence.ingest.fetch import is_address
from whence.ingest.piece import Piece, Run
from whence.ingest.sources import shown
from whence.records import ArchiveRecord, Article, Skipped

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["read_warc"]

_OK = 200
_STAMP = 14  # digits of a time to the second, as addresses of web archives have them


class _Content(NamedTuple):
    """What headers say of a payload: its type, and its transfer and content codings."""

    type: str
    transfer: str | None = None
    coding: str | None = None

    @property
    def media(self) -> str:
        return self.type.split(";", 1)[0].strip().lower()


def read_warc(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Article | Skipped]:
    """Yield the articles of an archive's records, why others gave none, and last what its other records are."""
    try:
        import fastwarc  # noqa: F401, PLC0415  -- an extra
    except ImportError:
        raise Unreadable(wording.needs_extra("a web archive (WARC)", "warc")) from None
    yield from _Archive(piece, run).items(stream)


class _Archive:
    """One archive while it is read, and what its records are that are no pages."""

    def __init__(self, piece: Piece, run: Run) -> None:
        self._piece = piece
        self._run = run
        self._others: Counter[str] = Counter()
        self._count = 0

    def items(self, stream: BinaryIO) -> Iterator[Article | Skipped]:
        """Yield what the records give; none of them stops the others."""
        records = Records(stream)
        for record in records:
            if isinstance(record, int):
                yield Skipped(source=f"{self._piece.file}#{record}", reason=wording.DAMAGED)
                continue
            self._count += 1
            try:
                yield from self._record(record)
            except Unreadable as error:
                records.failed = str(error) == wording.CUT_OFF  # its length is wrong, perhaps: others may lie in it
                yield Skipped(source=self._name(record), reason=str(error))
            except OSError:
                records.failed = True
                yield Skipped(source=self._name(record), reason=wording.BROKEN_RECORD)
        if others := self._others.total():
            source = wording.of_records(self._piece.file, others, self._count)
            yield Skipped(source=source, reason=wording.no_pages(self._others))

    def _record(self, record: WarcRecord) -> Iterator[Article | Skipped]:
        kind = str(record.record_type)
        if kind == "revisit":
            yield Skipped(source=self._name(record), reason=wording.revisit(header_of(record, "WARC-Refers-To-Date")))
        elif kind == "response" and record.is_http:
            yield from self._answer(record)
        elif kind in ("response", "resource", "conversion"):
            yield from self._payload(record, _Content(header_of(record, "Content-Type") or ""))
        else:
            self._others[kind if kind in wording.NO_PAGES else "unknown"] += 1

    def _answer(self, record: WarcRecord) -> Iterator[Article | Skipped]:
        """Read a server's answer; one that is no page is counted under its status."""
        record.parse_http(quirks_mode=True)
        headers = record.http_headers
        status = headers.status_code
        if status == _OK:
            coded = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
            yield from self._payload(record, _Content(headers.get("Content-Type") or "", *coded))
        else:
            self._others["broken" if status is None else str(status)] += 1

    def _payload(self, record: WarcRecord, content: _Content) -> Iterator[Article | Skipped]:
        """Read what a record holds; what is no page is counted under its type."""
        media, target = content.media, target_of(record)
        if media not in PAGES and media not in HELD and media not in SNIFFED:
            self._others[class_of(media)] += 1
            return
        if is_robots(target):
            self._others["robots"] += 1
            return
        raw = self._whole(record)
        data = body_of(raw, transfer=content.transfer, content=content.coding, limit=self._run.max_bytes)
        if media in SNIFFED and not looks_like_page(data):
            self._others["other"] += 1
            return
        evidence = self._evidence(record, raw, dechunked(raw) if content.transfer else raw, data)
        piece = replace(
            self._piece,
            file=self._name(record),
            name=shown(target),
            url=target if is_address(target) else None,
            charset=charset_of(content.type),
            kind=PAGES.get(media),
            record=evidence,
            inside=True,
        )
        if media in HELD:
            yield from self._run.held(piece, io.BytesIO(data))
        else:
            yield self._run.article(piece, data)

    def _whole(self, record: WarcRecord) -> bytes:
        """The whole payload as it stands in the record; raises `Unreadable` where it is too large or not all there."""
        if header_of(record, "WARC-Segment-Number"):
            raise Unreadable(wording.SEGMENTED)
        length = record.content_length
        if length > self._run.max_bytes:
            raise Unreadable(words.too_large(self._run.max_bytes))
        raw = record.reader.read()
        if len(raw) < length:
            raise Unreadable(wording.CUT_OFF)
        return raw

    def _evidence(self, record: WarcRecord, *payloads: bytes) -> ArchiveRecord:
        """What is kept of a record; its digest is checked against the payload in each form that it may be of."""
        stated = header_of(record, "WARC-Payload-Digest")
        return ArchiveRecord(
            id=record.record_id or "",
            archive=self._piece.file,
            offset=record.stream_pos,
            at=header_of(record, "WARC-Date") or "",
            target=target_of(record),
            digest=stated,
            check=check_digest(stated, *payloads),
            truncated=header_of(record, "WARC-Truncated"),
        )

    def _name(self, record: WarcRecord) -> str:
        """What a record is listed as: its archive, when it was captured and what, as web archives' own addresses."""
        stamp = "".join(filter(str.isdigit, header_of(record, "WARC-Date") or ""))[:_STAMP]
        what = target_of(record) or record.record_id or str(record.stream_pos)
        return shown(f"{self._piece.file}/{stamp}/{what}" if stamp else f"{self._piece.file}/{what}")
