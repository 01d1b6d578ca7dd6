"""Fit how sure it is that two statements are one claim, from the pair decision and from what surrounds them.

    python training/claims.py [--readings FOLDER] [--without EVENT ...] [--out src/whence/model/weights/claims.json]

The pairs are those that linking compares; right are those of two true statements of one claim, wrong those of two
claims, and those of a true statement with one that the truth does not list, for it lists every restatement; and pairs
of reports that were printed months apart (`strangers.py`). The pair decision that is weighed here must not have seen an
event, or it would seem surer than it is: it is fitted anew on half of the events and reports for the other half, with
the map of the weights in use. Prints each event's average precision by weights that never saw it, beside the pair
decision's alone, and how many of the strangers these take for likely.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import whence
from events import DATA, with_truth
from logistic import newton
from pairs import fitted, measured_pairs, other_pairs, stranger_pairs
from pairs_newsroom import load_event
from strangers import Reports, reports
from truth import gold_of
from whence.link.linked import Linked
from whence.link.linking import link
from whence.link.pairs import Pairs
from whence.link.same.weights import shipped
from whence.records import Reading
from whence.trace.claims import CLOSEST, LEAST
from whence.trace.likeness import FEATURES, surroundings
from whence.trace.setting import Setting

Floats = NDArray[np.float64]
_SHRINK = 1.0
_STRANGERS = 75_000  # of either half of the reports
_STRANGER_WEIGHT = 0.3


def main() -> None:
    """Fit, and print figures and weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, help="a folder of pickled readings, one file an event")
    parser.add_argument("--without", nargs="*", default=[], help="events that the weights must not see")
    parser.add_argument("--out", type=Path, help="the file to write")
    args = parser.parse_args()
    events = with_truth(args.without)
    readings = {event: readings_of(event, args.readings) for event in events}
    linked, apart = linked_unseen(readings, reports(args.readings))
    found = {event.name: labelled(event, readings[event], one) for event, one in linked.items()}
    strangers = [surroundings_of(some, one) for some, one in apart]
    for name, (rows, right) in found.items():
        weight = fit([pair for other, pair in found.items() if other != name], strangers)
        print(
            f"{name:22s} {len(right):6d} pairs, average precision {precision(rows @ weight, right):.3f},"
            f" of the pair decision alone {precision(rows[:, FEATURES.index('same')], right):.3f}"
        )
    for number, rows in enumerate(strangers):
        weight = fit(list(found.values()), [other for other in strangers if other is not rows])
        shares = [float((1 / (1 + np.exp(-rows @ weight)) >= least).mean()) for least in (LEAST, CLOSEST)]
        print(f"strangers, part {number}: {shares[0]:.5f} likelier than {LEAST}, {shares[1]:.5f} than {CLOSEST}")
    weight = fit(list(found.values()), strangers)
    kept = {name: round(float(w), 3) for name, w in zip(FEATURES, weight, strict=True)}
    print(json.dumps(kept, indent=1))
    if args.out:
        args.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def readings_of(event: Path, folder: Path | None) -> list[Reading]:
    """The readings of an event: pickled ones, where a folder of them is given."""
    if folder is not None:
        return list(pickle.loads((folder / f"{event.name}.pkl").read_bytes()))
    return list(whence.read(str(event / "articles")))


def linked_unseen(
    readings: Mapping[Path, Sequence[Reading]], some: Reports
) -> tuple[dict[Path, Linked], Iterator[tuple[Reports, Linked]]]:
    """What links the statements of each event, and, when they are asked for, of either half of the reports.

    The pair decision is one that was fitted on the other half of the events and of the reports.
    """
    project = shipped().project
    measured = {
        event: [measured_pairs(one, project) for one in load_event(event, some)] for event, some in readings.items()
    }
    extra = other_pairs(DATA, project)
    events, halves = sorted(readings), some.dealt(2)
    found: dict[Path, Linked] = {}
    decisions = []
    for half in range(2):
        others = [one for n, event in enumerate(events) if n % 2 != half for one in measured[event]]
        decision = fitted([*others, *extra, stranger_pairs(halves[1 - half], project)], project)
        found |= {event: link(readings[event], decision=decision) for n, event in enumerate(events) if n % 2 == half}
        decisions.append(decision)
    return found, ((own, link(own.readings, decision=by)) for own, by in zip(halves, decisions, strict=True))


def labelled(event: Path, readings: Sequence[Reading], linked: Linked) -> tuple[Floats, NDArray[np.bool_]]:
    """The features of an event's pairs, and which are one claim."""
    setting = Setting(linked, readings)
    claims: dict[int, set[str]] = {}
    for gold in gold_of(event, linked.units).values():
        claims.setdefault(gold.unit, set()).add(gold.claim)
    kept = [p for p in linked.pairs if p.a in claims or p.b in claims]
    rows = np.array(surroundings(linked.units, linked.pairs, setting))
    chosen = np.array([p.a in claims or p.b in claims for p in linked.pairs])
    right = np.array([bool(claims.get(p.a, set()) & claims.get(p.b, set())) for p in kept])
    return rows[chosen], right


def surroundings_of(some: Reports, linked: Linked) -> Floats:
    """The features of pairs of reports that are no one claim."""
    pairs = Pairs.of(linked.pairs)
    rows = surroundings(linked.units, pairs, Setting(linked, some.readings))
    return rows[some.strangers(linked.units, pairs, _STRANGERS)]


def fit(events: Sequence[tuple[Floats, NDArray[np.bool_]]], strangers: Sequence[Floats]) -> Floats:
    """A weight a feature, by logistic regression; the first feature is the constant."""
    rows = np.concatenate([rows for rows, _ in events])
    right = np.concatenate([right for _, right in events])
    apart = np.concatenate([rows[:0], *strangers])
    weight = np.repeat([1.0, _STRANGER_WEIGHT], [len(rows), len(apart)])
    right = np.concatenate([right, np.zeros(len(apart), dtype=np.bool_)])
    shrink = np.array([0.0, *[_SHRINK] * (rows.shape[1] - 1)])
    return newton(np.concatenate([rows, apart]), right, shrink, weight)


def precision(scores: Floats, right: NDArray[np.bool_]) -> float:
    """Average precision: the mean, over the right pairs, of the share of right ones above them."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(right[order])
    return float((hits[right[order]] / (np.flatnonzero(right[order]) + 1)).mean())


if __name__ == "__main__":
    main()
