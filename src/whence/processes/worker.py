"""One process that makes and reads articles, and its two ends: the loop inside it, and the handle outside.

It starts afresh and inherits nothing (`spawn`), so that threads and open files of the program stay the program's own.
It leaves the keyboard's interrupt to the program, and ends where the program has ended, however that came about.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from whence.errors import WhenceError
from whence.processes.blas import alone
from whence.processes.garbage import look_seldom

__all__ = ["Ended", "Task", "Worker"]

T = TypeVar("T")
R = TypeVar("R")
Task = Callable[[T], R]
"""What a worker does with each thing: a function of a module, which a fresh process can import."""
_GRACE = 5.0  # seconds that a process has to end of itself


class Ended(Exception):
    """The process has ended with something unanswered."""


class Worker(Generic[T, R]):
    """A process that does one task with each thing that it is given, in their order. `waiting` are the things' numbers.

    The oldest number that waits is that of the thing at hand.
    """

    def __init__(self, task: Task[T, R]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, inside = context.Pipe()
        self.waiting: deque[int] = deque()
        self._process = context.Process(target=_loop, args=(inside, task), daemon=True)
        with alone():
            self._process.start()
        inside.close()  # so that an end of the process is seen as the end of what it sends

    def give(self, number: int, thing: T) -> None:
        """Hand it a thing; where the process has ended, that shows at the next answer."""
        self.waiting.append(number)
        with suppress(OSError):
            self.connection.send(thing)

    def answer(self) -> tuple[int, R]:
        """Return the number and the result of the thing that was done.

        Raises `Ended` where the process has ended, and a `WhenceError` that ends the run, such as missing weights.
        """
        try:
            result = self.connection.recv()
        except (EOFError, OSError) as error:
            raise Ended from error
        if isinstance(result, WhenceError):
            raise result
        return self.waiting.popleft(), result

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self._process.terminate()
        self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def stop_all(workers: Sequence[Worker[T, R]]) -> None:
    """End the processes of some workers."""
    for worker in workers:
        worker.stop()


def _loop(connection: Connection, task: Task[T, R]) -> None:
    """What runs inside: things are taken in by a thread, so that neither end ever waits for the other to listen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    look_seldom()
    things: SimpleQueue[list[T]] = SimpleQueue()
    Thread(target=_take_in, args=(connection, things), daemon=True).start()
    while thing := things.get():
        try:
            result: R | WhenceError = task(thing[0])
        except WhenceError as error:
            result = error
        try:
            connection.send(result)
        except OSError:  # the program has ended
            return


def _take_in(connection: Connection, things: SimpleQueue[list[T]]) -> None:
    try:
        while True:
            things.put([connection.recv()])
    except (EOFError, OSError):
        things.put([])
