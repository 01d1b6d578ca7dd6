"""A PDF's bytes to its letters, by a process of its own that may end without ending this one."""

from __future__ import annotations

import atexit
import importlib.util
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import msgspec

from whence.errors import Unreadable
from whence.ingest.archives.wording import needs_extra
from whence.ingest.pdf.records import Document
from whence.ingest.pdf.wording import BROKEN, ENCRYPTED, TOO_MUCH, too_many_pages
from whence.ingest.pdf.worker import LENGTH, MEMORY, MOST_PAGES, SECONDS

__all__ = ["PATIENCE", "Worker", "letters_of"]

PATIENCE = 900.0
"""Seconds by the clock for one document: the process's own limit is in processor time, and a machine may be busy."""
_WORKER = Path(__file__).with_name("worker.py")
_REASONS = {
    "encrypted": ENCRYPTED,
    "broken": BROKEN,
    "pages": too_many_pages(MOST_PAGES),
    "much": TOO_MUCH,
}
_decoder = msgspec.json.Decoder(Document)


def letters_of(data: bytes, worker: Worker | None = None) -> Document:
    """Return the letters of a PDF. Raises `Unreadable` where there are none to be had, with the reason.

    All documents go to one process; tests have one of their own.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise Unreadable(needs_extra("a PDF", "pdf"))
    document = (worker or _worker).ask(data)
    if document.error is not None:
        raise Unreadable(_REASONS.get(document.error, BROKEN))
    return document


class Worker:
    """The process, started when the first PDF is met and anew when a PDF has ended it.

    `seconds` are of processor time for one document, `memory` bytes of address space, `patience` seconds by the clock.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, patience: float = PATIENCE) -> None:
        self._limits = [str(seconds), str(memory)]
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, data: bytes) -> Document:
        """Return what the process answers. Raises `Unreadable` where it ended without an answer."""
        with self._lock:
            process = self._running()
            late = threading.Timer(self._patience, process.kill)
            late.daemon = True
            late.start()
            try:
                return self._exchange(process, data)
            except (OSError, EOFError, msgspec.DecodeError):
                self.end()
                raise Unreadable(TOO_MUCH) from None
            except BaseException:  # Ctrl-C: what it answers later is nobody's
                self.end()
                raise
            finally:
                late.cancel()

    def end(self) -> None:
        """End the process; a process that this one was copied from keeps its own."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            with suppress(OSError):
                process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._owner = os.getpid()
            command = [sys.executable, "-P", str(_WORKER), *self._limits]
            self._process = subprocess.Popen(  # noqa: S603  -- this very program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], data: bytes) -> Document:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(LENGTH.pack(len(data)))
        process.stdin.write(data)
        process.stdin.flush()
        header = process.stdout.read(LENGTH.size)
        if len(header) < LENGTH.size:
            raise EOFError
        size = LENGTH.unpack(header)[0]
        answer = process.stdout.read(size)
        if len(answer) < size:
            raise EOFError
        return _decoder.decode(answer)


_worker = Worker()
atexit.register(_worker.end)
