"""One thread for matrix products: several cost more than they give.

whence works by processes and threads of its own, and its matrices are small: two threads of OpenBLAS beside them took
eight times the processor time of one in choosing candidates, waiting for one another. The bytes are the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["alone", "one_thread"]

_NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # of NumPy's wheels, and of other distributions


def one_thread() -> None:
    """Let this process and those that it starts use one thread; what the user has set holds.

    It works before NumPy is loaded only, so the command calls it first of all; a library's process is its user's.
    """
    for name in _NAMES:
        os.environ.setdefault(name, "1")


@contextmanager
def alone() -> Iterator[None]:
    """Let processes that start meanwhile use one thread, and leave the environment as it was."""
    before = {name: os.environ.get(name) for name in _NAMES}
    one_thread()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
