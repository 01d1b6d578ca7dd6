"""The records of a WARC stream, past the places where it is damaged (ISO 28500; each record of a `.gz` is a member)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["Records"]

_CHUNK = 1 << 20
_HEAD = 4096
_MEMBER = b"\x1f\x8b\x08"
_PLAIN = b"WARC/"
_RECORD = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z-]{1,80}:")


class Records:
    """Iterates over the records of a stream: a record, or the offset of a record behind which bytes were passed over.

    Whoever finds a record's body broken or cut off says so in `failed`: its damage is then told already.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.failed = False
        self._seekable = stream.seekable()
        self._stream = stream if self._seekable else cast(BinaryIO, _Forward(stream))
        self._at = stream.tell() if self._seekable else 0
        self._packed = self._seekable and stream.read(2) == _MEMBER[:2]
        if self._seekable:
            stream.seek(self._at)

    def __iter__(self) -> Iterator[WarcRecord | int]:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415  -- an extra

        last, start, damaged = self._at, self._at, False
        while True:
            try:
                for record in ArchiveIterator(self._stream, parse_http=False):
                    if damaged:
                        yield last
                    last = start = record.stream_pos
                    damaged = self.failed = False
                    yield record
                if not self.failed:
                    return
            except OSError:
                damaged = damaged or not self.failed
            following = self._next(start + 1) if self._seekable else None
            if following is None:
                break
            start = following
        if damaged:
            yield last

    def _next(self, after: int) -> int | None:
        """Go to the next place where a record begins, at or behind an offset."""
        magic = _MEMBER if self._packed else _PLAIN
        at = after
        while True:
            self._stream.seek(at)
            chunk = self._stream.read(_CHUNK + len(magic) - 1)
            found = chunk.find(magic)
            while found >= 0:
                if self._begins(at + found):
                    self._stream.seek(at + found)
                    return at + found
                found = chunk.find(magic, found + 1)
            if len(chunk) < _CHUNK:
                return None
            at += _CHUNK

    def _begins(self, at: int) -> bool:
        """Whether a record begins at an offset, rather than bytes that look like it."""
        self._stream.seek(at)
        head = self._stream.read(_HEAD)
        if self._packed:
            with suppress(zlib.error):
                return _RECORD.match(zlib.decompressobj(31).decompress(head, _HEAD)) is not None
            return False
        return _RECORD.match(head) is not None


class _Forward:
    """A pipe as the archive's reader wants it: it asks where it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, number: int = -1) -> bytes:
        """Return up to a number of bytes."""
        data = self._stream.read(number)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at
