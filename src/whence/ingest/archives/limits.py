"""What a source may unpack to, so that none fills the machine: its members, its size, and how many times its own size.

What is packed is only ever streamed, so the limits are on time and on what a scratch file takes, never on memory.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from whence.errors import Unreadable
from whence.ingest.archives import wording

__all__ = [
    "DEPTH",
    "MEMBERS",
    "RATIO",
    "SCRATCH",
    "TOTAL",
    "Counted",
    "Guard",
    "Guarded",
    "TooMuch",
    "deeper",
    "scratch",
    "size_of",
    "told",
]

MEMBERS = 1_000_000
DEPTH = 5
"""So many archives and compressions may hold one another: a `.tar.gz` is two of them."""
TOTAL = 256 << 30
"""Bytes that one source may unpack to, all its members and the archives among them together."""
RATIO = 250
"""How many times its packed size something may unpack to, the source as a whole too. Pages pack to a fifth, at best to
a hundredth; deflate's utmost is 1,032 times, and files that are made to fill a machine reach that or, nested or
overlapping, far more."""
SCRATCH = 4 << 30
"""Bytes of a copy on the disk, which an archive needs that cannot be read from its beginning to its end."""
_FREE = 16 << 20  # bytes that may come out of anything, however small: a ratio says little of a short text
_FREE_IN_ALL = 256 << 20
_IN_MEMORY = 8 << 20
_CHUNK = 1 << 20
_BROKEN = (gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, ValueError)


class TooMuch(Unreadable):
    """The source as a whole unpacks to too much: none of its further members is read."""


class Guard:
    """One source that the user named, with all that lies in it. `size` tells how many bytes of it were read so far."""

    def __init__(self, size: Callable[[], int]) -> None:
        self.spent: TooMuch | None = None
        self._size = size
        self._members = 0
        self._total = 0

    def member(self) -> None:
        """Count a member; raises `TooMuch` at one too many."""
        self._members += 1
        if self._members > MEMBERS:
            self._end(wording.too_many(MEMBERS))

    def took(self, number: int) -> None:
        """Count unpacked bytes; raises `TooMuch` where they are too many."""
        self._total += number
        if self._total > TOTAL:
            self._end(wording.too_much(TOTAL))
        if self._total > _FREE_IN_ALL and self._total > RATIO * self._size():
            self._end(wording.too_packed(RATIO))

    def check(self) -> None:
        """Raise what ended the reading, where something did."""
        if self.spent is not None:
            raise self.spent

    def _end(self, reason: str) -> None:
        self.spent = TooMuch(reason)
        raise self.spent


class Guarded(io.RawIOBase):
    """An unpacking stream that stops where more comes out than its packed bytes can honestly hold.

    `packed` tells how many packed bytes stand behind what was read so far. Whatever its library raises for broken data
    becomes `Unreadable`, with `broken` for a reason.
    """

    def __init__(
        self, stream: IO[bytes], guard: Guard, packed: Callable[[], int], broken: str = wording.BROKEN_MEMBER
    ) -> None:
        self._stream = stream
        self._guard = guard
        self._packed = packed
        self._broken = broken
        self._out = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer as far as one read goes, and return how far."""
        data = self._read(len(into))
        into[: len(data)] = data
        self._out += len(data)
        self._guard.took(len(data))
        if self._out > _FREE and self._out > RATIO * self._packed():
            raise Unreadable(wording.too_packed(RATIO))
        return len(data)

    def _read(self, number: int) -> bytes:
        with told(self._broken):
            return self._stream.read(number)


class Counted(io.RawIOBase):
    """A stream that counts what is read from it; what was read to look at it can be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self.count = 0
        self._stream = stream
        self._head = b""

    def put_back(self, head: bytes) -> None:
        """Let bytes be read again, before all others."""
        self._head = head

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, number: int = -1) -> bytes:
        """Return up to a number of bytes."""
        if self._head:
            cut = len(self._head) if number < 0 else number
            data, self._head = self._head[:cut], self._head[cut:]
        else:
            data = self._stream.read(number)
        self.count += len(data)
        return data


def size_of(stream: BinaryIO, counted: Counted | None = None) -> Callable[[], int]:
    """Return what tells a source's size: all of it, where that can be known, or else what was read of it so far."""
    if not stream.seekable():
        return (lambda: counted.count) if counted is not None else (lambda: 0)
    at = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(at)
    return lambda: size


def deeper(depth: int) -> int:
    """Return the depth of what lies in an archive; raises `Unreadable` where that is too deep."""
    if depth >= DEPTH:
        raise Unreadable(wording.too_deep(DEPTH))
    return depth + 1


@contextmanager
def scratch(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream that can be wound to any place: itself, where it can, or else a copy that is gone afterwards.

    Raises `Unreadable` where the copy would be too large.
    """
    if stream.seekable() and not isinstance(stream, Guarded):
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        size = 0
        while data := stream.read(_CHUNK):
            size += len(data)
            if size > SCRATCH:
                raise Unreadable(wording.too_much(SCRATCH))
            copy.write(data)
        copy.seek(0)
        yield cast(BinaryIO, copy)


@contextmanager
def told(broken: str = wording.BROKEN_MEMBER) -> Iterator[None]:
    """Turn what the libraries of archives raise for broken data into `Unreadable`."""
    try:
        yield
    except (NotImplementedError, RuntimeError) as error:  # zipfile: an unknown method; a member that is encrypted
        raise Unreadable(wording.unknown_compression(str(error))) from error
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable(broken) from error
