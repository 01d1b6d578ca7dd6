"""A feed as a source: its entries to articles, and why those that are only links are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from lxml import etree

from whence.errors import Unreadable
from whence.ingest.dates import parse_declared
from whence.ingest.feeds.article import article_of_entry, body_of, with_feed
from whence.ingest.feeds.opml import feeds_listed
from whence.ingest.feeds.parse import parse_feed
from whence.ingest.feeds.records import Entry, Feed
from whence.ingest.feeds.wording import ENTRY_EMPTY, FEED_EMPTY, LINK_ONLY, LIST_EMPTY, LIST_OF_FEEDS
from whence.ingest.identity import digest_of
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item, then
from whence.records import ReadFrom, Skipped

__all__ = ["entry_article", "linked_article", "read_entries", "read_list"]


def read_entries(root: etree._Element, piece: Piece, run: Run) -> Iterator[Item]:
    """Yield the articles of a feed.

    Pages to which it only links are fetched where the user named the feed's address, and never otherwise.
    """
    feed = parse_feed(root, url=piece.url)
    if not feed.entries:
        raise Unreadable(FEED_EMPTY)
    for entry in feed.entries:
        if body_of(entry):
            yield entry_article(entry, feed, piece, run)
        elif not entry.link:
            yield Skipped(source=_place(entry, piece.file), reason=ENTRY_EMPTY)
        elif piece.fetched and not piece.depth and not piece.inside:
            yield from (linked_article(one, entry, feed) for one in run.linked(entry.link))
        else:
            yield Skipped(source=entry.link, reason=LINK_ONLY)


def entry_article(entry: Entry, feed: Feed, piece: Piece, run: Run) -> Item:
    """Return the article of an entry that holds its text. Its link, or else its id, is what it is called."""
    about = replace(feed, entries=())  # an article to be is handed over by itself
    name = entry.link or entry.id or _place(entry, piece.name)
    own = replace(
        piece, file=entry.link or _place(entry, piece.file), name=name, url=entry.link or None, row=None, kind=None
    )
    return run.article(own, entry.data, partial(article_of_entry, entry, about))


def linked_article(found: Item, entry: Entry, feed: Feed) -> Item:
    """Return what a page gave to which an entry links, with what the feed says where the page says nothing."""
    when = entry.published or entry.updated
    published = parse_declared(when, read_from=ReadFrom.feed) if when else None
    return then(found, partial(with_feed, outlet=entry.outlet or feed.outlet or None, published=published))


def read_list(root: etree._Element, piece: Piece, run: Run) -> Iterator[Item]:  # noqa: ARG001
    """Yield for each feed of a list why it is not read: a list may name hundreds, and following them is for `watch`."""
    listed = feeds_listed(root)
    if not listed:
        raise Unreadable(LIST_EMPTY)
    yield from (Skipped(source=one.url, reason=LIST_OF_FEEDS) for one in listed)


def _place(entry: Entry, name: str) -> str:
    """Name an entry without a link by its id, or by its digest: its number changes with every entry before it."""
    return f"{name}#{entry.id or digest_of(entry.data)[:12]}"
