"""The words of the Python interface: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NEEDS_PANDAS", "NEEDS_POLARS", "no_form", "nothing"]

NEEDS_PANDAS = "a pandas data frame needs pandas and pyarrow: pip install '.[frames]' in whence's folder"
NEEDS_POLARS = "a Polars data frame needs polars and pyarrow: pip install '.[frames]' in whence's folder"


def nothing(kind: str, given: str) -> str:
    """Say that a case file has no record of a kind with this id or name."""
    return f"there is no {kind} {given[:60]!r} in this collection"


def no_form(given: str, known: Iterable[str]) -> str:
    """Say which forms of export there are."""
    return f"there is no export {given[:60]!r}; there are {', '.join(known)}"
