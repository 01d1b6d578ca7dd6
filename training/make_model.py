"""Make the network that ships: train, export, and measure it on events that it never saw.

    make model                     the full recipe: about three hours and a half on two cores
    make model RECIPE=--quick      the small one: under an hour, some points lower
    make model RECIPE=--folds      only the models of the figures on unseen events, from a trained base
    make model RECIPE=--taught     a network that a larger one teaches, tried and not shipped: for a GPU
    make model RECIPE=--links      only what compares statements and follows routes, for the network that ships

Every step goes on from its last checkpoint, so that a stopped run loses at most one epoch. Work is kept in
`model-work/`; the weights of `--quick` stay there too, and only the full recipe writes into the package.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from averaging import average
from events import newsroom
from export import export

__all__ = ["FOLDS"]

WORK = Path("model-work")
PACKAGE = Path("src/whence/model/weights")
EAGERNESS = -0.5
"""Added to the score of beginning a cue; chosen on PolNeAR dev."""
FOLDS = 2
"""Into how many parts the events with readings are dealt; each part is measured by a model that saw none of it."""


def main() -> None:
    """Run a recipe."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--links", action="store_true")
    parser.add_argument("--taught", action="store_true")
    args = parser.parse_args()
    if args.links:
        links(PACKAGE)
        return
    if args.taught:
        taught()
        return
    base = WORK / ("quick-base" if args.quick else "base")
    if args.quick:
        quick(base)
    elif not args.folds:
        train("base", base, "--epochs", "4")
        train("full", WORK / "full", "--start", str(base), "--epochs", "2")
        readings(WORK / "full", WORK, "300")
        ship(WORK / "mean", PACKAGE, "whence-reader")
        links(PACKAGE)
    if not args.quick:
        for number in range(FOLDS):
            held = newsroom(readings=True)[number::FOLDS]
            folder = WORK / f"fold-{number}"
            without = ("--without", *(event.name for event in held))
            train("full", folder / "full", "--start", str(base), "--epochs", "2", "--sample", "240", *without)
            readings(folder / "full", folder, "150", *without)
            ship(folder / "mean", folder / "weights", f"fold {number}", *without)
            unseen = [event.name for event in (*held, *newsroom(readings=False)[number::FOLDS])]
            (folder / "weights" / "unseen.json").write_text(json.dumps(unseen), encoding="utf-8")
            links(folder / "weights", *unseen)


def quick(base: Path) -> None:
    """Make a lesser network in an hour; it stays in `model-work`."""
    full, last, target = (WORK / f"quick-{name}" for name in ("full", "last", "weights"))
    train("base", base, "--epochs", "2")
    train("full", full, "--start", str(base), "--epochs", "1", "--sample", "240")
    train("readings", last, "--start", str(full), "--sample", "120")
    ship(last, target, "whence-reader", senses=("--epochs", "1"))
    links(target)


def taught() -> None:
    """Pretrain on raw news, train the large encoder on all and on each fold's events, and let it teach."""
    run("raw", "--out", str(WORK / "raw.npz"))
    with ThreadPoolExecutor() as beside:
        news = beside.submit(run, "pretrain", "--raw", str(WORK / "raw.npz"), "--out", str(WORK / "news"), "--alone")
        train("base", WORK / "teacher-base", "--teacher", "--epochs", "3", "--rate", "6e-5", "--unmeasured")
        folds = [[event.name for event in newsroom(readings=True)[k::FOLDS]] for k in range(FOLDS)]
        for folder, held in ((WORK / "taught", []), *((WORK / f"taught-{k}", held) for k, held in enumerate(folds))):
            beside.submit(_lesson, folder, held, news)


def _lesson(folder: Path, held: Sequence[str], news: Future[None]) -> None:
    """Train two teachers, the second going on from the first, and teach with both."""
    without = ("--without", *held)
    first, second = folder / "teacher", folder / "teacher-again"
    how = ("--teacher", "--unmeasured", *without)
    train("full", first, "--start", str(WORK / "teacher-base"), "--epochs", "2", "--rate", "6e-5", *how)
    train("readings", second, "--start", str(first), "--epochs", "2", "--rate", "4e-5", "--sample", "300", *how)
    news.result()
    teachers = ("--teachers", str(first), str(second), "--start", str(WORK / "news"))
    run("distil", *teachers, "--raw", str(WORK / "raw.npz"), "--out", str(folder), "--sample", "400", *without)


def readings(start: Path, folder: Path, sample: str, *options: str) -> None:
    """Run the last stage twice, the second time with fewer articles of PolNeAR; the weights' mean is `folder`/mean."""
    last, again = folder / "last", folder / "again"
    train("readings", last, "--start", str(start), "--sample", sample, *options)
    train("readings", again, "--start", str(last), "--sample", "120", *options)
    average((last, again), folder / "mean")


def ship(stage: Path, target: Path, name: str, *options: str, senses: Sequence[str] = ()) -> None:
    """Export a stage's network, teach it a slimmer role head over what was exported, and which statements are alike.

    `senses` are options of the last.
    """
    about = {"name": name, "eagerness": EAGERNESS}
    export(stage, target, about=about)
    slim = stage.with_name(f"{stage.name}-slim")
    how = ("--width", "128", "--depth", "1", *options)
    run("head", "--weights", str(target), "--start", str(stage), "--out", str(slim), *how)
    export(slim, target, about=about)
    run("alike", str(target), "--start", str(slim), *senses)


def train(stage: str, out: Path, *options: str) -> None:
    """Run one stage of training."""
    run("train", "--stage", stage, "--out", str(out), *options)


def run(script: str, *options: str) -> None:
    """Run one of the scripts beside this one in a process of its own, which gives its memory back."""
    subprocess.run([sys.executable, str(Path(__file__).with_name(f"{script}.py")), *options], check=True)


def links(weights: Path, *unseen: str) -> None:
    """Fit, for a network, the pair decision, then what surrounds a pair, then routes, on all events but the unseen."""
    for script, target in (("pairs", "--to"), ("claims", "--out"), ("routes", "--out")):
        file = weights / f"{script}.{'npz' if script == 'pairs' else 'json'}"
        command = [
            sys.executable,
            str(Path(__file__).with_name(f"{script}.py")),
            target,
            str(file),
            "--without",
            *unseen,
        ]
        subprocess.run(command, check=True, env=os.environ | {"WHENCE_MODEL": str(weights)})


if __name__ == "__main__":
    main()
