"""How many articles sources hold, as far as that can be told without reading them: for how long a run will take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from whence.errors import Unreadable
from whence.ingest.kinds import Kind, refuse_suffix, suffix_kind
from whence.ingest.sources import Found, files_of

__all__ = ["expected"]

_MOST = 5_000_000  # files: listing more takes longer than it tells
_CHUNK = 1 << 20
_PAGES = frozenset({Kind.page, Kind.capture})


def expected(sources: Sequence[str]) -> int | None:
    """Return the number of articles of files and folders, None where one of them does not tell.

    A page or a text is one, a line of JSON Lines is one; packed files, sheets, addresses and standard input do
    not tell.
    """
    total = 0
    for number, own in enumerate(_counts(sources)):
        if own is None or number >= _MOST:
            return None
        total += own
    return total


def _counts(sources: Sequence[str]) -> Iterator[int | None]:
    for source in sources:
        if source == "-" or "://" in source:
            yield None
            return
        for found in files_of(source):
            yield _count(found) if isinstance(found, Found) else 0


def _count(found: Found) -> int | None:
    try:
        refuse_suffix(found.name)
    except Unreadable:
        return 0
    kind = suffix_kind(found.name)
    if kind is Kind.rows and not found.name.endswith(".gz"):
        return _lines(found.path)
    return 1 if kind in _PAGES else None


def _lines(path: Path) -> int | None:
    try:
        with path.open("rb") as stream:
            return sum(part.count(b"\n") for part in iter(lambda: stream.read(_CHUNK), b""))
    except OSError:
        return None
