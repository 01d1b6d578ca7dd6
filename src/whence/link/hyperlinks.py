"""Addresses of a collection's pages as links write them: whose host it is, and which article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from whence.link.outlets import Outlets, host_of
from whence.records import Reading

__all__ = ["Addresses", "plain_address"]


class Addresses:
    """The pages of a collection by their plain addresses."""

    def __init__(
        self,
        readings: Sequence[Reading],
        outlets: Outlets,
        pages: Mapping[str, tuple[str | None, str]] | None = None,
    ) -> None:
        self._outlets = outlets
        self._pages = dict(pages or {})
        for reading in readings if pages is None else ():
            article = reading.article
            if article.url and (address := plain_address(article.url)):
                self._pages.setdefault(address, (outlets.of(article), article.id))

    def meant(self, url: str) -> tuple[str | None, str | None]:
        """Return the outlet and the article that a link points to; None for what is not in the collection."""
        page = self._pages.get(plain_address(url))
        if page is not None:
            return page
        at = self._outlets.at(url)
        return (at[0] if len(at) == 1 else None), None


def plain_address(url: str) -> str:
    """Return host and path without scheme, "www.", last slash, query and fragment; "" for what is no web address."""
    host = host_of(url)
    if not host:
        return ""
    try:
        path = urlsplit(url if "//" in url else f"//{url}").path
    except ValueError:
        return ""
    return host + path.rstrip("/")
