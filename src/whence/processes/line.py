"""Things done by several processes, and given out in the order in which they came in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from whence.processes.worker import Ended, Task, Worker, stop_all

__all__ = ["Crew", "in_order"]

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 3  # things that a worker has at hand, the one that it does among them: it never waits for the next
_LINE = 16  # for each worker, how many things may be done before the one whose turn it is
_BYTES = 16 << 20  # for each worker, how large all these may be together before no more is taken in
_TRIES = 2  # a thing whose process ends is given to another once: it may have been another's doing


@dataclass(slots=True)
class _Place(Generic[T, R]):
    """A thing in the line, its result once there is one, and how many processes have ended with it at hand."""

    thing: T
    size: int
    result: R | None = None
    tries: int = 0


class Crew(Generic[T, R]):
    """Processes that do one task, for several lines of things one after the other; they start when they are needed.

    A thing whose process ends is tried once more, alone; where that ends too, its result is what `lost` says. The
    results must not be None. What `task` raises as a `WhenceError` is raised here. `size` says how many bytes a thing
    is, about, where things differ much: few large ones are taken in before their turn.
    """

    def __init__(
        self, task: Task[T, R], jobs: int, lost: Callable[[T], R], size: Callable[[T], int] = lambda _: 0
    ) -> None:
        self._task = task
        self._lost = lost
        self._size = size
        self._bytes = 0
        self._workers: list[Worker[T, R]] = []
        self._jobs = jobs
        self._places: dict[int, _Place[T, R]] = {}
        self._to_do: deque[int] = deque()
        self._next = self._first = 0

    def close(self) -> None:
        """End the processes."""
        stop_all(self._workers)
        self._workers = []

    def results(self, things: Iterable[T]) -> Iterator[R]:
        """Yield each thing's result, in their order. Whoever leaves it half-way ends the processes."""
        self._places, self._to_do, self._next, self._first, self._bytes = {}, deque(), 0, 0, 0
        whole = False
        try:
            for thing in things:
                size = self._size(thing)
                self._places[self._next] = _Place(thing, size)
                self._bytes += size
                self._to_do.append(self._next)
                self._next += 1
                self._hand_out()
                self._listen(0.0)
                yield from self._done()
                while self._is_full():
                    yield from self._wait()
            while self._places:
                yield from self._wait()
            whole = True
        finally:
            if not whole:
                self.close()

    def _is_full(self) -> bool:
        return len(self._places) >= self._jobs * _LINE or self._bytes > self._jobs * _BYTES

    def _wait(self) -> Iterator[R]:
        self._hand_out()
        self._listen(None)
        yield from self._done()

    def _done(self) -> Iterator[R]:
        """Yield the results whose turn has come."""
        while (place := self._places.get(self._first)) is not None and place.result is not None:
            del self._places[self._first]
            self._bytes -= place.size
            self._first += 1
            yield place.result

    def _hand_out(self) -> None:
        """Give workers their next things, those that have least first; a thing that ended one goes to one by itself."""
        while self._to_do:
            if len(self._workers) < self._jobs:
                self._workers.append(Worker(self._task))
            worker = min(self._workers, key=lambda w: len(w.waiting))
            tried = self._places[self._to_do[0]].tries > 0
            if len(worker.waiting) >= (1 if tried else _AHEAD):
                return
            number = self._to_do.popleft()
            worker.give(number, self._places[number].thing)

    def _listen(self, timeout: float | None) -> None:
        """Take in what workers have done."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for ready in wait(list(by_connection), timeout):
            worker = by_connection[ready]  # type: ignore[index]  # the connections that were given
            try:
                number, result = worker.answer()
            except Ended:
                self._replace(worker)
            else:
                self._places[number].result = result

    def _replace(self, worker: Worker[T, R]) -> None:
        """Let another do what a worker that has ended had at hand; what ended two of them is lost."""
        self._workers.remove(worker)
        worker.stop()
        for place, number in enumerate(worker.waiting):
            held = self._places[number]
            held.tries += place == 0
            if held.tries >= _TRIES:
                held.result = self._lost(held.thing)
        self._to_do.extendleft(n for n in reversed(worker.waiting) if self._places[n].result is None)


def in_order(
    things: Iterable[T],
    task: Task[T, R],
    *,
    jobs: int,
    lost: Callable[[T], R],
    size: Callable[[T], int] = lambda _: 0,
) -> Iterator[R]:
    """Yield what `task` makes of each thing, by so many processes, in the things' order; see `Crew`.

    Things are taken as they are needed, some ahead for each process, so memory is bounded.
    """
    crew = Crew(task, jobs, lost, size)
    try:
        yield from crew.results(things)
    finally:
        crew.close()
