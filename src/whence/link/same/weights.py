"""The trained numbers of the comparison: the map from the encoder's states, and the decision over a pair's features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.errors import ModelMissing
from whence.model.files import weights_file

__all__ = ["Weights", "load", "save", "shipped"]

FILE = "pairs.npz"
"""The name of the file of these weights, among those of the network that they were fitted for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`project` maps hidden states with a one behind them to directions (hidden + 1 x width).

    The decision is a set of small networks of two layers over standardised features, whose outcomes are averaged:
    `centre` and `spread` (features), `first` (networks x features + 1 x units), `second` (networks x units + 1 x 3).
    `near` weighs the measures by which candidates are chosen.
    """

    project: NDArray[np.float32]
    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    near: NDArray[np.float32]


@cache
def shipped() -> Weights:
    """The weights of the network in use: those that ship, or those in the folder that `WHENCE_MODEL` names."""
    return load(weights_file(FILE))


def load(path: Path) -> Weights:
    """Read weights.

    Raises:
        ModelMissing: the file is not there, or is not one of these.
    """
    try:
        with np.load(path) as held:
            return Weights(**{name: held[name].astype(np.float32) for name in Weights.__slots__})
    except (OSError, KeyError, ValueError) as error:
        raise ModelMissing(f"{path.name} cannot be loaded: install whence again ({error})") from error


def save(weights: Weights, path: Path) -> None:
    """Write weights in half precision: the features are no surer than that."""
    np.savez_compressed(path, **{name: getattr(weights, name).astype(np.float16) for name in Weights.__slots__})
