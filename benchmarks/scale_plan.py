"""What `whence scale` costs, step by step, and what a month of a large crawl's news would: the tables of docs/scale.md.

    python benchmarks/scale_plan.py                                  # print the tables from what was measured
    python benchmarks/scale_plan.py --into docs/scale.md             # put them into the page
    python benchmarks/scale_plan.py --take scale-work                # what scale.py has measured in a folder
    python benchmarks/scale_plan.py --measure here 30 120            # the plan in one process, without Spark
    python benchmarks/scale_plan.py --measure here 120 --blocks 16   # the same in more parts
    python benchmarks/scale_plan.py --measure spark 60 240           # on Spark, on this machine

What is measured is kept in `scale_measured.json` beside this script, a run for each size and number of parts; a run
that is made again takes the place of the one before. The processor seconds of each step are those of `scale.py`, which
traces in parts on this machine. `here` gives the bytes that come together in each step; `spark` those that Spark's own
status says its shuffles wrote, and the seconds of all processes, most of which are Spark's own at these sizes. The
collections are made by `collection.py`, and read by the bundled network.

Two sizes give each step's growth, as an exponent (1 is linear). Ten million pages are foretold twice from it: as if
each step grew linearly from the largest size on, and as if it went on growing as it did. The truth lies between, for
what is compared with an article is bounded (41 articles, 110 partners of a statement), and the bytes were measured
where these bounds are not reached. In more parts an article is sent to more of them: the shuffles at most are
multiplied by what that was measured to bring in the most parts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import pickle
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import collection
from whence import pipeline
from whence.model.reader import one_core
from whence.scale.plan import STAGES, plan

_KB = 1000
_HERE = Path(__file__).resolve().parent
_ENGINE = _HERE.parent / "tests" / "scale" / "here.py"  # by which the tests compare plan and machine
_KEPT = _HERE / "scale_measured.json"
_PAGES = 10_000_000
_CORES = 300
_PRICES = (0.02, 0.05, 0.10)  # of a core-hour, in whatever money
_HOUR = 3600
_A_PART = 2500  # articles
_STEPS = ("reading", *STAGES, "tables")
Run = dict[str, Any]


# --- measuring ----------------------------------------------------------------------------------------------------


def _engine() -> Any:
    """Return the module of the engine in one process."""
    spec = importlib.util.spec_from_file_location("scale_here", _ENGINE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _here(size: int, blocks: int) -> Run:
    """Trace a collection by the plan in this process, and count what comes together, pickled and not compressed."""
    sent: defaultdict[str, int] = defaultdict(int)
    steps, here = ["reading"], _engine()
    grouped = here.Rows.grouped

    def counted(rows: Any) -> Any:
        sent[steps[-1]] += sum(len(pickle.dumps(part)) for part in rows.parts)
        return grouped(rows)

    here.Rows.grouped = counted
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "collection.jsonl"
        collection.write(source, size)
        readings = list(pipeline.read(source))
    engine = here.Here(blocks=blocks)
    outcome = plan(engine.table(readings), engine, progress=lambda name, *_: steps.append(name), reader=one_core)
    for table in (outcome.claims, outcome.near, outcome.passages, outcome.same):
        table.rows()
    statements = sum(len(reading.statements) for reading in readings)
    found = {name: {"sent": count} for name, count in sent.items()}
    return {"articles": size, "blocks": blocks, "statements": statements, "steps": found}


def _on_spark(size: int, blocks: int) -> Run:
    """Trace a collection on Spark, on this machine."""
    import scale_spark  # noqa: PLC0415  -- an extra

    session = scale_spark.local_session()
    try:
        run = scale_spark.measured(session, size, blocks)
    finally:
        session.stop()
    steps = {name: {"cpu": round(cost.cpu, 1), "sent": cost.shuffled} for name, cost in run.steps.items()}
    return {"articles": size, "blocks": blocks, "jvm": round(sum(c.jvm for c in run.steps.values())), "steps": steps}


_MEASURE: dict[str, Callable[[int, int], Run]] = {"here": _here, "spark": _on_spark}


def _taken(folder: Path) -> list[Run]:
    """What `scale.py` has measured in a folder, of collections that were traced to their end."""
    found = []
    for file in sorted(folder.glob("*.json")):
        figures = json.loads(file.read_text(encoding="utf-8"))
        if file.stem.isdigit() and figures.get("traced"):
            seconds = {"reading": figures["add cpu"], **{step: figures[step] for step in STAGES}, "tables": 0.0}
            steps = {step: {"cpu": round(cost, 1)} for step, cost in seconds.items()}
            found.append(
                {"articles": int(file.stem), "blocks": 0, "statements": int(figures["statements"]), "steps": steps}
            )
    return found


def _kept() -> dict[str, list[Run]]:
    return dict(json.loads(_KEPT.read_text(encoding="utf-8")))


def _keep(engine: str, run: Run) -> None:
    kept = _kept()
    others = [
        one for one in kept.get(engine, []) if (one["articles"], one["blocks"]) != (run["articles"], run["blocks"])
    ]
    kept[engine] = sorted([*others, run], key=lambda one: (one["blocks"], one["articles"]))
    _KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


# --- tables ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Grown:
    """A step's cost an article at two sizes, and how it grows."""

    small: float
    large: float
    articles: tuple[int, int]

    @property
    def exponent(self) -> float:
        """The exponent of the growth of the whole, 1 where nothing is there to grow."""
        one, two = self.articles
        if min(self.small, self.large) <= 0 or one == two:
            return 1.0
        return 1 + float(math.log(self.large / self.small) / math.log(two / one))

    def foretold(self, articles: int, *, as_it_grew: bool) -> float:
        """The cost of so many articles together."""
        steep = max(0.0, self.exponent - 1) if as_it_grew else 0.0
        times = float((articles / self.articles[1]) ** steep)
        return self.large * articles * times


def _grown(runs: list[Run], kind: str, scale: float) -> dict[str, _Grown]:
    """What each step costs an article, of the smallest and the largest run of one number of parts."""
    blocks = min(run["blocks"] for run in runs)
    some = [run for run in runs if run["blocks"] == blocks]
    first, last = some[0], some[-1]

    def each(run: Run, step: str) -> float:
        found: float = run["steps"].get(step, {}).get(kind, 0) / run["articles"] / scale
        return found

    def grown(step: str) -> _Grown:
        end = last if step in last["steps"] else first  # a run that was ended tells of the steps that it reached
        return _Grown(each(first, step), each(end, step), (first["articles"], end["articles"]))

    return {step: grown(step) for step in _STEPS}


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return "\n".join([_row(*heads), "|---" * len(heads) + "|", *(_row(*row) for row in rows)])


def _exponent(one: _Grown) -> str:
    grows = min(one.small, one.large) > 0 and one.articles[0] != one.articles[1]
    return f"{one.exponent:.2f}" if grows else "–"


def _whole(grown: dict[str, _Grown]) -> _Grown:
    """All steps together, at the sizes at which all were measured."""
    some = list(grown.values())
    small, large = some[0].articles[0], min(one.articles[1] for one in some)
    one = sum(step.small for step in some)
    return _Grown(one, one if small == large else sum(step.large for step in some), (small, large))


def _sizes(grown: dict[str, _Grown], digits: int) -> tuple[list[str], list[list[str]]]:
    """The heads of two sizes, and a row for each step: what an article costs at both, and how that grows."""
    small, large = min(one.articles[0] for one in grown.values()), max(one.articles[1] for one in grown.values())
    rows = []
    for step, one in [*grown.items(), ("all", _whole(grown))]:
        at_large = f"{one.large:.{digits}f}" if one.articles[1] == large else "–"
        rows.append([step, f"{one.small:.{digits}f}", at_large, _exponent(one)])
    return [f"{small:,} articles", f"{large:,}", "growth"], rows


def _seconds_table(kept: dict[str, list[Run]]) -> str:
    """The processor seconds an article of each step, on one machine, at two sizes."""
    heads, rows = _sizes(_grown(kept["machine"], "cpu", 1), 4)
    return _table(["core-seconds an article", *heads], rows)


def _shuffles_table(kept: dict[str, list[Run]]) -> str:
    """The kilobytes an article that Spark's shuffles write, at two sizes."""
    heads, rows = _sizes(_grown(kept["spark"], "sent", _KB), 1)
    return _table(["kB an article", *heads], rows)


def _by_parts(kept: dict[str, list[Run]]) -> tuple[int, dict[int, dict[str, float]]]:
    """The kilobytes an article that come together, of the size that was measured in most numbers of parts."""
    sizes = Counter(run["articles"] for run in kept["here"])
    size = max(sizes, key=lambda articles: (sizes[articles], articles))
    some = sorted((run for run in kept["here"] if run["articles"] == size), key=lambda run: run["blocks"])
    return size, {run["blocks"]: {s: c["sent"] / size / _KB for s, c in run["steps"].items()} for run in some}


def _parts_table(kept: dict[str, list[Run]]) -> str:
    """What comes together in few parts and in many, before it is compressed."""
    size, found = _by_parts(kept)
    heads = [f"{size:,} articles, kB an article", *(f"in {blocks} parts" for blocks in found)]
    rows = [[step, *(f"{sent.get(step, 0):.0f}" for sent in found.values())] for step in STAGES]
    rows.append(["all", *(f"{sum(sent.values()):.0f}" for sent in found.values())])
    return _table(heads, rows)


def _month(kept: dict[str, list[Run]]) -> tuple[list[list[str]], tuple[float, float], tuple[float, float]]:
    """Rows of the bill, and together the core-hours and terabytes, at least and at most."""
    seconds, shuffled = _grown(kept["machine"], "cpu", 1), _grown(kept["spark"], "sent", 1)
    _, parts = _by_parts(kept)
    few, many = parts[min(parts)], parts[max(parts)]
    more = {step: max(1.0, many.get(step, 0) / few[step]) if few.get(step) else 1.0 for step in _STEPS}
    hours = {s: [one.foretold(_PAGES, as_it_grew=g) / _HOUR for g in (False, True)] for s, one in seconds.items()}
    bytes_ = {s: [one.foretold(_PAGES, as_it_grew=g) / 1e12 for g in (False, True)] for s, one in shuffled.items()}
    bytes_ = {step: [low, high * more[step]] for step, (low, high) in bytes_.items()}
    rows = [[s, *(f"{x:,.0f}" for x in hours[s]), *(f"{x:.2f}" for x in bytes_[s])] for s in _STEPS]
    low, high = (sum(both[n] for both in hours.values()) for n in (0, 1))
    less, most = (sum(both[n] for both in bytes_.values()) for n in (0, 1))
    rows.append(["**together**", f"**{low:,.0f}**", f"**{high:,.0f}**", f"**{less:.1f}**", f"**{most:.1f}**"])
    return rows, (low, high), (less, most)


def _month_table(kept: dict[str, list[Run]]) -> str:
    """What ten million pages cost in core-hours and in shuffled terabytes."""
    heads = [
        f"{_PAGES:,} pages",
        "core-hours, linear",
        "as it grew",
        "TB shuffled, linear",
        "as it grew, in many parts",
    ]
    return _table(heads, _month(kept)[0])


def _bill_table(kept: dict[str, list[Run]]) -> str:
    """The plan and its price."""
    _, hours, terabytes = _month(kept)
    rows = [
        ["parts (`--blocks`)", *[f"{_PAGES // _A_PART:,}, of {_A_PART:,} articles"] * 2],
        [f"hours of {_CORES} cores", *(f"{x / _CORES:,.1f}" for x in hours)],
        ["shuffled by each core", *(f"{x * 1000 / _CORES:,.1f} GB" for x in terabytes)],
        *([f"price at {price:.2f} a core-hour", *(f"{x * price:,.0f}" for x in hours)] for price in _PRICES),
    ]
    return _table([f"{_PAGES:,} pages", "linear", "as it grew"], rows)


_TABLES: dict[str, Callable[[dict[str, list[Run]]], str]] = {
    "seconds": _seconds_table,
    "shuffles": _shuffles_table,
    "parts": _parts_table,
    "month": _month_table,
    "bill": _bill_table,
}


def tables() -> dict[str, str]:
    """Return the tables of docs/scale.md by their names, from what is kept."""
    kept = _kept()
    return {name: made(kept) for name, made in _TABLES.items()}


def put_into(page: str) -> str:
    """Return a page with the tables in the places that are marked for them."""
    for name, table in tables().items():
        begin, end = f"<!-- scale_plan.py: {name} -->", f"<!-- end of {name} -->"
        before, marked, rest = page.partition(begin)
        page = f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}" if marked else page
    return page


def main() -> None:
    """Measure if asked, then print the tables or put them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--measure", choices=tuple(_MEASURE))
    parser.add_argument("--blocks", type=int, default=4)
    parser.add_argument("--take", type=Path, metavar="FOLDER")
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    for run in _taken(options.take) if options.take else ():
        _keep("machine", run)
    for size in options.sizes if options.measure else ():
        _keep(options.measure, _MEASURE[options.measure](size, options.blocks))
    if options.measure or options.take:
        return
    if options.into:
        options.into.write_text(put_into(options.into.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print("\n\n".join(f"{name}:\n\n{table}" for name, table in tables().items()))


if __name__ == "__main__":
    main()
