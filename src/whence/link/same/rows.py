"""Arrays with a row for each unit, kept small: rows of as many entries as they have, flags as bits, much of it on disk.

They are read as the whole arrays would be: `rows[units]` gives the dense rows of some units.
"""

from __future__ import annotations

import mmap
import tempfile
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Rows", "relax", "room"]

Ints = NDArray[np.int64]
_Kind = TypeVar("_Kind", bound=np.generic)
_IN_MEMORY = 128 << 20  # bytes of an array, from which it lies in a file that has no name


class Rows:
    """Rows of up to `most` entries of a fixed shape. `sizes` are how many each unit has; beyond them stands `blank`."""

    def __init__(self, sizes: Ints, most: int, shape: tuple[int, ...], kind: type[np.generic], blank: float) -> None:
        self._sizes = sizes
        self._starts = np.cumsum(sizes) - sizes
        self._most, self._blank = most, blank
        self._flat: NDArray[Any] = room((int(sizes.sum()), *shape), kind)

    def __len__(self) -> int:
        return len(self._sizes)

    def set(self, unit: int, entries: Any) -> None:
        """Give a unit its entries."""
        start = self._starts[unit]
        self._flat[start : start + self._sizes[unit]] = entries

    def __getitem__(self, units: Ints) -> NDArray[Any]:
        """The rows of some units (units x most x shape)."""
        there = np.arange(self._most) < self._sizes[units][:, None]
        found = np.full((*there.shape, *self._flat.shape[1:]), self._blank, dtype=self._flat.dtype)
        places = (self._starts[units][:, None] + np.arange(self._most))[there]
        found[there] = self._flat[places]
        return found

    def relax(self) -> None:
        """Let go of what is in memory only because it was read from disk."""
        relax(self._flat)


class Flags:
    """A row of flags for each unit, as bits."""

    def __init__(self, count: int, width: int) -> None:
        self._width = width
        self._bits = room((count, -(-width // 8)), np.uint8)

    def set(self, unit: int, columns: list[int]) -> None:
        """Raise the flags of these columns."""
        flags = np.zeros(self._width, dtype=np.bool_)
        flags[columns] = True
        self._bits[unit] = np.packbits(flags)

    def __getitem__(self, units: Ints) -> NDArray[np.bool_]:
        """The flags of some units (units x width)."""
        return np.unpackbits(self._bits[units], axis=1, count=self._width).astype(np.bool_)


def room(shape: tuple[int, ...], kind: type[_Kind]) -> NDArray[_Kind]:
    """Return an array of zeros: in memory, or, a large one, in a file of the system's folder for such files."""
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
    if size < _IN_MEMORY:
        return np.zeros(shape, dtype=kind)
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, dtype=kind, mode="w+", shape=shape)


def relax(array: NDArray[Any]) -> None:
    """Let the system take back the memory of an array that lies in a file; what it holds stays as it is."""
    mapped = getattr(array, "_mmap", None)
    if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)
