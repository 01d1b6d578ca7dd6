"""Add a folder of pages to a case file: where the processor's time goes, and what several processes take over.

    python benchmarks/adding_pages.py [--pages N] [--jobs N]

The pages (300 unless said otherwise) are the first ones below `$WHENCE_DATA/data/ingest` (default: ../shared). Printed
are, for one process, the seconds of processor time of each step; then for `whence add` with so many processes (2) the
seconds on the clock, those of processor time of all processes, and those of the program's own: as many pages as it
passes on in a second are added in a second at most, however many cores there are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--run", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(_steps(Path(options.run[0])) if len(options.run) == 1 else _added(options.run)))
        return
    with TemporaryDirectory() as work:
        folder = Path(work) / "pages"
        count = _unpacked(folder, options.pages)
        print(f"{count} pages\n")
        for name, seconds in _asked(str(folder)).items():
            print(f"{name:28s} {seconds:7.1f} s")
        print()
        for jobs in sorted({1, options.jobs}):
            found = _asked("add", str(Path(work) / f"{jobs}.case"), str(folder), "--jobs", str(jobs), "--quiet")
            own = found["own"]
            print(f"jobs {jobs}: {found['clock']:.1f} s, processor {found['all']:.1f} s, own process {own:.1f} s")


def _unpacked(folder: Path, most: int) -> int:
    folder.mkdir()
    data = Path(os.environ.get("WHENCE_DATA", Path(__file__).parents[2] / "shared")) / "data" / "ingest"
    pages = sorted(data.rglob("*.html.gz"))[:most]
    for number, page in enumerate(pages):
        (folder / f"{number:04d}.html").write_bytes(gzip.decompress(page.read_bytes()))
    return len(pages)


def _asked(*arguments: str) -> dict[str, float]:
    """Measure in a process of its own, whose memory and processor time are nothing else's."""
    ran = subprocess.run([sys.executable, __file__, "--run", *arguments], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _steps(folder: Path) -> dict[str, float]:
    """Return the seconds of each step, one after the other, in this process."""
    from whence.case import Case  # noqa: PLC0415  -- its loading is nobody's time
    from whence.ingest import ingest_raw  # noqa: PLC0415  -- as above
    from whence.ingest.raw import made  # noqa: PLC0415  -- as above
    from whence.pipeline import read_articles  # noqa: PLC0415  -- as above

    list(read_articles(map(made, ingest_raw([str(next(folder.iterdir()))]))))  # what is loaded once
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        done = work()
        seconds[name] = time.process_time() - begun
        return done

    found = timed("opening", lambda: list(ingest_raw([str(folder)])))
    articles = timed("making articles of pages", lambda: list(map(made, found)))
    readings = timed("reading by the network", lambda: list(read_articles(articles)))
    with TemporaryDirectory() as work, Case(Path(work) / "one.case") as case:
        timed("storing", lambda: case.add(readings))
    return seconds


def _added(arguments: list[str]) -> dict[str, float]:
    """Run the command, and return the seconds that it took."""
    from whence.cli.app import cli  # noqa: PLC0415  -- as above
    from whence.processes.blas import one_thread  # noqa: PLC0415  -- as above

    one_thread()  # as the command does
    begun = time.perf_counter()
    cli(arguments, standalone_mode=False)
    clock = time.perf_counter() - begun
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = own.ru_utime + own.ru_stime
    return {"clock": clock, "own": seconds, "all": seconds + others.ru_utime + others.ru_stime}


if __name__ == "__main__":
    main()
