"""OPML: a list of feeds (OPML 2.0, Dave Winer, 2007)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from whence.ingest.xml import attribute, local

__all__ = ["Listed", "feeds_listed"]

_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed that a list names: its address, and its title there, "" where it has none."""

    url: str
    title: str = ""


def feeds_listed(root: etree._Element) -> tuple[Listed, ...]:
    """Return the feeds of a list in their order, each once."""
    found: dict[str, Listed] = {}
    for outline in root.iter():
        if local(outline) != "outline" or len(found) >= _MOST:
            continue
        url = attribute(outline, "xmlUrl", "xmlurl", "xmlURL")
        if url.lower().startswith(("http://", "https://")):
            found.setdefault(url, Listed(url=url, title=attribute(outline, "title", "text")))
    return tuple(found.values())
