"""Lists as sheets: a row an item of the page that is asked for, with what the list in the browser shows of it.

The sheet, and the rows as JSON, behind a page's path are the same as those under `/api`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from whence.browse import Listing
from whence.export.sheet import csv_line

__all__ = ["ARTICLES", "CHANGES", "CLAIMS", "HISTORIES", "OUTLETS", "SOURCES", "STATEMENTS", "STEPS", "Sheet"]

Cell = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a list's sheet has in each column, by the column's name."""

    columns: Mapping[str, Cell]

    def of(self, listing: Listing[Any], *, name: str = "") -> Response:
        """Return a page of a list as a sheet, and the length of the whole list in a header; `name` is its file's."""
        lines = [csv_line(self.columns)]
        lines += [csv_line(_text(cell(item)) for cell in self.columns.values()) for item in listing.items]
        body = "\N{ZERO WIDTH NO-BREAK SPACE}".encode() + b"".join(lines)  # by which Excel knows UTF-8
        headers = {"X-Total-Count": str(listing.total)}
        if name:
            headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)

    def rows(self, listing: Listing[Any]) -> list[dict[str, object]]:
        """Return a page of a list as records of the same columns."""
        return [{name: cell(item) for name, cell in self.columns.items()} for item in listing.items]


def _text(value: object) -> str:
    if isinstance(value, tuple | list):
        return "; ".join(str(part) for part in value)
    return str(int(value)) if isinstance(value, bool) else "" if value is None else str(value)


def _same(*names: str) -> dict[str, Cell]:
    """Columns that are named as what they hold."""

    def of(name: str) -> Cell:
        return lambda row: getattr(row, name)

    return {name: of(name) for name in names}


def _place(suffix: str = "") -> dict[str, Cell]:
    """Columns that say which article: its id, outlet, headline, file and the first second that its time may mean."""

    def of(name: str) -> Cell:
        return lambda row: getattr(getattr(row, f"place{suffix}"), name)

    named: dict[str, Cell] = {f"{name}{suffix}": of(name) for name in ("outlet", "title", "file", "url")}
    earliest: Cell = lambda row: getattr(row, f"place{suffix}").when.key  # noqa: E731  -- as beside it
    return {f"article{suffix}": of("id"), **named, f"earliest{suffix}": earliest}


def _of_entry(suffix: str = "") -> dict[str, Cell]:
    """A column that says whether that time is of an entry of a live page."""
    return {f"of_entry{suffix}": lambda row: getattr(row, f"place{suffix}").when.of_entry}


CLAIMS = Sheet(
    {
        **_same("id", "number", "wording", "articles", "outlets", "statements"),
        "independent_min": lambda row: row.independent.min,
        "independent_max": lambda row: row.independent.max,
        **_same("origins", "changes", "change_kinds"),
        "earliest": lambda row: row.first.key,
        "latest": lambda row: row.last.key,
        **_same("outlet", "denied_by", "denies", "circular", "missing", "unordered"),
    }
)
ARTICLES = Sheet(
    {
        **_place(),
        **_same("authors", "agency", "statements", "claims", "sources", "not_read", "traced", "version", "versions"),
    }
)
HISTORIES = Sheet(
    {
        **_same("address"),
        **_place(),
        **_same("captures", "texts"),
        "first": lambda row: row.first.key,
        "last": lambda row: row.last.key,
    }
)
CHANGES = Sheet(
    _same(
        "before",
        "after",
        "what",
        "section",
        "words_before",
        "words_after",
        "statement_before",
        "statement_after",
        "changes",
    )
)
STATEMENTS = Sheet(
    {
        **_same("id", "words", "form", "act", "who", "kind", "source", "hedged", "negated", "claim", "articles"),
        **_place(),
        **_of_entry(),
    }
)
SOURCES = Sheet(
    _same(
        "id",
        "name",
        "kind",
        "also",
        "described",
        "statements",
        "articles",
        "captures",
        "outlets",
        "claims",
        "origin_of",
    )
)
OUTLETS = Sheet(
    _same("name", "owner", "articles", "captures", "statements", "claims", "first_here", "credits", "credited_by")
)
STEPS = Sheet(
    {
        **_same("later", "earlier", "words", "words_before", "basis", "score", "changes", "claim"),
        **_place(),
        **_place("_before"),
        **_of_entry(),
        **_of_entry("_before"),
    }
)
