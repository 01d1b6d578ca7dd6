"""How the first bytes of a source look that is written in XML."""

from __future__ import annotations

__all__ = ["is_xml"]

_XML = (b"<?xml", b"<rss", b"<feed", b"<rdf:RDF", b"<opml", b"<newsItem", b"<newsMessage", b"<packageItem", b"<nitf")


def is_xml(head: bytes) -> bool:
    """Whether bytes begin as a document in XML does, in whatever width of letters and behind whatever mark."""
    start = head[:256].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(_XML) or (start.startswith(b"<!--") and b"<html" not in head.lower())
