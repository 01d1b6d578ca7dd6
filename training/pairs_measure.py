"""Figures of a score that should be high for some pairs and low for the rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["auc", "average_precision", "best_f1"]

Truth = NDArray[np.bool_]
Scores = NDArray[np.float32]


def average_precision(truth: Truth, scores: Scores) -> float:
    """The mean precision over the true ones from the highest score down; ties stand together, NaN if none is."""
    hits, seen = _steps(truth, scores)
    if not truth.any():
        return float("nan")
    gained = np.diff(np.concatenate(([0], hits)))
    return float((hits / seen * gained).sum() / truth.sum())


def best_f1(truth: Truth, scores: Scores) -> float:
    """The highest F1 that any threshold gives."""
    hits, seen = _steps(truth, scores)
    return float((2 * hits / (seen + max(1, truth.sum()))).max())


def auc(truth: Truth, scores: Scores) -> float:
    """The chance that a true one scores above another, ties counting half."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[place]
    true, other = int(truth.sum()), int((~truth).sum())
    return float((rank[truth].sum() - true * (true + 1) / 2) / (true * other)) if true and other else float("nan")


def _steps(truth: Truth, scores: Scores) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """At each distinct score, from the highest: how many true ones, and how many at all, score at least that."""
    order = np.argsort(-scores, kind="stable")
    last = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    return np.cumsum(truth[order])[last].astype(float), (last + 1).astype(float)
