"""A user's table of who owns which outlet."""

from __future__ import annotations

import csv
from pathlib import Path

from whence import words
from whence.errors import WrongUse

__all__ = ["owners_of"]

_NAMES = ("outlet", "owner")


def owners_of(path: Path) -> dict[str, str]:
    """Read a table (CSV, UTF-8) with the columns `outlet` and `owner`, in any order and among others.

    Raises `WrongUse` where it cannot be read, lacks a column, or names two owners of one outlet.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    except OSError as error:
        raise WrongUse(words.owners_unreadable(error.strerror or str(error))) from None
    except (UnicodeDecodeError, csv.Error):
        raise WrongUse(words.owners_unreadable(words.OWNERS_NO_CSV)) from None
    names = [name.lower() for name in rows[0]] if rows else []
    if not set(_NAMES) <= set(names):
        raise WrongUse(words.OWNERS_COLUMNS)
    outlet, owner = map(names.index, _NAMES)
    found: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) <= max(outlet, owner) or not (row[outlet] and row[owner]):
            raise WrongUse(words.owners_row(number))
        if found.setdefault(row[outlet], row[owner]) != row[owner]:
            raise WrongUse(words.owners_twice(row[outlet]))
    return found
