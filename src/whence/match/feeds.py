"""Feeds that the user names to published checks: files, folders, patterns, addresses and standard input.

What gives no check becomes `Skipped` with the reason; nothing stops the run. An address is fetched because the user
names it, and by no other way.
"""

from __future__ import annotations

import gzip
import io
import logging
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from whence.errors import FetchError, Unreadable
from whence.ingest import wording as ingest_wording
from whence.ingest.decode import decode, even_newlines
from whence.ingest.fetch import fetch, is_address
from whence.ingest.kinds import refuse_binary
from whence.ingest.sources import Found, files_of, os_reason, shown
from whence.match import wording
from whence.match.claim_review import checks_of
from whence.match.parsing import Parsed, page_values, values
from whence.match.records import PublishedCheck
from whence.match.sheet import check_mapping, is_sheet, sheet_checks
from whence.records import Skipped

__all__ = ["MAX_BYTES", "read_checks"]

MAX_BYTES = 1 << 30
"""Bytes of one feed at most, where the caller gives no limit: the largest that is published holds a few hundred MB."""

_STDIN = "-"
_GZIP = b"\x1f\x8b"
_DATA = frozenset(
    "application/json application/ld+json application/x-ndjson application/jsonl text/csv application/gzip".split()
)
_SHEETS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})
_log = logging.getLogger("whence")


def read_checks(
    feeds: Sequence[str],
    *,
    mapping: Mapping[str, str] = _NO_MAPPING,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
) -> Iterator[PublishedCheck | Skipped]:
    """Yield the published checks of some feeds, in their order, each address and claim once; and why others gave none.

    A feed is JSON (`ClaimReview` alone, in lists, in `@graph`, in a `DataFeed`; one object a line; the answer of the
    Fact Check Tools API), a page with JSON-LD, or a sheet (CSV), each also gzipped. `mapping` says from which column of
    a sheet a field is read.

    Raises `WrongUse` for a mapping to a field that no check has.
    """
    check_mapping(mapping)
    reader = _Reader(mapping, stdin, max_bytes, allow_private)
    return _once(found for feed in feeds for found in reader.read(feed))


def _once(found: Iterable[PublishedCheck | Skipped]) -> Iterator[PublishedCheck | Skipped]:
    met: set[str] = set()
    for item in found:
        if isinstance(item, PublishedCheck):
            if item.id in met:
                continue
            met.add(item.id)
        yield item


class _Reader:
    """One run over feeds."""

    def __init__(self, mapping: Mapping[str, str], stdin: BinaryIO | None, max_bytes: int, allow_private: bool) -> None:
        self._mapping = mapping
        self._stdin = stdin
        self._max_bytes = max_bytes
        self._allow_private = allow_private

    def read(self, feed: str) -> Iterator[PublishedCheck | Skipped]:
        """Yield what one feed holds."""
        if feed == _STDIN:
            yield from self._guarded(_STDIN, self._from_stdin)
        elif is_address(feed):
            yield from self._guarded(shown(feed), lambda: self._from_address(feed))
        else:
            for found in files_of(feed):
                yield from [found] if isinstance(found, Skipped) else self._file(found)

    def _file(self, found: Found) -> Iterator[PublishedCheck | Skipped]:
        yield from self._guarded(found.file, lambda: _opened(found.path, self._max_bytes))

    def _guarded(self, name: str, data: Callable[[], bytes]) -> Iterator[PublishedCheck | Skipped]:
        """Read one feed. This is the seam where nothing that it does can stop the run."""
        try:
            yield from self._checks(name, self._text(data()))
        except (Unreadable, FetchError) as error:
            yield Skipped(source=name, reason=str(error))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield Skipped(source=name, reason=ingest_wording.BROKEN_GZIP)
        except OSError as error:
            yield Skipped(source=name, reason=os_reason(error))
        except Exception as error:  # a feed must never stop the run, whatever it breaks
            _log.debug("reading %s failed", name, exc_info=True)
            yield Skipped(source=name, reason=ingest_wording.failed(type(error).__name__))

    def _from_stdin(self) -> bytes:
        if self._stdin is None:
            raise Unreadable(ingest_wording.NO_STDIN)
        return self._stdin.read(self._max_bytes + 1)

    def _from_address(self, address: str) -> bytes:
        got = fetch(address, max_bytes=self._max_bytes, allow_private=self._allow_private, also=_DATA)
        return got.data

    def _text(self, data: bytes) -> str:
        if data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                data = stream.read(self._max_bytes + 1)
        if len(data) > self._max_bytes:
            raise Unreadable(ingest_wording.too_large(self._max_bytes))
        refuse_binary(data)
        text = even_newlines(decode(data).text)
        if not text.strip("\0\N{ZERO WIDTH NO-BREAK SPACE} \t\n\f\v"):
            raise Unreadable(ingest_wording.EMPTY)
        return text

    def _checks(self, name: str, text: str) -> Iterator[PublishedCheck | Skipped]:
        if name.lower().endswith(_SHEETS) or is_sheet(text, self._mapping):
            for line, check in sheet_checks(text, self._mapping, feed=name):
                yield _told(check, f"{name}#{line}")
            return
        base, held = page_values(text) if _is_page(text) else (None, values(text))
        base = base or (name if is_address(name) and _is_page(text) else None)
        empty = True
        for found in _in(held, name, base):
            empty = False
            yield found
        if empty:
            raise Unreadable(wording.NO_CHECKS)


def _in(held: Iterable[Parsed], name: str, base: str | None) -> Iterator[PublishedCheck | Skipped]:
    for line, value in held:
        place = f"{name}#{line}"
        if isinstance(value, Unreadable):
            yield Skipped(source=place, reason=str(value))
            continue
        for number, check in enumerate(checks_of(value, feed=place, base=base), start=1):
            yield _told(check, f"{place}, {wording.review(number)}")


def _told(check: PublishedCheck | Unreadable, place: str) -> PublishedCheck | Skipped:
    return check if isinstance(check, PublishedCheck) else Skipped(source=place, reason=str(check))


def _is_page(text: str) -> bool:
    return text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\n")[:1] == "<"


def _opened(path: Path, limit: int) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable(ingest_wording.NOT_A_FILE)
    with path.open("rb") as stream:
        return stream.read(limit + 1)
