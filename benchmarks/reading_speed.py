"""Time reading on one core, step by step, beside the bare encoder pass over the same text.

    python benchmarks/reading_speed.py [ARTICLES] [--bare model-work/bare.onnx]

Reads the newsroom's pages and PolNeAR's dev texts in `WHENCE_DATA` (default ../shared), or the bundled example without
them. Prints articles a second, each step's share, the ratio to reading's own encoder pass (the limit: 1.5) and peak
memory. With `--bare`, also the ratio to the pretrained encoder alone over the same windows, as PyTorch exports it and
onnxruntime makes bytes of it (the limit: 1.2); `python training/export.py --bare --to FILE` makes that file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

import onnxruntime

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
ROUNDS = 5


def main() -> None:
    """Print the table of each set of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=60)
    parser.add_argument("--bare", type=Path)
    options = parser.parse_args()
    limit = options.articles
    bare = session(options.bare) if options.bare else None
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(
        f"{'set':10s} {'articles':>8s} {'words':>7s} {'art/s':>6s} {'encoder':>8s} {'ratio':>6s} "
        f"{'bare':>6s} {'ratio':>6s}  shares of reading"
    )
    for name, articles in (("newsroom", newsroom(limit)), ("polnear", polnear(limit)), ("example", example())):
        if articles:
            print(row(name, articles, bare))
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


def session(file: Path) -> onnxruntime.InferenceSession:
    """The pretrained encoder alone, on one core, with products of bytes summed as exactly as reading sums them."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def row(name: str, articles: list[Article], bare: onnxruntime.InferenceSession | None) -> str:
    """Time the steps over the articles, and set one line of the table."""
    reader = Reader(threads=1, remembered=0)  # each round reads anew
    bundled.cache_clear()
    articles = [a for a in articles if is_read(a)]
    steps = seconds(articles, reader, bare)
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
    count, own, alone = len(articles), steps["encoder"], steps["bare"]
    speeds = f"{count / total:6.1f} {count / own:8.1f} {total / own:6.2f} "
    speeds += f"{count / alone:6.1f} {total / alone:6.2f}" if bare else f"{'':13s}"
    parts = ", ".join(f"{step} {value / total:.0%}" for step, value in shares.items())
    return f"{name:10s} {count:8d} {words:7d} {speeds}  {parts}"


def seconds(articles: list[Article], reader: Reader, bare: onnxruntime.InferenceSession | None) -> dict[str, float]:
    """Processor seconds of each step over the articles, of each article the best of a few rounds.

    The others measure the machine's other work. A step goes through all articles before the next begins, so that
    nothing is known of an article from the step before.
    """
    passages = [(a.text, paragraphs_of(a)) for a in articles]
    windows = [reader.windows(p) for p in passages]
    found = [next(iter(reader.read([p], inner=says_or_thinks))) for p in passages]
    relations = [relations_of(a, f) for a, f in zip(articles, found, strict=True)]
    steps: dict[str, Callable[[int], object]] = {
        "words and windows": lambda i: reader.windows(passages[i]),
        "encoder": lambda i: [reader.encode(w) for w in windows[i]],
        "bare": lambda i: bare and [bare.run(None, {"ids": w.ids[None]}) for w in windows[i]],
        "whole network": lambda i: list(reader.read([passages[i]], inner=says_or_thinks)),
        "relations": lambda i: relations_of(articles[i], found[i]),
        "sources": lambda i: resolve(articles[i], relations[i]),
        "all of reading": lambda i: reading_of(articles[i], found[i]),
    }
    best = {name: [float("inf")] * len(articles) for name in steps}
    for _ in range(ROUNDS):
        for name, run in steps.items():
            for i, known in enumerate(best[name]):
                began = time.process_time()
                run(i)
                best[name][i] = min(known, time.process_time() - began)
    return {name: sum(times) for name, times in best.items()}


if __name__ == "__main__":
    main()
