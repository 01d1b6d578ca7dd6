"""A user's table of who owns which outlet: how it is read, and how it is shown beside claims.

It changes no count: outlets of one owner are shown together, and what that means is for the reader to say.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from whence.cli import wording
from whence.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import Console

    from whence.case import Case
    from whence.report.records import ClaimView

__all__ = ["owners_of", "print_owners", "print_owners_in", "print_owners_of"]

_NAMES = ("outlet", "owner")


def owners_of(path: Path) -> dict[str, str]:
    """Read a table (CSV, UTF-8) with the columns `outlet` and `owner`, in any order and among others.

    Raises `WrongUse` where it cannot be read, lacks a column, or names two owners of one outlet.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    except OSError as error:
        raise WrongUse(wording.owners_unreadable(error.strerror or str(error))) from None
    except (UnicodeDecodeError, csv.Error):
        raise WrongUse(wording.owners_unreadable(wording.OWNERS_NO_CSV)) from None
    names = [name.lower() for name in rows[0]] if rows else []
    if not set(_NAMES) <= set(names):
        raise WrongUse(wording.OWNERS_COLUMNS)
    outlet, owner = map(names.index, _NAMES)
    found: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) <= max(outlet, owner) or not (row[outlet] and row[owner]):
            raise WrongUse(wording.owners_row(number))
        if found.setdefault(row[outlet], row[owner]) != row[owner]:
            raise WrongUse(wording.owners_twice(row[outlet]))
    return found


def print_owners(views: Sequence[ClaimView], owners: Mapping[str, str], console: Console) -> None:
    """Print which outlets of the claims belong to one owner, where two or more do."""

    def both(outlets: Sequence[str]) -> int:
        return sum(len(set(view.outlets) & set(outlets)) > 1 for view in views)

    _print(_together((outlet for view in views for outlet in view.outlets), owners), both, console)


def print_owners_in(case: Case, owners: Mapping[str, str], console: Console) -> None:
    """Print the same of all claims of a case file, which need not be held in memory for it."""
    from whence.browse.carried import carried_by_several, carrying_outlets  # noqa: PLC0415  -- as below

    _print(_together(carrying_outlets(case), owners), lambda outlets: carried_by_several(case, outlets), console)


def _print(together: Mapping[str, Sequence[str]], both: Callable[[Sequence[str]], int], console: Console) -> None:
    """Print the outlets of each owner; `both` counts the claims that more than one of some outlets carries."""
    if together:
        console.print()
        console.print(wording.OWNED_TOGETHER)
    for owner, outlets in together.items():
        console.print(f"  {wording.owned(owner, ', '.join(outlets), both(outlets))}")


def print_owners_of(view: ClaimView, owners: Mapping[str, str], console: Console) -> None:
    """Print which of the outlets that carry a claim belong to one owner, where two or more do."""
    for owner, outlets in _together(view.outlets, owners).items():
        console.print(wording.owned_of(owner, ", ".join(outlets), len(outlets)))


def _together(outlets: Iterable[str], owners: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the outlets of each owner that has two or more of them; names are compared without case and accents."""
    from whence.case.query import fold  # noqa: PLC0415  -- so that help and usage are quick
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above

    known = {fold(outlet): harmless(owner) for outlet, owner in owners.items()}
    found: dict[str, list[str]] = {}
    for outlet in sorted(set(outlets)):
        if owner := known.get(fold(outlet)):
            found.setdefault(owner, []).append(outlet)
    return {owner: found[owner] for owner in sorted(found) if len(found[owner]) > 1}
