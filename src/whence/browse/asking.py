"""A question to a list: what narrows it, in what order it comes, which page of it, and what it could be narrowed to."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from whence.browse import wording
from whence.browse.records import Facet, Listing
from whence.case import Case
from whence.case.query import fold, parts
from whence.case.summary_counts import FACET
from whence.errors import WrongUse
from whence.times import asked

__all__ = [
    "MOST",
    "Asked",
    "Cube",
    "FacetOf",
    "Listed",
    "counted",
    "ordered",
    "outlet_key",
    "source_key",
    "stored_facet",
]

MOST = 500
"""Items of a page at most."""
_T = TypeVar("_T")

outlet_key = "(SELECT n FROM browse_outlet WHERE name = :{})"
source_key = "(SELECT n FROM browse_source WHERE id = coalesce((SELECT canonical FROM same WHERE source = :{0}), :{0}))"


class Asked:
    """The conditions of a list by their names, each with its values; a blank one narrows nothing."""

    def __init__(self) -> None:
        self._conditions: dict[str, str] = {}
        self._once = ("", "")
        self.values: dict[str, object] = {}

    def by(self, name: str, value: str, condition: str) -> None:
        """Narrow by a value: the condition names it `:name`."""
        if value:
            self._conditions[name] = condition
            self.values[name] = value

    def by_claim(self, case: Case, name: str, claim: str, condition: str) -> None:
        """Narrow by a claim's id: one that a former trace gave it means the claim that its statements are in now.

        Raises `case.former.SeveralNow` where they are in several.
        """
        self.by(name, case.claim_now(claim) if claim else "", condition)

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

    def once(self, name: str, condition: str) -> None:
        """Narrow further what the other conditions leave: `condition` has `{where}` where these are to stand."""
        self._conditions[name] = "1"
        self._once = (name, condition)

    def names(self) -> set[str]:
        """Return the names of the conditions."""
        return set(self._conditions)

    def where(self, but: str = "") -> str:
        """Return the conditions, without that of one name, as what stands behind WHERE; "" where there is none."""
        left = " AND ".join(sql for name, sql in self._conditions.items() if name != but)
        name, once = self._once
        return f"{left} AND {once.format(where=left)}" if once and name != but else left


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetOf:
    """How a facet is counted: queries for `value`, `name` and `count`.

    `sql` asks `found`, the items that the other filters leave; `whole` counts all items where nothing narrows them, ""
    where that is `sql` too.
    """

    name: str
    sql: str
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """Items counted beforehand by some columns: it stands for the list's table where only `by` narrow the list.

    `columns` are those that the facets in `facets` ask for, where "" stands for the total; `weight` counts items.
    """

    table: str
    columns: str
    by: frozenset[str]
    facets: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list in SQL: `table` with its alias, what facets ask of an item (`columns`), the facets, and its cubes."""

    table: str
    columns: str
    facets: tuple[FacetOf, ...] = ()
    cubes: tuple[Cube, ...] = ()


def stored_facet(listed: str, name: str) -> str:
    """Return the query for a facet of a whole list that is counted beforehand."""
    return f"SELECT value, called AS name, count FROM browse_facet WHERE list = '{listed}' AND name = '{name}'"


def counted(
    case: Case,
    listed: Listed,
    asked_: Asked,
    order: str,
    *,
    page: int,
    size: int,
    record: Callable[[Sequence[sqlite3.Row]], Iterable[_T]],
) -> Listing[_T]:
    """Return a page of a list, its items in some order; `record` makes them of rows of the list's table.

    A page before the first is the first; one behind the last has no items. `size` is at least 1 and at most `MOST`.
    """
    page, size = max(1, page), min(max(1, size), MOST)
    total, facets = _counts(case, listed, asked_)
    start = (page - 1) * size
    sql = f"SELECT * FROM {listed.table} WHERE {asked_.where() or 1} ORDER BY {order} LIMIT {size} OFFSET {start}"
    rows = case.rows(sql, asked_.values) if start < total else []
    return Listing(items=tuple(record(rows)), total=total, page=page, size=size, facets=facets)


def _counts(case: Case, listed: Listed, asked_: Asked) -> tuple[int, dict[str, tuple[Facet, ...]]]:
    """How many items there are, and the facets: those that rest on the same items are counted in one query."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for facet in (_TOTAL, *listed.facets):
        if facet.whole and not asked_.where(facet.name):
            groups[""].append(_counting(facet.name, facet.whole.format(table=listed.table)))
        else:
            groups[_found(listed, asked_, facet.name)].append(_counting(facet.name, facet.sql))
    found: defaultdict[str, list[Facet]] = defaultdict(list)
    for items, queries in groups.items():
        for row in case.rows(f"{items} {' UNION ALL '.join(queries)}", asked_.values):
            found[row["facet"]].append(Facet(value=row["value"], name=row["name"], count=row["count"]))
    total = sum(facet.count for facet in found.pop("", ()))
    return total, {facet.name: tuple(found[facet.name]) for facet in listed.facets}


_TOTAL = FacetOf(
    name="",
    sql="SELECT '' AS value, '' AS name, coalesce(sum(weight), 0) AS count FROM found",
    whole="SELECT '' AS value, '' AS name, count(*) AS count FROM {table}",
)


def _found(listed: Listed, asked_: Asked, facet: str) -> str:
    """The items on which a facet rests, as what stands before its query."""
    names = asked_.names() - {facet}
    fit = (cube for cube in listed.cubes if names <= cube.by and facet in cube.facets)
    cube = next(fit, None)
    table, columns = (listed.table, listed.columns) if cube is None else (cube.table, cube.columns)
    return f"WITH found AS MATERIALIZED (SELECT {columns} FROM {table} WHERE {asked_.where(facet) or 1})"


def _counting(name: str, sql: str) -> str:
    most = f"SELECT * FROM ({sql}) WHERE count > 0 ORDER BY count DESC, value LIMIT {FACET}"
    return f"SELECT '{name}' AS facet, value, name, count FROM ({most})"


def ordered(orders: Mapping[str, str], sort: str, *, down: bool) -> str:
    """Return what stands behind ORDER BY; an order that goes down is the other one backwards.

    Raises `WrongUse` for an order that the list does not have.
    """
    if sort not in orders:
        raise WrongUse(wording.no_order(sort, orders))
    columns = orders[sort].split(", ")
    return ", ".join(_turned(column) for column in columns) if down else ", ".join(columns)


def _turned(column: str) -> str:
    return column.removesuffix(" DESC") if column.endswith(" DESC") else f"{column} DESC"
