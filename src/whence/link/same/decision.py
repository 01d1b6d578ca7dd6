"""The decision on pairs: one proposition, two that exclude one another, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from whence.link.same.denying import turned
from whence.link.same.features import features
from whence.link.same.prepared import Prepared
from whence.link.same.weights import Weights, shipped
from whence.stages import done

__all__ = ["Decisions", "decide", "judge"]

_FAR = 5.0  # standard deviations beyond which a feature says no more
_CHUNK = 1 << 15
_CONTENTS = np.array([1, 0, 0], dtype=np.float32)  # of what negates, the words of the content alone
_MISREAD = np.float32(0.1)  # of acts read, those that are another (`docs/accuracy.md`)
_AT_ONCE = 8192  # pairs that are judged together, in 64 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """For each pair the probability that both say the `same`, and that one is `opposed` to the other."""

    same: NDArray[np.float32]
    opposed: NDArray[np.float32]


def decide(prepared: Prepared, pairs: NDArray[np.int64], *, weights: Weights | None = None) -> Decisions:
    """Judge pairs of units (pairs x 2). The order of the two does not matter.

    Who denies what the other says is opposed to it by as much as his content is the same, and the other way round.
    """
    weights = weights or shipped()
    pairs = np.sort(pairs, axis=1)  # so that sums of floats are the same to the bit, whichever comes first
    found = np.zeros((len(pairs), 3), dtype=np.float32)
    for low in range(0, len(pairs), _CHUNK):
        part = slice(low, low + _CHUNK)
        found[part] = _judged(prepared, pairs[part], weights)
        done("pairs", min(low + _CHUNK, len(pairs)), len(pairs))
    against = np.flatnonzero(turned(prepared.denying, prepared.negated[:, 0] % 2 > 0, pairs))
    said = replace(prepared, negated=prepared.negated * _CONTENTS)  # what is denied, beside what the other says
    for low in range(0, len(against), _CHUNK):
        rows = against[low : low + _CHUNK]
        alike = _judged(said, pairs[rows], weights)
        found[rows] = (1 - _MISREAD) * alike[:, [0, 2, 1]] + _MISREAD * alike
    return Decisions(same=found[:, 1], opposed=found[:, 2])


def _judged(prepared: Prepared, pairs: NDArray[np.int64], weights: Weights) -> NDArray[np.float32]:
    measured = features(prepared, pairs)
    return np.concatenate(
        [judge(measured[first : first + _AT_ONCE], weights) for first in range(0, len(measured), _AT_ONCE)]
    )


def judge(measured: NDArray[np.float32], weights: Weights) -> NDArray[np.float32]:
    """The probabilities of another, the same and the opposite proposition (pairs x 3), by features.

    How products of matrices round hangs on where in them a row stands, on some processors at any size. In 64 bits that
    is far below what is left in 32, so that a pair's numbers do not hang on its neighbours.
    """
    x = np.clip((measured - weights.centre) / weights.spread, -_FAR, _FAR).astype(np.float64)
    found = np.zeros((len(x), 3))
    for first, second in zip(weights.first, weights.second, strict=True):
        one, two = first.astype(np.float64), second.astype(np.float64)
        scores = np.maximum(x @ one[:-1] + one[-1], 0) @ two[:-1] + two[-1]
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        found += odds / odds.sum(axis=1, keepdims=True)
    return (found / max(1, len(weights.first))).astype(np.float32)
