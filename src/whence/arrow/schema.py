"""Arrow schemas of the records."""

from __future__ import annotations

from functools import cache
from typing import Any

from whence.arrow.library import pyarrow
from whence.arrow.shapes import Many, Maybe, Plain, Shape, Struct, shape_of, struct_of

__all__ = ["field_type", "schema"]


def schema(record: type) -> Any:
    """Return the `pyarrow.Schema` of a record's class: a column a field, in the record's order and with its names.

    Texts and closed lists are `string`, numbers `int64` and `double`; a span is a struct of `start` and `end` (code
    points, half-open), an unnamed pair one of `a` and `b`. Only a field that may be nothing is nullable.

    Raises `TypeError` for a class that is no record, `WhenceError` where pyarrow is not installed.
    """
    return _schema(struct_of(record))


@cache
def _schema(struct: Struct) -> Any:
    return pyarrow().schema([_field(name, shape) for name, shape in struct.parts])


def field_type(hint: Any) -> Any:
    """Return the `pyarrow.DataType` of one field's type hint, such as `Spans` or `str | None`."""
    return _type(shape_of(hint))


def _field(name: str, shape: Shape) -> Any:
    return pyarrow().field(name, _type(shape), nullable=isinstance(shape, Maybe))


def _type(shape: Shape) -> Any:
    arrow = pyarrow()
    if isinstance(shape, Maybe):
        return _type(shape.item)
    if isinstance(shape, Many):
        return arrow.list_(_field("item", shape.item))
    if isinstance(shape, Plain):
        return {str: arrow.string, int: arrow.int64, float: arrow.float64, bool: arrow.bool_}[shape.kind]()
    return arrow.struct([_field(name, part) for name, part in shape.parts])
