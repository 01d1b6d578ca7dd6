"""A list as a page, as JSON and as a sheet: the same rows, the same columns, of the same address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from whence.browse import Facet, Listing
from whence.browse.article_list import LATEST
from whence.case import Case
from whence.errors import WrongUse
from whence.web import wording
from whence.web.addresses import address
from whence.web.api.answers import answer
from whence.web.api.sheets import Sheet
from whence.web.site import site_of

__all__ = ["Cell", "Column", "Table", "add_routes"]

_SIZES = (25, 50, 100, 250)
_SIZE = 50
_OF_CLAIMS = ("claim", "denies", "denied_by")  # filters whose values are ids of claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a row under a head. `value` is what data holds of it; `to` is where it leads, "" for nowhere.

    `kind` is a kind of source, which the page gives a hue beside its word; `more` stands below in a softer hue, and
    leads to `more_to`.
    """

    text: str
    value: object = None
    to: str = ""
    kind: str = ""
    more: str = ""
    more_to: str = ""

    @property
    def datum(self) -> object:
        """What data holds: the text where there is nothing better."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in data, its head, what stands in it, and the order that it sorts by, where it does.

    `first` says that the most, or the latest, come first when it is sorted by.
    """

    key: str
    head: str
    cell: Callable[[Any], Cell]
    sort: str = ""
    first: bool = True
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list of the collection. `ask` gives a page of it; `filters` are what narrows it, by the name in the address.

    `words` says what its field for words looks in; `times` whether it can be narrowed by time. `named` gives the name
    of a filter's value, where the value is an id; `once` is the filter by which versions of one article are one.
    `none_yet` says what it means that the list is empty, and `none_to` where to go then, with what that is called;
    `of_trace` whether there is nothing before the collection is traced. `sheet` has what data holds of a row, where
    that is more than a cell a column: what stands in one cell of the page may be several things.
    """

    path: str
    title: str
    lede: str
    counted: tuple[str, str]
    ask: Callable[..., Listing[Any]]
    columns: tuple[Column, ...]
    filters: Mapping[str, str]
    words: str = ""
    times: bool = False
    sort: str = ""
    down: bool = True
    template: str = "list.html"
    once: str = ""
    none_yet: str = ""
    none_to: tuple[tuple[str, str], ...] = ()
    of_trace: bool = False
    sheet: Sheet | None = None
    named: Callable[[Case, str, str], str] = field(default=lambda case, name, value: value)  # noqa: ARG005

    def rows(self, items: Iterable[Any]) -> list[list[Cell]]:
        """Return what stands in each column of each item."""
        return [[column.cell(item) for column in self.columns] for item in items]

    @property
    def data(self) -> Sheet:
        """What data holds of a row."""
        return self.sheet or Sheet({column.key: _datum(column) for column in self.columns})


def _datum(column: Column) -> Callable[[Any], object]:
    return lambda item: column.cell(item).datum


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What an address asks of a list."""

    given: Mapping[str, str]
    sort: str
    down: bool
    page: int
    size: int

    def to(self, path: str, **other: object) -> str:
        """Return the address of the list with something else asked; another filter begins at its first page."""
        known: dict[str, object] = dict(self.given)
        if self.sort:
            known["sort"], known["order"] = self.sort, "down" if self.down else "up"
        if self.size != _SIZE:
            known["size"] = self.size
        return address(path, **(known | other))


def add_routes(router: APIRouter, table: Table) -> None:
    """Add the addresses of a list: the page, and the same rows as data."""

    def page(request: Request) -> Response:
        site = site_of(request)
        asked = _asked(request, table)
        with site.case(request) as case:
            if there := _led_on(case, table, asked):
                return RedirectResponse(there, status_code=307)
            listing = _listing(case, table, asked)
            chips = _chips(case, table, asked)
        return site.page(request, table.template, **_context(table, asked, listing, chips))

    def as_json(request: Request) -> Response:
        with site_of(request).case() as case:
            listing = _listing(case, table, _asked(request, table))
        head = {"total": listing.total, "page": listing.page, "pages": listing.pages, "size": listing.size}
        return answer(head | {"items": table.data.rows(listing)})

    def as_csv(request: Request) -> Response:
        with site_of(request).case() as case:
            listing = _listing(case, table, _asked(request, table))
        return table.data.of(listing, name=table.path.strip("/"))

    router.add_api_route(table.path, page, methods=["GET"])
    router.add_api_route(f"{table.path}.json", as_json, methods=["GET"])
    router.add_api_route(f"{table.path}.csv", as_csv, methods=["GET"])


# --- what is asked --------------------------------------------------------------------------------------------------


def _asked(request: Request, table: Table) -> _Asked:
    got = request.query_params
    names = [*table.filters, *(["words"] if table.words else []), *(["since", "until"] if table.times else [])]
    sorts = {column.sort: column for column in table.columns if column.sort}
    sort = got.get("sort", "")
    if sort and sort not in sorts:
        raise WrongUse(wording.no_order(sort, ", ".join(sorts)))
    order = got.get("order", "")
    down = order != "up" if order or not sort else sorts[sort].first
    return _Asked(
        given={name: got[name] for name in names if got.get(name, "").strip()},
        sort=sort,
        down=down if sort else table.down,
        page=_number(got.get("page", ""), 1),
        size=_number(got.get("size", ""), _SIZE),
    )


def _number(given: str, otherwise: int) -> int:
    if not given:
        return otherwise
    if not (given.isascii() and given.isdecimal() and len(given) < 10 and int(given) > 0):
        raise WrongUse(wording.no_number(given))
    return int(given)


def _led_on(case: Case, table: Table, asked: _Asked) -> str:
    """Return the same list's address with a claim's id of now in the place of a former one, "" where there is none."""
    given = {name: asked.given[name] for name in _OF_CLAIMS if name in asked.given}
    now = {name: id for name, value in given.items() if (id := case.claim_now(value)) != value}
    return asked.to(table.path, **now, page=asked.page if asked.page > 1 else "") if now else ""


def _listing(case: Case, table: Table, asked: _Asked) -> Listing[Any]:
    sorting: dict[str, object] = {"sort": asked.sort or table.sort, "down": asked.down} if table.sort else {}
    return table.ask(case, **asked.given, **sorting, page=asked.page, size=asked.size)


# --- what is shown --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chip:
    """A filter that is on, and where the list is without it."""

    name: str
    value: str
    without: str


def _chips(case: Case, table: Table, asked: _Asked) -> list[_Chip]:
    names = {**table.filters, "since": wording.SINCE, "until": wording.UNTIL, "words": wording.WORDS}
    return [
        _Chip(name=names[name], value=table.named(case, name, value), without=asked.to(table.path, **{name: ""}))
        for name, value in asked.given.items()
    ]


def _context(table: Table, asked: _Asked, listing: Listing[Any], chips: Sequence[_Chip]) -> dict[str, Any]:
    sort = asked.sort or table.sort
    heads = [(column, _turned(table, asked, column), _direction(column, sort, asked.down)) for column in table.columns]
    facets = [
        (table.filters[name], [(facet, _facet_to(table, asked, name, facet)) for facet in found])
        for name, found in listing.facets.items()
        if name in table.filters and name not in asked.given and len(found) > 1
    ]
    return {
        "table": table,
        "listing": listing,
        "rows": table.rows(listing.items),
        "heads": heads,
        "facets": facets,
        "chips": chips,
        "asked": asked,
        "once": asked.to(table.path, **{table.once: LATEST}) if table.once else "",
        "kept": [(n, v) for n, v in asked.given.items() if n not in ("words", "since", "until")],
        "first": asked.to(table.path),
        "before": asked.to(table.path, page=listing.page - 1) if listing.page > 1 else "",
        "after": asked.to(table.path, page=listing.page + 1) if listing.page < listing.pages else "",
        "data": [(kind, asked.to(f"{table.path}.{kind.lower()}", page=listing.page)) for kind in ("JSON", "CSV")],
    }


def _turned(table: Table, asked: _Asked, column: Column) -> str:
    """Return where a click on a column's head leads: sorted by it, or the other way round."""
    if not column.sort:
        return ""
    is_now = column.sort == (asked.sort or table.sort)
    down = not asked.down if is_now else column.first
    return asked.to(table.path, sort=column.sort, order="down" if down else "up")


def _direction(column: Column, sort: str, down: bool) -> str:
    if not column.sort or column.sort != sort:
        return ""
    return "descending" if down else "ascending"


def _facet_to(table: Table, asked: _Asked, name: str, facet: Facet) -> tuple[str, str]:
    """Return what a facet's value is called, and where the list narrowed to it is."""
    return facet.name or wording.value(name, facet.value), asked.to(table.path, **{name: facet.value})
