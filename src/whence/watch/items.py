"""A feed's answer to the items that the case file keeps, and an item that it kept back to an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from whence.case.feeds import FeedItem, SeenItem
from whence.ingest.dates import parse_declared
from whence.ingest.feeds.article import body_of, with_feed
from whence.ingest.feeds.reader import entry_article
from whence.ingest.feeds.records import Entry, Feed
from whence.ingest.fetch import Fetched
from whence.ingest.identity import digest_of
from whence.ingest.intake import Intake
from whence.ingest.piece import Piece
from whence.ingest.raw import made
from whence.records import Article, ReadFrom, Skipped
from whence.watch.wording import LOST_ITEM

__all__ = ["article_of_held", "articles_of_page", "seen_items"]

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(tuple[Feed, Entry])


def seen_items(feed: Feed) -> Iterator[SeenItem]:
    """Yield what is to be kept of a feed's entries, the last one first; without a text and a link, one is left out."""
    about = replace(feed, entries=())
    for entry in reversed(feed.entries):
        whole = bool(body_of(entry))
        if not whole and not entry.link:
            continue
        stated = (entry.link, entry.title, entry.published, entry.updated, entry.content, entry.summary)
        digest = digest_of("\0".join(stated if whole else stated[:4]).encode("utf-8", "replace"))
        yield SeenItem(
            key=entry.key or digest,
            digest=digest,
            url=entry.link or None,
            outlet=entry.outlet or feed.outlet or None,
            published=entry.published or entry.updated or None,
            data=_encoder.encode((about, entry)) if whole else None,
        )


def article_of_held(item: FeedItem, intake: Intake) -> Article | Skipped:
    """Return the article of an item whose text the feed sent."""
    try:
        feed, entry = _decoder.decode(item.data or b"")
    except msgspec.DecodeError:
        return Skipped(source=item.url or item.key, reason=LOST_ITEM)
    return made(entry_article(entry, feed, Piece(file=item.feed, name=item.feed), intake))


def articles_of_page(item: FeedItem, got: Fetched, intake: Intake) -> Iterator[Article | Skipped]:
    """Yield what the page of an item holds, with what the feed says where the page says nothing."""
    address = item.url or got.url
    published = parse_declared(item.published, read_from=ReadFrom.feed) if item.published else None
    for found in map(made, intake.answered(Piece(file=address, name=address), got)):
        yield found if isinstance(found, Skipped) else with_feed(found, outlet=item.outlet, published=published)
