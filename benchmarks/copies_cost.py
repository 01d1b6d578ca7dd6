"""Measure what finding copies costs as the collection grows, beside MinHash and one pass of hashing.

    pip install --group bench
    python benchmarks/copies_cost.py [ARTICLES …] [--keep FOLDER] [--only whence]

The collections, of 1,000 and 10,000 articles unless said otherwise, are made of the real articles of `allsides_reuse`
and `reuters_chains` in `WHENCE_DATA` (default ../shared), one of a chain of versions. When these are used up they come
again with other names, numbers and words, each as frequent as the one that it stands for (`natural.py` says why), so
that no run of eight words stays and a repetition is no copy. One article
in twenty has a passage of another, forty words long, set in at a known place. Each collection is made once, and kept in
FOLDER where one is given. Each size and each system runs in a process of its own on one core, after two articles that
have it load what it needs, and is given one article after the other from a file; reading the file is not counted.
Printed are processor seconds, articles and megabytes a second, the peak memory of the process, how many copies it
gives and how many of the planted ones it finds at their place, both also a second, and how time and memory grow beside
n log n.
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
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from copies_peers import ARTICLE_LIKENESS, WARM, WINDOW_LIKENESS, Row, System, whence, wholes, windows, with_rensa
from natural import Vocabulary

REUSE = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data" / "reuse"
SIZES = (1_000, 10_000)
SEED = 100_000
PLANTED_EACH = 20
PASSAGE = 40
HALF = 0.5
WINDOWS_MOST = 10_000  # articles: beyond, sketches of windows alone take many gigabytes


HEAD = (
    "articles", "system", "processor s", "articles/s", "MB/s", "peak MB", "copies given", "a second", "planted found",
    "a second", "time grows", "memory grows", "n log n",
)  # fmt: skip


def main() -> None:
    """Measure each size and print the tables."""
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(measured(sys.argv[2], Path(sys.argv[3]))))
        return
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="+", default=list(SYSTEMS))
    asked = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |")
    print("|---" * len(HEAD) + "|", flush=True)
    before: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in asked.articles:
            folder = kept(size, asked.keep or Path(scratch))
            for system in asked.only:
                if system != WINDOWS or size <= WINDOWS_MOST:
                    compare(system, folder, before)


def compare(system: str, folder: Path, before: dict[str, Row]) -> None:
    """Run one system over one collection in a process of its own, and print its row."""
    command = [sys.executable, __file__, "--run", system, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [""])[-1]
        print(f"| {folder.name} | {system} | not run: {why} |", flush=True)
        return
    cost = json.loads(done.stdout)
    print_row(system, cost, before.get(system))
    before[system] = cost


def kept(size: int, folder: Path) -> Path:
    """The folder of so many articles and of what is planted in them, made where it is not there."""
    made = folder / str(size)
    if not made.exists():  # in another process: what is run from here starts with this one's peak of memory
        subprocess.run([sys.executable, __file__, "--make", str(size), str(made)], check=True)
    return made


def make(size: int, folder: Path) -> None:
    """Write so many articles to a folder, one a line, and the passages planted in them."""
    half = folder.with_name(f"{folder.name}.half")
    half.mkdir(parents=True, exist_ok=True)
    with (half / "docs.jsonl").open("w", encoding="utf-8") as docs, (half / "gold.jsonl").open("w") as gold:
        for some, plant in planted(size):
            docs.writelines(json.dumps(doc) + "\n" for doc in some)
            gold.writelines(json.dumps(one) + "\n" for one in plant)
    half.rename(folder)


def print_row(system: str, cost: Row, before: Row | None) -> None:
    """Print one row; growth is the ratio to the size before, beside that of n log n."""
    size, seconds = cost["articles"], cost["seconds"]
    cells = [f"{size:,}", system, f"{seconds:.2f}", f"{size / seconds:,.0f}", f"{cost['megabytes'] / seconds:.1f}"]
    cells.append(f"{cost['peak']:,.0f}")
    if "found" in cost:
        found, plants = cost["found"], cost["plants"]
        cells += [f"{cost['given']:,}", f"{cost['given'] / seconds:,.0f}"]
        cells += [f"{found:,} of {plants:,}", f"{found / seconds:,.1f}"]
    else:
        cells += [""] * 4
    if before:
        limit = size * math.log(size) / (before["articles"] * math.log(before["articles"]))
        cells += [f"{seconds / before['seconds']:.1f}", f"{cost['peak'] / before['peak']:.1f}", f"{limit:.1f}"]
    else:
        cells += [""] * 3
    print(f"| {' | '.join(cells)} |", flush=True)


def measured(system: str, folder: Path) -> Row:
    """Run one system over a collection; what it gives is not kept, but for the pairs of articles that have a plant."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        plants = [json.loads(line) for line in lines]
    asked = {frozenset((plant["a"], plant["b"])) for plant in plants}
    list(SYSTEMS[system](islice(Docs(folder), WARM)))
    places: dict[tuple[str, str], list[Row]] = {}
    given = 0
    docs = Docs(folder)
    began = time.process_time()
    for row in SYSTEMS[system](docs):
        given += 1
        if frozenset((row["a"], row["b"])) in asked:
            places.setdefault((row["a"], row["b"]), []).append(row)
    seconds = time.process_time() - began - docs.seconds
    cost = {"articles": docs.articles, "seconds": seconds, "megabytes": docs.bytes / 1e6}
    cost["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if system != HASHING:
        found = sum(is_found(plant, places) for plant in plants)
        cost |= {"given": given, "found": found, "plants": len(plants)}
    return cost


class Docs(Iterator[Row]):
    """The articles of a folder one after the other, with the processor seconds that reading them takes."""

    def __init__(self, folder: Path) -> None:
        self._lines = (folder / "docs.jsonl").open(encoding="utf-8")
        self.seconds, self.articles, self.bytes = 0.0, 0, 0

    def __next__(self) -> Row:
        began = time.process_time()
        try:
            doc: Row = json.loads(next(self._lines))
            self.articles += 1
            self.bytes += len(doc["text"].encode())
        except StopIteration:
            self._lines.close()
            raise
        finally:
            self.seconds += time.process_time() - began
        return doc


def is_found(plant: Row, places: dict[tuple[str, str], list[Row]]) -> bool:
    """Whether a row covers half of a planted passage on both of its sides."""
    for one, two in (("a", "b"), ("b", "a")):
        for row in places.get((plant[one], plant[two]), ()):
            sides = ((row[f"{x}_span"], plant[f"{y}_span"]) for x, y in (("a", one), ("b", two)))
            if all(min(s[1], p[1]) - max(s[0], p[0]) >= HALF * (p[1] - p[0]) for s, p in sides):
                return True
    return False


def planted(size: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """So many articles, some at a time, and the passages planted in these: the beginning of any larger collection."""
    chance = random.Random(SEED)
    made = articles()
    for first in range(0, size, PLANTED_EACH):
        docs = list(islice(made, min(PLANTED_EACH, size - first)))
        yield docs, [plant(docs, chance)] if len(docs) == PLANTED_EACH else []


def plant(docs: list[Row], chance: random.Random) -> Row:
    """Set a passage of the first of some articles in after the first line of another, and say where both stand."""
    source, target = docs[0], docs[1 + chance.randrange(PLANTED_EACH - 1)]
    words = list(re.finditer(r"\S+", source["text"]))
    first = chance.randrange(max(1, len(words) - PASSAGE))
    start, end = words[first].start(), words[min(len(words), first + PASSAGE) - 1].end()
    copy = source["text"][start:end]
    at = target["text"].find("\n") + 1
    target["text"] = f"{target['text'][:at]}{copy}\n{target['text'][at:]}"
    target["date"] = source["date"]
    return {"a": source["id"], "b": target["id"], "a_span": (start, end), "b_span": (at, at + len(copy))}


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


def hashing(docs: Iterable[Row]) -> Iterator[Row]:
    """One pass of hashing over the bytes, which finds nothing but equal texts."""
    seen: dict[bytes, str] = {}
    for doc in docs:
        digest = hashlib.blake2b(doc["text"].encode()).digest()
        if digest in seen:
            yield {"a": seen[digest], "b": doc["id"]}
        seen[digest] = doc["id"]


WINDOWS = "rensa, windows"
HASHING = "one pass of BLAKE2b"
SYSTEMS: dict[str, System] = {
    "whence": whence,
    "rensa, articles": with_rensa(wholes, ARTICLE_LIKENESS),
    WINDOWS: with_rensa(windows, WINDOW_LIKENESS),
    HASHING: hashing,
}

if __name__ == "__main__":
    main()
