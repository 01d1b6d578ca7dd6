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
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from whence.errors import FetchError, Unreadable, WhenceError
from whence.ingest import tables, wording
from whence.ingest.archives.elsewhere import Elsewhere, Step, name_of, record_of
from whence.ingest.archives.warc_revisits import Revisit
from whence.ingest.archives.wording import REPEATED, SHEET_INSIDE
from whence.ingest.capture import Given
from whence.ingest.dates import parse_declared
from whence.ingest.decode import decode, even_newlines
from whence.ingest.earlier import Earlier
from whence.ingest.fetch import Fetched, fetch, is_address
from whence.ingest.formats import HEAD, Format, format_of, unpacked_head
from whence.ingest.identity import article_id, digest_of
from whence.ingest.kinds import Kind, kind_of_text, refuse_binary, refuse_suffix, suffix_kind
from whence.ingest.making import finished, of_file, of_text, with_record
from whence.ingest.piece import Known, Make, Piece
from whence.ingest.polite.asking import Polite
from whence.ingest.raw import Item, Raw, as_skipped
from whence.ingest.sources import Found, files_of, os_reason, shown
from whence.ingest.tables import Row
from whence.records import Article, ReadFrom, Skipped

if TYPE_CHECKING:
    from whence.ingest.counting import Expected

__all__ = ["Intake"]

_STDIN = "-"
_GZIP = b"\x1f\x8b"
_log = logging.getLogger("whence")


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
        earlier: Earlier | None = None,
        expected: Expected | None = None,
    ) -> None:
        self.elsewhere: Elsewhere[Found] | None = None
        self._earlier = earlier
        self._expected = expected
        self.max_bytes = max_bytes  # by the names of `piece.Run`, as which formats' readers know this
        self._allow_private = allow_private
        self.mapping = dict(mapping or {})
        self._stdin = stdin
        self._files = files  # whether a sheet may name files of this machine
        self._polite: Polite | None = None
        self._met: set[str] = set()
        tables.check_mapping(self.mapping)

    def articles(self, sources: Sequence[str]) -> Iterator[Item]:
        """Yield the articles of all the sources, and why others gave none."""
        self.elsewhere = Elsewhere()
        for source in sources:
            yield from self._source(source)
        yield from self._revisits(self.elsewhere)

    def _revisits(self, elsewhere: Elsewhere[Found]) -> Iterator[Item]:
        """Yield what revisits stand for whose payload their own archive does not hold, behind all else."""
        names = {revisit.name for revisit in elsewhere.waiting}
        for step in (Step.look, Step.fetch) if names else ():
            for found in elsewhere.files(step):
                for item in self._opened(_piece(found), lambda found=found: self._open(found)):  # type: ignore[misc]
                    if name_of(item) in names:
                        yield item  # what else there is was told when the file was read
        for revisit, skipped in elsewhere.missing():
            yield self._from_earlier(revisit) or skipped

    def _from_earlier(self, revisit: Revisit) -> Article | Skipped | None:
        """Return what a revisit stands for, from an article that was read of the record in another run."""
        article = self._earlier.captured(revisit.keys) if self._earlier is not None else None
        record = record_of(revisit, article) if article is not None else None
        if article is None or record is None:
            return None
        name = shown(f"{record.at} {record.target}")
        piece = Piece(file=revisit.name, name=name, record=record)
        try:
            identity = self._identity(piece, article.digest, in_row=False)
        except Unreadable as error:
            return Skipped(source=revisit.name, reason=str(error))
        return with_record(replace(article, id=identity, file=piece.file, url=record.target), record)

    def article_of_text(self, text: str, *, name: str, url: str | None = None) -> Item:
        """Return the article of a text at hand."""
        kind = Kind.page if kind_of_text(text, None) is Kind.page else Kind.capture
        return self._article(Piece(file=name, name=name, url=url, kind=kind), lambda: text.encode("utf-8", "replace"))

    def articles_of_bytes(self, data: bytes, *, name: str) -> Iterator[Item]:
        """Yield what the bytes of a file at hand hold."""

        def opened() -> AbstractContextManager[BinaryIO]:
            refuse_suffix(name)
            return io.BytesIO(data)

        alone = self.elsewhere is None
        self.elsewhere = self.elsewhere or Elsewhere()
        yield from self._opened(Piece(file=shown(name), name=shown(name), kind=suffix_kind(name)), opened)
        if alone:
            yield from self._revisits(self.elsewhere)

    def articles_of(self, found: Found) -> Iterator[Item]:
        """Yield what one file holds."""
        return self._file(found)

    def _source(self, source: str) -> Iterator[Item]:
        self._enter(None)
        if source == _STDIN:
            yield from self._opened(Piece(file=_STDIN, name=_STDIN), self._standard_input)
        elif is_address(source):
            yield from self._address(Piece(file=source, name=source))
        else:
            for found in files_of(source):
                yield from [found] if isinstance(found, Skipped) else self._file(found)

    # --- opening ------------------------------------------------------------------------------------------------------

    def _address(self, piece: Piece, ask: Callable[[str], Fetched] | None = None) -> Iterator[Item]:
        self._enter(None)
        address = piece.file.split("#", 1)[0]
        if self._is_met(f"address {address}"):
            return
        try:
            got = (ask or self._fetch)(address)
        except FetchError as error:
            yield Skipped(source=shown(piece.file), reason=str(error))
            return
        yield from self.answered(replace(piece, fetched=ask is None), got)

    def _fetch(self, address: str) -> Fetched:
        return fetch(address, max_bytes=self.max_bytes, allow_private=self._allow_private)

    def linked(self, address: str) -> Iterator[Item]:
        """Yield what an address gives to which a source links that the user named by its address, asked politely."""
        if self._polite is None:
            self._polite = Polite(max_bytes=self.max_bytes, allow_private=self._allow_private)
        yield from self._address(Piece(file=address, name=address), ask=self._polite.get)

    def answered(self, piece: Piece, got: Fetched) -> Iterator[Item]:
        """Yield what the answer of an address holds."""
        data = got.data
        piece = replace(piece, file=shown(piece.file), name=shown(piece.name), url=got.url, charset=got.charset)
        if format_of(got.url, data[:HEAD]) is not None:
            yield from self._opened(piece, lambda: io.BytesIO(data))
        else:
            yield self._article(piece, lambda: data)

    def _file(self, found: Found, row: Row | None = None) -> Iterator[Item]:
        if self._is_met(f"file {os.path.realpath(found.path)}"):
            return
        self._enter(found)
        yield from self._opened(replace(_piece(found), row=row), lambda: self._open(found))

    def _enter(self, found: Found | None) -> None:
        """Remember which file the run is in, None where it is in none that can be opened again."""
        if self.elsewhere is not None:
            self.elsewhere.at = found

    def _open(self, found: Found) -> AbstractContextManager[BinaryIO]:
        refuse_suffix(found.name)
        mode = found.path.stat().st_mode
        if stat.S_ISDIR(mode) or (not found.named and not stat.S_ISREG(mode)):
            raise Unreadable(wording.NOT_A_FILE)
        return found.path.open("rb") if self._expected is None else self._expected.open(found.path, found.name)

    def _standard_input(self) -> AbstractContextManager[BinaryIO]:
        if self._stdin is None or self._is_met(_STDIN):
            raise Unreadable(wording.NO_STDIN)
        return nullcontext(self._stdin)

    def _is_met(self, key: str) -> bool:
        met = key in self._met
        self._met.add(key)
        return met

    # --- from a stream to its articles ------------------------------------------------------------------------------

    def _opened(self, piece: Piece, opener: Callable[[], AbstractContextManager[BinaryIO]]) -> Iterator[Item]:
        """Read a stream to its end; whatever goes wrong with it becomes the reason why it is skipped."""
        try:
            with opener() as stream:
                yield from self._stream(piece, stream)
        except Unreadable as error:
            yield Skipped(source=piece.file, reason=str(error))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield Skipped(source=piece.file, reason=wording.BROKEN_GZIP)
        except OSError as error:
            yield Skipped(source=piece.file, reason=os_reason(error))

    def _stream(self, piece: Piece, stream: BinaryIO) -> Iterator[Item]:
        head, stream = _peeked(stream)
        found = format_of(piece.name, unpacked_head(head), packed=True) if head.startswith(_GZIP) else None
        found = found or format_of(piece.name, head)
        if self.elsewhere is not None and self.elsewhere.step is not Step.read and not (found and found.holds):
            return
        if found is not None:
            yield from self._formatted(found, piece, stream)
        else:
            yield from self._text_stream(piece, stream)

    def _formatted(self, found: Format, piece: Piece, stream: BinaryIO) -> Iterator[Item]:
        """Read a format that has a reader of its own; a stream that breaks it costs what was not read yet."""
        try:
            yield from found.load()(piece, stream, self)
        except (WhenceError, EOFError, OSError, zlib.error):
            raise
        except Exception as error:  # a source must never stop the run, whatever it breaks
            _log.debug("reading %s failed", piece.file, exc_info=True)
            yield Skipped(source=piece.file, reason=wording.failed(type(error).__name__))

    def _text_stream(self, piece: Piece, stream: BinaryIO) -> Iterator[Item]:
        first, number = self._line(stream), 1
        while not first.strip() and (following := self._line(stream)):
            first, number = following, number + 1
        if piece.kind is Kind.rows or (piece.kind is None and _is_row(first)):
            yield from self._rows(piece, first, number, stream)
            return
        data = first + stream.read(self.max_bytes + 1 - min(len(first), self.max_bytes))
        if self._is_sheet(piece, data):
            yield from self._sheet(piece, data)
        else:
            yield self._article(piece, lambda: data)

    def _line(self, stream: BinaryIO) -> bytes:
        return stream.readline(self.max_bytes + 1)

    def _is_sheet(self, piece: Piece, data: bytes) -> bool:
        if piece.kind is not None:
            return piece.kind is Kind.sheet
        try:
            return kind_of_text(data[: 1 << 12].decode("utf-8", "ignore"), None) is Kind.sheet
        except Unreadable:
            return False

    # --- what readers of formats call (`piece.Run`) ------------------------------------------------------------------

    def article(self, piece: Piece, data: bytes, make: Make | None = None) -> Item:
        """Return the article of some bytes: a page or plain text, or what `make` makes of them."""
        return self._article(piece, lambda: data, make=make)

    def article_of_row(self, piece: Piece, row: Row, number: int) -> Item:
        """Return the article of a table's row, which is counted from 1."""
        return self._article_of_row(row, f"{piece.file}#{number}", f"{piece.name}#{number}")

    def held(self, piece: Piece, stream: BinaryIO) -> Iterator[Item]:
        """Yield what a file inside a container holds, of whatever kind that is."""

        def opened() -> AbstractContextManager[BinaryIO]:
            refuse_suffix(piece.name)
            return nullcontext(stream)

        yield from self._opened(replace(piece, kind=suffix_kind(piece.name)), opened)

    # --- rows -------------------------------------------------------------------------------------------------------

    def _rows(self, piece: Piece, line: bytes, number: int, stream: BinaryIO) -> Iterator[Item]:
        if number == 1:
            refuse_binary(line)
        if not line.strip():
            raise Unreadable(wording.EMPTY)
        while line:
            if line.strip():
                yield self._row(piece, line, number)
            while len(line) > self.max_bytes and not line.endswith(b"\n"):  # the rest of a row that is too large
                line = self._line(stream)
            line, number = self._line(stream), number + 1

    def _row(self, piece: Piece, line: bytes, number: int) -> Item:
        place = f"{piece.file}#{number}"
        try:
            if len(line) > self.max_bytes:
                raise Unreadable(wording.too_large(self.max_bytes))
            row = tables.json_row(line.decode("utf-8-sig"), self.mapping)
        except UnicodeDecodeError:
            return Skipped(source=place, reason=wording.UNDECODABLE)
        except Unreadable as error:
            return Skipped(source=place, reason=str(error))
        return self._article_of_row(row, place, f"{piece.name}#{number}")

    def _article_of_row(self, row: Row, place: str, name: str) -> Item:
        """Return the article of a row that holds its text."""
        body, kind = (row.text, Kind.capture) if row.text else (row.html or "", Kind.page)
        piece = Piece(file=row.id or place, name=row.id or name, url=row.url, kind=kind, row=row)
        return self._article(piece, (body or "").encode, place=place)

    # --- sheets -----------------------------------------------------------------------------------------------------

    def _sheet(self, piece: Piece, data: bytes) -> Iterator[Item]:
        text = self._text(piece, data)
        folder = "" if piece.file == _STDIN else os.path.dirname(piece.file)  # noqa: PTH120 - "./a" stays "./a"
        for number, row in tables.sheet_rows(text, self.mapping):
            place = f"{piece.file}#{number}"
            if isinstance(row, Unreadable):
                yield Skipped(source=place, reason=str(row))
            elif row.text or row.html:
                yield self._article_of_row(row, place, f"{piece.name}#{number}")
            else:
                yield from self._named_in_sheet(row, folder, inside=piece.inside)

    def _named_in_sheet(self, row: Row, folder: str, *, inside: bool = False) -> Iterator[Item]:
        """Read the file, or else the address, that a sheet's row names; a relative file lies beside the sheet.

        A sheet `inside` an archive has none read: whoever made the archive is not whoever named it.
        """
        name = row.file or row.url or ""
        if inside:
            yield Skipped(source=shown(name), reason=SHEET_INSIDE)
            return
        if is_address(name):
            yield from self._address(Piece(file=name, name=name, row=row))
            return
        if "://" in name:
            yield Skipped(source=name, reason=wording.SCHEME)
            return
        if not self._files:
            yield Skipped(source=shown(name), reason=wording.FILE_IN_SHEET)
            return
        path = os.path.join(folder, name)  # noqa: PTH118 - the name as given stays readable in `Article.file`
        if not Path(path).is_file():
            yield Skipped(source=shown(path), reason=wording.MISSING)
            return
        below = name if not Path(name).is_absolute() and ".." not in Path(name).parts else PurePosixPath(name).name
        url = row.url if row.file else None
        yield from self._file(Found(path=Path(path), file=shown(path), name=shown(below)), replace(row, url=url))

    # --- one article ------------------------------------------------------------------------------------------------

    def _article(
        self, piece: Piece, data: Callable[[], bytes], *, place: str | None = None, make: Make | None = None
    ) -> Item:
        """Return an article to be, or one that was read in an earlier run: what its bytes hold is not looked at again.

        They are decoded here, for bytes that are no text have no identity, and so the same may be met as often as it
        comes.
        """
        try:
            return self._raw(piece, data(), place or piece.file, make)
        except Exception as error:  # an article must never stop the run, whatever it breaks
            return as_skipped(place or piece.file, error)

    def _raw(self, piece: Piece, data: bytes, place: str, make: Make | None) -> Article | Raw:
        in_row = piece.row is not None and bool(piece.row.text or piece.row.html)
        url, digest, text = piece.url, digest_of(data), ""
        if make is None:
            url = (piece.row.url if piece.row else None) or piece.url
            text = data.decode() if in_row else self._text(piece, data)
        identity = self._identity(piece, digest, in_row)
        if self._earlier is not None and (held := self._earlier.article(identity)) is not None:
            return held
        given = _given(piece)
        make = make or partial(of_text if in_row else of_file, text, piece.kind, given)
        known = Known(file=piece.file, article_id=identity, digest=digest, url=url)
        return Raw(known=known, make=partial(finished, make, given, piece.record), place=place, size=len(data))

    def _text(self, piece: Piece, data: bytes) -> str:
        """Return the text of a file's bytes, with plain line ends; raise `Unreadable` where there is none."""
        if len(data) > self.max_bytes:
            raise Unreadable(wording.too_large(self.max_bytes))
        refuse_binary(data)
        decoded = decode(data, charset=piece.charset)
        if decoded.replaced:
            _log.warning("%s", wording.replaced(piece.file, decoded.replaced))
        text = even_newlines(decoded.text)
        if not text.strip("\0\N{ZERO WIDTH NO-BREAK SPACE} \t\n\f\v"):
            raise Unreadable(wording.EMPTY)
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")

    def _identity(self, piece: Piece, digest: str, in_row: bool) -> str:
        """Return the article's identity; two files of one name and one content get the source as given into theirs."""
        identity = article_id(piece.name, digest)
        if self._is_met(identity):
            if in_row:
                raise Unreadable(wording.ROW_REPEATED)
            if piece.record is not None:
                raise Unreadable(REPEATED)
            identity = article_id(piece.file, digest)
        return identity


def _piece(found: Found) -> Piece:
    return Piece(file=found.file, name=found.name, kind=suffix_kind(found.name))


class _Joined(io.RawIOBase):
    """A stream with the bytes that were read from it already put back before it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer as far as one read goes, and return how far."""
        if not self._head:
            self._head = self._read_one(len(into))
        piece, self._head = self._head[: len(into)], self._head[len(into) :]
        into[: len(piece)] = piece
        return len(piece)

    def _read_one(self, number: int) -> bytes:
        """Wait no longer than for what is there: a row that is piped in is read before the next one comes."""
        read1: Callable[[int], bytes] = getattr(self._rest, "read1", self._rest.read)
        return read1(number)


def _peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return as much of a stream's beginning as tells a format, and the stream from its beginning.

    A pipe is asked for one line, so that a row is read before the next comes; of markup and gzip that is too little.
    """
    if stream.seekable():
        at = stream.tell()
        head = stream.read(HEAD)
        stream.seek(at)
        return head, stream
    head = stream.readline(HEAD)
    if head.lstrip().startswith(b"<") or head.startswith(_GZIP):
        head += stream.read(HEAD - len(head))
    return head, cast(BinaryIO, io.BufferedReader(_Joined(head, stream)))


def _is_row(line: bytes) -> bool:
    """Whether a line is a JSON object, as the first line of JSON Lines is."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _given(piece: Piece) -> Given | None:
    row = piece.row
    if row is None:
        return None
    published = parse_declared(row.published, read_from=ReadFrom.given) if row.published else None
    if row.published and published is None:
        _log.warning("%s", wording.no_time(piece.file, row.published))
    return Given(title=row.title, outlet=row.outlet, published=published, authors=row.authors)
