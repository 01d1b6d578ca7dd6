"""Where files lie beside one another: a folder of the disk, or an archive (zip, tar) with archives in it.

A shelf gives a file's bytes by its name, as a way from the shelf's root. Nothing is unpacked to the disk under a
member's name, and no more of a member comes out than was asked for.
"""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast

from whence.errors import Unreadable
from whence.ingest.archives.limits import scratch, told
from whence.ingest.archives.member_names import harmless_name
from whence.ingest.archives.wording import ENCRYPTED
from whence.ingest.archives.zips import check_directory
from whence.pictures import wording

__all__ = ["Disk", "Places", "Shelf", "within"]

_ENCRYPTED = 1
_DEEPEST = 3  # archives in one another


class Shelf(Protocol):
    """Files by their names."""

    def shown(self, name: str) -> str:
        """Return what a file is called on screen."""

    def read(self, name: str, limit: int) -> bytes | None:
        """Return a file's bytes, None where there is none. Raises `Unreadable` where it has more than `limit`."""

    def path(self, name: str) -> Path | None:
        """Return where a file lies on the disk, None where it does not."""


class Disk:
    """A folder: what lies in it or below it, and nothing that a link or a way upwards leads to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real = os.path.realpath(root)

    def shown(self, name: str) -> str:
        """Return the file's path."""
        return str(self._root / name)

    def read(self, name: str, limit: int) -> bytes | None:
        """Return a file's bytes."""
        path = self.path(name)
        if path is None:
            return None
        with path.open("rb") as stream:
            return within(stream, limit)

    def path(self, name: str) -> Path | None:
        """Return where a file lies."""
        path = os.path.realpath(os.path.join(self._real, name))  # noqa: PTH118  -- "/a" stays "/a", and is refused
        inside = os.path.commonpath((self._real, path)) == self._real
        return Path(path) if inside and Path(path).is_file() else None


class _Packed:
    """An archive's members by their harmless names."""

    def __init__(self, name: str, opened: dict[str, Callable[[], IO[bytes] | None]]) -> None:
        self._name = name
        self._opened = opened

    def shown(self, name: str) -> str:
        return f"{self._name}/{name}"

    def read(self, name: str, limit: int) -> bytes | None:
        stream = self.stream(name)
        if stream is None:
            return None
        with told(), stream:
            return within(stream, limit)

    def path(self, name: str) -> Path | None:  # noqa: ARG002  -- as `Shelf` has it
        return None

    def has(self, name: str) -> bool:
        return name in self._opened

    def stream(self, name: str) -> IO[bytes] | None:
        opened = self._opened.get(name)
        with told():
            return opened() if opened else None


class Places:
    """Names of files, as articles have them, to shelves and streams; a context manager.

    `folder` is where the files lie now, where they have moved. What was opened last stays open, for an archive's
    articles follow one another.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._opened = ExitStack()
        self._archives: dict[str, _Packed] = {}

    def __enter__(self) -> Places:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self._archives.clear()
        self._opened.close()

    def find(self, file: str) -> tuple[Shelf, str] | None:
        """Return the shelf that a file stands on and its name there, None where it is not at hand.

        Raises `Unreadable` for an archive that cannot be read.
        """
        for path, inner in self._prefixes(file):
            if not inner:
                return Disk(path.parent), path.name
            return self._inside(path, file.removesuffix(f"/{inner}"), inner)
        return None

    def stream(self, file: str) -> BinaryIO | None:
        """Return a file's bytes as a stream that can be wound to any place, None where it is not at hand.

        It stays open as long as what else is open.
        """
        found = next(self._prefixes(file), None)
        if found is None:
            return None
        path, inner = found
        if not inner:
            return self._opened.enter_context(path.open("rb"))
        shelf = self._inside(path, file.removesuffix(f"/{inner}"), inner)
        packed = shelf[0].stream(shelf[1]) if shelf is not None and isinstance(shelf[0], _Packed) else None
        return self._wound(packed) if packed is not None else None

    def _prefixes(self, file: str) -> Iterator[tuple[Path, str]]:
        """Yield the file of the disk that a name begins with, and what of the name stands behind it."""
        parts = file.split("/")
        for count in range(len(parts), 0, -1):
            given = "/".join(parts[:count])
            tries = [Path(given)] if self._folder is None else [self._folder / given, self._folder / parts[count - 1]]
            path = next((path for path in tries if given and _is_file(path)), None)
            if path is not None:
                yield path, "/".join(parts[count:])
                return

    def _inside(self, path: Path, name: str, inner: str) -> tuple[Shelf, str] | None:
        """Return the archive that holds a member, perhaps in an archive of its own."""
        if name not in self._archives:
            self.close()
            stream = self._opened.enter_context(path.open("rb"))
            self._archives[name] = self._archive(name, stream)
        shelf = self._archives[name]
        for _ in range(_DEEPEST):
            if shelf.has(inner):
                return shelf, inner
            parts = inner.split("/")
            ways = ("/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
            way = next((way for way in ways if shelf.has(way)), None)
            if way is None:
                return None
            name, inner = f"{name}/{way}", inner.removeprefix(f"{way}/")
            if name not in self._archives:
                packed = shelf.stream(way)
                assert packed is not None
                self._archives[name] = self._archive(name, self._wound(packed))
            shelf = self._archives[name]
        return None

    def _wound(self, packed: IO[bytes]) -> BinaryIO:
        """Return a copy of a member that can be wound to any place."""
        return self._opened.enter_context(scratch(cast(BinaryIO, _Forward(packed))))

    def _archive(self, name: str, stream: BinaryIO) -> _Packed:
        with told():
            if zipfile.is_zipfile(stream):
                stream.seek(0)
                check_directory(stream)
                return _Packed(name, _of_zip(self._opened.enter_context(zipfile.ZipFile(stream))))
            stream.seek(0)
            return _Packed(name, _of_tar(self._opened.enter_context(tarfile.open(fileobj=stream))))


class _Forward:
    """A member as a stream that is copied: a packed one would be unpacked from its start each time it is wound."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.read = stream.read

    def seekable(self) -> bool:
        return False


def _of_zip(archive: zipfile.ZipFile) -> dict[str, Callable[[], IO[bytes] | None]]:
    def opener(info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
        def opened() -> IO[bytes]:
            if info.flag_bits & _ENCRYPTED:
                raise Unreadable(ENCRYPTED)
            return archive.open(info)

        return opened

    return {harmless_name(info.filename): opener(info) for info in archive.infolist() if not info.is_dir()}


def _of_tar(archive: tarfile.TarFile) -> dict[str, Callable[[], IO[bytes] | None]]:
    def opener(info: tarfile.TarInfo) -> Callable[[], IO[bytes] | None]:
        return lambda: archive.extractfile(info)

    return {harmless_name(info.name): opener(info) for info in archive.getmembers() if info.isreg()}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def within(stream: IO[bytes], limit: int) -> bytes:
    """Return all that a stream holds. Raises `Unreadable` for more than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(wording.too_large(limit))
    return data
