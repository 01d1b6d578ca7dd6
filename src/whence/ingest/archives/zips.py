"""Zip archives to what their members hold, read one after another; a WACZ's members are its web archives.

Nothing is written to the disk under a member's name, and no more is held in memory than a member's page.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import IO, BinaryIO, cast

from whence.errors import Unreadable
from whence.ingest import wording as ingest_wording
from whence.ingest.archives import wording
from whence.ingest.archives.limits import MEMBERS, Guard, Guarded, TooMuch, deeper, scratch, size_of, told
from whence.ingest.archives.member_names import harmless_name, is_hidden
from whence.ingest.archives.wacz import DESCRIPTION, Described, Digested, described
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.sources import shown
from whence.records import Skipped

__all__ = ["check_directory", "read_zip"]

_END = b"PK\x05\x06"
_TAIL = 22 + (1 << 16)  # the directory's end, and the longest comment behind it
_DIRECTORY = 512 << 20  # bytes of names and places that are held in memory
_ENCRYPTED = 1
_LINK, _TYPE = 0o120000, 0o170000
_OFFICE = {"[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml"}
_ZIP64 = 0xFFFFFFFF
_BUFFER = 1 << 16


def read_zip(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield what an archive's members hold, by name, and why others gave nothing.

    Raises `Unreadable` where the archive as a whole cannot be read, or unpacks to too much.
    """
    depth = deeper(piece.depth)
    with scratch(stream) as whole:
        guard = piece.guard or Guard(size_of(whole))
        check_directory(whole)
        with told():
            archive = zipfile.ZipFile(whole)
        with archive:
            members = _members(archive)
            stated = described(archive) if _is_wacz(set(archive.namelist())) else Described({})
            yield from (Skipped(source=f"{piece.file}/{shown(path)}", reason=reason) for path, reason in stated.faults)
            if not members:
                yield Skipped(source=piece.file, reason=wording.NOTHING_IN_IT)
            for name, info in members:
                guard.member()
                inner = replace(
                    piece,
                    file=f"{piece.file}/{name}",
                    name=f"{piece.name}/{name}",
                    depth=depth,
                    inside=True,
                    guard=guard,
                )
                yield from _member(archive, info, inner, run, stated.digests.get(info.filename))
                guard.check()


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The members that are read, each with its harmless name, sorted by it as a folder's are."""
    named = [(harmless_name(info.filename), info) for info in archive.infolist() if not info.is_dir()]
    names = {name for name, _ in named}
    if names & _OFFICE:
        raise Unreadable(wording.OFFICE)
    if _is_wacz(names):
        named = [(name, info) for name, info in named if name.startswith("archive/")]
    return sorted(
        (one for one in named if not is_hidden(one[0], names)), key=lambda one: (one[0], one[1].header_offset)
    )


def _is_wacz(names: set[str]) -> bool:
    """Whether it is a web archive collection (WACZ 1.1): its description, and WARC files in its folder `archive`."""
    return DESCRIPTION in names and any(
        name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) for name in names
    )


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, piece: Piece, run: Run, digest: str | None
) -> Iterator[Item]:
    """Read a member; one whose bytes do not have the stated `digest` is read all the same, and told."""
    if info.external_attr >> 16 & _TYPE == _LINK:
        return  # a link is not followed
    if info.flag_bits & _ENCRYPTED:
        yield Skipped(source=piece.file, reason=wording.ENCRYPTED)
        return
    assert piece.guard is not None
    try:
        opened = partial(_again, archive, info, piece.guard)
        with told(), archive.open(info) as packed:
            source = Digested(packed, digest) if digest else None
            stream = _stream(source or packed, info, piece.guard)
            yield from run.held(replace(piece, again=opened), stream)
            while source is not None and stream.read(_BUFFER):
                pass  # what its reader left: the digest is of the whole
            if source is not None and not source.fits():
                yield Skipped(source=piece.file, reason=wording.OTHER_BYTES)
    except TooMuch:
        raise
    except Unreadable as error:
        yield Skipped(source=piece.file, reason=str(error))


def _again(archive: zipfile.ZipFile, info: zipfile.ZipInfo, guard: Guard) -> BinaryIO:
    return _stream(archive.open(info), info, guard)


def _stream(packed: IO[bytes] | Digested, info: zipfile.ZipInfo, guard: Guard) -> BinaryIO:
    guarded = Guarded(cast(IO[bytes], packed), guard, lambda: info.compress_size)
    return cast(BinaryIO, io.BufferedReader(guarded, _BUFFER))


def check_directory(whole: BinaryIO) -> None:
    """Look how large the archive's directory is before it is read into memory; raises `Unreadable`."""
    size = whole.seek(0, io.SEEK_END)
    whole.seek(max(0, size - _TAIL))
    tail = whole.read()
    whole.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise Unreadable(ingest_wording.not_readable("a zip archive without an end", "fetch or copy it again"))
    (length,) = struct.unpack("<I", tail[at + 12 : at + 16])
    if length == _ZIP64:
        length = _zip64_length(whole, size - len(tail) + at)
    if length > _DIRECTORY:
        raise TooMuch(wording.too_many(MEMBERS))


def _zip64_length(whole: BinaryIO, end: int) -> int:
    """The length of a large archive's directory, from the record that its end's locator leads to."""
    whole.seek(max(0, end - 20))
    locator = whole.read(20)
    if locator[:4] != b"PK\x06\x07":
        return 0
    whole.seek(struct.unpack("<Q", locator[8:16])[0])
    record = whole.read(56)
    whole.seek(0)
    return int(struct.unpack("<Q", record[40:48])[0]) if len(record) == 56 else 0
