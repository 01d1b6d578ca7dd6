"""Ranges of numbers, many at once: what is a loop over slices for one is a few operations over columns for all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["numbers_in"]


def numbers_in(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All numbers of half-open ranges, one range after the other, and of each the range that it is from.

    No range may end before it starts.

    >>> [column.tolist() for column in numbers_in(np.array([3, 9, 7]), np.array([5, 9, 8]))]
    [[3, 4, 7], [0, 0, 2]]
    """
    lengths = ends - starts
    owner = np.repeat(np.arange(len(lengths)), lengths)
    return np.arange(len(owner)) + (starts - np.cumsum(lengths) + lengths)[owner], owner
