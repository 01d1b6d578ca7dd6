"""Readings as bytes between the workers, and what is made of them there."""

from __future__ import annotations

import msgspec

from whence.case.rows import storable
from whence.records import Reading

__all__ = ["pack", "unpack"]

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Reading)


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes; halves of surrogate pairs are replaced, as in a case file."""
    try:
        return _encoder.encode(reading)
    except UnicodeEncodeError:
        return _encoder.encode(storable(reading))


def unpack(data: bytes) -> Reading:
    """Return the reading of the bytes."""
    return _decoder.decode(data)
