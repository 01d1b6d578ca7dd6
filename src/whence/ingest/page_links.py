"""The links of a page: where each points, and the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urljoin

from whence.ingest.page_lines import Line
from whence.records import Hyperlink, Span

__all__ = ["read_links"]


def read_links(lines: Sequence[Line], starts: Sequence[int], *, base: str | None) -> tuple[Hyperlink, ...]:
    """Return the links in reading order, absolute where a base is known.

    Links to the page itself and to scripts are left out.
    """
    out = []
    for line, at in zip(lines, starts, strict=True):
        for start, end, href in sorted(line.links):
            address = _address(href, base)
            if address:
                out.append(Hyperlink(url=address, anchor=Span(at + start, at + end)))
    return tuple(out)


def _address(href: str, base: str | None) -> str | None:
    href = "".join(href.split()) if len(href) < 4096 else ""
    if not href or href.startswith("#"):
        return None
    if href.startswith(("https://", "http://")):
        return href
    if _SCHEME.match(href):
        return None
    try:
        if base and _ROOTED.match(href):
            return _root(base) + href
        return urljoin(base, href) if base else href
    except ValueError:
        return None


@lru_cache(16)
def _root(base: str) -> str:
    return urljoin(base, "/").removesuffix("/")


# A path from the site's root without anything that `urljoin` resolves: most links of most pages.
_ROOTED = re.compile(r"/(?!/)[\w/%+,~-]*(?:\.\w+)?\Z", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
