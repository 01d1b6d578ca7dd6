"""The feeds that a case file follows, and which of their items are still to be read.

What a feed's answer held stands in the case file in the same transaction as the tags by which its server is asked the
next time: whenever a run ends, and however, the next one goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from whence.case.connection import opened, transaction
from whence.case.rows import storable

__all__ = ["FeedItem", "Feeds", "SeenItem", "WatchedFeed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """A feed that is followed. `n` is its key; times are ISO 8601 in UTC, None where there is none yet.

    `etag` and `last_modified` are what its server wants to be asked with. It is left alone until `not_before`;
    `failures` counts how often in a row it could not be had, `failure` says why.
    """

    n: int
    url: str
    title: str = ""
    etag: str | None = None
    last_modified: str | None = None
    asked: str | None = None
    answered: str | None = None
    not_before: str | None = None
    failures: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenItem:
    """An item as a feed's answer holds it: `key` tells it from others, `digest` one state of it from another.

    `data` is what is to be read of it; without data it is the page at `url`.
    """

    key: str
    digest: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item that waits to be read, and how often that was tried."""

    n: int
    feed: str
    key: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    data: bytes | None = None
    tries: int = 0


class Feeds:
    """The feeds of a case file of the newest version: it must have been opened as a `Case` before.

    Every method opens the file for itself and may raise `CaseError`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def follow(self, feeds: Iterable[tuple[str, str]]) -> None:
        """Follow feeds: pairs of an address and a title; one that is followed already stays as it is.

        One that is named by an address from which it has moved for good is followed already.
        """
        rows = [storable(pair) for pair in feeds]
        with opened(self._path) as connection, transaction(connection):
            connection.executemany(_FOLLOW, rows)

    def moved(self, feed: int, to: str) -> bool:
        """Remember that a feed has moved for good; whether it is asked there, where no other that is followed stands.

        By its earlier addresses it is known from then on too.
        """
        with opened(self._path) as connection, transaction(connection):
            taken = connection.execute("SELECT 1 FROM feed WHERE url = ?", (storable(to),)).fetchone()
            if taken is not None:
                return False
            connection.execute(
                "INSERT OR REPLACE INTO feed_moved (url, feed) SELECT url, n FROM feed WHERE n = ?", (feed,)
            )
            connection.execute("DELETE FROM feed_moved WHERE url = ?", (storable(to),))
            connection.execute("UPDATE feed SET url = ? WHERE n = ?", (storable(to), feed))
            return True

    def now_at(self, url: str) -> str:
        """Return where a feed stands now that is named by some address: that one, unless it has moved for good."""
        with opened(self._path) as connection:
            row = connection.execute(_NOW_AT, (storable(url),)).fetchone()
        return url if row is None else str(row[0])

    def all(self) -> list[WatchedFeed]:
        """Return the feeds in the order in which they were named."""
        with opened(self._path) as connection:
            return [WatchedFeed(**dict(row)) for row in connection.execute("SELECT * FROM feed ORDER BY n")]

    def answered(
        self, feed: int, items: Iterable[SeenItem], *, at: str, title: str, etag: str | None, last_modified: str | None
    ) -> int:
        """Keep what a feed's answer held, and return how many of its items are new or have changed."""
        with opened(self._path) as connection, transaction(connection):
            connection.execute(_ANSWERED, (at, title, etag, last_modified, feed))
            rows = [
                storable((feed, item.key, item.digest, item.url, item.outlet, item.published, item.data))
                for item in items
            ]
            return sum(connection.execute(_SEEN, row).rowcount for row in rows)

    def unchanged(self, feed: int, *, at: str) -> None:
        """Note that a feed's server has nothing new."""
        with opened(self._path) as connection, transaction(connection):
            connection.execute(_UNCHANGED, (at, feed))

    def failed(self, feed: int, reason: str, *, at: str, not_before: str) -> None:
        """Note why a feed could not be had, and until when it is left alone."""
        with opened(self._path) as connection, transaction(connection):
            connection.execute(_FAILED, (at, storable(reason), not_before, feed))

    def waiting(self, feeds: Iterable[int], *, at: str, after: int = 0) -> FeedItem | None:
        """Return the first item of some feeds, behind another one, that may be read now; None where none is left."""
        marks = ",".join(str(int(feed)) for feed in feeds)
        with opened(self._path) as connection:
            row = connection.execute(_WAITING.format(marks=marks), (at, after)).fetchone()
        return None if row is None else FeedItem(**dict(row))

    def count(self, feeds: Iterable[int], *, at: str) -> int:
        """Return how many items of some feeds may be read now."""
        marks = ",".join(str(int(feed)) for feed in feeds)
        with opened(self._path) as connection:
            return int(connection.execute(_COUNT.format(marks=marks), (at,)).fetchone()[0])

    def due(self, feeds: Iterable[int]) -> str | None:
        """Return when the first of the items that were put off may be read, None where none was."""
        marks = ",".join(str(int(feed)) for feed in feeds)
        with opened(self._path) as connection:
            found = connection.execute(_DUE.format(marks=marks)).fetchone()[0]
        return None if found is None else str(found)

    def read(self, item: int) -> None:
        """Note that an item has been read, and forget its bytes."""
        self._state(item, "read", None, None)

    def given_up(self, item: int, reason: str) -> None:
        """Note that an item is not tried again, and why."""
        self._state(item, "given_up", reason, None)

    def put_off(self, item: int, reason: str, *, not_before: str) -> None:
        """Note that an item is tried again later, and why."""
        self._state(item, "waiting", reason, not_before)

    def _state(self, item: int, state: str, reason: str | None, not_before: str | None) -> None:
        with opened(self._path) as connection, transaction(connection):
            connection.execute(_STATE, (state, storable(reason) if reason else None, not_before, state, item))


_FOLLOW = """
    INSERT OR IGNORE INTO feed (url, title)
    SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM feed_moved WHERE url = ?1)
"""
_NOW_AT = "SELECT f.url FROM feed_moved AS m JOIN feed AS f ON f.n = m.feed WHERE m.url = ?"
_ANSWERED = """
    UPDATE feed SET asked = ?1, answered = ?1, title = ?2, etag = ?3, last_modified = ?4, not_before = NULL,
    failures = 0, failure = NULL WHERE n = ?5
"""
_UNCHANGED = """
    UPDATE feed SET asked = ?1, answered = ?1, not_before = NULL, failures = 0, failure = NULL WHERE n = ?2
"""
_FAILED = "UPDATE feed SET asked = ?, failure = ?, failures = failures + 1, not_before = ? WHERE n = ?"
_SEEN = """
    INSERT INTO feed_item (feed, key, digest, url, outlet, published, data, state)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting')
    ON CONFLICT (feed, key) DO UPDATE SET digest = excluded.digest, url = excluded.url, outlet = excluded.outlet,
    published = excluded.published, data = excluded.data, state = 'waiting', tries = 0, not_before = NULL, reason = NULL
    WHERE digest != excluded.digest
"""
_WAITING = """
    SELECT i.n, f.url AS feed, i.key, i.url, i.outlet, i.published, i.data, i.tries
    FROM feed_item AS i JOIN feed AS f ON f.n = i.feed
    WHERE i.state = 'waiting' AND i.feed IN ({marks}) AND coalesce(i.not_before, '') <= ? AND i.n > ?
    ORDER BY i.n LIMIT 1
"""
_COUNT = """
    SELECT count(*) FROM feed_item AS i
    WHERE i.state = 'waiting' AND i.feed IN ({marks}) AND coalesce(i.not_before, '') <= ?
"""
_DUE = "SELECT min(not_before) FROM feed_item WHERE state = 'waiting' AND feed IN ({marks})"
_STATE = """
    UPDATE feed_item SET state = ?, reason = ?, not_before = ?, tries = tries + 1,
    data = CASE WHEN ? = 'waiting' THEN data END WHERE n = ?
"""
