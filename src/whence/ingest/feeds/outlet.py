"""The outlet's name in a feed's title: "Harbour Gazette | Top stories" is of the Harbour Gazette."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["outlet_in"]

_PARTS = re.compile(r"\s+[|»›·•–—>-]\s+|\s*[|»›]\s*|\s*::\s*|:\s+")
_ABOUT = re.compile(
    r"(?i)\b(?:rss|atom|xml|feeds?|latest|news|headlines|top stories|stories|home|all|articles|posts|blog|world|sport|"
    r"politics|business)\b"
)
_SUFFIX = re.compile(r"(?i)[\s,:-]*\b(?:rss(?: feed)?|atom(?: feed)?|(?:news )?feed)\s*$")


def outlet_in(title: str, address: str) -> str:
    """Return the part of a feed's title that names the outlet, "" for an empty title.

    It is the part whose letters the host's name shares, or else the first that is more than the name of a section.
    """
    parts = [part for piece in _PARTS.split(title) if (part := _SUFFIX.sub("", piece).strip())]
    if not parts:
        return title.strip()
    host = _letters(_host(address))
    shared = [part for part in parts if len(_letters(part)) > 2 and host and _shares(_letters(part), host)]
    telling = [part for part in parts if _letters(_ABOUT.sub("", part))]
    return (shared or telling or parts)[0]


def _shares(name: str, host: str) -> bool:
    return name in host or (len(host) > 3 and host in name)


def _host(address: str) -> str:
    """Return the part of a host's name that is the outlet's own: "example" of www.example.co.uk."""
    try:
        labels = (urlsplit(address).hostname or "").split(".")
    except ValueError:
        return ""
    own = [label for label in labels[:-1] if label not in ("www", "co", "com", "org", "net", "feeds", "rss", "news")]
    return own[-1] if own else ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
