"""A question to a list: what narrows it, in what order it comes, which page of it, and what it could be narrowed to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from whence.browse.records import Facet, Listing
from whence.case import Case
from whence.case.query import fold, parts
from whence.errors import WrongUse
from whence.times import asked

__all__ = ["MOST", "Asked", "FacetOf", "counted", "ordered", "outlet_key", "source_key"]

MOST = 500
"""Items of a page at most."""
_NAMES = 20  # of a facet at most, those of most items
_T = TypeVar("_T")

outlet_key = "(SELECT n FROM browse_outlet WHERE name = :{})"
source_key = "(SELECT n FROM browse_source WHERE id = coalesce((SELECT canonical FROM same WHERE source = :{0}), :{0}))"


class Asked:
    """The conditions of a list by their names, each with its values; a blank one narrows nothing."""

    def __init__(self) -> None:
        self._conditions: dict[str, str] = {}
        self.values: dict[str, object] = {}

    def by(self, name: str, value: str, condition: str) -> None:
        """Narrow by a value: the condition names it `:name`."""
        if value:
            self._conditions[name] = condition
            self.values[name] = value

    def by_words(self, given: str, condition: str) -> None:
        """Narrow by words, all of which are to be found: the condition names them `:words`, as FTS5 asks for them."""
        found = " ".join(parts(given))
        self.by("words", found, condition)
        if given.strip() and not found:
            self._conditions["words"] = "0"

    def by_name(self, given: str, column: str) -> None:
        """Narrow by some of a name's words, case and accents apart."""
        folded = fold(given)
        self.by("words", f" {folded} " if folded else "", f"instr({column}, :words)")
        if given.strip() and not folded:
            self._conditions["words"] = "0"

    def by_time(self, since: str, until: str, *, first: str, last: str) -> None:
        """Narrow by time; `first` and `last` are the columns of the first and the last moment of what is listed.

        Raises `WrongUse` for a time that is none.
        """
        self.by("since", asked(since).earliest if since.strip() else "", f"{last} >= :since")
        self.by("until", asked(until).latest if until.strip() else "", f"{first} <= :until")

    def __bool__(self) -> bool:
        return bool(self._conditions)

    def where(self, but: str = "") -> str:
        """Return the conditions, without that of one name, as what stands behind WHERE."""
        return " AND ".join(sql for name, sql in self._conditions.items() if name != but) or "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetOf:
    """How a facet is counted: a query for `value`, `name` and `count`, which asks `{where}` of what is listed."""

    name: str
    sql: str


def counted(
    case: Case,
    asked_: Asked,
    *,
    count: str,
    items: str,
    page: int,
    size: int,
    record: Callable[[Sequence[sqlite3.Row]], Iterable[_T]],
    facets: Iterable[FacetOf] = (),
) -> Listing[_T]:
    """Return a page of a list; `count` and `items` are queries that ask `{where}`.

    A page before the first is the first; one behind the last has no items. `size` is at least 1 and at most `MOST`.
    """
    page, size = max(1, page), min(max(1, size), MOST)
    where = asked_.where()
    (total,) = case.rows(count.format(where=where), asked_.values)[0]
    values = asked_.values | {"_size": size, "_from": (page - 1) * size}
    rows = case.rows(f"{items.format(where=where)} LIMIT :_size OFFSET :_from", values) if total else []
    return Listing(
        items=tuple(record(rows)),
        total=total,
        page=page,
        size=size,
        facets={facet.name: _facet(case, asked_, facet) for facet in facets},
    )


def _facet(case: Case, asked_: Asked, facet: FacetOf) -> tuple[Facet, ...]:
    sql = f"{facet.sql.format(where=asked_.where(facet.name))} ORDER BY count DESC, value LIMIT {_NAMES}"
    return tuple(
        Facet(value=row["value"], name=row["name"] or "", count=row["count"]) for row in case.rows(sql, asked_.values)
    )


def ordered(orders: Mapping[str, str], sort: str, *, down: bool) -> str:
    """Return what stands behind ORDER BY; an order that goes down is the other one backwards.

    Raises `WrongUse` for an order that the list does not have.
    """
    if sort not in orders:
        raise WrongUse(f"no order {sort!r}; there are {', '.join(orders)}")
    columns = orders[sort].split(", ")
    return ", ".join(_turned(column) for column in columns) if down else ", ".join(columns)


def _turned(column: str) -> str:
    return column.removesuffix(" DESC") if column.endswith(" DESC") else f"{column} DESC"
