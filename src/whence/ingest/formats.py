"""The formats that have a reader of their own, in one table: to read another one, add a line to `FORMATS`.

A reader is a function `(piece, stream, run)` that yields articles and reasons; it is imported when it is first needed.
What no line of the table fits is text: a page, a capture, rows or a sheet (`whence.ingest.kinds`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from whence.ingest.archives.looks import is_tar
from whence.ingest.looks import is_json_item, is_xml
from whence.ingest.saved.looks import is_message

if TYPE_CHECKING:
    from whence.ingest.piece import Piece, Run
    from whence.ingest.raw import Item

__all__ = ["FORMATS", "HEAD", "Format", "Reader", "format_of", "has_reader", "suffix_of", "unpacked_head"]

HEAD = 4096
"""So many of a source's first bytes tell its format, at most."""

_COMPRESSIONS = frozenset({".gz", ".bz2", ".xz", ".zst"})
Reader = Callable[["Piece", BinaryIO, "Run"], "Iterator[Item]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how it is told, and what reads it.

    It is told by its first bytes (`magic`), or by `looks`, which is shown them, or by its `suffixes` alone where its
    first bytes are shared with others. `reader` is `module:function`. A `packed` one unpacks gzip by itself; a web
    archive may lie in one that `holds`.
    """

    reader: str
    suffixes: tuple[str, ...] = ()
    magic: tuple[bytes, ...] = ()
    looks: Callable[[bytes], bool] | None = None
    by_suffix: bool = False
    packed: bool = False
    holds: bool = False

    def fits(self, name: str, head: bytes) -> bool:
        """Whether bytes that begin so, under such a name, are of this format."""
        if self.by_suffix:
            return suffix_of(name) in self.suffixes
        return head.startswith(self.magic) or (self.looks is not None and self.looks(head))

    def load(self) -> Reader:
        """Return what reads it."""
        module, _, function = self.reader.partition(":")
        return cast(Reader, getattr(import_module(module), function))


FORMATS: tuple[Format, ...] = (
    Format(
        reader="whence.ingest.archives.warc:read_warc", suffixes=(".warc",), magic=(b"WARC/",), packed=True, holds=True
    ),
    Format(
        reader="whence.ingest.archives.zips:read_zip",
        suffixes=(".zip", ".wacz"),
        magic=(b"PK\x03\x04", b"PK\x05\x06"),
        holds=True,
    ),
    Format(
        reader="whence.ingest.archives.arrow:read_table",
        suffixes=(".parquet", ".arrow", ".arrows", ".feather"),
        magic=(b"PAR1", b"ARROW1", b"\xff\xff\xff\xff"),
    ),
    Format(
        reader="whence.ingest.archives.tars:read_tar",
        suffixes=(".tar", ".tgz", ".tbz2", ".txz"),
        looks=is_tar,
        holds=True,
    ),
    Format(
        reader="whence.ingest.archives.packed:read_packed",
        magic=(b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"),
        holds=True,
    ),
    Format(reader="whence.ingest.pdf.reader:read", suffixes=(".pdf",), magic=(b"%PDF",)),
    Format(reader="whence.ingest.saved.messages:read", suffixes=(".mht", ".mhtml", ".eml"), looks=is_message),
    Format(reader="whence.ingest.saved.webarchive:read", suffixes=(".webarchive",), magic=(b"bplist00",)),
    Format(reader="whence.ingest.xml_formats:read", looks=is_xml, suffixes=(".xml", ".rss", ".atom", ".rdf", ".opml")),
    Format(reader="whence.ingest.wires.ninjs:read", looks=is_json_item),
    Format(reader="whence.ingest.wires.ninjs:read", suffixes=(".json",), by_suffix=True),
)


def format_of(name: str, head: bytes, *, packed: bool = False) -> Format | None:
    """Return the format of bytes that begin with `head`; None for text and for what has no reader.

    With `packed`, `head` is what gzip packed, and only formats that unpack it by themselves are looked for.
    """
    return next((one for one in FORMATS if (one.packed or not packed) and one.fits(name, head)), None)


def has_reader(name: str) -> bool:
    """Whether a file's suffix is that of a format with a reader of its own."""
    suffix = suffix_of(name)
    return any(suffix in one.suffixes for one in FORMATS)


def unpacked_head(head: bytes) -> bytes:
    """Return what the first bytes of a gzip stream unpack to, as far as they go."""
    with suppress(zlib.error):
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    return b""


def suffix_of(name: str) -> str:
    """Return a file's suffix, that before the one of a compression: `.html` of `one.html.gz`."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in _COMPRESSIONS else path.suffix
