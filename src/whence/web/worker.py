"""The process beside the server that does the jobs: pages stay quick, and what ends it does not end the server."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

from whence.case.jobs import Jobs
from whence.errors import WhenceError
from whence.web import wording
from whence.web.work import TRIES, work

__all__ = ["Worker", "main"]

_log = logging.getLogger("whence")
_PATIENCE = 5.0  # seconds for the process to end when asked to


class Worker:
    """Starts the process whenever there are jobs, one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asked = threading.Event()
        self._ending = False
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to look after the jobs, those that an earlier server left behind first."""
        self._asked.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that there is a job."""
        self._asked.set()

    def stop(self) -> None:
        """End the process; what it was doing is done again by the next one."""
        self._ending = True
        self._asked.set()
        process = self._process
        if process is not None:
            with suppress(OSError):
                process.terminate()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while not self._ending:
            self._asked.wait()
            self._asked.clear()
            try:
                self._all()
            except WhenceError as error:  # the case file is gone, or held by another program: the next job tries again
                _log.warning("%s", error)

    def _all(self) -> None:
        failures = 0
        while not self._ending and (job := Jobs(self._path).next()) is not None:
            failures = 0 if self._once() == 0 else failures + 1
            if failures > 2 * TRIES:  # each thing, and the tracing, is tried by itself before
                Jobs(self._path).close(job.id, failure=wording.WORKER_ENDED)
                failures = 0

    def _once(self) -> int:
        command = [sys.executable, "-m", "whence.web.worker", str(self._path)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  -- this very program
        if self._ending:  # it was asked to end in the meantime
            self._process.terminate()
        return self._process.wait()


def main(path: Path) -> None:
    """Do the jobs of a case file; where another process does them just now, wait until it ends."""
    signal.signal(signal.SIGTERM, _leave)
    with suppress(OSError):
        os.nice(5)  # whoever reads a page comes first
    with _alone(path):
        work(path)


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  -- what a handler is given
    """End at once: SQLite leaves a whole file, and the job goes on with what was being read."""
    os._exit(0 if number == signal.SIGTERM else 1)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep a second process of the same case file waiting; the lock goes with the process that holds it."""
    try:
        import fcntl  # noqa: PLC0415  -- not on Windows, where one server is to be started for a case file
    except ImportError:
        yield
        return
    lock = path.with_name(f"{path.name}-jobs")
    while True:
        with lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            if not _is(held, lock):  # whoever held it has taken the file away in the meantime
                continue
            yield
            lock.unlink(missing_ok=True)
            return


def _is(held: IO[str], path: Path) -> bool:
    """Whether an open file is the one that stands at a path now."""
    try:
        return os.path.samestat(os.fstat(held.fileno()), path.stat())
    except OSError:
        return False


if __name__ == "__main__":
    main(Path(sys.argv[1]))
