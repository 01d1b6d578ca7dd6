"""Trace collections by the plan of `whence scale` in one process, without Spark: what each step costs and sends.

    python benchmarks/scale_plan.py [ARTICLES …] [--blocks N]

The collections (30 and 120 articles unless said otherwise) are made by `collection.py` and read by the bundled network.
One table for all sizes: for each step the processor seconds an article, of which there are only this process's; the
kilobytes an article that are brought together, as the rows are pickled and not compressed; and the exponents by which
each grows from the first size to the last (1 is linear). `scale_spark.py` measures the same steps on Spark.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import pickle
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import collection
from whence import pipeline
from whence.scale.plan import STAGES, plan
from whence.scale.reading import one_core

_KB = 1024
_WARM = 4  # articles
_ENGINE = Path(__file__).parents[1] / "tests" / "scale" / "here.py"  # by which the tests compare plan and machine


def _engine() -> Any:
    """Return the module of the engine in one process."""
    spec = importlib.util.spec_from_file_location("scale_here", _ENGINE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@dataclass
class _Run:
    """One collection's costs by step: processor seconds, and bytes brought together."""

    articles: int
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sent: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    step: str = "reading"
    since: float = 0.0

    def begin(self, step: str) -> None:
        """Count what follows for another step."""
        now = time.process_time()
        if self.since:
            self.seconds[self.step] += now - self.since
        self.step, self.since = step, now


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[30, 120])
    parser.add_argument("--blocks", type=int, default=4)
    options = parser.parse_args()
    _measured(_WARM, options.blocks)  # what is loaded and compiled at first is of no article
    _print([_measured(size, options.blocks) for size in options.sizes])


def _measured(size: int, blocks: int) -> _Run:
    run, here = _Run(articles=size), _engine()
    grouped = here.Rows.grouped

    def counted(rows: Any) -> Any:
        before = time.process_time()
        run.sent[run.step] += sum(len(pickle.dumps(part)) for part in rows.parts)
        run.since += time.process_time() - before  # counting is no part of the plan
        return grouped(rows)

    here.Rows.grouped = counted
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "collection.jsonl"
        collection.write(source, size)
        run.begin("reading")
        readings = list(pipeline.read(source))
    engine = here.Here(blocks=blocks)
    outcome = plan(engine.table(readings), engine, progress=lambda name, *_: run.begin(name), reader=one_core)
    for table in (outcome.claims, outcome.near, outcome.passages):
        table.rows()
    run.begin("")
    return run


def _print(runs: list[_Run]) -> None:
    sizes = [f"{run.articles:,}" for run in runs]
    heads = [f"core-seconds an article: {size}" for size in sizes] + [f"kB an article: {size}" for size in sizes]
    print("| step | " + " | ".join([*heads, "growth of seconds", "growth of kB"]) + " |")
    print("|---" * (len(heads) + 3) + "|")
    for step in ("reading", *STAGES, "all"):
        seconds = [_of(run.seconds, step) for run in runs]
        sent = [_of(run.sent, step) / _KB for run in runs]
        cells = [f"{s / run.articles:.4f}" for s, run in zip(seconds, runs, strict=True)]
        cells += [f"{b / run.articles:.1f}" for b, run in zip(sent, runs, strict=True)]
        print(f"| {step} | " + " | ".join([*cells, _growth(runs, seconds), _growth(runs, sent)]) + " |")


def _of(costs: Any, step: str) -> float:
    return float(sum(costs.values()) if step == "all" else costs[step])


def _growth(runs: list[_Run], costs: list[float]) -> str:
    if len(runs) < 2 or min(costs) <= 0:
        return "–"
    return f"{math.log(costs[-1] / costs[0]) / math.log(runs[-1].articles / runs[0].articles):.2f}"


if __name__ == "__main__":
    main()
