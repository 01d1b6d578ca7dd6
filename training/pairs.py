"""Fit the pair decision: the map of the encoder's states, then the decision over a pair's features.

    python training/pairs.py [--readings FOLDER] [--to FILE] [--map FILE] [--folds]
                             [--without EVENT ...]

Needs WHENCE_DATA (default ../shared) and the encoder that WHENCE_MODEL names or the package ships. The newsroom's
articles are read first, and those of the reports that `strangers.py` draws on, unless FOLDER holds pickled lists of
readings, one `<event>.pkl` each, and `reports.pkl`. With --folds it measures each event with a decision that never saw
it, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import whence
from events import DATA, with_truth
from pairs_invented import invented
from pairs_map import fit_map
from pairs_measure import average_precision, best_f1
from pairs_network import Settings, fit
from pairs_newsroom import OPPOSED, OTHER, SAME, Event, all_pairs, load_event, overlap, relation
from strangers import Reports, reports
from whence.link.linking import link
from whence.link.pairs import Pairs
from whence.link.same.candidates import MEASURES, nearness
from whence.link.same.decision import judge
from whence.link.same.denying import turned
from whence.link.same.features import FEATURES, features
from whence.link.same.plain import plain_unit
from whence.link.same.prepared import prepare
from whence.link.same.weights import FILE, Weights, load, save, shipped
from whence.link.units import Unit
from whence.model.files import WEIGHTS
from whence.model.reader import bundled

__all__ = [
    "UNLISTED_WEIGHT",
    "Labelled",
    "fitted",
    "listed_pairs",
    "measured_pairs",
    "other_pairs",
    "other_rows",
    "read_events",
    "stranger_pairs",
]

Floats = NDArray[np.float32]

SETTINGS = Settings(networks=6, units=32, rounds=4)
_PARAGRAPHS = 2000
_INVENTED = 2000
_INVENTED_WEIGHT = 2.0
_SIMILAR = ("2012_SMTnews", "2013_headlines", "2014_headlines", "2014_tweet-news")
_SIMILAR_WEIGHT = 3.0
_ALIKE, _APART = 4.0, 3.2  # of five, graded by people; what lies between is neither
UNLISTED_WEIGHT = 0.3  # the truth may have overlooked that a statement restates a claim
_STRANGERS = 120_000
_STRANGER_WEIGHT = 0.2  # more makes pairs of one claim less sure, in events that the decision has not seen
_RIDGE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Pairs with their features, what each is, and how much each weighs.

    `listed` says that both are statements of the truth, `crossing` that they stand in two articles.
    """

    name: str
    exact: bool
    measured: Floats
    near: Floats
    kind: NDArray[np.int64]
    weight: Floats
    listed: NDArray[np.bool_]
    crossing: NDArray[np.bool_]


def main() -> None:
    """Fit and write the weights, or measure by folds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--readings", type=Path, help="a folder of pickled readings, one file an event")
    options.add_argument("--to", type=Path, default=WEIGHTS / FILE, help="where the weights go")
    options.add_argument("--without", nargs="*", default=[], help="events that the weights must not see")
    options.add_argument("--map", type=Path, help="weights whose map is kept")
    options.add_argument("--folds", action="store_true", help="measure each event by a decision that never saw it")
    chosen = options.parse_args()
    polnear = DATA / "attribution/polnear/polnear.jsonl"
    project = load(chosen.map).project if chosen.map else fit_map(polnear, bundled(), _PARAGRAPHS)
    events = [measured_pairs(event, project) for event in read_events(chosen.readings, chosen.without)]
    extra = [*other_pairs(DATA, project), stranger_pairs(reports(chosen.readings), project)]
    if chosen.folds:
        _folds(events, extra, project)
    else:
        save(fitted([*events, *extra], project), chosen.to)


def stranger_pairs(some: Reports, project: Floats) -> Labelled:
    """Pairs of statements of reports that were printed months apart: no two of them are one claim, nor opposed."""
    linked = link(some.readings, decision=replace(shipped(), project=project))
    rows = some.strangers(linked.units, Pairs.of(linked.pairs), _STRANGERS)
    pairs = Pairs.of(linked.pairs).taken(rows)
    both = np.column_stack((pairs.a, pairs.b))
    yes = np.ones(len(both), dtype=np.bool_)
    return Labelled(
        name="strangers",
        exact=False,
        measured=features(prepare(linked.units, weights=_blank(project)), both),
        near=np.zeros((0, MEASURES), dtype=np.float32),
        kind=np.full(len(both), OTHER, dtype=np.int64),
        weight=np.full(len(both), _STRANGER_WEIGHT * _STRANGERS / max(1, len(both)), dtype=np.float32),
        listed=yes,
        crossing=yes,
    )


def other_pairs(data: Path, project: Floats) -> list[Labelled]:
    """Pairs that come from no newsroom event."""
    return [_bare(name, rows, weight, project) for name, rows, weight in other_rows(data)]


def other_rows(data: Path) -> Iterator[tuple[str, list[tuple[Unit, Unit, int]], float]]:
    """Sets of pairs of sentences, with what each pair is: the set's name, the pairs, and how much each weighs."""
    yield "invented", invented(data / "attribution/polnear/polnear.jsonl", _INVENTED), _INVENTED_WEIGHT
    yield "similar", _similar(data / "claims/sts_news"), _SIMILAR_WEIGHT


def measured_pairs(event: Event, project: Floats) -> Labelled:
    """The event's pairs of which the truth lists at least one, but those of overlapping words."""
    prepared = prepare(event.units, weights=_blank(project))
    pairs, listed = listed_pairs(event)
    everyone = np.arange(len(event.units))
    kind = np.array([relation(event, i, j) for i, j in pairs.tolist()], dtype=np.int64)
    kept = ~turned(prepared.denying, prepared.negated[:, 0] % 2 > 0, pairs)  # of the others `decide` makes its own
    pairs, listed, kind = pairs[kept], listed[kept], kind[kept]
    return Labelled(
        name=event.name,
        exact=event.exact,
        measured=features(prepared, pairs),
        near=nearness(prepared, everyone, everyone)[pairs[:, 0], pairs[:, 1]],
        kind=kind,
        weight=np.where(listed, 1.0, UNLISTED_WEIGHT).astype(np.float32),
        listed=listed,
        crossing=prepared.article[pairs[:, 0]] != prepared.article[pairs[:, 1]],
    )


def listed_pairs(event: Event) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The pairs of which the truth lists at least one, but those of overlapping words; and whether it lists both."""
    known = np.array([bool(claims) for claims in event.claims])
    pairs = all_pairs(range(len(event.units)))
    pairs = pairs[np.asarray(known[pairs].any(axis=1))]
    pairs = pairs[[not overlap(event.units[i], event.units[j]) for i, j in pairs.tolist()]]
    return pairs, np.asarray(known[pairs].all(axis=1))


def _bare(name: str, rows: Sequence[tuple[Unit, Unit, int]], weight: float, project: Floats) -> Labelled:
    """Pairs of sentences that stand in no article."""
    prepared = prepare([unit for a, b, _ in rows for unit in (a, b)], weights=_blank(project))
    yes = np.ones(len(rows), dtype=np.bool_)
    return Labelled(
        name=name,
        exact=True,
        measured=features(prepared, np.arange(2 * len(rows), dtype=np.int64).reshape(-1, 2)),
        near=np.zeros((0, MEASURES), dtype=np.float32),
        kind=np.array([kind for _, _, kind in rows], dtype=np.int64),
        weight=np.full(len(rows), weight, dtype=np.float32),
        listed=yes,
        crossing=yes,
    )


def _similar(folder: Path) -> list[tuple[Unit, Unit, int]]:
    """Headlines and news sentences with a graded likeness: those that mean the same, and those that do not."""
    rows = [
        json.loads(line) for name in _SIMILAR for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return [
        (plain_unit(row["a"]), plain_unit(row["b"]), SAME if row["sim"] >= _ALIKE else OTHER)
        for row in rows
        if row["sim"] >= _ALIKE or row["sim"] <= _APART
    ]


def read_events(readings: Path | None, without: Sequence[str]) -> Iterator[Event]:
    """Each event with truth, with its exact words and then with the readings' own statements."""
    for folder in with_truth(without):
        read = (
            pickle.loads((readings / f"{folder.name}.pkl").read_bytes())
            if readings
            else list(whence.read(str(folder / "articles")))
        )
        yield from load_event(folder, read)


def _blank(project: Floats) -> Weights:
    """Weights with a map and no decision yet."""
    size = len(FEATURES)
    return Weights(
        project=project,
        centre=np.zeros(size, np.float32),
        spread=np.ones(size, np.float32),
        first=np.zeros((0, size + 1, 1), np.float32),
        second=np.zeros((0, 2, 3), np.float32),
        near=np.zeros(MEASURES, np.float32),
    )


def fitted(sets: Sequence[Labelled], project: Floats) -> Weights:
    """The decision, and the weights of nearness, fitted on some sets of pairs."""
    measured = np.concatenate([e.measured for e in sets])
    kind, weight = np.concatenate([e.kind for e in sets]), np.concatenate([e.weight for e in sets])
    centre, spread = measured.mean(axis=0), measured.std(axis=0) + np.float32(1e-3)
    x = np.clip((measured - centre) / spread, -5, 5).astype(np.float32)
    first, second = fit(x, kind, weight, SETTINGS)
    near = _nearness(np.concatenate([e.near for e in sets]), np.concatenate([e.kind for e in sets if len(e.near)]))
    return Weights(project=project, centre=centre, spread=spread, first=first, second=second, near=near)


def _nearness(near: Floats, kind: NDArray[np.int64]) -> Floats:
    """Weights of the measures by which candidates are chosen: least squares, the two classes weighing the same."""
    hits = kind == SAME
    weight = np.where(hits, 0.5 / hits.sum(), 0.5 / (~hits).sum()) * len(kind)
    spread = near.std(axis=0) + 1e-6
    x = (near - near.mean(axis=0)) / spread
    gram = (x * weight[:, None]).T @ x + _RIDGE * np.eye(MEASURES)
    found: Floats = (np.linalg.solve(gram, (x * weight[:, None]).T @ (hits - 0.5)) / spread).astype(np.float32)
    return found


def _folds(events: Sequence[Labelled], extra: Sequence[Labelled], project: Floats) -> None:
    """Print figures of each event: over pairs of the truth's words, then of the readings' statements."""
    print("each event by a decision that never saw it; then pairs of the readings' own statements, across articles")
    print(f"{'event':22s} same AP    F1  opposed AP   read: same AP    F1  opposed AP")
    rows = []
    for name in sorted({e.name for e in events}):
        weights = fitted([*(e for e in events if e.name != name), *extra], project)
        exact, read = (next(e for e in events if e.name == name and e.exact is way) for way in (True, False))
        rows.append((*_figures(exact, exact.listed, weights), *_figures(read, read.crossing, weights)))
        print(f"{name:22s} " + "  ".join(f"{v:.3f}" for v in rows[-1]), flush=True)
    print(f"{'mean':22s} " + "  ".join(f"{v:.3f}" for v in np.mean(rows, axis=0)))


def _figures(event: Labelled, chosen: NDArray[np.bool_], weights: Weights) -> tuple[float, float, float]:
    found, kind = judge(event.measured[chosen], weights), event.kind[chosen]
    same, opposed = kind == SAME, kind == OPPOSED
    return (
        average_precision(same, found[:, SAME]),
        best_f1(same, found[:, SAME]),
        average_precision(opposed, found[:, OPPOSED]),
    )


if __name__ == "__main__":
    main()
