"""The body of an archived HTTP answer, as the server sent it, to the page's bytes (RFC 9110, 9112).

Archives keep bodies as they came or already taken apart, with headers that say either. So a coding is undone only where
the bytes show it, and never to more bytes than are asked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.archives.wording import BROKEN_CODING, needs_extra, unknown_coding

__all__ = ["body_of", "dechunked"]

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CODINGS_LIMIT = 4  # a body is coded once, by a careless proxy twice


def body_of(payload: bytes, *, transfer: str | None, content: str | None, limit: int) -> bytes:
    """Return the page's bytes of a payload; `transfer` and `content` are the headers of its codings.

    Raises `Unreadable` where a coding is unknown or broken, and where more than `limit` bytes come out.
    """
    data = dechunked(payload) if "chunked" in (transfer or "").lower() else payload
    codings = [name.strip().lower() for name in (content or "").split(",") if name.strip()]
    for name in reversed(codings[:_CODINGS_LIMIT]):
        data = _decoded(data, name, limit)
    if len(data) > limit:
        raise Unreadable(wording.too_large(limit))
    return data


def dechunked(payload: bytes) -> bytes:
    """Return the chunks of a payload joined; the payload itself where it does not consist of chunks.

    A payload that was cut off inside a chunk gives what there is of it.
    """
    out: list[bytes] = []
    at = 0
    while found := _SIZE.match(payload, at):
        size, start = int(found[1], 16), found.end()
        if size == 0:
            return b"".join(out)
        out.append(payload[start : start + size])
        at = start + size + 2
        if at > len(payload):
            return b"".join(out)
        if payload[start + size : at] != b"\r\n":
            return payload
    return b"".join(out) if out and at >= len(payload) else payload


def _decoded(data: bytes, name: str, limit: int) -> bytes:
    undo = _UNDO.get(name)
    if undo is None:
        raise Unreadable(unknown_coding(name))
    return undo(data, limit)


def _identity(data: bytes, limit: int) -> bytes:  # noqa: ARG001  -- one of a table of functions
    return data


def _gzip(data: bytes, limit: int) -> bytes:
    return _inflated(data, 31, limit) if data.startswith(_GZIP) else data


def _deflate(data: bytes, limit: int) -> bytes:
    """A zlib stream by the standard; bare deflate by some servers; or text that was inflated already."""
    for bits in (15, -15):
        try:
            return _inflated(data, bits, limit)
        except zlib.error:
            continue
    return data


def _inflated(data: bytes, bits: int, limit: int) -> bytes:
    """Inflate, at most to one byte more than the limit; what was cut off gives what there is of it."""
    stream = zlib.decompressobj(bits)
    try:
        out = stream.decompress(data, limit + 1)
    except zlib.error as error:
        if bits == 31:
            raise Unreadable(BROKEN_CODING) from error
        raise
    if len(out) > limit:
        raise Unreadable(wording.too_large(limit))
    return out


def _brotli(data: bytes, limit: int) -> bytes:
    try:
        import brotli  # noqa: PLC0415  -- an extra
    except ImportError:
        raise Unreadable(needs_extra("a page in Brotli's compression", "warc")) from None
    try:
        out = bytes(brotli.Decompressor().process(data, output_buffer_limit=limit + 1))
    except brotli.error:
        return _as_text(data)
    if len(out) > limit:
        raise Unreadable(wording.too_large(limit))
    return out


def _zstd(data: bytes, limit: int) -> bytes:
    if not data.startswith(_ZSTD):
        return data
    try:
        import zstandard  # noqa: PLC0415  -- an extra
    except ImportError:
        raise Unreadable(needs_extra("a page in Zstandard's compression", "warc")) from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data) as stream:
            out = bytes(stream.read(limit + 1))
    except zstandard.ZstdError as error:
        raise Unreadable(BROKEN_CODING) from error
    if len(out) > limit:
        raise Unreadable(wording.too_large(limit))
    return out


def _as_text(data: bytes) -> bytes:
    """Bytes that are not in a coding without a mark of its own: they were decoded before, if they look like markup."""
    if b"<" in data[:1024] and b"\0" not in data[:1024]:
        return data
    raise Unreadable(BROKEN_CODING)


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    "identity": _identity,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
