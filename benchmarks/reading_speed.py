"""Time reading on one core, step by step, beside the bare encoder pass over the same text.

    python benchmarks/reading_speed.py [ARTICLES]

Reads the newsroom's pages and PolNeAR's dev texts in `WHENCE_DATA` (default ../shared), or the bundled example without
them. Prints articles a second, each step's share, the ratio to the bare encoder pass (the limit: 1.5) and peak memory.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from whence.example import example_files
from whence.ingest import ingest
from whence.ingest.capture import read_capture
from whence.model.reader import Reader, bundled
from whence.read import is_read, reading_of
from whence.read.act_words import says_or_thinks
from whence.read.relations import paragraphs_of, relations_of
from whence.read.sources import resolve
from whence.records import Article

DATA = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data"
ROUNDS = 3


def main() -> None:
    """Print the table of each set of articles."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(
        f"{'set':10s} {'articles':>8s} {'words':>7s} {'art/s':>6s} {'bare art/s':>10s} {'ratio':>6s}  shares of reading"
    )
    for name, articles in (("newsroom", newsroom(limit)), ("polnear", polnear(limit)), ("example", example())):
        if articles:
            print(row(name, articles))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run, ingest with it: {peak:.0f} MB (the limit: 600)")


def newsroom(limit: int) -> list[Article]:
    """Pages and captures of the newsroom's events."""
    files = [str(f) for f in sorted(DATA.glob("newsroom/*/articles/*"))[:limit]]
    return [a for a in ingest(files) if isinstance(a, Article)]


def polnear(limit: int) -> list[Article]:
    """Plain texts of PolNeAR's dev split."""
    path = DATA / "attribution" / "polnear" / "polnear.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []
    texts = [r["text"] for r in rows if r["split"] == "dev"][:limit]
    return [
        read_capture(t, file=f"{i}", url=None, article_id=f"{i}", digest="", language="en") for i, t in enumerate(texts)
    ]


def example() -> list[Article]:
    """The bundled example."""
    return [a for a in ingest([str(f) for f in example_files()]) if isinstance(a, Article)]


def row(name: str, articles: list[Article]) -> str:
    """Time the steps over the articles, the best of a few rounds each, and set one line of the table."""
    reader = Reader(threads=1, remembered=0)  # each round reads anew
    bundled.cache_clear()
    articles = [a for a in articles if is_read(a)]
    passages = [(a.text, paragraphs_of(a)) for a in articles]
    windows = [w for p in passages for w in reader.windows(p)]
    found = [next(iter(reader.read([p], inner=says_or_thinks))) for p in passages]
    relations = [relations_of(a, f) for a, f in zip(articles, found, strict=True)]
    steps = {
        "words and windows": best(lambda: [reader.windows(p) for p in passages]),
        "encoder": best(lambda: [reader.encode(w) for w in windows]),
        "whole network": best(lambda: list(reader.read(passages, inner=says_or_thinks))),
        "relations": best(lambda: [relations_of(a, f) for a, f in zip(articles, found, strict=True)]),
        "sources": best(lambda: [resolve(a, r) for a, r in zip(articles, relations, strict=True)]),
        "all of reading": best(lambda: [reading_of(a, f) for a, f in zip(articles, found, strict=True)]),
    }
    total = steps["whole network"] + steps["all of reading"]
    shares = {
        "tokens": steps["words and windows"],
        "encoder": steps["encoder"],
        "role head": steps["whole network"] - steps["words and windows"] - steps["encoder"],
        "relations": steps["relations"],
        "sources": steps["sources"],
        "acts, chains, own voice": steps["all of reading"] - steps["relations"] - steps["sources"],
    }
    words = sum(len(a.text.split()) for a in articles)
    speed = (len(articles) / total, len(articles) / steps["encoder"], total / steps["encoder"])
    parts = ", ".join(f"{step} {value / total:.0%}" for step, value in shares.items())
    return f"{name:10s} {len(articles):8d} {words:7d} {speed[0]:6.1f} {speed[1]:10.1f} {speed[2]:6.2f}  {parts}"


def best(run: Callable[[], Iterable[object]]) -> float:
    """Processor seconds of the fastest of a few rounds: the others measure the machine's other work."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
