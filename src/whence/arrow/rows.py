"""A record to a row of plain values and back, which is what Arrow and a cluster's data frames take and give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from whence.arrow.shapes import Many, Maybe, Plain, Shape, struct_of

__all__ = ["from_row", "packer", "to_row", "unpacker"]

_T = TypeVar("_T")
_Turn = Callable[[Any], Any]


def to_row(record: object) -> dict[str, Any]:
    """Return a record as dictionaries, lists, texts and numbers, shaped as its class's `schema` says."""
    row: dict[str, Any] = _pack(struct_of(type(record)))(record)
    return row


def from_row(record: type[_T], row: Mapping[str, Any]) -> _T:
    """Return the record of a row that `to_row` made; columns that it has beyond the record's fields are left out."""
    found: _T = _unpack(struct_of(record))(row)
    return found


def packer(shape: Shape) -> _Turn:
    """Return what turns a field's value of a shape into a plain one."""
    return _pack(shape)


def unpacker(shape: Shape) -> _Turn:
    """Return what turns a plain value back."""
    return _unpack(shape)


@cache
def _pack(shape: Shape) -> _Turn:
    if isinstance(shape, Plain):
        return _value if shape.enum else _as_it_is
    if isinstance(shape, Many | Maybe):
        pack = _pack(shape.item)
        if isinstance(shape, Many):
            return lambda values: [pack(value) for value in values]
        return lambda value: None if value is None else pack(value)
    parts = [(name, _pack(part)) for name, part in shape.parts]
    if issubclass(shape.cls, tuple):
        return lambda values: {name: pack(value) for (name, pack), value in zip(parts, values, strict=True)}
    return lambda record: {name: pack(getattr(record, name)) for name, pack in parts}


@cache
def _unpack(shape: Shape) -> _Turn:
    if isinstance(shape, Plain):
        return shape.enum or _as_it_is
    if isinstance(shape, Many | Maybe):
        unpack = _unpack(shape.item)
        if isinstance(shape, Many):
            return lambda values: tuple(unpack(value) for value in values)
        return lambda value: None if value is None else unpack(value)
    parts = [(name, _unpack(part)) for name, part in shape.parts]
    cls = shape.cls
    if cls is tuple:
        return lambda row: tuple(unpack(row[name]) for name, unpack in parts)
    return lambda row: cls(**{name: unpack(row[name]) for name, unpack in parts})


def _as_it_is(value: Any) -> Any:
    return value


def _value(value: Any) -> Any:
    return value.value
