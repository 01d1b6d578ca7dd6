"""Add and trace collections of growing size on this machine: time and memory by stage, and how both grow.

    python benchmarks/scale.py [ARTICLES …] [--work FOLDER] [--jobs N] [--only add|trace] [--in-parts]

The collections (1,000 articles unless said otherwise) are made by `collection.py`. Each is added by `whence add` with
so many processes (one a core) and traced, each in a process of its own; the case files and what was measured stay in
the folder (default ./scale-work). A run that was broken off goes on where it was: articles that are stored are not read
again, what is measured is not measured again, and the times of several runs that added or traced one collection are
summed.

Printed are, for each size, seconds of processor time and articles a second by stage, the peak memory (of adding: of all
processes together) beside the limit of 4 GB, the size of the case file, and the exponent of the growth from the
smallest size on: 1 is linear; n log n from 1,000 to 100,000 articles is 1.11.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import collection

LIMIT = 4096
"""The most memory that adding or tracing may take, in MB."""
STAGES = (
    *("load", "articles", "copies", "quotations", "stories", "wording"),
    *("credits", "sources", "claims", "routes", "origins", "denials"),
)
"""The stages of a trace, at once or in parts, under which its times are kept."""
_MB = 1 << 20
_PAUSE = 10.0  # seconds between two notes of what is done
Figures = dict[str, float]


def main() -> None:
    """Measure what has not been measured, and print the table."""
    options = _options()
    if options.run:
        from whence.processes.blas import one_thread  # noqa: PLC0415  -- as in `_traced`
        from whence.processes.garbage import look_seldom  # noqa: PLC0415  -- as above

        one_thread()  # as the command does
        look_seldom()
        print(json.dumps(_traced(Path(options.run), options)))
        return
    options.work.mkdir(parents=True, exist_ok=True)
    for size in options.sizes:
        _measure(options.work, size, options)
    rows = [(size, _known(options.work, size)) for size in options.sizes]
    _print([(size, figures) for size, figures in rows if figures])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--work", type=Path, default=Path("scale-work"))
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only", choices=("add", "trace"))
    parser.add_argument(
        "--in-parts", action="store_true", help="trace small collections in parts too, as large ones are"
    )
    parser.add_argument("--run", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(work: Path, size: int, options: argparse.Namespace) -> None:
    rows, case = work / f"{size}.jsonl", work / f"{size}.case"
    if not rows.exists():
        part = rows.with_suffix(".part")
        collection.write(part, size)
        part.rename(rows)
    known = _known(work, size)
    if options.only != "trace" and not known.get("added"):
        command = [sys.executable, "-m", "whence", "add", str(case), str(rows), "--jobs", str(options.jobs), "--json"]
        known = _keep(work, size, _add(command, options.jobs), summed=True)
    if options.only != "add" and known.get("added") and not known.get("traced"):
        command = [sys.executable, __file__, "--run", str(case), "--jobs", str(options.jobs)]
        command += ["--in-parts"] if options.in_parts else []
        said, figures = _run(command)
        if said:
            own = json.loads(said)
            _keep(work, size, own | {"trace MB": max(own["trace MB"], figures["MB"])})


def _add(command: list[str], jobs: int) -> Figures:
    said, figures = _run(command)
    counts = json.loads(said) if said else {}
    found = {"add wall": figures["wall"], "add cpu": figures["cpu"], "add MB": figures["MB"], "jobs": jobs}
    return found | ({"added": 1.0, "statements": counts["statements"]} if counts else {})


def _run(command: list[str]) -> tuple[str, Figures]:
    """Run a command; return what it printed, "" where it did not end well, and what it and its processes have cost."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0.0
    try:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(1.0)
    except KeyboardInterrupt:
        process.wait()
    said = process.stdout.read() if process.stdout else ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return ("" if process.returncode else said), {"wall": time.monotonic() - began, "cpu": cpu, "MB": peak}


def _tree(process: int) -> Iterator[Path]:
    """A process's folder below /proc, and those of all that it has started."""
    waiting = [process]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        try:
            children = (folder / "task" / folder.name / "children").read_text(encoding="ascii")
        except OSError:
            continue
        waiting += map(int, children.split())
        yield folder


def _memory(process: int) -> float:
    """The megabytes that a process and those that it has started hold now, each page that they share once."""
    return sum(map(_held, _tree(process)))


def _held(folder: Path) -> float:
    """The megabytes of a process's folder below /proc; 0 where it has ended."""
    with contextlib.suppress(OSError, StopIteration):
        lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return 0.0


def _seconds() -> float:
    """The processor seconds of this process, and of those that it has started."""
    ticks = 0
    for folder in _tree(os.getpid()):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            ticks += sum(map(int, fields[11:15]))  # with those of children that have ended
    return ticks / os.sysconf("SC_CLK_TCK")


class _Stages:
    """What the stages of a trace have taken until now, in a file as well: a run that is broken off goes on with it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.figures: Figures = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self._name, self._began, self._wall = "load", _seconds(), time.monotonic()

    def begin(self, name: str, *_: int) -> None:
        """Begin a stage, "" once the last is over."""
        self._write()
        self._name = name

    def part(self, *_: int) -> None:
        """Note, now and then, that a part of a stage is done."""
        if time.monotonic() - self._wall > _PAUSE:
            self._write()

    def _write(self) -> None:
        now, wall = _seconds(), time.monotonic()
        for name, value in ((self._name, now - self._began), ("trace wall", wall - self._wall)):
            self.figures[name] = self.figures.get(name, 0.0) + value
        self.figures["trace MB"] = max(self.figures.get("trace MB", 0.0), _memory(os.getpid()))
        self._file.write_text(json.dumps(self.figures, indent=1) + "\n", encoding="utf-8")
        self._began, self._wall = now, wall


def _traced(path: Path, options: argparse.Namespace) -> Figures:
    """Trace a case file in this process, and tell the time of each stage."""
    from whence.case import Case  # noqa: PLC0415  -- the process that only starts others needs none of it
    from whence.in_parts import is_large, trace_in_parts  # noqa: PLC0415  -- as above
    from whence.pipeline import trace_case, traced_by  # noqa: PLC0415  -- as above

    file = path.with_suffix(".stages.json")
    with Case(path) as case:
        if is_large(case) or options.in_parts:
            folder = path.with_suffix(".tracing")
            if not folder.exists():
                file.unlink(missing_ok=True)  # of a trace of which nothing is left
            stages = _Stages(file)
            by, jobs = traced_by(case), options.jobs
            trace_in_parts(case, folder, by=by, jobs=jobs, progress=stages.begin, on_part=stages.part)
        else:
            file.unlink(missing_ok=True)
            stages = _Stages(file)
            trace_case(case, progress=stages.begin, again=True)
        stages.begin("")
        tracing = case.tracing()
    file.unlink()
    found = tracing.counts if tracing is not None else {}
    counts = {f"{name} found": float(count) for name, count in found.items()}
    return stages.figures | counts | {"traced": 1.0, "case MB": path.stat().st_size / _MB}


def _known(work: Path, size: int) -> Figures:
    file = work / f"{size}.json"
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


def _keep(work: Path, size: int, found: Figures, *, summed: bool = False) -> Figures:
    known = _known(work, size)
    for name, value in found.items():
        if summed and name in ("add wall", "add cpu", "statements"):
            known[name] = known.get(name, 0.0) + value
        elif name.endswith("MB"):
            known[name] = max(known.get(name, 0.0), value)
        else:
            known[name] = value
    (work / f"{size}.json").write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return known


def tracing_of(figures: Figures) -> float:
    """The processor seconds of all stages of a trace that are known."""
    return sum(figures.get(stage, 0.0) for stage in STAGES)


def _print(rows: list[tuple[int, Figures]]) -> None:
    heads = ("articles", "statements", "add s", "art/s", "add MB", *STAGES, "trace s", "art/s", "trace MB", "case MB")
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for size, f in rows:
        traced = tracing_of(f)
        cells = [f"{size:,}", f"{f.get('statements', 0):,.0f}", *_cells(size, f.get("add cpu")), _cell(f.get("add MB"))]
        cells += [_cell(f.get(name), 1) for name in STAGES]
        cells += [*_cells(size, traced or None), _cell(f.get("trace MB")), _cell(f.get("case MB"))]
        print("| " + " | ".join(cells) + " |")
    print(f"\nseconds of processor time; the limit of memory is {LIMIT:,} MB")
    first, figures = rows[0]
    for size, f in rows[1:]:
        grown = [
            f"{name} {_exponent((first, figures), (size, f), name):.2f}" for name in ("add cpu", *STAGES) if name in f
        ]
        steep = math.log(size * math.log(size) / (first * math.log(first))) / math.log(size / first)
        print(f"exponents from {first:,} to {size:,} (n log n: {steep:.2f}): " + ", ".join(grown))


def _exponent(before: tuple[int, Figures], after: tuple[int, Figures], name: str) -> float:
    one, two = max(before[1].get(name, 0.0), 0.01), max(after[1].get(name, 0.0), 0.01)
    return math.log(two / one) / math.log(after[0] / before[0])


def _cell(value: float | None, digits: int = 0) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def _cells(size: int, seconds: float | None) -> tuple[str, str]:
    return ("", "") if not seconds else (f"{seconds:,.0f}", f"{size / seconds:,.1f}")


if __name__ == "__main__":
    main()
