"""Fit the pair decision: the map of the encoder's states, then the decision over a pair's features.

    python training/pairs.py [--readings FOLDER] [--to FILE] [--map FILE] [--folds] [--without EVENT ...]

Needs WHENCE_DATA (default ../shared) and the encoder that WHENCE_MODEL names or the package ships. The newsroom's articles
are read first, unless FOLDER holds pickled lists of readings, one `<event>.pkl` each. With --folds it measures each event
with a decision that never saw it, and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import whence
from pairs_map import fit_map
from pairs_measure import average_precision, best_f1
from pairs_network import Settings, fit
from pairs_newsroom import OPPOSED, SAME, Event, all_pairs, load_event, relation
from whence.link.same.decision import judge
from whence.link.same.features import FEATURES, features
from whence.link.same.prepared import Prepared, prepare
from whence.link.same.weights import FILE, Weights, load, save
from whence.model.files import WEIGHTS
from whence.model.reader import bundled

__all__ = ["Labelled", "fitted", "labelled", "measured_pairs"]

Floats = NDArray[np.float32]

SETTINGS = Settings(networks=8, units=32, rounds=5)
_PARAGRAPHS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An event's pairs: features (pairs x features), what each is, and whether both have the truth's exact words."""

    name: str
    pairs: NDArray[np.int64]
    measured: Floats
    kind: NDArray[np.int64]
    exact: NDArray[np.bool_]


def main() -> None:
    """Fit and write the weights, or measure by folds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--readings", type=Path, help="a folder of pickled readings, one file an event")
    options.add_argument("--to", type=Path, default=WEIGHTS / FILE, help="where the weights go")
    options.add_argument("--without", nargs="*", default=[], help="events that the weights must not see")
    options.add_argument("--map", type=Path, help="weights whose map is kept")
    options.add_argument("--folds", action="store_true", help="measure each event by a decision that never saw it")
    chosen = options.parse_args()
    data = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data"
    project = (
        load(chosen.map).project
        if chosen.map
        else fit_map(data / "attribution/polnear/polnear.jsonl", bundled(), _PARAGRAPHS)
    )
    events = [
        measured_pairs(event, project)
        for event in _events(data / "newsroom", chosen.readings)
        if event.name not in chosen.without
    ]
    if chosen.folds:
        _folds(events, project)
    else:
        save(fitted(events, project), chosen.to)


def labelled(event: Event, prepared: Prepared) -> Labelled:
    """Every pair of the event's units but those of overlapping words of one article."""
    pairs = all_pairs(range(len(event.units)))
    pairs = pairs[[not _overlap(event, i, j) for i, j in pairs.tolist()]]
    return Labelled(
        name=event.name,
        pairs=pairs,
        measured=features(prepared, pairs),
        kind=np.array([relation(event, i, j) for i, j in pairs.tolist()], dtype=np.int64),
        exact=event.gold[pairs].all(axis=1),
    )


def _events(newsroom: Path, readings: Path | None) -> Iterator[Event]:
    for folder in sorted(p.parent for p in newsroom.glob("*/truth.json")):
        read = (
            pickle.loads((readings / f"{folder.name}.pkl").read_bytes())
            if readings
            else list(whence.read(str(folder / "articles")))
        )
        yield load_event(folder, read)


def _prepared(event: Event, project: Floats) -> tuple[Event, Prepared]:
    return event, prepare(event.units, weights=_blank(project))


def _blank(project: Floats) -> Weights:
    """Weights with a map and no decision yet."""
    size = len(FEATURES)
    return Weights(
        project=project, centre=np.zeros(size, np.float32), spread=np.ones(size, np.float32),
        first=np.zeros((0, size + 1, 1), np.float32), second=np.zeros((0, 2, 3), np.float32),
    )  # fmt: skip


def _overlap(event: Event, i: int, j: int) -> bool:
    one, two = event.units[i], event.units[j]
    if one.article.id != two.article.id:
        return False
    return any(a < d and c < b for a, b in one.statement.content for c, d in two.statement.content)


def measured_pairs(event: Event, project: Floats) -> Labelled:
    """Every pair of an event's units with its features, by a map of the encoder's states."""
    return labelled(*_prepared(event, project))


def fitted(events: Sequence[Labelled], project: Floats) -> Weights:
    """The decision fitted on some events."""
    measured = np.concatenate([e.measured for e in events])
    kind = np.concatenate([e.kind for e in events])
    centre, spread = measured.mean(axis=0), measured.std(axis=0) + 1e-3
    x = np.clip((measured - centre) / spread, -5, 5).astype(np.float32)
    first, second = fit(x, kind, np.ones(len(x), np.float32), SETTINGS)
    return Weights(project=project, centre=centre, spread=spread, first=first, second=second)


def _folds(events: Sequence[Labelled], project: Floats) -> None:
    print("each event by a decision that never saw it, over all pairs of the truth's statements")
    print(f"{'event':22s} {'pairs':>6s} {'same AP':>8s} {'F1':>6s} {'opposed AP':>11s}")
    rows = []
    for number, event in enumerate(events):
        weights = fitted([e for k, e in enumerate(events) if k != number], project)
        found = judge(event.measured[event.exact], weights)
        kind = event.kind[event.exact]
        same, opposed = kind == SAME, kind == OPPOSED
        rows.append((average_precision(same, found[:, SAME]), best_f1(same, found[:, SAME]),
                     average_precision(opposed, found[:, OPPOSED])))  # fmt: skip
        print(f"{event.name:22s} {len(kind):6d} " + "  ".join(f"{v:.3f}" for v in rows[-1]))
    print(f"{'mean':22s} {'':6s} " + "  ".join(f"{v:.3f}" for v in np.mean(rows, axis=0)))


if __name__ == "__main__":
    main()
