"""What a feed holds, before anything of it is an article."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Entry", "Feed", "Picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a feed sends along with an entry."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed (RSS: item). What it does not state is empty.

    `id` is its guid or atom:id; `content` its text in markup where it says that this is the content, `summary` what it
    calls a description or summary; `published` and `updated` are as written; `outlet` is the publisher that the entry
    itself names. `data` are its own bytes in canonical form, which are what its digest is of.
    """

    data: bytes
    id: str = ""
    link: str = ""
    title: str = ""
    content: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    outlet: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def key(self) -> str:
        """What tells the entry from the others of its feed: its id, or else its link; "" where it has neither."""
        return self.id or self.link


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, whose `format` is RSS or Atom.

    `title` is as the feed writes it, `outlet` the outlet's name in it; `link` is the outlet's page.
    """

    format: str = "RSS"
    title: str = ""
    outlet: str = ""
    link: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
