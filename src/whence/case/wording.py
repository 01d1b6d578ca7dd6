"""The words of the case file: a part of `whence.words`, under the same rule."""

from __future__ import annotations

__all__ = ["OLDER_CASE"]

OLDER_CASE = (
    "an older whence has made the case file, and here it is only read; bring it forward with: whence trace CASE"
)
