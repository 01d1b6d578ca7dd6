"""Things done by several processes: in their order, each once, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import operator
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from whence.errors import ModelMissing
from whence.model.reader import Reader
from whence.processes import in_order

Thing = Callable[[], object]


def results(things: list[Thing], jobs: int = 2) -> list[object]:
    """Call each thing in some processes; what ended its process is "lost"."""
    return list(in_order(things, operator.call, jobs=jobs, lost=lambda _: "lost"))


def test_results_come_in_the_order_of_the_things() -> None:
    """A thing that takes long is waited for by those behind it, and nothing is taken in far ahead of it."""
    taken: list[int] = []

    def things() -> Iterator[Thing]:
        yield partial(operator.add, 0, 0)
        yield partial(eval, "__import__('time').sleep(0.3) or 'slept'")
        for number in range(60):
            taken.append(number)
            yield partial(operator.add, number, 1)

    line = in_order(things(), operator.call, jobs=2, lost=lambda _: "lost")
    assert next(line) == 0
    assert len(taken) <= 40
    assert list(line) == ["slept", *range(1, 61)]


def test_large_things_are_not_taken_in_far_ahead() -> None:
    """What waits is bounded by its size too: a thing is taken in while those before it leave room."""
    taken: list[int] = []

    def things() -> Iterator[Thing]:
        for number in range(12):
            taken.append(number)
            yield partial(operator.add, number, 0)

    line = in_order(things(), operator.call, jobs=2, lost=lambda _: "lost", size=lambda _: 20 << 20)
    assert next(line) == 0
    assert len(taken) <= 3
    assert list(line) == list(range(1, 12))


def test_a_thing_that_ends_its_process_is_the_only_one_that_is_lost() -> None:
    """What a process had at hand beside the thing that ended it is done by another."""
    plain = [partial(operator.add, n, 0) for n in range(8)]
    assert results([*plain[:3], partial(os._exit, 3), *plain[3:]]) == [0, 1, 2, "lost", 3, 4, 5, 6, 7]


def test_a_thing_is_tried_again_where_its_process_was_ended_from_outside(tmp_path: Path) -> None:
    """A process that somebody else ends costs nothing."""
    mark = str(tmp_path / "mark")
    first_ends = "'done' if os.path.exists(mark) else (open(mark, 'w').close(), os.kill(os.getpid(), 9))"
    given = {"mark": mark}
    code = first_ends.replace("os.", "__import__('os').")
    assert results([partial(eval, code, given), partial(operator.add, 1, 1)], jobs=1) == ["done", 2]


def test_what_ends_a_run_is_raised() -> None:
    """An error that whence raises on purpose, such as missing weights, is no single thing's."""
    with pytest.raises(ModelMissing):
        results([partial(Reader, Path("nowhere"))])


def test_no_process_is_left_when_the_line_is_left() -> None:
    """Whoever stops half-way ends the processes."""
    line = in_order([partial(operator.add, n, 0) for n in range(50)], operator.call, jobs=2, lost=lambda _: "lost")
    assert next(line) == 0
    assert multiprocessing.active_children()
    line.close()
    assert not multiprocessing.active_children()
