"""One look at all feeds: ask each for what is new, then read what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin

from whence.case.feeds import FeedItem, Feeds, WatchedFeed
from whence.case.store import Added
from whence.errors import FetchError, RefusedAddress, Unreadable
from whence.ingest import wording as ingest_wording
from whence.ingest.decode import decode
from whence.ingest.feeds.parse import ROOTS, parse_feed
from whence.ingest.feeds.records import Feed
from whence.ingest.fetch import Fetched
from whence.ingest.intake import Intake
from whence.ingest.page_tree import parse_markup
from whence.ingest.polite.asking import Polite
from whence.ingest.xml import parse_xml, root_name
from whence.records import Article, Skipped
from whence.watch import wording
from whence.watch.every import backed_off, moment, stamp
from whence.watch.items import article_of_held, articles_of_page, seen_items
from whence.watch.sources import listed_in

__all__ = ["Look", "Watch"]

Add = Callable[[Iterable[Article | Skipped]], Added]
Tell = Callable[[str], None]
_TRIES = 5  # of a page, before it is given up
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@dataclass(slots=True, kw_only=True)
class Look:
    """What one look has brought. `feeds` were asked, `failed` of them could not be had, `new` are entries."""

    feeds: int = 0
    failed: int = 0
    unchanged: int = 0
    new: int = 0
    articles: int = 0
    skipped: int = 0
    put_off: int = 0


class Watch:
    """The feeds that a run follows in a case file: those that it names, or else all that the case file follows.

    `add` stores what is found, as `whence add` does; `tell` is told how it goes, `busy` what is being done just now.
    """

    def __init__(
        self,
        case: Path,
        polite: Polite,
        *,
        add: Add,
        max_bytes: int,
        allow_private: bool = False,
        tell: Tell = lambda _: None,
        busy: Tell = lambda _: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._feeds = Feeds(case)
        self._polite = polite
        self._add = add
        self._max_bytes = max_bytes
        self._allow_private = allow_private
        self._tell = tell
        self._busy = busy
        self._now = now
        self._named: list[str] | None = None

    def follow(self, feeds: Iterable[tuple[str, str]]) -> None:
        """Follow feeds, pairs of an address and a title; this run then follows these alone."""
        named = list(feeds)
        self._feeds.follow(named)
        urls = [self._feeds.now_at(url) for url, _ in named]
        self._named = [*(self._named or ()), *urls] if urls else self._named

    def feeds(self) -> list[WatchedFeed]:
        """Return the feeds that this run follows."""
        every = self._feeds.all()
        return every if self._named is None else [feed for feed in every if feed.url in self._named]

    def look(self, every: timedelta | None = None) -> Look:
        """Ask every feed that may be asked now, then read every item that waits.

        With `every`, a feed is not asked that was asked less than that ago, unless it could not be had then.
        """
        look = Look()
        due = [feed for feed in self.feeds() if self._is_due(feed, every)]
        for number, feed in enumerate(due, 1):
            self._busy(wording.asking(feed.url, number, len(due)))
            self._ask(feed, look)
        self._read_all(look)
        return look

    def _is_due(self, feed: WatchedFeed, every: timedelta | None) -> bool:
        allowed_since = self._allow_private and feed.failure == ingest_wording.PRIVATE  # nobody was asked then
        if feed.not_before is not None and moment(feed.not_before) > self._now() and not allowed_since:
            self._tell(wording.left_alone(feed.url, feed.not_before))
            return False
        again = every is None or feed.asked is None or feed.failures > 0
        return again or moment(feed.asked or "") + (every or timedelta()) <= self._now() + timedelta(seconds=1)

    def due(self, otherwise: datetime) -> datetime:
        """Return when to look again: when an item or a feed that was put off may be had, or else at a time given."""
        feeds = self.feeds()
        times = [moment(feed.not_before) for feed in feeds if feed.not_before]
        item = self._feeds.due(feed.n for feed in feeds)
        times += [moment(item)] if item else []
        later = [time for time in times if time > self._now()]
        return min([otherwise, *later])

    # --- feeds ------------------------------------------------------------------------------------------------------

    def _ask(self, feed: WatchedFeed, look: Look) -> None:
        look.feeds += 1
        try:
            got = self._polite.get(feed.url, _conditions(feed))
            feed = self._moved(feed, got)
            if got.unchanged:
                look.unchanged += 1
                self._feeds.unchanged(feed.n, at=self._at())
                self._tell(wording.told(feed.url, None))
            else:
                self._keep(feed, got, look)
        except (FetchError, Unreadable) as error:
            look.failed += 1
            wait = backed_off(feed.failures, error.retry_after if isinstance(error, FetchError) else None)
            self._feeds.failed(feed.n, str(error), at=self._at(), not_before=stamp(self._now() + wait))
            self._tell(f"{feed.url}: {error}")

    def _moved(self, feed: WatchedFeed, got: Fetched) -> WatchedFeed:
        """Ask a feed from now on where it has moved for good, unless another that is followed stands there."""
        if not got.moved or got.moved == feed.url or (is_sealed(feed.url) and not is_sealed(got.moved)):
            return feed
        if not got.unchanged and listed_in(got.data, got.charset) is None:
            _feed_of(got)  # a page in its place, as where a site has closed, is no feed that has moved
        moved = self._feeds.moved(feed.n, got.moved)
        self._tell(wording.moved(feed.url, got.moved, followed=not moved))
        if not moved:
            return feed
        self._named = None if self._named is None else [got.moved if url == feed.url else url for url in self._named]
        return replace(feed, url=got.moved)

    def _keep(self, feed: WatchedFeed, got: Fetched, look: Look) -> None:
        listed = listed_in(got.data, got.charset)
        if listed is not None:
            self._keep_list(feed, got, listed, look)
            return
        found = _feed_of(got)
        items = list({item.key: item for item in seen_items(found)}.values())
        title = found.title or feed.title
        new = self._feeds.answered(
            feed.n, items, at=self._at(), title=title, etag=got.etag, last_modified=got.last_modified
        )
        look.new += new
        self._tell(wording.told(feed.url, new))

    def _keep_list(self, feed: WatchedFeed, got: Fetched, listed: list[tuple[str, str]], look: Look) -> None:
        """Follow the feeds of a list that lies at an address, and ask those that are new."""
        known = {one.url for one in self._feeds.all()}
        self._feeds.follow(listed)
        if self._named is not None:
            self._named += [self._feeds.now_at(url) for url, _ in listed]
        self._feeds.answered(
            feed.n, (), at=self._at(), title=feed.title, etag=got.etag, last_modified=got.last_modified
        )
        urls = {url for url, _ in listed} - known
        for one in self._feeds.all():
            if one.url in urls and one.url != feed.url:
                self._ask(one, look)

    # --- items ------------------------------------------------------------------------------------------------------

    def _read_all(self, look: Look) -> None:
        intake = Intake(max_bytes=self._max_bytes, allow_private=self._allow_private)
        feeds = [feed.n for feed in self.feeds()]
        of, number, after = self._feeds.count(feeds, at=self._at()), 0, 0
        while (item := self._feeds.waiting(feeds, at=self._at(), after=after)) is not None:
            number, after = number + 1, item.n
            self._busy(wording.reading(item.url or item.key, number, max(of, number)))
            self._read(item, intake, look)

    def _read(self, item: FeedItem, intake: Intake, look: Look) -> None:
        """Read an item, and note that only when what it gave is stored."""
        if item.data is not None:
            self._store([article_of_held(item, intake)], look)
        else:
            try:
                got = self._polite.get(item.url or "")
            except FetchError as error:
                self._not_had(item, error, look)
                return
            self._store(articles_of_page(item, got, intake), look)
        self._feeds.read(item.n)

    def _store(self, found: Iterable[Article | Skipped], look: Look) -> None:
        added = self._add(found)
        look.articles += added.articles
        look.skipped += added.skipped + added.known_skipped

    def _not_had(self, item: FeedItem, error: FetchError, look: Look) -> None:
        """Put an item off whose page may be had later, and give it up where that is not to be expected."""
        over = isinstance(error, RefusedAddress) or error.status in _GONE
        if over or (item.tries + 1 >= _TRIES and error.retry_after is None):
            self._store([Skipped(source=item.url or item.key, reason=str(error))], look)
            self._feeds.given_up(item.n, str(error))
            return
        look.put_off += 1
        wait = backed_off(item.tries, error.retry_after)
        self._feeds.put_off(item.n, str(error), not_before=stamp(self._now() + wait))

    def _at(self) -> str:
        return stamp(self._now())


def is_sealed(url: str) -> bool:
    """Whether nobody on the way can change what an address says, where it has moved to included."""
    return url[:8].lower() == "https://"


def _conditions(feed: WatchedFeed) -> Mapping[str, str]:
    """Return the headers that ask a server for what has changed since it answered (RFC 9110, 13.1)."""
    headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in headers.items() if value}


def _feed_of(got: Fetched) -> Feed:
    """Return the feed of an answer. Raises `Unreadable` where it is none."""
    text = decode(got.data, charset=got.charset).text
    root = parse_xml(text) if root_name(text) in ROOTS else None
    if root is None:
        raise Unreadable(wording.no_feed(_named_by(text, got.url)))
    return parse_feed(root, url=got.url)


def _named_by(text: str, url: str) -> str:
    """Return the feed that a page names in its head, "" where it names none."""
    tree = parse_markup(text)
    for link in tree.iterfind(".//link") if tree is not None else ():
        if (link.get("type") or "").lower() in _FEEDS and "alternate" in (link.get("rel") or "").lower():
            try:
                return str(urljoin(url, link.get("href") or ""))
            except ValueError:
                return ""
    return ""
