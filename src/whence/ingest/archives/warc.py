"""Web archives (WARC, ISO 28500, plain or in gzip) to articles, each with the record that it was read from.

Responses, resources and conversions that hold a page or plain text are read, and revisits of these; the rest is counted
by what it is.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from whence.errors import Unreadable
from whence.ingest import wording as ingest_wording
from whence.ingest.archives import wording
from whence.ingest.archives.digests import check_digest
from whence.ingest.archives.elsewhere import Elsewhere, Step
from whence.ingest.archives.http_body import body_of, dechunked
from whence.ingest.archives.warc_headers import (
    HELD,
    SNIFFED,
    charset_of,
    class_of,
    header_of,
    is_robots,
    looks_like_page,
    target_of,
)
from whence.ingest.archives.warc_revisits import Payloads, Revisit, revisit_of
from whence.ingest.archives.warc_stream import Records
from whence.ingest.fetch import is_address
from whence.ingest.kinds import TYPES
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.sources import shown
from whence.records import ArchiveRecord, Skipped

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["read_warc"]

_OK = 200
_HEAD = 1 << 16  # bytes of an answer within which its status stands, if anywhere
_STAMP = 14  # digits of a time to the second, as addresses of web archives have them


class _Content(NamedTuple):
    """What headers say of a payload: its type, and its transfer and content codings."""

    type: str
    transfer: str | None = None
    coding: str | None = None

    @property
    def media(self) -> str:
        return self.type.split(";", 1)[0].strip().lower()


def read_warc(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the articles of an archive's records, why others gave none, and last what its other records are."""
    try:
        import fastwarc  # noqa: F401, PLC0415  -- an extra
    except ImportError:
        raise Unreadable(wording.needs_extra("a web archive (WARC)", "warc")) from None
    yield from _Archive(piece, run).items(stream)


def _wound_back(stream: BinaryIO, to: int) -> BinaryIO:
    stream.seek(to)
    return stream


class _Page(NamedTuple):
    """What a record holds that a reader of pages reads: its type, its payload as it stands there, and decoded."""

    content: _Content
    raw: bytes
    data: bytes


class _Archive:
    """One archive while it is read, and what its records are that are no pages."""

    def __init__(self, piece: Piece, run: Run) -> None:
        self._piece = piece
        self._run = run
        self._others: Counter[str] = Counter()
        self._count = 0
        self._payloads = Payloads()

    def items(self, stream: BinaryIO) -> Iterator[Item]:
        """Yield what the records give; none of them stops the others."""
        elsewhere = self._run.elsewhere
        if elsewhere is not None and elsewhere.step is Step.look:
            self._look(stream, elsewhere)
            return
        if elsewhere is not None and elsewhere.step is Step.fetch:
            yield from self._fetched(stream, elsewhere.wanted(self._piece.file))
            return
        if elsewhere is not None:
            elsewhere.enter(self._piece.file)
        again = self._piece.again
        if stream.seekable():
            again = partial(_wound_back, stream, stream.tell())
        yield from self._each(stream)
        yield from self._revisits(again)
        if others := self._others.total():
            source = wording.of_records(self._piece.file, others, self._count)
            yield Skipped(source=source, reason=wording.no_pages(self._others))

    def _each(self, stream: BinaryIO) -> Iterator[Item]:
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

    def _record(self, record: WarcRecord) -> Iterator[Item]:
        if header_of(record, "Content-Length") is None:  # every record states it: the archive ends within its head
            raise Unreadable(wording.CUT_OFF)
        if str(record.record_type) == "revisit":
            self._payloads.ask(revisit_of(record, self._name(record), self._piece.file))
            return
        page = self._page(record)
        if page is not None:
            self._payloads.hold(record)
            yield from self._article(page, self._evidence(record, page), self._name(record))

    def _revisits(self, again: Callable[[], BinaryIO] | None) -> Iterator[Item]:
        """Yield what revisits stand for, each with its own time, from the records that they refer to."""
        wanted = self._payloads.found()
        if wanted and again is None:
            for revisit in (one for some in wanted.values() for one in some):
                yield Skipped(source=revisit.name, reason=wording.PIPED_REVISIT)
        elif wanted and again is not None:
            yield from self._fetched(again(), wanted)
        for revisit in self._payloads.missing():
            if self._run.elsewhere is not None:
                self._run.elsewhere.ask(revisit)
            else:
                yield Skipped(source=revisit.name, reason=wording.revisit(revisit.since))

    def _fetched(self, stream: BinaryIO, wanted: Mapping[int, list[Revisit]]) -> Iterator[Item]:
        """Yield what revisits stand for, from the records at some offsets."""
        for record in Records(stream) if wanted else ():
            if not isinstance(record, int) and record.stream_pos in wanted:
                yield from self._revisited(record, wanted[record.stream_pos])

    def _look(self, stream: BinaryIO, elsewhere: Elsewhere[Any]) -> None:
        """Note the records with pages for which revisits of other archives wait."""
        for record in Records(stream):
            if isinstance(record, int) or str(record.record_type) == "revisit" or not elsewhere.names(record):
                continue
            with suppress(Unreadable, OSError):  # why it cannot be read was told before
                if self._page(record) is not None:
                    elsewhere.note(record, self._piece.file)

    def _revisited(self, record: WarcRecord, revisits: list[Revisit]) -> Iterator[Item]:
        try:
            page = self._page(record)
        except (Unreadable, OSError):
            page = None  # its own line says why: what refers to it is no better off
        for revisit in revisits:
            if page is None:
                yield Skipped(source=revisit.name, reason=wording.REVISIT_OF_BROKEN)
                continue
            evidence = replace(
                self._evidence(record, page, revisit.digest),
                id=revisit.id,
                archive=revisit.archive,
                offset=revisit.offset,
                at=revisit.at,
                target=revisit.target,
                refers_to=record.record_id or None,
            )
            yield from self._article(page, evidence, revisit.name)

    def _article(self, page: _Page, evidence: ArchiveRecord, name: str) -> Iterator[Item]:
        """Yield the article of a page. That of a revisit has the time in its identity: its bytes were there before."""
        target = evidence.target
        media = page.content.media
        piece = replace(
            self._piece,
            file=name,
            name=shown(f"{evidence.at} {target}" if evidence.refers_to else target),
            url=target if is_address(target) else None,
            charset=charset_of(page.content.type),
            kind=TYPES.get(media),
            record=evidence,
            inside=True,
            again=None,
        )
        if media in HELD:
            yield from self._run.held(piece, io.BytesIO(page.data))
        else:
            yield self._run.article(piece, page.data)

    def _page(self, record: WarcRecord) -> _Page | None:
        """Read what a record holds; what is no page is counted by what it is."""
        content = self._content(record)
        if content is None:
            return None
        media = content.media
        if media not in TYPES and media not in HELD and media not in SNIFFED:
            self._others[class_of(media)] += 1
            return None
        if is_robots(target_of(record)):
            self._others["robots"] += 1
            return None
        raw = self._whole(record)
        data = body_of(raw, transfer=content.transfer, content=content.coding, limit=self._run.max_bytes)
        if media in SNIFFED and not looks_like_page(data):
            self._others["other"] += 1
            return None
        return _Page(content, raw, data)

    def _content(self, record: WarcRecord) -> _Content | None:
        """What headers say of a record's payload; a server's answer that is no page is counted under its status."""
        kind = str(record.record_type)
        if kind == "response" and record.is_http:
            record.parse_http(quirks_mode=True)
            headers = record.http_headers
            if headers.status_code == _OK:
                coded = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
                return _Content(headers.get("Content-Type") or "", *coded)
            known = isinstance(headers.status_code, int)
            if not known and len(record.reader.read(_HEAD)) < min(record.content_length, _HEAD):
                raise Unreadable(wording.CUT_OFF)
            self._others[str(headers.status_code) if known else "broken"] += 1
        elif kind in ("response", "resource", "conversion"):
            return _Content(header_of(record, "Content-Type") or "")
        else:
            self._others[kind if kind in wording.NO_PAGES else "unknown"] += 1
        return None

    def _whole(self, record: WarcRecord) -> bytes:
        """The whole payload as it stands in the record; raises `Unreadable` where it is too large or not all there."""
        if header_of(record, "WARC-Segment-Number"):
            raise Unreadable(wording.SEGMENTED)
        length = record.content_length
        if length > self._run.max_bytes:
            raise Unreadable(ingest_wording.too_large(self._run.max_bytes))
        raw = record.reader.read()
        if len(raw) < length:
            raise Unreadable(wording.CUT_OFF)
        return raw

    def _evidence(self, record: WarcRecord, page: _Page, digest: str | None = None) -> ArchiveRecord:
        """What is kept of a record; its digest, or another, is checked against the payload in each form of it."""
        stated = digest or header_of(record, "WARC-Payload-Digest")
        payloads = page.raw, dechunked(page.raw) if page.content.transfer else page.raw, page.data
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
