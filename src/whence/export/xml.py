"""Texts as XML 1.0 can hold them, and elements written one at a time."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

__all__ = ["element", "holdable", "text"]

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_ENTITIES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def holdable(text: str) -> str:
    """Return a text with each character that XML cannot hold as U+FFFD: every place stays where it is."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def element(name: str, attributes: dict[str, str], content: str | None = None) -> str:
    """Return an element with its attributes; `content` is XML already, None for an empty element."""
    said = "".join(f" {key}={quoteattr(holdable(value), _ENTITIES)}" for key, value in attributes.items())
    return f"<{name}{said}/>" if content is None else f"<{name}{said}>{content}</{name}>"


def text(content: str) -> str:
    """Return a text as an element's content."""
    return escape(holdable(content))
