"""Readings as bytes between the workers, and what is made of them there."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from whence.case.rows import storable
from whence.records import Reading

__all__ = ["pack", "storable_or_same", "unpack"]

_T = TypeVar("_T")

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Reading)


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes; halves of surrogate pairs are replaced, as in a case file."""
    return _encoder.encode(storable_or_same(reading))


def storable_or_same(record: _T) -> _T:
    """Return a record as it may be written: itself, unless some text of it holds half a surrogate pair."""
    try:
        _encoder.encode(record)
    except UnicodeEncodeError:
        return storable(record)
    return record


def unpack(data: bytes) -> Reading:
    """Return the reading of the bytes."""
    return _decoder.decode(data)
