"""Codes that wait until all of a block are there: in memory as long as they are few, and then in files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["Waiting"]

Ints = NDArray[np.int64]
_IN_MEMORY = 1 << 25  # bytes of a block's codes, from which they lie in a file that has no name
_TOGETHER = 1 << 19  # codes that are dealt to their blocks at once


class Waiting:
    """Takes codes in any order, each with a number, and gives them out by blocks of numbers.

    `ends` are the numbers before which each block's numbers stand, ascending.
    """

    def __init__(self, ends: Ints) -> None:
        self._ends = ends
        self._files: list[IO[bytes]] = [
            tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  -- closed by `__exit__`
            for _ in ends
        ]
        self._held: list[tuple[Ints, Ints]] = []
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, numbers: Ints, codes: Ints) -> None:
        """Take codes in."""
        self._held.append((numbers, codes))
        self._size += len(codes)
        if self._size >= _TOGETHER:
            self._deal()

    def blocks(self) -> Iterator[tuple[int, Ints]]:
        """Yield the end of each block, and its codes, ascending, each once."""
        self._deal()
        for end, file in zip(self._ends.tolist(), self._files, strict=True):
            file.seek(0)
            yield end, np.unique(np.frombuffer(file.read(), dtype=np.int64))
            file.close()

    def _deal(self) -> None:
        if not self._held:
            return
        codes = np.concatenate([codes for _, codes in self._held])
        if len(self._files) > 1:
            block = np.searchsorted(self._ends, np.concatenate([n for n, _ in self._held]), side="right")
            order = np.argsort(block, kind="stable")
            codes, edges = codes[order], np.searchsorted(block[order], np.arange(len(self._files) + 1))
        else:
            edges = np.array([0, len(codes)])
        for file, low, high in zip(self._files, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            if high > low:
                file.write(codes[low:high].tobytes())
        self._held, self._size = [], 0
