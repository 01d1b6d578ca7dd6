"""Paragraphs are encoded by as many threads as their reader takes, and who watches is told how far that is."""

from __future__ import annotations

import threading
import time
from typing import Any, cast

import numpy as np
import pytest

from whence.link.same import decide, prepare
from whence.link.same.vectors import encode
from whence.model.reader import Reader
from whence.stages import watched

from .conftest import make_unit


class Slow:
    """Stands for the network: it notes which threads ask it."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.met: set[int] = set()

    def windows(self, _: Any) -> list[Any]:
        """Return no windows, after a while."""
        self.met.add(threading.get_ident())
        time.sleep(0.01)
        return []


@pytest.mark.parametrize("threads", [1, 3])
def test_a_reader_says_how_many_threads_encode(threads: int) -> None:
    """A network of one core encodes in the thread that asks it; one of three has three threads at most."""
    reader = Slow(threads)
    found = encode([f"text {n}" for n in range(24)], cast(Reader, reader), np.zeros((2, 1), dtype=np.float32))
    assert len(found) == 24
    assert len(reader.met) <= threads
    assert (reader.met == {threading.get_ident()}) == (threads == 1)


def test_paragraphs_and_pairs_are_told_as_they_are_done() -> None:
    """Of what takes longest, it is told how many there are and how many are done."""
    units = [make_unit(f"the ferry to Tolm stops for {n} days") for n in range(2, 5)]
    told: list[tuple[str, int, int]] = []
    with watched(lambda *one: told.append(one)):
        decide(prepare(units), np.array([[0, 1], [0, 2]]))
    assert told == [("paragraphs", 1, 3), ("paragraphs", 2, 3), ("paragraphs", 3, 3), ("pairs", 2, 2)]
