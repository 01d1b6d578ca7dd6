"""Other people's servers are asked one request at a time, as far apart as they wish, and left alone when they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whence.errors import FetchError, RefusedAddress
from whence.ingest.fetch import USER_AGENT
from whence.ingest.polite.asking import PROGRAM, Polite

if TYPE_CHECKING:
    from tests.conftest import Site


class Time:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    """Return a clock that stands still."""
    return Time()


@pytest.fixture
def polite(time: Time) -> Polite:
    """Return a polite asker with two seconds between requests."""
    return Polite(max_bytes=10_000, allow_private=True, delay=2.0, clock=time.clock, sleep=time.sleep)


def test_requests_to_a_host_stand_apart(site: Site, polite: Polite, time: Time) -> None:
    """Between two requests the delay passes, robots.txt counts as one, and it is asked for once."""
    for path in ("/a", "/b"):
        polite.get(site.put(path, "words"))
    assert site.paths == ["/robots.txt", "/a", "/b"]
    assert time.slept == [2.0, 2.0]
    assert all(headers["User-Agent"] == USER_AGENT and USER_AGENT.startswith(PROGRAM) for _, headers in site.asked)


def test_a_crawl_delay_is_heeded(site: Site, polite: Polite, time: Time) -> None:
    """A site that asks for more time between requests gets it."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 9\n", Content_Type="text/plain")
    polite.get(site.put("/a", "words"))
    polite.get(site.put("/b", "words"))
    assert time.slept[-1] == 9.0


def test_what_robots_txt_excludes_is_not_asked_for(site: Site, polite: Polite) -> None:
    """An excluded address is refused before it is asked, also where a redirect leads to it."""
    site.put("/robots.txt", "User-agent: whence\nDisallow: /no\n", Content_Type="text/plain")
    site.put("/hop", "", status=302, Location="/no")
    for path in ("/no", "/hop"):
        with pytest.raises(RefusedAddress, match=r"robots\.txt"):
            polite.get(site.root + path)
    assert "/no" not in site.paths


@pytest.mark.parametrize(("status", "headers", "rest"), [(429, {"Retry_After": "120"}, 120.0), (503, {}, 60.0)])
def test_a_server_that_asks_for_rest_gets_it(
    site: Site, polite: Polite, time: Time, status: int, headers: dict[str, str], rest: float
) -> None:
    """After 429 or 503 nothing is asked of the host until its time is over, and the error says for how long."""
    site.put("/busy", "", status=status, **headers)
    site.put("/a", "words")
    with pytest.raises(FetchError) as first:
        polite.get(f"{site.root}/busy")
    with pytest.raises(FetchError, match="asks to be left alone"):
        polite.get(f"{site.root}/a")
    assert first.value.retry_after == rest
    assert "/a" not in site.paths
    time.now += rest
    assert polite.get(f"{site.root}/a").data == b"words"


def test_a_site_whose_robots_txt_is_away_is_left_alone(site: Site, polite: Polite) -> None:
    """Where robots.txt cannot be had for the server's fault, nothing is fetched for now."""
    site.put("/robots.txt", "", status=500)
    site.put("/a", "words")
    with pytest.raises(FetchError, match=r"robots\.txt could not be read") as away:
        polite.get(f"{site.root}/a")
    assert away.value.retry_after
    assert site.paths == ["/robots.txt"]


def test_tags_are_sent_back(site: Site, polite: Polite) -> None:
    """A page that has not changed is not sent again."""
    address = site.put("/a", "words", ETag='"1"', Last_Modified="Mon, 14 May 2031 06:50:00 GMT")
    got = polite.get(address)
    assert (got.etag, got.last_modified, got.unchanged) == ('"1"', "Mon, 14 May 2031 06:50:00 GMT", False)
    assert polite.get(address, {"If-None-Match": '"1"'}).unchanged
    with pytest.raises(FetchError):
        Polite(max_bytes=10, delay=0).get(address)  # a private network, without leave
