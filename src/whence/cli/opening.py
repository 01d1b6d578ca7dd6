"""Opens a case file for a verb that only reads it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_to_read"]


def case_to_read(path: Path) -> Case:
    """Open a case file that is there: where this user cannot write it, as on a medium for keeping, only to be read.

    Elsewhere it is opened as ever, so that one of an older whence is brought to this version.
    """
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick

    there = path.is_file()
    kept = there and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
    return Case(path, must_exist=True, read_only=kept)
