"""The formats that are written in XML: feeds, lists of feeds, news items; of all else in XML, pages are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, cast

from lxml import etree

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.decode import decode, even_newlines
from whence.ingest.feeds.wording import FEED_BROKEN, unknown_xml
from whence.ingest.kinds import Kind, kind_of_text
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item
from whence.ingest.xml import parse_xml, root_name

__all__ = ["read"]

_Reader = Callable[[etree._Element, Piece, Run], Iterator[Item]]
_FEEDS = "whence.ingest.feeds.reader:read_entries"
_ROOTS = {
    **dict.fromkeys(("rss", "RDF", "feed"), _FEEDS),
    **dict.fromkeys(("newsItem", "newsMessage", "packageItem"), "whence.ingest.wires.newsml:read"),
    "nitf": "whence.ingest.wires.nitf:read",
    "opml": "whence.ingest.feeds.reader:read_list",
}
"""What reads a document, by the local name of its root."""


def read(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the articles of a document in XML."""
    data = stream.read(run.max_bytes + 1)
    if len(data) > run.max_bytes:
        raise Unreadable(wording.too_large(run.max_bytes))
    text = even_newlines(decode(data, charset=piece.charset).text)
    name = root_name(text)
    reader = _ROOTS.get(name)
    if reader is None:
        if name and kind_of_text(text, None) is not Kind.page:
            raise Unreadable(unknown_xml(name))
        yield run.article(piece, data)
        return
    root = parse_xml(text)
    if root is None:
        raise Unreadable(FEED_BROKEN)
    module, _, function = reader.partition(":")
    yield from cast(_Reader, getattr(import_module(module), function))(root, piece, run)
