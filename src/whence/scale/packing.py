"""Readings as bytes between the workers, with the parts of their statements: these are found once for all stages."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from whence.case.rows import storable
from whence.link.linking import units_of
from whence.link.parts import parts_of
from whence.link.units import Unit
from whence.records import Reading, Statement

__all__ = ["pack", "storable_or_same", "unpack", "unpack_with_units"]

_T = TypeVar("_T")

_encoder = msgspec.msgpack.Encoder()


class _Packed(msgspec.Struct, array_like=True):
    """A reading, and the parts of those of its statements that have some, by the statement's place."""

    reading: Reading
    parts: dict[int, tuple[Statement, ...]]


class _Alone(msgspec.Struct, array_like=True):
    """The same without the parts."""

    reading: Reading


_both = msgspec.msgpack.Decoder(_Packed)
_alone = msgspec.msgpack.Decoder(_Alone)


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes; halves of surrogate pairs are replaced, as in a case file."""
    kept = storable_or_same(reading)
    parts = {n: found for n, one in enumerate(kept.statements) if (found := parts_of(kept.article, one))}
    return _encoder.encode(_Packed(reading=kept, parts=parts))


def storable_or_same(record: _T) -> _T:
    """Return a record as it may be written: itself, unless some text of it holds half a surrogate pair."""
    try:
        _encoder.encode(record)
    except UnicodeEncodeError:
        return storable(record)
    return record


def unpack(data: bytes) -> Reading:
    """Return the reading of the bytes."""
    return _alone.decode(data).reading


def unpack_with_units(data: bytes) -> tuple[Reading, tuple[Unit, ...]]:
    """Return the reading of the bytes, and what is compared of it, as `units_of` has it."""
    packed = _both.decode(data)
    parts = {id(packed.reading.statements[n]): found for n, found in packed.parts.items()}
    return packed.reading, tuple(units_of([packed.reading], split=lambda _, one: parts.get(id(one), ())))
