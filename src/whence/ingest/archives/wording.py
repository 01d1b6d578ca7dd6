"""The words of this folder that a user sees; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

__all__ = ["SHEET_INSIDE", "needs_extra"]

SHEET_INSIDE = "a sheet inside an archive names it; unpack the archive and name the sheet itself"


def needs_extra(what: str, extra: str) -> str:
    """Say that a format is read by a library that is not installed, and how to install it."""
    return f"it is {what}, for which a library is missing; run: pip install 'whence[{extra}]'"
