"""A small network of two layers over a pair's features, in NumPy: seconds to train, the same numbers every time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Settings", "fit"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the networks are trained: `networks` from different seeds, each of `units` hidden units."""

    networks: int = 4
    units: int = 32
    rounds: int = 12
    batch: int = 512
    rate: float = 3e-3
    decay: float = 2e-2
    noise: float = 0.05
    dropped: float = 0.1


def fit(x: Floats, y: NDArray[np.int64], weight: Floats, settings: Settings, seed: int = 1) -> tuple[Floats, Floats]:
    """Train on standardised features (pairs x features), classes and weights; the two layers of every network.

    Adam with decoupled decay (Loshchilov and Hutter, ICLR 2019), a rate that falls in a straight line, features blurred
    and left out at random so that no single one is leant on.
    """
    fitted = [_one(x, y, weight, settings, np.random.default_rng(seed + k)) for k in range(settings.networks)]
    return np.stack([a for a, _ in fitted]), np.stack([b for _, b in fitted])


def _one(
    x: Floats, y: NDArray[np.int64], weight: Floats, s: Settings, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    layers = [
        (chance.standard_normal((x.shape[1] + 1, s.units)) / np.sqrt(x.shape[1])).astype(np.float32),
        (chance.standard_normal((s.units + 1, 3)) / np.sqrt(s.units)).astype(np.float32),
    ]
    slow, square = [np.zeros_like(w) for w in layers], [np.zeros_like(w) for w in layers]
    target = np.eye(3, dtype=np.float32)[y]
    total, step = s.rounds * -(-len(x) // s.batch), 0
    for _ in range(s.rounds):
        order = chance.permutation(len(x))
        for low in range(0, len(x), s.batch):
            part = order[low : low + s.batch]
            step += 1
            slopes = _slopes(_blurred(x[part], s, chance), target[part], weight[part], layers)
            rate = s.rate * (1 - step / (total + 1))
            for k, slope in enumerate(slopes):
                slow[k] = 0.9 * slow[k] + 0.1 * slope
                square[k] = 0.999 * square[k] + 0.001 * slope**2
                move = (slow[k] / (1 - 0.9**step)) / (np.sqrt(square[k] / (1 - 0.999**step)) + 1e-8)
                layers[k] = (layers[k] - rate * (move + s.decay * layers[k])).astype(np.float32)
    return layers[0], layers[1]


def _blurred(x: Floats, s: Settings, chance: np.random.Generator) -> Floats:
    kept = chance.random(x.shape, dtype=np.float32) >= s.dropped
    found: Floats = (x + s.noise * chance.standard_normal(x.shape, dtype=np.float32)) * kept
    return found


def _slopes(x: Floats, target: Floats, weight: Floats, layers: list[Floats]) -> list[Floats]:
    ones = np.ones((len(x), 1), dtype=np.float32)
    x = np.hstack((x, ones))
    hidden = np.hstack((np.maximum(x @ layers[0], 0), ones))
    scores = hidden @ layers[1]
    scores = np.exp(scores - scores.max(1, keepdims=True))
    error = (scores / scores.sum(1, keepdims=True) - target) * (weight / weight.sum())[:, None]
    back = (error @ layers[1][:-1].T) * (hidden[:, :-1] > 0)
    return [x.T @ back, hidden.T @ error]
