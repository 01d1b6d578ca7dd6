"""Measure what finding copies costs as the collection grows, beside MinHash and one pass of hashing.

    pip install --group bench
    python benchmarks/copies_cost.py [ARTICLES …] [--keep FOLDER] [--only whence]

The collections, of 1,000 and 10,000 articles unless said otherwise, are made of the real articles of `allsides_reuse`
and `reuters_chains` in `WHENCE_DATA` (default ../shared), one of a chain of versions. When these are used up they come
again with other names, numbers and words, each as frequent as the one that it stands for (`natural.py` says why), so
that no run of eight words stays and a repetition is no copy. One article
in twenty has a passage of another, forty words long, set in at a known place. Each collection is made once, and kept in
FOLDER where one is given. Each size and each system runs in a process of its own on one core, after two articles that
have it load what it needs. Printed are processor seconds, articles and megabytes a second, the peak memory of the
process with the texts, the share of the planted passages found at their place, and how the time grows beside n log n.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from copies_peers import ARTICLE_LIKENESS, WARM, WINDOW_LIKENESS, Row, whence, wholes, windows, with_rensa
from natural import Vocabulary

REUSE = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "reuse"
SIZES = (1_000, 10_000)
PLANTED_EACH = 20
PASSAGE = 40
HALF = 0.5
WINDOWS_MOST = 10_000  # articles: beyond, sketches of windows alone take many gigabytes


def main() -> None:
    """Measure each size and print the tables."""
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(measured(sys.argv[2], Path(sys.argv[3]))))
        return
    if sys.argv[1:2] == ["--make"]:
        Path(sys.argv[3]).write_text(json.dumps(planted(int(sys.argv[2]))), encoding="utf-8")
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="+", default=list(SYSTEMS))
    asked = parser.parse_args()
    print("| articles | system | processor s | articles/s | MB/s | peak MB | planted found | growth | n log n |")
    print("|---" * 9 + "|", flush=True)
    before: dict[str, tuple[int, float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in asked.articles:
            path = kept(size, asked.keep or Path(scratch))
            for system in asked.only:
                if system != WINDOWS or size <= WINDOWS_MOST:
                    compare(size, system, path, before)


def compare(size: int, system: str, path: Path, before: dict[str, tuple[int, float]]) -> None:
    """Run one system over one collection in a process of its own, and print its row."""
    command = [sys.executable, __file__, "--run", system, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"| {size:,} | {system} | not run: {(done.stderr.strip().splitlines() or [''])[-1]} |", flush=True)
        return
    cost = json.loads(done.stdout)
    print_row(size, system, cost, before.get(system))
    before[system] = size, cost["seconds"]


def kept(size: int, folder: Path) -> Path:
    """The file of so many articles and of what is planted in them, made where it is not there."""
    path = folder / f"{size}.json"
    if not path.exists():  # in another process: what is run from here starts with this one's peak of memory
        subprocess.run([sys.executable, __file__, "--make", str(size), str(path)], check=True)
    return path


def print_row(size: int, system: str, cost: dict[str, float], before: tuple[int, float] | None) -> None:
    """Print one row; growth is the time's ratio to the size before, beside that of n log n."""
    seconds = cost["seconds"]
    growth, limit = "", ""
    if before:
        growth = f"{seconds / before[1]:.1f}"
        limit = f"{size * math.log(size) / (before[0] * math.log(before[0])):.1f}"
    found = f"{cost['found']:.3f}" if "found" in cost else ""
    print(
        f"| {size:,} | {system} | {seconds:.2f} | {size / seconds:,.0f} | {cost['megabytes'] / seconds:.1f} |"
        f" {cost['peak']:,.0f} | {found} | {growth} | {limit} |",
        flush=True,
    )


def measured(system: str, path: Path) -> dict[str, float]:
    """Run one system over a collection."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    docs, plants = json.loads(path.read_text(encoding="utf-8"))
    list(SYSTEMS[system](docs[:WARM]))
    megabytes = sum(len(d["text"].encode()) for d in docs) / 1e6
    began = time.process_time()
    rows = list(SYSTEMS[system](docs))
    cost = {"seconds": time.process_time() - began, "megabytes": megabytes}
    cost["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if system != HASHING:
        places: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            places.setdefault((row["a"], row["b"]), []).append(row)
        cost["found"] = sum(is_found(plant, places) for plant in plants) / max(1, len(plants))
    return cost


def is_found(plant: Row, places: dict[tuple[str, str], list[Row]]) -> bool:
    """Whether a row covers half of a planted passage on both of its sides."""
    for one, two in (("a", "b"), ("b", "a")):
        for row in places.get((plant[one], plant[two]), ()):
            sides = ((row[f"{x}_span"], plant[f"{y}_span"]) for x, y in (("a", one), ("b", two)))
            if all(min(s[1], p[1]) - max(s[0], p[0]) >= HALF * (p[1] - p[0]) for s, p in sides):
                return True
    return False


def planted(size: int) -> tuple[list[Row], list[Row]]:
    """So many articles, and the passages planted in them."""
    chance = random.Random(size)
    docs = list(islice(articles(), size))
    plants = []
    for number in range(0, size - size % PLANTED_EACH, PLANTED_EACH):
        source, target = docs[number], docs[number + 1 + chance.randrange(PLANTED_EACH - 1)]
        words = list(re.finditer(r"\S+", source["text"]))
        first = chance.randrange(max(1, len(words) - PASSAGE))
        start, end = words[first].start(), words[min(len(words), first + PASSAGE) - 1].end()
        copy = source["text"][start:end]
        at = target["text"].find("\n") + 1
        target["text"] = f"{target['text'][:at]}{copy}\n{target['text'][at:]}"
        target["date"] = source["date"]
        plants.append({"a": source["id"], "b": target["id"], "a_span": (start, end), "b_span": (at, at + len(copy))})
    return docs, plants


def articles() -> Iterator[Row]:
    """Real articles, then the same with other words, without end."""
    real = list(real_articles())
    words = Vocabulary(row["text"] for row in real)
    for round_ in count():
        for row in real:
            again = random.Random(f"{row['id']} {round_}")
            text = words.told_again(row["text"], again) if round_ else row["text"]
            yield row | {"id": f"{row['id']}#{round_}", "text": text}


def real_articles() -> Iterator[Row]:
    """The first version of each chain of Reuters reports, and the AllSides articles, in turn."""
    chains: set[Any] = set()
    for name in ("allsides_reuse", "reuters_chains"):
        with (REUSE / name / "docs.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                chain = row.get("chain") or row["id"]
                if chain not in chains:
                    chains.add(chain)
                    date = (row.get("date") or row["ts"])[:10]
                    yield {"id": row["id"], "series": row.get("outlet", "Reuters"), "date": date, "text": row["text"]}


def hashing(docs: list[Row]) -> Iterator[Row]:
    """One pass of hashing over the bytes, which finds nothing but equal texts."""
    seen: dict[bytes, str] = {}
    for doc in docs:
        digest = hashlib.blake2b(doc["text"].encode()).digest()
        if digest in seen:
            yield {"a": seen[digest], "b": doc["id"]}
        seen[digest] = doc["id"]


WINDOWS = "rensa, windows"
HASHING = "one pass of BLAKE2b"
SYSTEMS: dict[str, Callable[[list[Row]], Iterator[Row]]] = {
    "whence": whence,
    "rensa, articles": with_rensa(wholes, ARTICLE_LIKENESS),
    WINDOWS: with_rensa(windows, WINDOW_LIKENESS),
    HASHING: hashing,
}

if __name__ == "__main__":
    main()
