"""The words of the case file: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NO_COPY", "holds", "several_now"]

NO_COPY = (
    "an older whence has made the case file, here it is only read, and there is no room for a copy of it that could be "
    "brought forward; name another folder for temporary files with TMPDIR, or write to the file with: whence trace CASE"
)


def several_now(former: str, now: Iterable[tuple[str, int]]) -> str:
    """Say that the statements of a claim are in several claims now, and in which, each with how many of them."""
    found = [f"{claim} ({holds(statements)})" for claim, statements in now]
    return f"the claim that had the id {former} is {len(found)} claims now: {', '.join(found)}"


def holds(number: int) -> str:
    """Say how many of its statements one of them holds."""
    return f"{number} of its statements"
