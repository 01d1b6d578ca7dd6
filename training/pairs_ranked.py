"""Compare three ways of judging pairs: the present decision, a second judge (`pairs_attention.py`), and a mix of both.

    python training/pairs_ranked.py PAIRS LOGITS [--least P] [--partners N]

PAIRS is what `pairs_text.py` writes. LOGITS is an npz with `logits` (pairs x 3: other, same, opposed), NaN where a pair
was not predicted; an event's are those of a network that has not seen it. Only events that the present decision has
not seen either are measured. The mix is a logistic regression over both sides' log odds, fitted on the other events.

Four tables: each side alone, the mix over every predicted pair, and the mix as a program could afford it: only pairs of
which the present decision is in doubt (a probability of the same, or of the opposite, between P and 1 - P) and, of
each statement, the N likeliest. B3 is the B-cubed F1 of the true statements as average linkage groups them by the
probabilities of the same, with the thresholds that are best on the other events; a claim is what pairs of the same
connect.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairs_measure import average_precision, best_f1
from pairs_newsroom import OPPOSED, OTHER, SAME
from whence.trace.claims import grouped

__all__ = ["Judged", "in_doubt", "mixed", "softmax"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_HELD_OUT = ("bank-run-rumour", "march-crowd")
_THRESHOLDS = tuple(
    (least, closest)
    for least in (0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4)
    for closest in (0.1, 0.2, 0.3, 0.4, 0.5)
)
_STEPS = 30
_RIDGE = 1e-2
_LEAST_P = 1e-5  # half precision and a mean of networks know no less


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The pairs of one set that are measured: what each is, and both sides' log odds against `other` (pairs x 2).

    `cross` is NaN where the second judge was not asked. `units` numbers the two statements of each pair.
    """

    name: str
    exact: bool
    kind: NDArray[np.int64]
    weight: Floats
    listed: Bools
    units: NDArray[np.int64]
    present: Floats
    cross: Floats


Scorer = Callable[[Judged, list[Judged]], Floats]


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pairs", type=Path)
    options.add_argument("logits", type=Path)
    options.add_argument("--least", type=float, default=0.03, help="what is less likely is not asked about")
    options.add_argument("--partners", type=int, default=6, help="of how many partners of a statement it is asked")
    chosen = options.parse_args()
    with np.load(chosen.pairs) as held, np.load(chosen.logits) as given:
        sets = list(_judged(dict(held), given["logits"]))
    few = [_only(one, in_doubt(one, chosen.least, chosen.partners)) for one in sets]
    _print("the present decision", sets, lambda one, _: _probable(one.present))
    _print("the second judge alone", sets, lambda one, _: _alone(one))
    _print("a mix of both", sets, mixed)
    asked, statements = (sum(f(one) for one in few if not one.exact) for f in (_asked, _statements))
    print(f"\n{asked} pairs of statements as read are asked about, {asked / max(1, statements):.2f} a statement")
    _print(f"a mix where in doubt (from {chosen.least}, {chosen.partners} a statement)", few, mixed)


def _judged(held: dict[str, NDArray[Any]], logits: NDArray[Any]) -> Iterator[Judged]:
    for number, (name, exact, seen) in enumerate(zip(held["name"], held["exact"], held["seen"], strict=True)):
        rows = (held["set"] == number) & (held["listed"] if exact else held["crossing"])
        if seen:
            continue
        same, opposed = (held[side][rows].astype(np.float64) for side in ("same", "opposed"))
        present = np.log(np.maximum(np.column_stack((1 - same - opposed, same, opposed)), _LEAST_P))
        yield Judged(
            name=str(name),
            exact=bool(exact),
            kind=held["kind"][rows].astype(np.int64),
            weight=held["weight"][rows].astype(np.float64),
            listed=held["listed"][rows],
            units=np.column_stack((held["a"][rows], held["b"][rows])).astype(np.int64),
            present=_odds(present),
            cross=_odds(logits[rows].astype(np.float64)),
        )


def _odds(logits: Floats) -> Floats:
    """Log odds of the same and of the opposite against other."""
    found: Floats = logits[:, [SAME, OPPOSED]] - logits[:, [OTHER]]
    return found


def _probable(odds: Floats) -> Floats:
    return softmax(np.column_stack((np.zeros(len(odds)), odds)))


def softmax(scores: Floats) -> Floats:
    """Probabilities of each row's scores."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = odds / odds.sum(axis=1, keepdims=True)
    return found


def _alone(one: Judged) -> Floats:
    """The second judge's probabilities; what it was not asked about comes after, as the present decision has it."""
    return np.where(_given(one)[:, None], _probable(np.nan_to_num(one.cross)), _probable(one.present) - 1)


def _given(one: Judged) -> Bools:
    return np.asarray(~np.isnan(one.cross).any(axis=1))


def in_doubt(one: Judged, least: float, partners: int) -> Bools:
    """Whether the present decision is in doubt of a pair, and it is among the likeliest of one of its statements."""
    probable = _probable(one.present)[:, [SAME, OPPOSED]]
    doubt: Bools = np.asarray(((probable >= least) & (probable <= 1 - least)).any(axis=1))
    kept = np.zeros(len(doubt), dtype=np.bool_)
    taken: dict[int, int] = {}
    for at in np.argsort(-probable.max(axis=1), kind="stable").tolist():
        a, b = one.units[at].tolist()
        if doubt[at] and min(taken.get(a, 0), taken.get(b, 0)) < partners:
            kept[at] = True
            taken[a], taken[b] = taken.get(a, 0) + 1, taken.get(b, 0) + 1
    return kept


def _only(one: Judged, asked: Bools) -> Judged:
    return replace(one, cross=np.where(asked[:, None], one.cross, np.nan))


def _asked(one: Judged) -> int:
    return int(_given(one).sum())


def _statements(one: Judged) -> int:
    return len(np.unique(one.units))


def mixed(one: Judged, others: list[Judged]) -> Floats:
    """Probabilities by both sides where both judged, and by the present decision elsewhere; both fitted on `others`."""
    found = np.zeros((len(one.kind), 3))
    for both in (True, False):
        rows = _given(one) == both
        if rows.any():
            found[rows] = softmax(_inputs(one, both)[rows] @ _fitted(others, both))
    return found


def _fitted(sets: list[Judged], both: bool) -> Floats:
    chosen = [_given(one) | (not both) for one in sets]
    return _logistic(
        np.concatenate([_inputs(one, both)[rows] for one, rows in zip(sets, chosen, strict=True)]),
        np.concatenate([one.kind[rows] for one, rows in zip(sets, chosen, strict=True)]),
        np.concatenate([one.weight[rows] for one, rows in zip(sets, chosen, strict=True)]),
    )


def _inputs(one: Judged, both: bool) -> Floats:
    columns = (one.present, one.cross) if both else (one.present,)
    return np.column_stack((*columns, np.ones(len(one.kind))))


def _logistic(x: Floats, kind: NDArray[np.int64], weight: Floats) -> Floats:
    """Weights (inputs x 3) of a multinomial logistic regression, by Newton's method with a small ridge."""
    size = x.shape[1]
    weights = np.zeros((size, 3))
    truth = np.eye(3)[kind]
    for _ in range(_STEPS):
        p = softmax(x @ weights)
        slope = x.T @ ((p - truth) * weight[:, None]) + _RIDGE * weights
        curve = np.zeros((size, 3, size, 3))
        for i in range(3):
            for j in range(3):
                curve[:, i, :, j] = (x * (weight * p[:, i] * ((i == j) - p[:, j]))[:, None]).T @ x
        step = np.linalg.solve(curve.reshape(3 * size, -1) + _RIDGE * np.eye(3 * size), slope.ravel())
        weights -= step.reshape(size, 3)
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _print(title: str, sets: list[Judged], scorer: Scorer) -> None:
    """Print each event's figures over pairs of the truth's words, then of the readings' statements across articles."""
    print(f"\n{title}\n{'event':22s} same AP    F1  opposed AP  B3     read: same AP    F1  opposed AP  B3")
    found = [scorer(one, [other for other in sets if other.name != one.name])[:, [SAME, OPPOSED]] for one in sets]
    grouped_well = [_grouped_well(one, same[:, 0]) for one, same in zip(sets, found, strict=True)]
    rows = {}
    for name in sorted({one.name for one in sets}):
        own = sorted((n for n, one in enumerate(sets) if one.name == name), key=lambda n: not sets[n].exact)
        rows[name] = [
            value for n in own for value in (*_figures(sets[n].kind, found[n]), _chosen(n, sets, grouped_well))
        ]
        print(_line(name, rows[name]))
    print(_line("mean", np.mean(list(rows.values()), axis=0)))
    print(_line("mean of the open", np.mean([row for name, row in rows.items() if name not in _HELD_OUT], axis=0)))


def _line(name: str, values: Any) -> str:
    return f"{name:22s} " + "  ".join(f"{value:.3f}" for value in values)


def _figures(kind: NDArray[np.int64], found: Floats) -> tuple[float, float, float]:
    same, opposed = found.astype(np.float32).T
    return (
        average_precision(kind == SAME, same),
        best_f1(kind == SAME, same),
        average_precision(kind == OPPOSED, opposed),
    )


def _chosen(number: int, sets: list[Judged], grouped_well: list[Floats]) -> float:
    """The set's B-cubed F1 at the thresholds that are best on the other events' sets of its kind."""
    one = sets[number]
    others = [
        by for by, other in zip(grouped_well, sets, strict=True) if other.exact == one.exact and other.name != one.name
    ]
    return float(grouped_well[number][int(np.mean(others, axis=0).argmax())])


def _grouped_well(one: Judged, same: Floats) -> Floats:
    """B-cubed F1 at each choice of thresholds."""
    rows = one.listed
    units, pairs = np.unique(one.units[rows], return_inverse=True)
    pairs = pairs.reshape(-1, 2)
    kept = pairs[:, 0] != pairs[:, 1]  # equal words of two articles are one unit
    pairs, score, kind = pairs[kept], same[rows][kept], one.kind[rows][kept]
    count = len(units)
    claims = grouped(count, [(a, b, 1.0) for a, b in pairs[kind == SAME].tolist()], least=0.0, closest=0.5)
    told = [(a, b, p) for (a, b), p in zip(pairs.tolist(), score.tolist(), strict=True)]
    return np.array([_bcubed(count, claims, grouped(count, told, least=a, closest=b)) for a, b in _THRESHOLDS])


def _bcubed(count: int, claims: list[list[int]], groups: list[list[int]]) -> float:
    meet = np.zeros((len(claims), len(groups)))
    claim, group = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for numbers, some in ((claim, claims), (group, groups)):
        for number, members in enumerate(some):
            numbers[members] = number
    np.add.at(meet, (claim, group), 1)
    both = meet[claim, group]
    precision = float((both / meet.sum(axis=0)[group]).mean())
    recall = float((both / meet.sum(axis=1)[claim]).mean())
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
