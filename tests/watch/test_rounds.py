"""Feeds are followed politely, what is new in them comes in once, and a run goes on where another was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whence.case import Case
from whence.case.feeds import Feeds
from whence.case.store import Added
from whence.errors import WrongUse
from whence.ingest import wording
from whence.ingest.polite.asking import Polite
from whence.records import Article, Reading, Skipped
from whence.watch.every import backed_off, interval, stamp
from whence.watch.rounds import Watch, is_sealed
from whence.watch.sources import feeds_named

if TYPE_CHECKING:
    from tests.conftest import Site

STORY = (
    "The ferry to Tolm stops on Friday, its owner said in a letter to residents. The council will ask the ministry for "
    "help, and boats would run at weekends, Ines Okker said. Rolf Arnaud, the mayor, said that he had not been told."
)
PAGE = "<html><body><article><h1>{0}</h1><p>{1}</p><p>{1}</p></article></body></html>"
RSS = {"Content_Type": "application/rss+xml"}


def feed(*items: str) -> str:
    """Return a feed of items."""
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Tarn Echo</title>{"".join(items)}</channel></rss>'


def item(link: str, text: str = "", title: str = "Ferry") -> str:
    """Return an item with its text, or with a link alone."""
    body = f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if text else ""
    date = "<pubDate>Mon, 14 May 2031 06:50:00 +0100</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{date}{body}</item>"


class Killed(BaseException):
    """Stands for whatever ends a run at once."""


class Time:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = datetime(2031, 5, 14, 7, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the time."""
        return self.at

    def clock(self) -> float:
        """Return the time in seconds."""
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    """Return a clock that stands still."""
    return Time()


Watching = Callable[..., Watch]


@pytest.fixture
def watching(tmp_path: Path, time: Time) -> Iterator[Watching]:
    """Return what starts a run over one case file; articles are stored unread, and the run may be ended by it."""
    case = Case(tmp_path / "x.case")

    def start(*urls: str, ends_after: int = -1, lines: list[str] | None = None) -> Watch:
        left = [ends_after]

        def add(found: Iterable[Article | Skipped]) -> Added:
            items = list(found)
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return case.add(one if isinstance(one, Skipped) else Reading(article=one) for one in items)

        polite = Polite(max_bytes=100_000, allow_private=True, delay=2.0, clock=time.clock, sleep=time.sleep)
        tell = lines.append if lines is not None else lambda _: None
        run = Watch(
            tmp_path / "x.case", polite, add=add, max_bytes=100_000, allow_private=True, now=time.now, tell=tell
        )
        run.follow((url, "") for url in urls)
        return run

    start.case = case  # type: ignore[attr-defined]
    yield start
    case.close()


def titles(watching: Watching) -> list[str | None]:
    """Return the titles that the case file holds."""
    return sorted(article.title or "" for article in watching.case.articles())  # type: ignore[attr-defined]


def test_what_is_new_comes_in_once(site: Site, watching: Watching, time: Time) -> None:
    """Whole texts come from the feed and others from their pages; a second look brings only what is new since."""
    site.put("/1", PAGE.format("Quay shut", STORY))
    url = site.put("/feed", feed(item(f"{site.root}/1"), item(f"{site.root}/2", STORY)), **RSS)
    look = watching(url).look()
    assert (look.feeds, look.new, look.articles, look.skipped, look.put_off) == (1, 2, 2, 0, 0)
    assert titles(watching) == ["Ferry", "Quay shut"]
    site.put("/feed", feed(item(f"{site.root}/3", STORY, "Weir"), item(f"{site.root}/1")), **RSS)
    time.sleep(900)
    look = watching(url).look()
    assert (look.new, look.articles) == (1, 1)
    assert titles(watching) == ["Ferry", "Quay shut", "Weir"]
    assert site.paths == ["/robots.txt", "/feed", "/1", "/robots.txt", "/feed"]
    quay = next(one for one in watching.case.articles() if one.title == "Quay shut")  # type: ignore[attr-defined]
    assert (quay.outlet, quay.published.at) == ("Tarn Echo", "2031-05-14T06:50:00+01:00")


@pytest.mark.parametrize(("reason", "asked"), [(wording.PRIVATE, 1), (wording.SLOW, 0)])
def test_a_feed_that_was_refused_here_is_asked_when_it_is_allowed(
    site: Site, watching: Watching, time: Time, reason: str, asked: int
) -> None:
    """A feed on a private network, which nobody asked, is not left alone once that is allowed; one that failed is."""
    url = site.put("/feed", feed(item(f"{site.root}/2", STORY)), **RSS)
    run = watching(url)
    feeds = Feeds(watching.case.path)  # type: ignore[attr-defined]
    feeds.failed(run.feeds()[0].n, reason, at=stamp(time.now()), not_before=stamp(time.now() + timedelta(minutes=5)))
    look = run.look()
    assert (look.feeds, look.articles) == (asked, asked)


def test_an_entry_that_changes_is_read_again(site: Site, watching: Watching) -> None:
    """A new text under the same identity is another article; the same text with other numbers beside it is not."""
    url = site.put("/feed", feed(item(f"{site.root}/2", STORY)), **RSS)
    assert watching(url).look().articles == 1
    site.put("/feed", feed(item(f"{site.root}/2", STORY).replace("</item>", "<comments>9</comments></item>")), **RSS)
    assert watching(url).look().new == 0
    site.put("/feed", feed(item(f"{site.root}/2", STORY.replace("Friday", "Saturday"))), **RSS)
    assert watching(url).look().articles == 1
    assert titles(watching) == ["Ferry", "Ferry"]


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, watching: Watching) -> None:
    """The tags that a server gave are kept in the case file and sent back by the next run."""
    url = site.put("/feed", feed(item("https://x.example", STORY)), ETag='"7"', Last_Modified="Mon, 14 May 2031", **RSS)
    watching(url).look()
    look = watching(url).look()
    assert (look.unchanged, look.new) == (1, 0)
    headers = site.asked[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', "Mon, 14 May 2031")


@pytest.mark.parametrize("ends_after", range(4))
def test_a_run_that_is_killed_goes_on(site: Site, watching: Watching, ends_after: int) -> None:
    """Wherever a run ends, the next one brings all the rest, and nothing twice, though the feed has not changed."""
    links = [site.put(f"/{n}", PAGE.format(f"Story {n}", STORY)) for n in range(2)]
    texts = [item(f"{site.root}/t{n}", STORY, f"Text {n}") for n in range(2)]
    url = site.put("/feed", feed(*map(item, links), *texts), ETag='"1"', **RSS)
    with pytest.raises(Killed):
        watching(url, ends_after=ends_after).look()
    look = watching().look()
    assert (look.unchanged, look.articles) == (1, 4 - ends_after)
    assert titles(watching) == ["Story 0", "Story 1", "Text 0", "Text 1"]
    assert watching().look().articles == 0


def test_a_server_that_asks_for_rest_gets_it(site: Site, watching: Watching, time: Time) -> None:
    """A page behind 503 is put off for as long as the server asks, across runs, and is then read."""
    link = site.put("/1", "", status=503, Retry_After="600")
    url = site.put("/feed", feed(item(link)), **RSS)
    look = watching(url).look()
    assert (look.put_off, look.articles) == (1, 0)
    site.put("/1", PAGE.format("Quay shut", STORY))
    time.sleep(60)
    asked = len(site.asked)
    run = watching()
    assert run.look().articles == 0
    assert "/1" not in site.paths[asked:]
    assert run.due(time.now() + timedelta(hours=1)) <= time.now() + timedelta(seconds=600)
    time.sleep(600)
    assert watching().look().articles == 1


def test_pages_that_cannot_be_had_are_given_up_in_the_end(site: Site, watching: Watching, time: Time) -> None:
    """A page that is not there, or closed to programs, is given up at once, a failing one after five tries."""
    site.put("/robots.txt", "User-agent: whence\nDisallow: /closed\n", Content_Type="text/plain")
    site.put("/broken", "", status=500)
    links = [f"{site.root}/{name}" for name in ("gone", "closed", "broken")]
    url = site.put("/feed", feed(*map(item, links)), **RSS)
    look = watching(url).look()
    assert (look.skipped, look.put_off) == (2, 1)
    for _ in range(4):
        time.sleep(3 * 86_400)
        watching().look()
    reasons = {skipped.source: skipped.reason for skipped in watching.case.skipped()}  # type: ignore[attr-defined]
    assert set(reasons) == set(links)
    assert "404" in reasons[links[0]] and "robots.txt" in reasons[links[1]] and "500" in reasons[links[2]]
    asked = len(site.asked)
    time.sleep(3 * 86_400)
    watching().look()
    assert "/broken" not in site.paths[asked:]


def test_a_feed_that_fails_is_left_alone_longer_each_time(
    site: Site, watching: Watching, time: Time, tmp_path: Path
) -> None:
    """One feed that fails does not stop the others, and it is asked again after a minute, two, four."""
    good = site.put("/good", feed(item("https://x.example", STORY)), **RSS)
    bad = site.put("/bad", "<html><head><link rel=alternate type='application/rss+xml' href='/good'></head></html>")
    lines: list[str] = []
    look = watching(bad, good, lines=lines).look()
    assert (look.feeds, look.failed, look.articles) == (2, 1, 1)
    assert f"its feed is {good}" in lines[0]
    assert watching().look().feeds == 1
    time.sleep(61)
    assert watching().look().failed == 1
    time.sleep(61)
    assert watching().look().failed == 0
    (held, _) = Feeds(tmp_path / "x.case").all()
    assert (held.failures, held.url) == (2, bad)


def test_a_list_at_an_address_is_followed(site: Site, watching: Watching) -> None:
    """The feeds that a list names are followed with it, by this run and by those after it."""
    one = site.put("/one", feed(item("https://x.example", STORY)), **RSS)
    body = f'<opml version="2.0"><body><outline xmlUrl="{one}" title="One"/></body></opml>'
    url = site.put("/list", body, Content_Type="text/x-opml")
    assert watching(url).look().articles == 1
    assert [feed.url for feed in watching().feeds()] == [url, one]


def test_the_next_look_is_when_something_is_due(site: Site, watching: Watching, time: Time) -> None:
    """Within the time between two looks a feed is asked again only where it failed."""
    good = site.put("/good", feed(item("https://x.example", STORY)), **RSS)
    run = watching(good, f"{site.root}/missing")
    run.look()
    assert run.due(time.now() + timedelta(minutes=15)) <= time.now() + timedelta(minutes=1)
    time.sleep(61)
    assert run.look(timedelta(minutes=15)).feeds == 1
    time.sleep(900)
    assert run.look(timedelta(minutes=15)).feeds == 2


@pytest.mark.parametrize(("text", "minutes"), [("15m", 15), ("1h", 60), ("90s", 1.5), ("2 D", 2880)])
def test_a_time_between_looks_is_read(text: str, minutes: float) -> None:
    """A number with a unit is a time."""
    assert interval(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "15", "m", "1s", "0h", "-5m"])
def test_no_time_is_wrong_usage(text: str) -> None:
    """What is no time, or too short a one, is wrong usage."""
    with pytest.raises(WrongUse):
        interval(text)


def test_waiting_grows_to_a_day() -> None:
    """Each failure doubles the wait up to a day, and a server's own wish is heeded up to a day."""
    assert [backed_off(n).total_seconds() for n in (0, 1, 2, 30)] == [60, 120, 240, 86_400]
    assert backed_off(0, 600.0).total_seconds() == 600
    assert backed_off(0, 1e12).total_seconds() == 86_400


def test_feeds_are_named_by_address_or_in_a_list(tmp_path: Path) -> None:
    """A file that lists feeds names them; a feed's own file, or another scheme, is wrong usage."""
    listing = tmp_path / "feeds.opml"
    listing.write_text('<opml><body><outline xmlUrl="https://e.example/f" text="Echo"/></body></opml>')
    sources = ["https://g.example/f", str(listing)]
    assert list(feeds_named(sources, max_bytes=1000)) == [("https://g.example/f", ""), ("https://e.example/f", "Echo")]
    listing.write_text(feed(item("https://x.example")))
    for source in (str(listing), "ftp://g.example/f"):
        with pytest.raises(WrongUse):
            list(feeds_named([source], max_bytes=1000))


@pytest.mark.parametrize("status", [301, 308])
def test_a_feed_that_has_moved_for_good_is_asked_there(site: Site, watching: Watching, time: Time, status: int) -> None:
    """What was seen of it stays seen, and by either address it is one feed; the old address is asked no more."""
    old = site.put("/old", feed(item(f"{site.root}/1", STORY)), **RSS)
    assert watching(old).look().articles == 1
    new = site.put("/new", feed(item(f"{site.root}/1", STORY), item(f"{site.root}/2", STORY, "Weir")), **RSS)
    site.put("/old", b"", status=status, Location="/new")
    time.sleep(900)
    lines: list[str] = []
    assert watching(old, lines=lines).look().articles == 1
    assert lines[0] == f"{old}: moved for good to {new}; it is asked there from now on"
    for named in (old, new, ""):
        asked = len(site.asked)
        look = watching(*filter(None, [named])).look()
        assert (look.feeds, look.new) == (1, 0)
        assert [path for path in site.paths[asked:] if path != "/robots.txt"] == ["/new"]
    assert titles(watching) == ["Ferry", "Weir"]


@pytest.mark.parametrize(
    ("status", "there"),
    [(302, "feed"), (307, "feed"), (301, "page"), (301, "temporary"), (301, "followed")],
)
def test_what_is_no_move_for_good_is_not_remembered(site: Site, watching: Watching, status: int, there: str) -> None:
    """A move for a while, to a page, behind such a move, or to a feed that is followed leaves the address."""
    text = feed(item(f"{site.root}/1", STORY))
    old = site.put("/old", b"", status=302 if there == "temporary" else status, Location="/new")
    site.put(
        "/new", PAGE.format("We have closed", STORY) if there == "page" else text, **({} if there == "page" else RSS)
    )
    if there == "temporary":
        site.put("/new", b"", status=301, Location="/there")
        site.put("/there", text, **RSS)
    run = watching(old, *([f"{site.root}/new"] if there == "followed" else []))
    run.look()
    assert old in [one.url for one in run.feeds()]


def test_a_move_that_anybody_could_have_made_is_not_remembered() -> None:
    """A move from an address that is sealed to one that is not is followed and forgotten."""
    assert [is_sealed(url) for url in ("https://a.example", "HTTPS://a.example", "http://a.example")] == [
        True,
        True,
        False,
    ]
