"""The pictures of a PDF, page by page, taken out by a process of its own that may end without ending this one."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from whence.errors import Unreadable
from whence.ingest.archives.wording import needs_extra
from whence.ingest.pdf.wording import TOO_MUCH
from whence.pictures.pdf_worker import HEAD

__all__ = ["pictures_of"]

_WORKER = Path(__file__).with_name("pdf_worker.py")
_PATIENCE = 600.0  # seconds by the clock: the process's own limit is in processor time


def pictures_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number of the page, from 1, and the file of each picture of a PDF, in their order.

    Raises `Unreadable` where PDFs are not read here, or where this one is too much.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise Unreadable(needs_extra("a PDF", "pdf"))
    command = [sys.executable, "-P", str(_WORKER)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_MUCH) from None
    at = 0
    while at + HEAD.size <= len(done.stdout):
        page, size = HEAD.unpack_from(done.stdout, at)
        at += HEAD.size
        if at + size <= len(done.stdout):
            yield page + 1, done.stdout[at : at + size]
        at += size
    if done.returncode:
        raise Unreadable(TOO_MUCH)
