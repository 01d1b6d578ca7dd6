"""Fit what makes one version of a claim the one that another follows, on collections whose routes are known.

    python training/routes.py [--readings FOLDER] [--without EVENT ...] --out src/whence/model/weights/routes.json

Each statement of a newsroom event's truth that was found is a choice: between the versions of its claim that it could
follow, any ancestor of the version it was in fact taken from being right, and none, right for those with a source of
their own. Prints the share of right choices for each event by weights that never saw it, then the weights fitted on
all events, for `whence.trace.parents`. FOLDER may hold pickled lists of readings, EVENT.pkl, of models of one's choice.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims import linked_unseen, readings_of
from events import with_truth
from strangers import reports
from truth import Gold, gold_of
from whence.link.linked import Linked
from whence.records import Reading
from whence.trace.parents import FEATURES, NONE_FEATURES, among_of, features_of, none_features
from whence.trace.setting import Setting
from whence.trace.steps import order_of

_SHRINK = 1.0
_STEPS = 3000


@dataclass(frozen=True, slots=True)
class Choice:
    """One statement's choice: a row of features a version, the last row for none; `right` marks the right ones."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


def main() -> None:
    """Fit, and print figures and weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="events that the weights must not see")
    parser.add_argument("--out", type=Path, help="the file to write")
    parser.add_argument("--unmeasured", action="store_true", help="fit once, and not once more without each event")
    args = parser.parse_args()
    events = with_truth(args.without)
    readings = {event: readings_of(event, args.readings) for event in events}
    links, _ = linked_unseen(readings, reports(args.readings))
    choices = {event.name: choices_of(event, readings[event], links[event]) for event in events}
    for name, mine in () if args.unmeasured else choices.items():
        weights = fit([c for other, some in choices.items() if other != name for c in some])
        print(f"{name:22s} {len(mine):4d} choices, right by unseen weights {right_share(weights, mine):.3f}")
    weights = fit([c for some in choices.values() for c in some])
    print(f"{'all, seen':22s} {right_share(weights, [c for some in choices.values() for c in some]):.3f}")
    rounded = [round(float(weight), 3) for weight in weights]
    kept = {
        "version": dict(zip(FEATURES, rounded, strict=False)),
        "none": dict(zip(NONE_FEATURES, rounded[len(FEATURES) :], strict=True)),
    }
    print(json.dumps(kept, indent=1))
    if args.out:
        args.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def choices_of(event: Path, readings: Sequence[Reading], linked: Linked) -> list[Choice]:
    """The choices of an event's found statements, within their true claims."""
    setting = Setting(linked, readings)
    pairs = {(p.a, p.b): p for p in linked.pairs}
    gold = gold_of(event, linked.units)
    by_claim: dict[str, list[Gold]] = {}
    for one in gold.values():
        by_claim.setdefault(one.claim, []).append(one)
    found: list[Choice] = []
    for one in gold.values():
        unit = linked.units[one.unit]
        others = [g for g in by_claim[one.claim] if order_of(unit, linked.units[g.unit], setting) is not None]
        above = _ancestors(one.id, gold)
        right = [g.id in above for g in others]
        if not others or (above and not any(right)):
            continue
        versions = [linked.units[g.unit] for g in others]
        among = among_of(versions, setting)
        beside = [pairs.get((min(g.unit, one.unit), max(g.unit, one.unit))) for g in others]
        rows = [
            features_of(unit, version, pair, among, setting) + [0.0] * len(NONE_FEATURES)
            for version, pair in zip(versions, beside, strict=True)
        ]
        rows.append([0.0] * len(FEATURES) + none_features(unit, versions, among, beside, setting))
        found.append(Choice(np.array(rows), np.array([*right, not above])))
    return found


def _ancestors(name: str, gold: Mapping[str, Gold]) -> set[str]:
    """The statements that one was taken from, near and far."""
    found: set[str] = set()
    parent = gold[name].comes_from
    while parent is not None and parent not in found:
        found.add(parent)
        parent = gold[parent].comes_from if parent in gold else None
    return found


def fit(choices: Sequence[Choice]) -> NDArray[np.float64]:
    """Maximise the likelihood of the right choices, less the squares of the weights; steepest ascent with momentum."""
    most = max(len(c.rows) for c in choices)
    rows = np.zeros((len(choices), most, choices[0].rows.shape[1]))
    bias = np.full((len(choices), most), -1e9)
    right = np.zeros((len(choices), most))
    for n, choice in enumerate(choices):
        rows[n, : len(choice.rows)], bias[n, : len(choice.rows)], right[n, : len(choice.rows)] = (
            choice.rows,
            0.0,
            choice.right,
        )
    weights = np.zeros(rows.shape[2])
    speed = np.zeros_like(weights)
    for _ in range(_STEPS):
        share = _softmax(rows @ weights + bias)
        wanted = share * right
        slope = np.einsum("nrf,nr->f", rows, wanted / wanted.sum(-1, keepdims=True).clip(1e-9) - share)
        speed = 0.9 * speed + (slope - _SHRINK * weights) / len(choices)
        weights = weights + 0.2 * speed
    return weights


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    total: NDArray[np.float64] = shares / shares.sum(-1, keepdims=True)
    return total


def right_share(weights: NDArray[np.float64], choices: Sequence[Choice]) -> float:
    """The share of choices whose best row is right."""
    return float(np.mean([c.right[int(np.argmax(c.rows @ weights))] for c in choices]))


if __name__ == "__main__":
    main()
