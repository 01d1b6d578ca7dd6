"""Records to Arrow tables and batches, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from whence.arrow.library import pyarrow
from whence.arrow.rows import packer, unpacker
from whence.arrow.schema import schema
from whence.arrow.shapes import struct_of
from whence.case.rows import storable

__all__ = ["from_batch", "from_table", "to_batch", "to_table"]

_T = TypeVar("_T")


def to_table(record: type[_T], records: Iterable[_T]) -> Any:
    """Return records of one class as a `pyarrow.Table`.

    Half a surrogate pair, which no UTF-8 has, becomes the replacement character, as in a case file.
    """
    return pyarrow().Table.from_batches([to_batch(record, list(records))], schema=schema(record))


def to_batch(record: type[_T], records: Sequence[_T]) -> Any:
    """Return records of one class as one `pyarrow.RecordBatch`."""
    try:
        columns = _columns(record, records)
    except UnicodeEncodeError:
        columns = _columns(record, [storable(one) for one in records])
    return pyarrow().RecordBatch.from_arrays(columns, schema=schema(record))


def from_table(record: type[_T], table: Any) -> list[_T]:
    """Return the records of a table; columns that it has beyond the record's fields are left out."""
    return [found for batch in table.to_batches() for found in from_batch(record, batch)]


def from_batch(record: type[_T], batch: Any) -> list[_T]:
    """Return the records of a batch, in its order."""
    parts = struct_of(record).parts
    columns = [map(unpacker(shape), batch.column(name).to_pylist()) for name, shape in parts]
    names = [name for name, _ in parts]
    return [record(**dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True)]


def _columns(record: type[_T], records: Sequence[_T]) -> list[Any]:
    array = pyarrow().array
    found = schema(record)
    columns = []
    for name, shape in struct_of(record).parts:
        pack = packer(shape)
        columns.append(array([pack(getattr(one, name)) for one in records], type=found.field(name).type))
    return columns
