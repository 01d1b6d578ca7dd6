"""What a record's headers say, and what its content type means for a reader of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = [
    "HELD",
    "SNIFFED",
    "charset_of",
    "class_of",
    "header_of",
    "is_robots",
    "looks_like_page",
    "target_of",
]

HELD = frozenset({"application/pdf"})
"""Types of what is a page to a reader, in a format with a reader of its own."""
SNIFFED = frozenset({"", "application/octet-stream", "application/unknown", "unknown/unknown"})
"""Types by which a server says that it does not know."""

_SCRIPTS = ("javascript", "ecmascript", "css", "json", "wasm")
_CHARSET = re.compile(r"charset\s{0,8}=\s{0,8}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_HEAD = 2048


def header_of(record: WarcRecord, name: str) -> str | None:
    """Return a header of a record, None where it has none or an empty one."""
    value = record.headers.get(name)
    return (value.strip() or None) if value else None


def target_of(record: WarcRecord) -> str:
    """Return what a record is about: an address mostly; WARC/1.0 allowed angle brackets around it."""
    return (header_of(record, "WARC-Target-URI") or "").removeprefix("<").removesuffix(">")


def charset_of(content_type: str) -> str | None:
    """Return the character encoding that a content type declares."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def class_of(media: str) -> str:
    """Return what a media type is that is no page, by its name in `wording.NO_PAGES`."""
    if media == "text/dns":
        return "dns"
    if any(name in media for name in _SCRIPTS):
        return "script"
    top = media.split("/", 1)[0]
    return "font" if "font" in media else top if top in ("image", "audio", "video") else "other"


def is_robots(target: str) -> bool:
    """Whether an address is that of a site's rules for robots."""
    try:
        return urlsplit(target).path == "/robots.txt"
    except ValueError:
        return False


def looks_like_page(data: bytes) -> bool:
    """Whether bytes of an unknown type begin as a page does."""
    return _MARKUP.search(data[:_HEAD]) is not None
