"""Tests for how often cycles are looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from whence.processes.garbage import look_seldom
from whence.processes.line import in_order


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def _thresholds(_: int) -> tuple[int, int, int]:
    return gc.get_threshold()


def test_workers_look_for_cycles_as_seldom_as_the_command_does() -> None:
    """A process that reads or traces has the thresholds that `look_seldom` sets; whoever starts it keeps its own."""
    before = gc.get_threshold()
    (inside,) = in_order([1], _thresholds, jobs=1, lost=_thresholds)
    assert gc.get_threshold() == before
    look_seldom()
    assert inside == gc.get_threshold()
    assert inside[0] > before[0]
