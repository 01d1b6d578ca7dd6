"""A file that is compressed by itself (gzip, bzip2, xz, Zstandard) to what it holds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any, BinaryIO, Protocol, cast

from whence.errors import Unreadable
from whence.ingest import wording as ingest_wording
from whence.ingest.archives import wording
from whence.ingest.archives.limits import Counted, Guard, Guarded, deeper, size_of
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item

__all__ = ["BZIP2", "GZIP", "XZ", "ZSTD", "read_packed"]

GZIP, BZIP2, XZ, ZSTD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
_MEMORY = 128 << 20  # bytes that an xz or Zstandard stream may ask for its window
_CHUNK = 1 << 16


def read_packed(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield what a compressed file holds.

    Raises `Unreadable` where it lies too deep in others, or a library is missing.
    """
    head, counted = stream.read(len(XZ)), Counted(stream)
    counted.put_back(head)
    guard = piece.guard or Guard(size_of(stream, counted))
    reason = ingest_wording.BROKEN_GZIP if head.startswith(GZIP) else wording.BROKEN_MEMBER
    unpacked = Guarded(_opener(head)(cast(BinaryIO, counted)), guard, lambda: counted.count, reason)
    inner = replace(piece, depth=deeper(piece.depth), guard=guard, again=None)
    yield from run.held(inner, cast(BinaryIO, io.BufferedReader(unpacked, _CHUNK)))
    guard.check()


def _opener(head: bytes) -> Callable[[BinaryIO], IO[bytes]]:
    if head.startswith(GZIP):
        return lambda stream: cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if head.startswith(BZIP2):
        return lambda stream: cast(IO[bytes], _Unpacking(stream, bz2.BZ2Decompressor))
    if head.startswith(XZ):
        return lambda stream: cast(IO[bytes], _Unpacking(stream, lambda: lzma.LZMADecompressor(memlimit=_MEMORY)))
    return _zstd


def _zstd(stream: BinaryIO) -> IO[bytes]:
    try:
        import zstandard  # noqa: PLC0415  -- an extra
    except ImportError:
        raise Unreadable(wording.needs_extra("compressed with Zstandard", "warc")) from None
    reader = zstandard.ZstdDecompressor(max_window_size=_MEMORY).stream_reader(stream, read_across_frames=True)
    return cast(IO[bytes], reader)


class _Decompressor(Protocol):
    """What Python's decompressors have in common."""

    eof: bool
    needs_input: bool

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...

    @property
    def unused_data(self) -> bytes: ...


class _Unpacking:
    """Unpacks one stream after another, never more at a time than is asked for, within a decompressor's own limits."""

    def __init__(self, stream: BinaryIO, make: Callable[[], Any]) -> None:
        self._stream = stream
        self._make = make
        self._now: _Decompressor = make()
        self._rest = b""

    def read(self, number: int = -1) -> bytes:
        """Return up to a number of bytes; b"" at the end. Raises `EOFError` where the stream ends early."""
        while True:
            if self._now.eof:
                self._rest = self._now.unused_data or self._stream.read(_CHUNK)
                if not self._rest:
                    return b""
                self._now = self._make()
            elif self._now.needs_input and not self._rest:
                self._rest = self._stream.read(_CHUNK)
                if not self._rest:
                    raise EOFError
            data = self._now.decompress(self._rest, number)
            self._rest = b""
            if data:
                return data
