"""How many articles sources hold, as far as that can be told without reading them: for how long a run will take."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

from whence.errors import Unreadable
from whence.ingest.formats import suffix_of
from whence.ingest.kinds import Kind, refuse_suffix, suffix_kind
from whence.ingest.sources import Found, files_of

__all__ = ["Expected"]

_MOST = 5_000_000  # files: listing more takes longer than it tells
_CHUNK = 1 << 20
_SURE = 1 << 20
"""Bytes of packed files before which nothing is guessed: readers take up to an eighth of that at a time."""
_ONE = frozenset({".pdf", ".mht", ".mhtml", ".eml", ".webarchive"})
_ARCHIVES = frozenset({".warc", ".zip", ".wacz", ".tar", ".tgz", ".tbz2", ".txz"})
_COMPRESSIONS = frozenset({".gz", ".bz2", ".xz", ".zst"})


class Expected:
    """How many articles the sources of a run hold.

    A page, a text or a document is one, and so is a row of JSON Lines, of a sheet or of Parquet. What archives and
    compressed files hold is guessed, while the run goes on, from how many came out of the bytes that were read of
    them: the run opens its files by `open`, and tells of each article that it `came`. Addresses, standard input, feeds
    and what is only told by its first bytes do not tell; then nobody knows.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._told = False
        self._counted = self._size = 0
        self._before = 0  # bytes of the packed files that are done with
        self._came = 0  # out of those and the one at hand
        self._now: _Counted | None = None

    def count(self) -> None:
        """Look at the sources' files: this is done once, before they are read."""
        for number, (articles, size) in enumerate(_counts(self._sources)):
            if articles is None or number >= _MOST:
                return
            self._counted += articles
            self._size += size
        self._told = True

    @property
    def is_guess(self) -> bool:
        """Whether the number is a guess, which changes while the run goes on."""
        return self._size > 0

    @property
    def total(self) -> int | None:
        """How many articles there are, None where that is not known, or not yet."""
        if not self._told or not self._size:
            return self._counted if self._told else None
        read = self._before + (0 if self._now is None else self._now.part)
        if not _SURE <= read <= self._size or (self._now is not None and self._now.is_over):
            return None
        return self._counted + round(self._came * self._size / read)

    def open(self, path: Path, name: str) -> BinaryIO:
        """Open the run's next file, for reading."""
        if self._now is not None:
            self._before += self._now.size
            self._now = None
        if not _is_packed(name):
            return path.open("rb")
        self._now = _Counted(path)
        return self._now

    def came(self) -> None:
        """Note that the file at hand has given one more article, or the reason why one could not be read."""
        self._came += self._now is not None


class _Counted(io.BufferedReader):
    """A file that counts what is read of it. Its readers look at the beginning, or at a directory, more than once."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self.size = path.stat().st_size
        self._count = 0

    def read(self, number: int | None = -1, /) -> bytes:
        """Return up to a number of bytes."""
        data = super().read(number)
        self._count += len(data)
        return data

    @property
    def part(self) -> int:
        """How many of its bytes were read."""
        return min(self._count, self.size)

    @property
    def is_over(self) -> bool:
        """Whether it is gone through once more, as a web archive is for its revisits: nobody knows how far."""
        return self._count > self.size + self.size // 8


def _counts(sources: Sequence[str]) -> Iterator[tuple[int | None, int]]:
    """Yield how many articles each file holds, None where it does not tell, and the bytes of one that is packed."""
    for source in sources:
        if source == "-" or "://" in source:
            yield None, 0
            return
        for found in files_of(source):
            yield _count(found) if isinstance(found, Found) else (0, 0)


def _count(found: Found) -> tuple[int | None, int]:
    try:
        refuse_suffix(found.name)
        return (0, found.path.stat().st_size) if _is_packed(found.name) else (_articles(found), 0)
    except Unreadable:
        return 0, 0
    except OSError:
        return None, 0


def _is_one(name: str) -> bool:
    return suffix_kind(name) in (Kind.page, Kind.capture) or suffix_of(name) in _ONE


def _is_compressed(name: str) -> bool:
    return PurePath(name.lower()).suffix in _COMPRESSIONS


def _is_packed(name: str) -> bool:
    """Whether a file is an archive, or compressed: but for one page, and for a sheet, which is unpacked at once."""
    if _is_one(name) or suffix_kind(name) is Kind.sheet:
        return False
    return _is_compressed(name) or suffix_of(name) in _ARCHIVES


def _articles(found: Found) -> int | None:
    if _is_one(found.name):
        return 1
    kind = suffix_kind(found.name)
    if _is_compressed(found.name) or (kind is None and suffix_of(found.name) != ".parquet"):
        return None
    return {Kind.rows: _lines, Kind.sheet: _rows_of_sheet}.get(kind or Kind.page, _rows_of_parquet)(found.path)


def _lines(path: Path) -> int:
    return _ends(path, lambda part, _: (part.count(b"\n"), 0))


def _rows_of_sheet(path: Path) -> int:
    """The rows of a sheet but that of its names: ends of lines that do not stand within quotation marks."""

    def ends(part: bytes, quoted: int) -> tuple[int, int]:
        pieces = part.split(b'"')  # a mark within a quoted cell is doubled: it leaves the quotation and enters it again
        return sum(piece.count(b"\n") for piece in pieces[quoted::2]), (quoted + len(pieces) - 1) % 2

    return max(0, _ends(path, ends) - 1)


def _ends(path: Path, ends: Callable[[bytes, int], tuple[int, int]]) -> int:
    """Add up how many lines end in each piece of a file; the last one need have no end."""
    total = quoted = 0
    last = b"\n"
    with path.open("rb") as stream:
        while part := stream.read(_CHUNK):
            found, quoted = ends(part, quoted)
            total, last = total + found, part[-1:]
    return total + (last != b"\n")


def _rows_of_parquet(path: Path) -> int | None:
    """The rows that a table's footer states; None where there is no footer, or nothing that reads it."""
    try:
        from pyarrow import parquet  # noqa: PLC0415  -- an extra

        return int(parquet.read_metadata(path).num_rows)
    except Exception:  # whatever a broken table raises, its reader tells the user
        return None
