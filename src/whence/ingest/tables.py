"""Rows of JSON Lines and of a CSV sheet: each to what it gives about one article."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whence import words
from whence.errors import Unreadable, WrongUse
from whence.ingest import wording

__all__ = ["FIELDS", "Row", "check_mapping", "json_row", "separator", "sheet_rows", "table_row"]

FIELDS = ("id", "url", "outlet", "published", "title", "authors", "text", "html", "file")
_COLUMNS = {"address": "url", "link": "url", "path": "file"}  # other names that sheets use
_SEPARATORS = ",;\t|"
_AND = re.compile(r"\s*(?:[;|\n]|,(?!\s*[JS]r\b)|\band\b|&)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row gives. Nothing in it is read from a page: it goes before what the page says."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    text: str | None = None
    html: str | None = None
    file: str | None = None


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raise `WrongUse` where a mapping names a field that no row has."""
    for field in mapping:
        if field not in FIELDS:
            raise WrongUse(words.bad_field(field, ", ".join(FIELDS)))


def json_row(line: str, mapping: Mapping[str, str]) -> Row:
    """Read one line of JSON Lines. Its `text` stays as it is, to the code point.

    Raises `Unreadable` where it is no JSON object, or has neither text nor html.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable(wording.ROW_NOT_JSON) from None
    if not isinstance(found, dict):
        raise Unreadable(wording.ROW_NOT_JSON)
    return table_row(found, mapping)


def table_row(found: Mapping[str, object], mapping: Mapping[str, str]) -> Row:
    """Return what the named values of one row give about its article. Its `text` stays as it is, to the code point.

    Raises `Unreadable` where it has neither text nor html.
    """
    row = _row(found, mapping)
    body = row.text or row.html
    if body is None:
        raise Unreadable(wording.ROW_NO_TEXT)
    if _has_surrogate(body):
        raise Unreadable(wording.SURROGATE)
    return row


def sheet_rows(text: str, mapping: Mapping[str, str]) -> Iterator[tuple[int, Row | Unreadable]]:
    """Read a sheet with a first row of names (RFC 4180; also with semicolons, tabs or bars) to its rows.

    Each comes with the number of its last line, counted from 1; a broken row is the error that says why.
    Raises `Unreadable` where the sheet has no names, or none of an address, a file or a text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    names = _names(reader, mapping)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, Unreadable(wording.ROW_BROKEN)
            continue
        if any(map(str.strip, cells)):
            yield reader.line_num, _sheet_row(cells, names, mapping)


def _names(reader: Iterable[list[str]], mapping: Mapping[str, str]) -> list[str]:
    try:
        names = next((cells for cells in reader if any(map(str.strip, cells))), [])
    except csv.Error:
        names = []
    if not names:
        raise Unreadable(wording.SHEET_EMPTY)
    mapped = set(mapping.values())
    names = [name.strip() if name.strip() in mapped else _field(name) for name in names]
    bodies = {mapping.get(field, field) for field in ("url", "file", "text", "html")}
    if not bodies & set(names):
        raise Unreadable(
            wording.no_column(", ".join(" ".join(name.split()) for name in names if name)[:200] or "no names")
        )
    return names


def _field(name: str) -> str:
    folded = name.strip().lower()
    return _COLUMNS.get(folded, folded)


def _sheet_row(cells: list[str], names: list[str], mapping: Mapping[str, str]) -> Row | Unreadable:
    if any(map(str.strip, cells[len(names) :])):
        return Unreadable(wording.ROW_TOO_LONG)
    found: dict[str, object] = {}
    for name, cell in zip(names, cells, strict=False):
        if cell.strip():
            found.setdefault(name, cell)
    row = _row(found, mapping)
    if not (row.url or row.file or row.text or row.html):
        return Unreadable(wording.ROW_NO_ADDRESS)
    return row


def separator(text: str) -> str:
    """Return the separator of the first row: the one that stands there most often outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\n").split("\n", 1)[0])
    return max(_SEPARATORS, key=first.count)


def _row(found: Mapping[str, object], mapping: Mapping[str, str]) -> Row:
    def given(field: str) -> object:
        return found.get(mapping.get(field, field))

    return Row(
        id=_line(given("id")),
        url=_line(given("url")),
        outlet=_line(given("outlet")),
        published=_line(given("published")),
        title=_line(given("title")),
        authors=_authors(given("authors")),
        text=_body(given("text")),
        html=_body(given("html")),
        file=_line(given("file")),
    )


def _line(value: object) -> str | None:
    """Return a value as one line; None where it is empty or no scalar."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value)
    return None if _has_surrogate(text) else " ".join(text.split()) or None


def _body(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _authors(value: object) -> tuple[str, ...]:
    """Return the names of a list, or of a line that joins them with commas, semicolons or "and"."""
    if isinstance(value, list):
        names = [_line(item) for item in value]
    else:
        line = _line(value) or ""
        turned = re.fullmatch(r"[^\s,]+, [^\s,]+", line)  # "Roe, Jane" is one author
        names = [line] if turned else _AND.split(line)
    return tuple(name for name in names if name)


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
