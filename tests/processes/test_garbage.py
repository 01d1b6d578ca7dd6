"""Tests for how often cycles are looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from whence.processes.garbage import look_seldom
from whence.processes.line import in_order

PYTHONS = (700, 10, 10)


@pytest.fixture(autouse=True)
def _as_python_does() -> Iterator[None]:
    """Another test may have run the command in this process."""
    before = gc.get_threshold()
    gc.set_threshold(*PYTHONS)
    yield
    gc.set_threshold(*before)


def _thresholds(_: int) -> tuple[int, int, int]:
    return gc.get_threshold()


def test_workers_look_for_cycles_as_seldom_as_the_command_does() -> None:
    """A process that reads or traces has the thresholds that `look_seldom` sets; whoever starts it keeps its own."""
    (inside,) = in_order([1], _thresholds, jobs=1, lost=_thresholds)
    assert gc.get_threshold() == PYTHONS
    look_seldom()
    assert inside == gc.get_threshold()
    assert inside[0] > PYTHONS[0]
