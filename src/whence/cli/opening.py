"""Opens what a verb only reads: a case file, or a log of decisions."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from whence.cli import review_wording as wording
from whence.errors import WhenceError

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_to_read", "lines_of"]


def case_to_read(path: Path) -> Case:
    """Open a case file that is there: where this user cannot write it, as on a medium for keeping, only to be read.

    Elsewhere it is opened as ever, so that one of an older whence is brought to this version; there, a copy of it is.
    """
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick

    there = path.is_file()
    kept = there and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
    return Case(path, must_exist=True, read_only=kept)


def lines_of(given: Path) -> Iterable[bytes]:
    """Return the lines of a log of decisions, of standard input for `-`; raises `WhenceError` where there is none."""
    try:
        return sys.stdin.buffer.readlines() if str(given) == "-" else given.read_bytes().splitlines()
    except OSError as error:
        raise WhenceError(wording.not_read(str(given), error.strerror or "")) from error
