"""Measure the weights that ship on events that were written after they were made.

    PYTHONPATH=src:training python benchmarks/unseen_events.py [EVENT ...]

The events lie in `benchmarks/unseen`, in the format of `training/written`, and train nothing: so this needs no network
of a fold, and no training. They were written to be hard, in wordings as far apart as their writers could find. Reads
and traces each and prints the tables of the data's own scorers, `bench/score_reading.py` and `bench/score_newsroom.py`
in WHENCE_DATA (default ../shared).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from written import parse, write

EVENTS = Path(__file__).parent / "unseen"
SCORERS = Path(os.environ.get("WHENCE_DATA", "../shared")) / "bench"


def main() -> None:
    """Read and trace the events, all or those that are named, and print the scorers' tables."""
    files = sorted(file for file in EVENTS.glob("*.txt") if not sys.argv[1:] or file.stem in sys.argv[1:])
    with tempfile.TemporaryDirectory() as out:
        events = [laid_out(file, Path(out)) for file in files]
        for title, scorer, command in (("reading", "score_reading.py", read), ("tracing", "score_newsroom.py", traced)):
            print(f"\n{title}", flush=True)
            pairs = [f"{event}={command(event)}" for event in events]
            subprocess.run([sys.executable, str(SCORERS / scorer), *pairs], check=True)


def laid_out(file: Path, folder: Path) -> Path:
    """Write an event's pages, readings and truth into a folder of its own below `folder`, and return that."""
    target = folder / file.stem
    write(parse(file.read_text(encoding="utf-8")), target)
    return target


def read(event: Path) -> Path:
    """Return the file with the event's readings."""
    return run(event.with_suffix(".jsonl"), "read", "--json", str(event / "articles"))


def traced(event: Path) -> Path:
    """Return the file with the event's export."""
    case = str(event.with_suffix(".case"))
    run(event.with_suffix(".log"), "trace", case, str(event / "articles"))
    return run(event.with_suffix(".json"), "export", case, "--as", "json")


def run(target: Path, *command: str) -> Path:
    """Run the program and keep what it prints in a file."""
    with target.open("wb") as out:
        subprocess.run([sys.executable, "-m", "whence", *command], check=True, stdout=out, stderr=subprocess.DEVNULL)
    return target


if __name__ == "__main__":
    main()
