"""Bytes and a suffix to the kind of source: a page, a capture, rows or a sheet; else why it cannot be read."""

from __future__ import annotations

import re
from enum import StrEnum

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.decode import wide_encoding
from whence.ingest.formats import has_reader, suffix_of

__all__ = ["TYPES", "Kind", "kind_of_text", "refuse_binary", "refuse_suffix", "suffix_kind"]


class Kind(StrEnum):
    """How a source's bytes are read."""

    page = "page"
    capture = "capture"
    rows = "rows"
    sheet = "sheet"


TYPES = {"text/html": Kind.page, "application/xhtml+xml": Kind.page, "text/plain": Kind.capture}
"""Media types of pages and of plain text, as a server, a mail and a saved page state them."""
_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.page),
    **dict.fromkeys((".txt", ".text", ".md"), Kind.capture),
    **dict.fromkeys((".jsonl", ".ndjson"), Kind.rows),
    **dict.fromkeys((".csv", ".tsv"), Kind.sheet),
}
_NO_ARTICLE = frozenset(
    {".css", ".js", ".mjs", ".map", ".py", ".sh", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".lock"}
)
_PICTURE = "a picture"
_SOUND = "sound or video"
_ARCHIVE = "a compressed archive"
_PROGRAM = "a program"
_UNPACK = "unpack it first"
_NAMED = {  # formats that are told by their suffix, for their first bytes are those of a zip archive or of plain text
    ".docx": wording.not_read_yet("a Word document"),
    ".odt": wording.not_read_yet("an OpenDocument text"),
    ".xlsx": wording.not_read_yet("an Excel workbook", "save the sheet as CSV"),
    ".ods": wording.not_read_yet("an OpenDocument sheet", "save the sheet as CSV"),
    ".pptx": wording.not_read_yet("a PowerPoint document"),
    ".epub": wording.not_read_yet("an e-book"),
    ".svg": wording.not_readable(_PICTURE),
    ".json": wording.JSON_FILE,
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", wording.not_read_yet("a PDF")),
    (b"\x89PNG", wording.not_readable(_PICTURE)),
    (b"\xff\xd8\xff", wording.not_readable(_PICTURE)),
    (b"GIF8", wording.not_readable(_PICTURE)),
    (b"II*\0", wording.not_readable(_PICTURE)),
    (b"MM\0*", wording.not_readable(_PICTURE)),
    (b"\xd0\xcf\x11\xe0", wording.not_read_yet("an office document")),
    (b"{\\rtf", wording.not_read_yet("a rich text document (RTF)", "save it as plain text")),
    (b"7z\xbc\xaf", wording.not_readable(_ARCHIVE, _UNPACK)),
    (b"Rar!", wording.not_readable(_ARCHIVE, _UNPACK)),
    (b"\x7fELF", wording.not_readable(_PROGRAM)),
    (b"MZ\x90", wording.not_readable(_PROGRAM)),
    (b"SQLite format 3", wording.not_readable("a database", "export its rows as JSON Lines or CSV")),
    (b"ID3", wording.not_readable(_SOUND)),
    (b"OggS", wording.not_readable(_SOUND)),
    (b"fLaC", wording.not_readable(_SOUND)),
)
_RIFF = {b"WEBP": _PICTURE, b"WAVE": _SOUND, b"AVI ": _SOUND}
_SAMPLE = 1 << 16
_ONE_IN = 1_000
_HEAD = 2_048
_PAGE = re.compile(
    r"<(?:!doctype\s{1,9}html|html|head|body|article|main|div|p|meta|title|h1)\b[^<>]{0,500}>", re.IGNORECASE
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_MHTML = re.compile(r"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_SHEET_NAMES = re.compile(r"(?:\A|[,;\t|])\"?(?:url|address|link|file|path|text|html)\"?(?:[,;\t|]|\Z)", re.IGNORECASE)


def suffix_kind(name: str) -> Kind | None:
    """Return the kind that a file's name promises; None for a suffix that promises nothing."""
    return _SUFFIXES.get(suffix_of(name))


def refuse_suffix(name: str) -> None:
    """Raise `Unreadable` for a name whose format holds no article, or is not read."""
    suffix = suffix_of(name)
    if has_reader(name):
        return
    if suffix in _NO_ARTICLE:
        raise Unreadable(wording.NOT_AN_ARTICLE)
    if suffix in _NAMED:
        raise Unreadable(_NAMED[suffix])


def refuse_binary(data: bytes) -> None:
    """Raise `Unreadable` for bytes that are no text, with the format's name where its first bytes tell it."""
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(reason)
    if data[:4] == b"RIFF" and data[8:12] in _RIFF:
        raise Unreadable(wording.not_readable(_RIFF[data[8:12]]))
    if data[4:8] == b"ftyp":
        raise Unreadable(wording.not_readable(_SOUND))
    if _zeros(data[:_SAMPLE]):
        raise Unreadable(wording.NOT_TEXT)


def kind_of_text(text: str, promised: Kind | None) -> Kind:
    """Return how to read a text: as its name promises, where it does not plainly show something else.

    Raises `Unreadable` for a feed and for a browser's single-file archive.
    """
    head = text[:_HEAD].lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n")
    if head.startswith("<") and _FEED.search(head) and not _PAGE.search(head):
        raise Unreadable(wording.not_readable("a feed", "give it as a file, or name its address"))
    if _MHTML.search(head):
        raise Unreadable(
            wording.not_readable("a browser's single-file archive (MHTML)", "give it as a file of its own")
        )
    if promised in (Kind.rows, Kind.sheet):
        return promised
    if promised is Kind.page:
        return Kind.page if "<" in text else Kind.capture
    if head.startswith("<") and _PAGE.search(head):
        return Kind.page
    return promised or _unpromised(head)


def _unpromised(head: str) -> Kind:
    first = head.split("\n", 1)[0].rstrip("\r")
    if _SHEET_NAMES.search(first) and any(mark in first for mark in ",;\t|"):
        return Kind.sheet
    return Kind.page if _PAGE.search(head) else Kind.capture


def _zeros(sample: bytes) -> bool:
    """Whether zero bytes show that this is no text: a stray one in a page does not, nor do those of UTF-16."""
    if sample.count(0) * _ONE_IN <= len(sample) or sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    return wide_encoding(sample) is None
