"""How the first bytes of a source look that is written in XML or in JSON."""

from __future__ import annotations

import re

__all__ = ["is_json_item", "is_xml"]

_SIGNS = re.compile(rb'"(?:version[cC]reated|representation[tT]ype|pub[sS]tatus|bodies|body_\w{1,30})"\s{0,9}:')
_URI = re.compile(rb'\A[\[{].{0,4000}?"uri"\s{0,9}:', re.DOTALL)
_ROW = re.compile(rb'"(?:text|html)"\s{0,9}:\s{0,9}"')
_XML = re.compile(rb"<(?:\?xml\b|(?:\w{1,30}:)?(?:rss|feed|RDF|opml|newsItem|newsMessage|packageItem|nitf)[\s>])")


def is_xml(head: bytes) -> bool:
    """Whether bytes begin as a document in XML does, in whatever width of letters and behind whatever mark."""
    start = head[:256].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _XML.match(start) is not None or (start.startswith(b"<!--") and b"<html" not in head.lower())


def is_json_item(head: bytes) -> bool:
    """Whether bytes begin as JSON that is laid out in lines does, or as a ninjs object on one line."""
    start = head.removeprefix(b"\xef\xbb\xbf").strip()
    if start in (b"{", b"["):
        return True
    return bool(_URI.search(start) and _SIGNS.search(start)) and not _ROW.search(start)
