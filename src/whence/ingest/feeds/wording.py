"""The words about feeds that a user sees; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

__all__ = ["ENTRY_EMPTY", "FEED_BROKEN", "FEED_EMPTY", "LINK_ONLY", "LIST_EMPTY", "LIST_OF_FEEDS", "unknown_xml"]

LINK_ONLY = (
    "the feed gives only a link and no full text; name that address itself, or follow the feed with: "
    "whence watch CASE FEED"
)
ENTRY_EMPTY = "the feed's entry has neither a text nor a link"
FEED_EMPTY = "the feed holds no entries"
FEED_BROKEN = "the feed cannot be read as XML; fetch it again"
LIST_OF_FEEDS = (
    "the list (OPML) only names this feed; name its address itself, or follow the list with: whence watch CASE LIST"
)
LIST_EMPTY = "the list (OPML) names no feed"


def unknown_xml(root: str) -> str:
    """Say that a document in XML is neither a page, a feed nor a news item; `root` is its outermost element."""
    return f"it is XML of a kind that is not read ({root[:40]}); save it as a page or as plain text"
