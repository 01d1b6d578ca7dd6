"""Logistic regression by Newton's method (iteratively reweighted least squares), with shrunken weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["newton", "on_one_scale"]

Floats = NDArray[np.float64]
_ROUNDS = 40
_FIRM = 1e-9  # on the curve's diagonal, so that equal columns do not end the fit


def newton(rows: Floats, right: NDArray[np.bool_], shrink: Floats, count: Floats | None = None) -> Floats:
    """Return a weight a column; `shrink` is the penalty of each weight's square, 0 for a constant.

    `count` is how often each row counts; once by default.
    """
    times = np.ones(len(rows)) if count is None else count
    weight = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(rows @ weight, -30, 30)))
        slope = rows.T @ (times * (right - share)) - shrink * weight
        curve = (rows * (times * share * (1 - share))[:, None]).T @ rows + np.diag(shrink + _FIRM)
        weight = weight + np.linalg.solve(curve, slope)
    return weight


def on_one_scale(x: Floats, right: NDArray[np.bool_], shrink: float) -> tuple[float, Floats]:
    """Return the constant and a weight a column for columns as they are, fitted on columns brought to one scale."""
    centre, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    rows = np.hstack((np.ones((len(x), 1)), (x - centre) / spread))
    constant, *scaled = newton(rows, right, np.array([0.0, *[shrink] * x.shape[1]]))
    weight = np.array(scaled) / spread
    return float(constant - weight @ centre), weight
