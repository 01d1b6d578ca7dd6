"""Measure how fast the pages of a large collection come while many read and articles are being added.

    PYTHONPATH=src python benchmarks/serving.py [CASE] [--readers 50] [--seconds 120] [--think 5] [--no-ingest]

Without CASE, the collection of `serving_case` (100,000 statements) is made first. The server is `whence serve` over a
copy of it, in a process of its own. Each reader opens one page after another, of all kinds of pages and with all that
they can be narrowed to, and looks at each for a while (exponentially spread, seconds on average as given). Meanwhile
`whence add` reads saved pages into the same case file, network and all, as fast as it can, behind the server as the
server's own jobs do (nice 5): a folder of pages after the other, until the readers are done. Printed is, for each
kind of page, how many were opened and how long half, 95 % and 99 % of them took at most, from the request to the last
byte, beside the limit; then what the server used of processors and memory, and how much was added. What else the
machine does meanwhile counts: its load is printed too.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlencode

from serving_case import Copy, copied, make_case
from whence import browse, review
from whence.case import Case
from whence.example import example_files
from whence.pipeline import read

LIMIT = 200  # milliseconds, for 95 % of page loads
_TOGETHER = 200  # saved pages of a folder that is added
_LARGEST = 25  # claims, those of most articles, whose reasons are asked for by themselves
_SEED = 20310514
_WORDS = ("ferry", "reef", "alarm", "coastguard", "captain", "steering", '"the ferry"', "inspect*", "harbour")

Address = Callable[[random.Random], str]


@dataclass
class Loads:
    """How long pages took, in milliseconds, by their kind; and what was no page."""

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)


# --- what is opened -------------------------------------------------------------------------------------------------


def kinds(case: Case) -> dict[str, tuple[float, Address]]:
    """Return the kinds of pages: how often each is opened, and an address of it by chance."""
    claims = [row.id for page in (1, 2, 4, 8, 40) for row in browse.claims(case, page=page).items]
    articles = [row.place.id for page in (1, 30, 60, 90) for row in browse.articles(case, page=page).items]
    sources = [row.id for page in (1, 2, 20, 80) for row in browse.sources(case, page=page).items]
    outlets = [row.name for row in browse.outlets(case, size=200).items]
    asked = [item.place for item in review.queue(case, limit=200)]
    steps = [(row.later, row.earlier) for page in (1, 100, 500) for row in browse.steps(case, page=page).items]
    listed: dict[str, browse.Listing[Any]] = {
        "claims": browse.claims(case),
        "articles": browse.articles(case),
        "statements": browse.statements(case),
        "sources": browse.sources(case),
    }
    offered = {name: [(f, v.value) for f, vs in found.facets.items() for v in vs] for name, found in listed.items()}
    pages = {name: found.pages for name, found in listed.items()}

    def whole(name: str) -> Address:
        return lambda chance: f"/{name}?{urlencode({'page': 1 + int(pages[name] * chance.random() ** 4)})}"

    def narrowed(name: str) -> Address:
        return lambda chance: f"/{name}?{urlencode([chance.choice(offered[name])])}"

    def found(name: str) -> Address:
        return lambda chance: f"/{name}?{urlencode({'words': chance.choice(_WORDS)})}"

    def one(name: str, ids: Sequence[str]) -> Address:
        return lambda chance: f"/{name}/{quote(chance.choice(ids), safe='')}"

    def pair(name: str, between: str) -> Address:
        return lambda chance: f"/{name}/{between.join(chance.choice(steps))}"

    return {
        "overview": (4, lambda _: "/overview"),
        "claims": (10, whole("claims")),
        "claims, narrowed": (8, narrowed("claims")),
        "claims, by words": (4, found("claims")),
        "claim": (20, one("claims", claims)),
        "articles": (4, whole("articles")),
        "articles, narrowed": (3, narrowed("articles")),
        "articles, by words": (3, found("articles")),
        "article": (16, one("articles", articles)),
        "statements": (2, whole("statements")),
        "statements, narrowed": (3, narrowed("statements")),
        "statements, by words": (2, found("statements")),
        "sources": (3, whole("sources")),
        "sources, narrowed": (2, narrowed("sources")),
        "source": (6, one("sources", sources)),
        "outlets": (2, lambda _: "/outlets"),
        "outlet": (3, one("outlets", outlets)),
        "side by side": (5, pair("beside", "/")),
        "why": (5, pair("why", "..")),
        "why, of a large claim": (2, one("why", claims[:_LARGEST])),
        "review": (4, lambda chance: f"/review?{urlencode({'after': chance.choice(['', *asked])})}"),
        "for programs": (4, lambda chance: f"/api{whole('claims')(chance)}"),
    }


# --- readers --------------------------------------------------------------------------------------------------------


def reader(
    number: int, port: int, pages: dict[str, tuple[float, Address]], until: float, think: float, loads: Loads
) -> None:
    """Open pages until the time is up; a look at each takes a while."""
    chance = random.Random(_SEED + number)
    names, weights = list(pages), [weight for weight, _ in pages.values()]
    time.sleep(chance.random() * think)
    while time.monotonic() < until:
        name = chance.choices(names, weights)[0]
        address = pages[name][1](chance)
        start = time.perf_counter()
        try:
            status = _opened(port, address)
        except OSError as error:
            loads.failed.append(f"{address}: {error!r}")
            continue
        loads.took[name].append(1000 * (time.perf_counter() - start))
        if status != 200:
            loads.failed.append(f"{address}: {status}")
        time.sleep(chance.expovariate(1 / think))


def _opened(port: int, address: str) -> int:
    """Open a page on a connection of its own, to the last byte, and return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def measure(port: int, pages: dict[str, tuple[float, Address]], readers: int, seconds: float, think: float) -> Loads:
    """Let readers read, and return how long their pages took."""
    loads, until = Loads(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=reader, args=(number, port, pages, until, think, loads)) for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return loads


# --- the server and the ingest --------------------------------------------------------------------------------------


class Served:
    """`whence serve` over a case file, in a process of its own; `used` is what the process has used when it is over."""

    def __init__(self, path: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        command = [sys.executable, "-m", "whence", "serve", str(path), "--port", str(self.port)]
        self._server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self.used: resource.struct_rusage | None = None

    def __enter__(self) -> Self:
        _wait(self.port, self._server)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self.used = os.wait4(self._server.pid, 0)[2]


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("the server has ended")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


class Ingest:
    """Adds saved pages to a case file, a folder after the other, for as long as it is open."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._folder = folder
        self._over = False
        self._adding: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._articles = [reading.article for reading in read(*example_files())]
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        if self._adding is not None:
            self._adding.terminate()
        self._thread.join(60)

    def _run(self) -> None:
        for number in count():
            if self._over:
                return
            folder = self._folder / f"{number:03}"
            self._save(folder, number * _TOGETHER)
            command = [
                "nice",
                "-n",
                "5",
                sys.executable,
                "-m",
                "whence",
                "add",
                str(self._path),
                str(folder),
                "--quiet",
            ]
            self._adding = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if self._adding.wait() != 0 and not self._over:
                print(f"adding has ended with {self._adding.returncode}")
                return

    def _save(self, folder: Path, first: int) -> None:
        folder.mkdir(parents=True)
        for number in range(first, first + _TOGETHER):
            copy = Copy(100_000 + number, 100_000 + number, 0)
            article = copied(self._articles[number % len(self._articles)], copy)
            (folder / f"{number:05}.txt").write_text(article.text, encoding="utf-8")


# --- the table ------------------------------------------------------------------------------------------------------


def _at(took: Sequence[float], share: float) -> float:
    return sorted(took)[min(len(took) - 1, int(share * len(took)))]


def _row(name: str, took: Sequence[float]) -> str:
    half, most, nearly_all = (_at(took, share) for share in (0.5, 0.95, 0.99))
    return f"| {name} | {len(took):,} | {half:.0f} | {most:.0f} | {nearly_all:.0f} | {'' if most < LIMIT else 'over'} |"


def _used(server: Served, opened: int) -> str:
    if server.used is None:
        return ""
    each = 1000 * (server.used.ru_utime + server.used.ru_stime) / max(1, opened)
    return f"\nserver: {each:.0f} ms of a processor a page, {server.used.ru_maxrss / 1024:.0f} MB of memory at most"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("case", nargs="?", type=Path)
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--think", type=float, default=5)
    asked.add_argument("--no-ingest", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "served.case"
        if given.case is None:
            make_case(path)
        else:
            shutil.copy(given.case, path)
        with Case(path) as case:
            pages, before = kinds(case), browse.overview(case)
        server = Served(path)
        with server, nullcontext() if given.no_ingest else Ingest(path, Path(folder) / "new"):
            loads = measure(server.port, pages, given.readers, given.seconds, given.think)
        with Case(path) as case:
            added = browse.overview(case).articles - before.articles
    print(f"{before.statements:,} statements, {before.articles:,} articles; {given.readers} readers, a page each "
          f"{given.think:g} s; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"\n| page | opened | 50 % ms | 95 % ms | 99 % ms | limit {LIMIT} ms |\n|---|---|---|---|---|---|")
    for name in pages:
        if loads.took[name]:
            print(_row(name, loads.took[name]))
    print(_row("**all**", [one for took in loads.took.values() for one in took]))
    print(_used(server, sum(map(len, loads.took.values()))))
    print(f"{added} articles added meanwhile; {len(loads.failed)} failed")
    print("\n".join(loads.failed[:10]))


if __name__ == "__main__":
    main()
