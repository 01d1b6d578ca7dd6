"""The words about news items that a user sees; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

__all__ = [
    "ITEM_EMPTY",
    "JSON_BROKEN",
    "NO_ITEM",
    "NO_ITEMS",
    "PACKAGE",
    "embargo_line",
    "no_text_item",
    "status_line",
    "too_many_items",
]

ITEM_EMPTY = "the news item has no text"
JSON_BROKEN = "it is no JSON that could be read; fetch it again"
NO_ITEM = "it is no news item"
NO_ITEMS = "the news message holds no news item"
PACKAGE = "it is a package that only lists news items; give the message that holds them"


def no_text_item(kind: str) -> str:
    """Say that a news item is a picture or the like."""
    return f"the news item is of the class {kind or 'unknown'} and has no text of its own"


def status_line(status: str) -> str:
    """Return the line of an article that tells its publication status, as its agency states it."""
    return f"Publication status: {status}"


def embargo_line(until: str) -> str:
    """Return the line of an article that tells until when its agency holds it back."""
    return f"Embargoed until {until}"


def too_many_items(limit: int) -> str:
    """Say that a document lists more news items than are read."""
    return f"the document lists more than {limit:,} news items; give the others in a document of their own"
