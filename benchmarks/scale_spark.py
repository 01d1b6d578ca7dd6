"""Trace collections with `whence scale` on this machine: what each step costs, and how much it shuffles.

    python benchmarks/scale_spark.py [ARTICLES …] [--cores N] [--blocks N]

The collections (200 and 800 articles unless said otherwise) are made by `collection.py`. For each, a table of steps:
seconds by the clock, processor seconds of all processes together (and the JVM's among them), articles a core-second,
and the bytes an article that Spark's own status says its shuffles wrote; below, what each kept table holds, and the
exponent of the shuffles' growth from one size to the next (1 is linear). `scale_plan.py` works out from them what a
month of a large crawl costs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import collection
from whence.scale.run import STAGES_FOLDER, scale
from whence.scale.spark import session

_TICK = os.sysconf("SC_CLK_TCK")
_KB = 1024


@dataclass
class _Cost:
    """What one step cost: by the clock, of processors, and in shuffled bytes."""

    clock: float
    cpu: float
    jvm: float
    shuffled: int

    def since(self, other: _Cost) -> _Cost:
        """What came on top."""
        mine, theirs = vars(self), vars(other)
        return _Cost(**{name: mine[name] - theirs[name] for name in mine})


@dataclass
class Run:
    """One collection's costs, step by step."""

    articles: int
    steps: dict[str, _Cost] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    claims: int = 0


def main() -> None:
    """Print a table for each size, and how the shuffles grow."""
    options = _options()
    spark = local_session(options.cores)
    runs = []
    for size in options.sizes:
        runs.append(measured(spark, size, options.blocks))
        _print(runs[-1])
    for smaller, larger in pairwise(runs):
        _print_growth(smaller, larger)
    spark.stop()


_SETTINGS = (
    ("spark.ui.enabled", "true"),
    ("spark.ui.retainedStages", "100000"),
    ("spark.driver.memory", "2g"),
)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[200, 800])
    parser.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--blocks", type=int, default=4)
    return parser.parse_args()


def local_session(cores: int | None = None) -> Any:
    """Return a Spark session on this machine whose status is kept whole."""
    return session(f"local[{cores or len(os.sched_getaffinity(0))}]", _SETTINGS)


def measured(spark: Any, size: int, blocks: int) -> Run:
    """Trace a made collection and return its costs."""
    run = Run(articles=size)
    marks: list[tuple[str, _Cost]] = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "collection.jsonl"
        collection.write(source, size)
        parts = _cut(source, 4 * blocks)
        try:
            found = scale(
                [str(part) for part in parts],
                str(Path(folder) / "out"),
                session=spark,
                blocks=blocks,
                progress=lambda name, *_: marks.append((name, _cost(spark))),
                keep_stages=True,
            )
        finally:
            marks.append(("", _cost(spark)))
        run.claims = found.claims
        run.kept = _sizes(Path(folder) / "out" / STAGES_FOLDER)
    for (name, before), (_, after) in pairwise(marks):
        run.steps[name] = after.since(before)
    return run


def _cut(source: Path, count: int) -> list[Path]:
    """Cut a collection into files of as many rows: a worker reads a file."""
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [source.with_name(f"part-{n:03d}.jsonl") for n in range(min(count, len(lines)))]
    for n, part in enumerate(parts):
        part.write_text("".join(lines[n :: len(parts)]), encoding="utf-8")
    return parts


def _sizes(folder: Path) -> dict[str, int]:
    places = sorted(folder.iterdir())
    return {place.name: sum(file.stat().st_size for file in place.rglob("part-*")) for place in places}


def _cost(spark: Any) -> _Cost:
    times = dict(_processes())
    cpu = sum(times.values())
    jvm = sum(seconds for (_, name), seconds in times.items() if name == "java")
    return _Cost(clock=time.monotonic(), cpu=cpu, jvm=jvm, shuffled=_shuffled(spark))


def _shuffled(spark: Any) -> int:
    """The bytes that all finished stages' shuffles wrote, by the status that Spark itself gives."""
    time.sleep(0.5)  # its listeners lag behind
    context = spark.sparkContext
    port = context.uiWebUrl.rsplit(":", 1)[-1]
    address = f"http://127.0.0.1:{port}/api/v1/applications/{context.applicationId}/stages?status=complete"
    with urllib.request.urlopen(address) as answer:
        return sum(stage["shuffleWriteBytes"] for stage in json.load(answer))


def _processes() -> Iterator[tuple[tuple[int, str], float]]:
    """Yield the processor seconds of this process and of all below it, with those of children that have ended."""
    known: dict[int, tuple[str, int, float]] = {}
    below: defaultdict[int, list[int]] = defaultdict(list)
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = place.read_text()
        except OSError:
            continue
        name = text[text.index("(") + 1 : text.rindex(")")]
        rest = text[text.rindex(")") + 2 :].split()
        own = int(place.parent.name)
        known[own] = name, int(rest[1]), sum(map(int, rest[11:15])) / _TICK
        below[int(rest[1])].append(own)
    waiting = [os.getpid()]
    while waiting:
        process = waiting.pop()
        waiting += below[process]
        yield (process, known[process][0]), known[process][2]


def _print(run: Run) -> None:
    print(f"\n{run.articles:,} articles, {run.claims:,} claims\n")
    print("| step | clock s | cpu s | of it JVM s | articles a core-second | shuffled kB an article |")
    print("|---|---|---|---|---|---|")
    for name, cost in run.steps.items():
        _print_step(name, cost, run.articles)
    costs = run.steps.values()
    whole = _Cost(*(sum(getattr(c, name) for c in costs) for name in ("clock", "cpu", "jvm", "shuffled")))
    _print_step("all", whole, run.articles)
    print("\nkept, kB an article: " + ", ".join(f"{n} {s / run.articles / _KB:.2f}" for n, s in run.kept.items()))


def _print_step(name: str, cost: _Cost, articles: int) -> None:
    rate = articles / cost.cpu if cost.cpu > 0 else math.inf
    each = cost.shuffled / articles / _KB
    print(f"| {name} | {cost.clock:.1f} | {cost.cpu:.1f} | {cost.jvm:.1f} | {rate:.1f} | {each:.2f} |", flush=True)


def _print_growth(smaller: Run, larger: Run) -> None:
    times = math.log(larger.articles / smaller.articles)
    told = []
    for name, cost in larger.steps.items():
        before = smaller.steps[name]
        if before.shuffled > 0 and cost.shuffled > 0:
            told.append(f"{name} {math.log(cost.shuffled / before.shuffled) / times:.2f}")
    print(f"\ngrowth of the shuffles from {smaller.articles:,} to {larger.articles:,}: " + ", ".join(told))


if __name__ == "__main__":
    main()
