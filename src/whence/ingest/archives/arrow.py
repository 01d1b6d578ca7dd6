"""Tables of Parquet and Arrow to their rows' articles, a batch at a time.

Columns mean what the fields of JSON Lines do; those that mean nothing here are not read from the file at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.errors import Unreadable
from whence.ingest import tables
from whence.ingest import wording as ingest_wording
from whence.ingest.archives import wording
from whence.ingest.archives.limits import deeper, scratch
from whence.ingest.decode import decode, even_newlines
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.records import Skipped

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read_table"]

_BATCH = 256  # rows; pages have some 100 kB each
_PARQUET, _FILE = b"PAR1", b"ARROW1"

_Batches = Iterator["pa.RecordBatch"]


def read_table(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the articles of a table's rows, and why others gave none.

    Raises `Unreadable` where the table is damaged, has no column of texts or pages, or pyarrow is missing.
    """
    try:
        import pyarrow  # noqa: F401, PLC0415  -- an extra
    except ImportError:
        raise Unreadable(wording.needs_extra("a table of Arrow or Parquet", "arrow")) from None
    deeper(piece.depth)
    with scratch(stream) as whole:
        head = whole.read(8)
        whole.seek(-len(head), 1)
        number = 0
        for batch in _told(lambda: _opener(head)(whole, run.mapping)):
            for values in _rows(batch):
                number += 1
                yield _article(piece, values, number, run)


def _opener(head: bytes) -> Callable[[BinaryIO, Mapping[str, str]], _Batches]:
    if head.startswith(_PARQUET):
        return _parquet
    return _file if head.startswith(_FILE) else _stream


def _parquet(whole: BinaryIO, mapping: Mapping[str, str]) -> _Batches:
    import pyarrow.parquet as pq  # noqa: PLC0415  -- an extra

    table = pq.ParquetFile(whole, pre_buffer=False)
    names = _wanted(table.schema_arrow.names, mapping)
    yield from table.iter_batches(batch_size=_BATCH, columns=names, use_threads=False)


def _file(whole: BinaryIO, mapping: Mapping[str, str]) -> _Batches:
    import pyarrow as pa  # noqa: PLC0415  -- an extra

    with pa.ipc.open_file(whole) as table:
        names = _wanted(table.schema.names, mapping)
        for number in range(table.num_record_batches):
            yield table.get_batch(number).select(names)


def _stream(whole: BinaryIO, mapping: Mapping[str, str]) -> _Batches:
    import pyarrow as pa  # noqa: PLC0415  -- an extra

    with pa.ipc.open_stream(whole) as table:
        names = _wanted(table.schema.names, mapping)
        for batch in table:
            yield batch.select(names)


def _wanted(names: list[str], mapping: Mapping[str, str]) -> list[str]:
    """The columns that are read; raises `Unreadable` where there is none of texts or pages."""
    bodies = {mapping.get(field, field) for field in ("text", "html")}
    if not bodies & set(names):
        raise Unreadable(wording.no_text_column(", ".join(names)[:200] or "none"))
    fields = {mapping.get(field, field) for field in tables.FIELDS if field != "file"}
    return [name for name in dict.fromkeys(names) if name in fields]


def _told(batches: Callable[[], _Batches]) -> _Batches:
    """Yield batches; what pyarrow raises for broken data becomes `Unreadable`.

    Arrow's formats are memory as it lies there: offsets that lead out of it end the process unless they are looked at.
    """
    with _as_unreadable():
        for batch in batches():
            batch.validate(full=True)
            yield batch


@contextmanager
def _as_unreadable() -> Iterator[None]:
    import pyarrow as pa  # noqa: PLC0415  -- an extra

    try:
        yield
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(wording.BROKEN_TABLE) from error


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The rows of a batch, a slice at a time: one row's page is large enough."""
    for at in range(batch.num_rows):
        yield batch.slice(at, 1).to_pylist()[0]


def _article(piece: Piece, values: dict[str, Any], number: int, run: Run) -> Item:
    place = f"{piece.file}#{number}"
    try:
        row = tables.table_row({name: _plain(value) for name, value in values.items()}, run.mapping)
        if max(len(row.text or ""), len(row.html or "")) > run.max_bytes:
            raise Unreadable(ingest_wording.too_large(run.max_bytes))
    except Unreadable as error:
        return Skipped(source=place, reason=str(error))
    return run.article_of_row(replace(piece, kind=None), row, number)


def _plain(value: object) -> object:
    """A cell's value as JSON would have it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return even_newlines(decode(value).text) if value else None
    return value
