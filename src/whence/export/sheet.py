"""A case file as a sheet: one row a statement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from whence.records import Reading, Source, Statement
from whence.report.plain import harmless, words_at

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_csv"]

_COLUMNS = ("words", "form", "act", "source", "kind", "outlet", "published", "article", "chain", "url")
_FORMULA = "=+-@＝＋－＠"  # what a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")


def case_csv(case: Case) -> Iterator[bytes]:
    """Yield rows as RFC 4180 has them, all cells in quotation marks; the first character tells Excel of UTF-8."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    yield _line(_COLUMNS)
    for reading in case.readings():
        sources = {source.id: source for source in reading.sources}
        for statement in reading.statements:
            yield _line(_cells(reading, statement, sources.get(statement.speaker or "")))


def _cells(reading: Reading, statement: Statement, source: Source | None) -> list[str]:
    article = reading.article
    return [
        words_at(article.text, statement.content),
        statement.form.value,
        statement.act.value,
        source.name if source else "",
        source.kind.value if source else "none",
        article.outlet or "",
        article.published.at if article.published else "",
        article.file,
        " ← ".join(station.name for station in statement.chain),
        article.url or "",
    ]


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(_cell, cells))
    return out.getvalue().encode("utf-8", "replace")


def _cell(text: str) -> str:
    """Return a text as one line that no spreadsheet takes for a formula: an apostrophe before it makes it a text."""
    plain = harmless(text)
    return f"'{plain}" if plain.startswith(tuple(_FORMULA)) else plain
