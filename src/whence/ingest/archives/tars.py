"""Tar archives to what their members hold, read from the first to the last without winding back.

Nothing is written to the disk under a member's name; links, devices and the like are passed over.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, BinaryIO, Self, cast

from whence.errors import Unreadable
from whence.ingest.archives import wording
from whence.ingest.archives.limits import Counted, Guard, Guarded, TooMuch, deeper, size_of, told
from whence.ingest.archives.member_names import harmless_name, is_hidden
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.records import Skipped

__all__ = ["read_tar"]

_HEADER = 16 << 20  # bytes of a member's long name and other extended headers
_BUFFER = 1 << 16


class _Headers(Counted):
    """A stream that stops where a member's headers are longer than any honest ones: they are read into memory whole."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self._until = _HEADER

    def beyond(self, data: int) -> None:
        """Let headers follow behind a number of bytes of a member."""
        self._until = self.count + data + _HEADER

    def read(self, number: int = -1) -> bytes:
        """Return up to a number of bytes; raises `Unreadable` behind the longest headers."""
        if self.count > self._until:
            raise Unreadable(wording.BROKEN_MEMBER)
        return super().read(number)


class _Member(tarfile.TarInfo):
    """A member whose head, where it is damaged or cut off, is no end of the archive: Python's own takes it for one."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """Read a member's head; raises `ReadError` for a broken one."""
        try:
            return super().fromtarfile(archive)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(error)) from error


def read_tar(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield what an archive's members hold, in their order, and why others gave nothing.

    Raises `Unreadable` where the archive is damaged, or unpacks to too much.
    """
    depth, counted = deeper(piece.depth), _Headers(stream)
    guard = piece.guard or Guard(size_of(stream, counted))
    with told(), tarfile.open(fileobj=cast(IO[bytes], counted), mode="r|", tarinfo=_Member) as archive:
        number = 0
        while (info := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # it keeps all that it has met, for winding back
            counted.beyond(info.size)
            name = harmless_name(info.name)
            if not info.isreg() or is_hidden(name, frozenset()):
                continue
            guard.member()
            number += 1
            inner = replace(
                piece,
                file=f"{piece.file}/{name}",
                name=f"{piece.name}/{name}",
                depth=depth,
                inside=True,
                guard=guard,
                again=None,
            )
            yield from _member(archive, info, inner, run)
            guard.check()
        if not number:
            yield Skipped(source=piece.file, reason=wording.NOTHING_IN_IT)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, piece: Piece, run: Run) -> Iterator[Item]:
    assert piece.guard is not None
    try:
        with told():
            packed = archive.extractfile(info)
        if packed is not None:
            guarded = Guarded(packed, piece.guard, lambda: max(info.size, 1))
            yield from run.held(piece, cast(BinaryIO, io.BufferedReader(guarded, _BUFFER)))
    except TooMuch:
        raise
    except Unreadable as error:
        yield Skipped(source=piece.file, reason=str(error))
