"""One run over the user's sources: opens each, tells what it is, hands it to its reader, and survives all of them.

`Intake` holds what a run must remember: the options, and which files, addresses and identities it has met.
"""

from __future__ import annotations

import gzip
import io
import json
import logging
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from whence import words
from whence.errors import FetchError, Unreadable
from whence.ingest import tables
from whence.ingest.capture import Given, read_capture
from whence.ingest.dates import parse_declared
from whence.ingest.decode import decode, even_newlines
from whence.ingest.fetch import fetch, is_address
from whence.ingest.html import read_page
from whence.ingest.identity import article_id, digest_of
from whence.ingest.kinds import Kind, kind_of_text, refuse_binary, refuse_suffix, suffix_kind
from whence.ingest.language import language_of
from whence.ingest.sources import Found, files_of, os_reason, shown
from whence.ingest.tables import Row
from whence.records import Article, Basis, ReadFrom, Skipped

__all__ = ["Intake"]

_STDIN = "-"
_GZIP = b"\x1f\x8b"
_log = logging.getLogger("whence")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """The bytes of one article to be, with what is known about it. `name` alone enters its identity."""

    file: str
    name: str
    url: str | None = None
    charset: str | None = None
    kind: Kind | None = None
    row: Row | None = None


class Intake:
    """One run over sources: options, and what the run has met so far."""

    def __init__(
        self,
        *,
        max_bytes: int,
        allow_private: bool = False,
        mapping: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        files: bool = True,
    ) -> None:
        self._max_bytes = max_bytes
        self._allow_private = allow_private
        self._mapping = dict(mapping or {})
        self._stdin = stdin
        self._files = files  # whether a sheet may name files of this machine
        self._met: set[str] = set()
        tables.check_mapping(self._mapping)

    def articles(self, sources: Sequence[str]) -> Iterator[Article | Skipped]:
        """Yield the articles of all the sources, and why others gave none."""
        for source in sources:
            yield from self._source(source)

    def article_of_text(self, text: str, *, name: str, url: str | None = None) -> Article | Skipped:
        """Return the article of a text at hand."""
        kind = Kind.page if kind_of_text(text, None) is Kind.page else Kind.capture
        return self._article(_Piece(file=name, name=name, url=url, kind=kind), lambda: text.encode("utf-8", "replace"))

    def articles_of_bytes(self, data: bytes, *, name: str) -> Iterator[Article | Skipped]:
        """Yield what the bytes of a file at hand hold."""

        def opened() -> AbstractContextManager[BinaryIO]:
            refuse_suffix(name)
            return io.BytesIO(data)

        yield from self._opened(_Piece(file=shown(name), name=shown(name), kind=suffix_kind(name)), opened)

    def _source(self, source: str) -> Iterator[Article | Skipped]:
        if source == _STDIN:
            yield from self._opened(_Piece(file=_STDIN, name=_STDIN), self._standard_input)
        elif is_address(source):
            yield from self._address(_Piece(file=source, name=source))
        else:
            for found in files_of(source):
                yield from [found] if isinstance(found, Skipped) else self._file(found)

    # --- opening ------------------------------------------------------------------------------------------------------

    def _address(self, piece: _Piece) -> Iterator[Article | Skipped]:
        address = piece.file.split("#", 1)[0]
        if self._is_met(f"address {address}"):
            return
        try:
            got = fetch(address, max_bytes=self._max_bytes, allow_private=self._allow_private)
        except FetchError as error:
            yield Skipped(source=shown(piece.file), reason=str(error))
            return
        data = got.data
        piece = replace(piece, file=shown(piece.file), name=shown(piece.name), url=got.url, charset=got.charset)
        yield self._article(piece, lambda: data)

    def _file(self, found: Found, row: Row | None = None) -> Iterator[Article | Skipped]:
        if self._is_met(f"file {os.path.realpath(found.path)}"):
            return
        piece = _Piece(file=found.file, name=found.name, kind=suffix_kind(found.name), row=row)
        yield from self._opened(piece, lambda: self._open(found))

    def _open(self, found: Found) -> AbstractContextManager[BinaryIO]:
        refuse_suffix(found.name)
        mode = found.path.stat().st_mode
        if stat.S_ISDIR(mode) or (not found.named and not stat.S_ISREG(mode)):
            raise Unreadable(words.NOT_A_FILE)
        return found.path.open("rb")

    def _standard_input(self) -> AbstractContextManager[BinaryIO]:
        if self._stdin is None or self._is_met(_STDIN):
            raise Unreadable(words.NO_STDIN)
        return nullcontext(self._stdin)

    def _is_met(self, key: str) -> bool:
        met = key in self._met
        self._met.add(key)
        return met

    # --- from a stream to its articles ------------------------------------------------------------------------------

    def _opened(
        self, piece: _Piece, opener: Callable[[], AbstractContextManager[BinaryIO]]
    ) -> Iterator[Article | Skipped]:
        """Read a stream to its end; whatever goes wrong with it becomes the reason why it is skipped."""
        try:
            with opener() as stream:
                yield from self._stream(piece, stream)
        except Unreadable as error:
            yield Skipped(source=piece.file, reason=str(error))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield Skipped(source=piece.file, reason=words.BROKEN_GZIP)
        except OSError as error:
            yield Skipped(source=piece.file, reason=os_reason(error))

    def _stream(self, piece: _Piece, stream: BinaryIO) -> Iterator[Article | Skipped]:
        first = self._line(stream)
        if first.startswith(_GZIP):
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=cast(BinaryIO, _Joined(first, stream))))
            first = self._line(stream)
        number = 1
        while not first.strip() and (following := self._line(stream)):
            first, number = following, number + 1
        if piece.kind is Kind.rows or (piece.kind is None and _is_row(first)):
            yield from self._rows(piece, first, number, stream)
            return
        data = first + stream.read(self._max_bytes + 1 - min(len(first), self._max_bytes))
        if self._is_sheet(piece, data):
            yield from self._sheet(piece, data)
        else:
            yield self._article(piece, lambda: data)

    def _line(self, stream: BinaryIO) -> bytes:
        return stream.readline(self._max_bytes + 1)

    def _is_sheet(self, piece: _Piece, data: bytes) -> bool:
        if piece.kind is not None:
            return piece.kind is Kind.sheet
        try:
            return kind_of_text(data[: 1 << 12].decode("utf-8", "ignore"), None) is Kind.sheet
        except Unreadable:
            return False

    # --- rows -------------------------------------------------------------------------------------------------------

    def _rows(self, piece: _Piece, line: bytes, number: int, stream: BinaryIO) -> Iterator[Article | Skipped]:
        if number == 1:
            refuse_binary(line)
        if not line.strip():
            raise Unreadable(words.EMPTY)
        while line:
            if line.strip():
                yield self._row(piece, line, number)
            while len(line) > self._max_bytes and not line.endswith(b"\n"):  # the rest of a row that is too large
                line = self._line(stream)
            line, number = self._line(stream), number + 1

    def _row(self, piece: _Piece, line: bytes, number: int) -> Article | Skipped:
        place = f"{piece.file}#{number}"
        try:
            if len(line) > self._max_bytes:
                raise Unreadable(words.too_large(self._max_bytes))
            row = tables.json_row(line.decode("utf-8-sig"), self._mapping)
        except UnicodeDecodeError:
            return Skipped(source=place, reason=words.UNDECODABLE)
        except Unreadable as error:
            return Skipped(source=place, reason=str(error))
        return self._article_of_row(row, place, f"{piece.name}#{number}")

    def _article_of_row(self, row: Row, place: str, name: str) -> Article | Skipped:
        """Return the article of a row that holds its text."""
        body, kind = (row.text, Kind.capture) if row.text else (row.html or "", Kind.page)
        piece = _Piece(file=row.id or place, name=row.id or name, url=row.url, kind=kind, row=row)
        return self._article(piece, (body or "").encode, place=place)

    # --- sheets -----------------------------------------------------------------------------------------------------

    def _sheet(self, piece: _Piece, data: bytes) -> Iterator[Article | Skipped]:
        text = self._text(piece, data)
        folder = "" if piece.file == _STDIN else os.path.dirname(piece.file)  # noqa: PTH120 - "./a" stays "./a"
        for number, row in tables.sheet_rows(text, self._mapping):
            place = f"{piece.file}#{number}"
            if isinstance(row, Unreadable):
                yield Skipped(source=place, reason=str(row))
            elif row.text or row.html:
                yield self._article_of_row(row, place, f"{piece.name}#{number}")
            else:
                yield from self._named_in_sheet(row, folder)

    def _named_in_sheet(self, row: Row, folder: str) -> Iterator[Article | Skipped]:
        """Read the file, or else the address, that a sheet's row names; a relative file lies beside the sheet."""
        name = row.file or row.url or ""
        if is_address(name):
            yield from self._address(_Piece(file=name, name=name, row=row))
            return
        if "://" in name:
            yield Skipped(source=name, reason=words.SCHEME)
            return
        if not self._files:
            yield Skipped(source=shown(name), reason=words.FILE_IN_SHEET)
            return
        path = os.path.join(folder, name)  # noqa: PTH118 - the name as given stays readable in `Article.file`
        if not Path(path).is_file():
            yield Skipped(source=shown(path), reason=words.MISSING)
            return
        below = name if not Path(name).is_absolute() and ".." not in Path(name).parts else PurePosixPath(name).name
        url = row.url if row.file else None
        yield from self._file(Found(path=Path(path), file=shown(path), name=shown(below)), replace(row, url=url))

    # --- one article ------------------------------------------------------------------------------------------------

    def _article(self, piece: _Piece, data: Callable[[], bytes], *, place: str | None = None) -> Article | Skipped:
        """Read one article. This is the seam where nothing that a single article does can stop the run."""
        try:
            return self._read(piece, data())
        except Unreadable as error:
            return Skipped(source=place or piece.file, reason=str(error))
        except Exception as error:  # an article must never stop the run, whatever it breaks
            _log.debug("reading %s failed", piece.file, exc_info=True)
            return Skipped(source=place or piece.file, reason=words.failed(type(error).__name__))

    def _read(self, piece: _Piece, data: bytes) -> Article:
        in_row = piece.row is not None and bool(piece.row.text or piece.row.html)
        text = data.decode() if in_row else self._text(piece, data)
        digest = digest_of(data)
        known = {"file": piece.file, "article_id": self._identity(piece, digest, in_row), "digest": digest}
        url = (piece.row.url if piece.row else None) or piece.url
        kind = piece.kind if in_row else kind_of_text(text, piece.kind)
        given = _given(piece)
        if kind is Kind.page:
            article = read_page(text, url=url, **known)
        else:
            article = read_capture(text, url=url, given=given, **known)
        article = _with_given(article, given)
        return replace(article, language=language_of(article))

    def _text(self, piece: _Piece, data: bytes) -> str:
        """Return the text of a file's bytes, with plain line ends; raise `Unreadable` where there is none."""
        if len(data) > self._max_bytes:
            raise Unreadable(words.too_large(self._max_bytes))
        refuse_binary(data)
        decoded = decode(data, charset=piece.charset)
        if decoded.replaced:
            _log.warning("%s", words.replaced(piece.file, decoded.replaced))
        text = even_newlines(decoded.text)
        if not text.strip("\0\N{ZERO WIDTH NO-BREAK SPACE} \t\n\f\v"):
            raise Unreadable(words.EMPTY)
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")

    def _identity(self, piece: _Piece, digest: str, in_row: bool) -> str:
        """Return the article's identity; two files of one name and one content get the source as given into theirs."""
        identity = article_id(piece.name, digest)
        if self._is_met(identity):
            if in_row:
                raise Unreadable(words.ROW_REPEATED)
            identity = article_id(piece.file, digest)
        return identity


class _Joined:
    """A stream with the bytes that were read from it already put back before it; as much of it as gzip asks for."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, number: int = -1) -> bytes:
        """Return up to a number of bytes."""
        if not self._head:
            return self._rest.read(number)
        cut = len(self._head) if number < 0 else number
        piece, self._head = self._head[:cut], self._head[cut:]
        return piece


def _is_row(line: bytes) -> bool:
    """Whether a line is a JSON object, as the first line of JSON Lines is."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _given(piece: _Piece) -> Given | None:
    row = piece.row
    if row is None:
        return None
    published = parse_declared(row.published, read_from=ReadFrom.given) if row.published else None
    if row.published and published is None:
        _log.warning("%s", words.no_time(piece.file, row.published))
    return Given(title=row.title, outlet=row.outlet, published=published, authors=row.authors)


def _with_given(article: Article, given: Given | None) -> Article:
    """Put what the row gives in place of what was read from the page."""
    if given is None:
        return article
    return replace(
        article,
        title=given.title or article.title,
        outlet=given.outlet or article.outlet,
        outlet_basis=Basis.stated if given.outlet else article.outlet_basis,
        published=given.published or article.published,
        authors=given.authors or article.authors,
    )
