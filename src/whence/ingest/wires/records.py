"""What a news item of a wire holds, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass

from whence.ingest.composed import Part

__all__ = ["WireItem", "WirePicture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WirePicture:
    """A picture that belongs to a news item. `id` is its own item's identity, "" where it has none."""

    id: str = ""
    url: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WireItem:
    """One news item. What it does not state is empty.

    `data` are its own bytes in canonical form, which are what its digest is of; `kind` its class ("text", "picture").
    `byline` and `dateline` are lines as written, `body` is the text. `sources` are whom it says its text is from beside
    the provider; `notes` are remarks of its editors. Times are as written.
    """

    data: bytes
    format: str
    id: str = ""
    version: str = ""
    status: str = ""
    kind: str = "text"
    headline: str = ""
    subheads: tuple[str, ...] = ()
    byline: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    body: tuple[Part, ...] = ()
    pictures: tuple[WirePicture, ...] = ()
    provider: str = ""
    sources: tuple[str, ...] = ()
    first_created: str = ""
    version_created: str = ""
    embargoed: str = ""
    notes: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""
