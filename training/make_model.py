"""Make the network that ships: train, export, and measure it on events that it never saw.

    make model                     the full recipe: about three hours and a half on two cores
    make model RECIPE=--quick      the small one: under an hour, some points lower
    make model RECIPE=--folds      only the models of the figures on unseen events, from a trained base
    make model RECIPE=--taught     networks that larger ones teach (after `make teacher`): for a GPU
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
from pathlib import Path

from averaging import average
from events import folds, newsroom
from export import EAGERNESS, export
from network import SLIM_DEPTH, SLIM_WIDTH

WORK = Path("model-work")
PACKAGE = Path("src/whence/model/weights")
SLIM = ("--width", str(SLIM_WIDTH), "--depth", str(SLIM_DEPTH))


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
        known = {event.name for event in newsroom(readings=True)}
        for number, unseen in enumerate(folds()):
            folder = WORK / f"fold-{number}"
            without = ("--without", *(name for name in unseen if name in known))
            train("full", folder / "full", "--start", str(base), "--epochs", "2", "--sample", "240", *without)
            readings(folder / "full", folder, "150", *without)
            ship(folder / "mean", folder / "weights", f"fold {number}", *without)
            (folder / "weights" / "unseen.json").write_text(json.dumps(unseen), encoding="utf-8")
            links(folder / "weights", *unseen)


def quick(base: Path) -> None:
    """Make a lesser network in an hour; it stays in `model-work`. The head that ships is trained from the beginning."""
    last, target = WORK / "quick-last", WORK / "quick-weights"
    train("base", base, "--epochs", "1", "--limit", "420", "--unmeasured", *SLIM)
    train("readings", last, "--start", str(base), "--epochs", "1", "--sample", "120", "--rate", "1.2e-4")
    export(last, target, about={"name": "quick", "eagerness": EAGERNESS})
    run("alike", str(target), "--start", str(last), "--epochs", "1", "--limit", "300")
    links(target, measured=False)


def taught() -> None:
    """Tokenise all that is learnt from, let larger networks teach on a GPU, and fit what compares statements."""
    raw, prepared = WORK / "raw.npz", WORK / "prepared.pkl"
    if not prepared.exists():
        run("raw", "--out", str(raw))
        run("taught", "--prepare", str(prepared), "--raw", str(raw))
    run("taught", "--from", str(prepared), "--out", str(WORK / "taught"))
    links(WORK / "taught" / "whole" / "weights")
    for number, unseen in enumerate(folds()):
        links(WORK / "taught" / f"fold-{number}" / "weights", *unseen)


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
    run("head", "--weights", str(target), "--start", str(stage), "--out", str(slim), *SLIM, *options)
    export(slim, target, about=about)
    run("alike", str(target), "--start", str(slim), *senses)


def train(stage: str, out: Path, *options: str) -> None:
    """Run one stage of training."""
    run("train", "--stage", stage, "--out", str(out), *options)


def run(script: str, *options: str) -> None:
    """Run one of the scripts beside this one in a process of its own, which gives its memory back."""
    subprocess.run([sys.executable, str(Path(__file__).with_name(f"{script}.py")), *options], check=True)


def links(weights: Path, *unseen: str, measured: bool = True) -> None:
    """Fit, for a network, the pair decision, then what surrounds a pair, then routes, on all events but the unseen.

    Without `measured`, routes are not also fitted without each event in turn, which takes longer than all the rest.
    """
    for script, target in (("pairs", "--to"), ("claims", "--out"), ("routes", "--out")):
        file = weights / f"{script}.{'npz' if script == 'pairs' else 'json'}"
        command = [
            sys.executable,
            str(Path(__file__).with_name(f"{script}.py")),
            target,
            str(file),
            "--without",
            *unseen,
            *(["--unmeasured"] if script == "routes" and not measured else []),
        ]
        subprocess.run(command, check=True, env=os.environ | {"WHENCE_MODEL": str(weights)})


if __name__ == "__main__":
    main()
