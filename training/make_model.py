"""Make the network that ships: train, export, and measure it on events that it never saw.

    make model                     the full recipe: about three hours and a half on two cores
    make model RECIPE=--quick      the small one: under an hour, some points lower
    make model RECIPE=--folds      only the models of the figures on unseen events, from a trained base
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
    args = parser.parse_args()
    if args.links:
        links(PACKAGE)
        return
    base = WORK / ("quick-base" if args.quick else "base")
    if args.quick:
        quick(base)
    elif not args.folds:
        train("base", base, "--epochs", "4")
        train("full", WORK / "full", "--start", str(base), "--epochs", "2")
        readings(WORK / "full", WORK, "300")
        export(WORK / "mean", PACKAGE, about={"name": "whence-reader", "eagerness": EAGERNESS})
        links(PACKAGE)
    if not args.quick:
        for number in range(FOLDS):
            held = newsroom(readings=True)[number::FOLDS]
            folder = WORK / f"fold-{number}"
            without = ("--without", *(event.name for event in held))
            train("full", folder / "full", "--start", str(base), "--epochs", "2", "--sample", "240", *without)
            readings(folder / "full", folder, "150", *without)
            export(folder / "mean", folder / "weights", about={"name": f"fold {number}", "eagerness": EAGERNESS})
            unseen = [event.name for event in (*held, *newsroom(readings=False)[number::FOLDS])]
            (folder / "weights" / "unseen.json").write_text(json.dumps(unseen), encoding="utf-8")
            links(folder / "weights", *unseen)


def quick(base: Path) -> None:
    """Make a lesser network in an hour; it stays in `model-work`."""
    full, last, target = (WORK / f"quick-{name}" for name in ("full", "last", "weights"))
    train("base", base, "--epochs", "2")
    train("full", full, "--start", str(base), "--epochs", "1", "--sample", "240")
    train("readings", last, "--start", str(full), "--sample", "120")
    export(last, target, about={"name": "whence-reader", "eagerness": EAGERNESS})
    links(target)


def readings(start: Path, folder: Path, sample: str, *options: str) -> None:
    """Run the last stage twice, the second time with fewer articles of PolNeAR; the weights' mean is `folder`/mean."""
    last, again = folder / "last", folder / "again"
    train("readings", last, "--start", str(start), "--sample", sample, *options)
    train("readings", again, "--start", str(last), "--sample", "120", *options)
    average((last, again), folder / "mean")


def train(stage: str, out: Path, *options: str) -> None:
    """Run one stage of training in a process of its own, which gives its memory back."""
    command = [sys.executable, str(Path(__file__).with_name("train.py")), "--stage", stage, "--out", str(out), *options]
    subprocess.run(command, check=True)


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
