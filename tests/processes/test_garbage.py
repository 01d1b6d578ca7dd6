"""Tests for how often cycles are looked for."""

from __future__ import annotations

import gc
import operator
from collections.abc import Iterator

import pytest

from whence.processes import in_order
from whence.processes.garbage import look_seldom

PYTHONS = (700, 10, 10)


@pytest.fixture(autouse=True)
def _as_python_does() -> Iterator[None]:
    """Another test may have run the command in this process."""
    before = gc.get_threshold()
    gc.set_threshold(*PYTHONS)
    yield
    gc.set_threshold(*before)


def test_workers_look_for_cycles_as_seldom_as_the_command_does() -> None:
    """A process that reads or traces has the thresholds that `look_seldom` sets; whoever starts it keeps its own."""
    (inside,) = in_order([gc.get_threshold], operator.call, jobs=1, lost=lambda _: PYTHONS)
    assert gc.get_threshold() == PYTHONS
    look_seldom()
    assert inside == gc.get_threshold()
    assert inside[0] > PYTHONS[0]
