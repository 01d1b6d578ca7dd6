"""Watched feeds and items of wires in a case file: kept, brought forward, and seen in any SQLite tool."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from whence.case import Case, schema, schema_feeds
from whence.case.feeds import Feeds, SeenItem
from whence.records import NewsItem, Reading

ITEM = NewsItem(format="ninjs", id="urn:x:1", version="3", status="canceled", provider="Orrany Newswire")
AT, LATER = "2031-05-14T07:00:00Z", "2031-05-14T08:00:00Z"


def test_an_item_comes_back_as_it_was_stored(tmp_path: Path, weir: list[Reading]) -> None:
    """The item that an article was read from is stored with it, and any SQLite tool sees what it says."""
    kept = replace(weir[0], article=replace(weir[0].article, item=ITEM))
    with Case(tmp_path / "x.case") as case:
        case.add([kept, weir[1]])
        assert [reading.article.item for reading in case.readings()] == [ITEM, None]
    plain = sqlite3.connect(tmp_path / "x.case")
    row = plain.execute("SELECT format, id, version, status, provider, embargoed FROM v_item").fetchall()
    assert row == [("ninjs", "urn:x:1", "3", "canceled", "Orrany Newswire", None)]


def test_a_file_of_the_version_before_is_brought_forward(tmp_path: Path, weir: list[Reading]) -> None:
    """A case file without feeds keeps what it has, and follows feeds from then on."""
    path = tmp_path / "x.case"
    with Case(path) as case:
        case.add(weir)
        before = list(case.readings())
    plain = sqlite3.connect(path, isolation_level=None)
    at = schema.VERSIONS.index(schema_feeds.SCRIPT)
    if at + 1 == len(schema.VERSIONS):  # as the version before has it
        for statement in ("DROP VIEW v_item", "DROP TABLE feed_item", "DROP TABLE feed"):
            plain.execute(statement)
        plain.execute("ALTER TABLE article DROP COLUMN item")
        plain.execute(f"PRAGMA user_version = {at}")
    plain.close()
    with Case(path) as case:
        assert list(case.readings()) == before
        Feeds(path).follow([("https://e.example/f", "Echo")])
        assert [(feed.url, feed.title) for feed in Feeds(path).all()] == [("https://e.example/f", "Echo")]


@pytest.fixture
def feeds(tmp_path: Path) -> Feeds:
    """Return the feeds of a case file that follows one."""
    Case(tmp_path / "x.case").close()
    found = Feeds(tmp_path / "x.case")
    found.follow([("https://e.example/f", "Echo"), ("https://e.example/f", "again")])
    return found


def test_items_wait_until_they_are_read(feeds: Feeds) -> None:
    """A new item waits with its bytes; read, it is there without them, and comes again only where it has changed."""
    (feed,) = feeds.all()
    items = [SeenItem(key="a", digest="1", data=b"text"), SeenItem(key="b", digest="1", url="https://e.example/b")]

    def seen(*some: SeenItem) -> int:
        return feeds.answered(feed.n, some, at=AT, title="Tarn Echo", etag='"1"', last_modified=None)

    assert seen(*items) == 2
    first = feeds.waiting([feed.n], at=AT)
    assert first is not None and (first.key, first.data, first.feed) == ("a", b"text", "https://e.example/f")
    feeds.read(first.n)
    second = feeds.waiting([feed.n], at=AT)
    assert second is not None and second.key == "b"
    feeds.put_off(second.n, "busy", not_before=LATER)
    assert (feeds.waiting([feed.n], at=AT), feeds.due([feed.n])) == (None, LATER)
    assert feeds.count([feed.n], at=LATER) == 1
    assert seen(*items) == 0
    assert seen(SeenItem(key="a", digest="2", data=b"more")) == 1
    again = feeds.waiting([feed.n], at=AT)
    assert again is not None and (again.data, again.tries) == (b"more", 0)
    feeds.given_up(again.n, "gone")
    assert feeds.count([feed.n], at=AT) == 0


def test_a_feed_s_failures_are_counted_until_it_answers(feeds: Feeds) -> None:
    """Each failure is noted with its reason; an answer takes them away."""
    (feed,) = feeds.all()
    for _ in range(2):
        feeds.failed(feed.n, "away", at=AT, not_before=LATER)
    (held,) = feeds.all()
    assert (held.failures, held.failure, held.not_before) == (2, "away", LATER)
    feeds.unchanged(feed.n, at=LATER)
    (held,) = feeds.all()
    assert (held.failures, held.failure, held.not_before, held.answered) == (0, None, None, LATER)
