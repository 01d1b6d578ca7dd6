"""Pages of other people's servers, asked for politely."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import urlsplit

from whence.errors import FetchError, RefusedAddress
from whence.ingest.fetch import Fetched, fetch
from whence.ingest.polite.robots import LONGEST, Rules, parse_robots
from whence.ingest.polite.wording import ROBOTS_AWAY, ROBOTS_NO, asks_to_wait

__all__ = ["DELAY", "PROGRAM", "Polite"]

DELAY = 2.0
"""Seconds between the end of one request to a host and the next one to it."""
PROGRAM = "whence"
"""The name by which a robots.txt can speak of this program; it opens the User-Agent."""
_PATIENCE = 30.0  # seconds that a run waits for a host which asks to be left alone; above, it goes on without it
_REST = 60.0  # seconds for a host that answers 429 or 503 and does not say for how long
_LONGEST_REST = 86_400.0
_ROBOTS_AGE = 86_400.0  # RFC 9309, 2.4: no cached copy is used for more than a day
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class _Host:
    free: float = -math.inf  # not to be asked before
    resting: bool = False  # because it asked for it
    rules: Rules | None = None
    read: float = -math.inf


class Polite:
    """Asks hosts one request at a time: with a delay between two, within robots.txt, and never one that asked for rest.

    `clock` and `sleep` are the time, which tests replace.
    """

    def __init__(
        self,
        *,
        max_bytes: int,
        allow_private: bool = False,
        delay: float = DELAY,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._max_bytes = max_bytes
        self._allow_private = allow_private
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    def get(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Fetched:
        """Return what an address gives.

        Raises `FetchError` as `fetch` does, for what robots.txt excludes, and for a host that asked to be left alone
        for longer than a run waits: `retry_after` is set then.
        """
        return self._ask(url, headers, self._max_bytes, self._before)

    def rest(self, url: str, seconds: float) -> None:
        """Leave an address's host alone for some seconds, as it asked an earlier run."""
        host = self._host(url)
        host.free, host.resting = max(host.free, self._clock() + min(seconds, _LONGEST_REST)), True

    def _ask(self, url: str, headers: Mapping[str, str], limit: int, before: Callable[[str], None]) -> Fetched:
        hops = [url.strip()]

        def hop(address: str) -> None:
            hops[0] = address
            before(address)

        try:
            return fetch(url, max_bytes=limit, allow_private=self._allow_private, headers=headers, before=hop)
        except FetchError as error:
            self._heed(hops[0], error)
            raise
        finally:
            self._done(hops[0])

    def _heed(self, url: str, error: FetchError) -> None:
        if error.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            error.retry_after = min(_REST if error.retry_after is None else error.retry_after, _LONGEST_REST)
            self.rest(url, error.retry_after)

    def _before(self, url: str) -> None:
        """Wait until an address may be asked, and refuse one that robots.txt excludes."""
        try:
            urlsplit(url)
        except ValueError:  # what asks for it will say so
            return
        self._wait(url)
        if not self._rules(url).allow(url):
            raise RefusedAddress(ROBOTS_NO)

    def _wait(self, url: str) -> None:
        host = self._host(url)
        seconds = host.free - self._clock()
        if host.resting and seconds > _PATIENCE:
            error = FetchError(asks_to_wait(seconds))
            error.retry_after = seconds
            raise error
        if seconds > 0:
            self._sleep(seconds)
        host.resting = False

    def _done(self, url: str) -> None:
        host = self._host(url)
        delay = max(self._delay, host.rules.delay if host.rules else 0.0)
        host.free = max(host.free, self._clock() + delay)

    def _rules(self, url: str) -> Rules:
        """Return a host's rules, asked for once a day. A host without a robots.txt has none."""
        host = self._host(url)
        if host.rules is None or self._clock() - host.read > _ROBOTS_AGE:
            host.rules, host.read = self._robots(url), self._clock()
            self._wait(url)
        return host.rules

    def _robots(self, url: str) -> Rules:
        parts = urlsplit(url)
        try:
            got = self._ask(f"{parts.scheme}://{parts.netloc}/robots.txt", _NO_HEADERS, 8 * LONGEST, self._wait)
        except RefusedAddress:
            raise
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != HTTPStatus.TOO_MANY_REQUESTS:
                return Rules()
            away = FetchError(ROBOTS_AWAY)
            away.retry_after = error.retry_after or _REST
            raise away from error
        return parse_robots(got.data.decode("utf-8", "replace"), PROGRAM)

    def _host(self, url: str) -> _Host:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}".lower(), _Host())
