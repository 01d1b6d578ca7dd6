"""A sheet of published fact-checks (CSV) to checks: columns by the names that publishers and archives give them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from whence.errors import Unreadable, WrongUse
from whence.ingest import wording as ingest_wording
from whence.ingest.tables import separator
from whence.match import wording
from whence.match.claim_review import made
from whence.match.records import PublishedCheck
from whence.match.values import address, plain

__all__ = ["FIELDS", "check_mapping", "is_sheet", "sheet_checks"]

FIELDS = ("claim", "url", "publisher", "title", "rating", "published", "claimant", "claimed", "language")
"""The fields of a published check that a column can hold."""

_NAMES = {  # letters and digits of a column's name → the field; of several columns of one field the earlier here counts
    "claim": "claimreviewed reviewedclaim claim claimtext statement itemreviewed text",
    "url": "url reviewurl factcheckurl link address articleurl permalink webaddress",
    "publisher": "publisher publishername organisation organization outlet factchecker reviewer author site source"
    " reviewauthor authorname",
    "title": "title headline reviewtitle name articletitle",
    "rating": "rating textualrating ratingname alternatename reviewrating verdict ruling label conclusion",
    "published": "published datepublished reviewdate publisheddate publicationdate date factcheckdate",
    "claimant": "claimant speaker claimauthor claimedby saidby person",
    "claimed": "claimdate dateclaimed statementdate claimed",
    "language": "language inlanguage languagecode lang",
}
_FIELDS = {name: (field, place) for field, names in _NAMES.items() for place, name in enumerate(names.split())}
_LETTERS = re.compile(r"[^a-z0-9]+")


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raise `WrongUse` where a mapping names a field that no published check has."""
    for field in mapping:
        if field not in FIELDS:
            raise WrongUse(wording.bad_field(field, ", ".join(FIELDS)))


def is_sheet(text: str, mapping: Mapping[str, str]) -> bool:
    """Whether a text's first row names a column for the claim and one for the address."""
    first = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}\n").split("\n", 1)[0]
    if first.lstrip().startswith(("{", "[", "<")):
        return False
    try:
        columns = _columns(next(csv.reader([first], delimiter=separator(first)), []), mapping)
    except csv.Error:
        return False
    return {"claim", "url"} <= set(columns)


def sheet_checks(
    text: str, mapping: Mapping[str, str], *, feed: str
) -> Iterator[tuple[int, PublishedCheck | Unreadable]]:
    """Yield the checks of a sheet with the number of each row's last line, from 1; for a row that gives none, why.

    Raises `Unreadable` for a sheet without a column for the claim and one for the address.
    """
    text = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    columns: dict[str, int] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if columns is None:
                raise Unreadable(ingest_wording.ROW_BROKEN) from None
            yield reader.line_num, Unreadable(ingest_wording.ROW_BROKEN)
            continue
        if not any(map(str.strip, cells)):
            continue
        if columns is None:
            columns = _known(cells, mapping)
        else:
            yield reader.line_num, _check(cells, columns, f"{feed}#{reader.line_num}")


def _known(cells: list[str], mapping: Mapping[str, str]) -> dict[str, int]:
    columns = _columns(cells, mapping)
    if not {"claim", "url"} <= set(columns):
        raise Unreadable(wording.no_columns(", ".join(" ".join(cell.split()) for cell in cells if cell.strip())[:200]))
    return columns


def _columns(cells: list[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the number of each field's column: the one that the user names, else the one best known by its name."""
    best: dict[str, tuple[int, int]] = {}
    for number, cell in enumerate(cells):
        field, place = _FIELDS.get(_LETTERS.sub("", cell.strip().lower()), ("", 0))
        if field and (place, number) < best.get(field, (len(_FIELDS), 0)):
            best[field] = (place, number)
    named = {cell.strip(): number for number, cell in reversed(list(enumerate(cells)))}
    chosen = {field: number for field, (_, number) in best.items() if field not in mapping}
    return chosen | {field: named[name] for field, name in mapping.items() if name in named}


def _check(cells: list[str], columns: Mapping[str, int], place: str) -> PublishedCheck | Unreadable:
    held = {field: cells[number] for field, number in columns.items() if number < len(cells)}
    texts = {field: plain(held.get(field)) for field in FIELDS}
    try:
        return made(
            claim=texts["claim"],
            address=address(held.get("url")),
            publisher=texts["publisher"],
            title=texts["title"],
            rating=texts["rating"],
            published=texts["published"],
            claimant=texts["claimant"],
            claimed=texts["claimed"],
            appearances=(),
            language=texts["language"],
            feed=place,
        )
    except Unreadable as error:
        return error
