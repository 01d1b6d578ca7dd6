"""`whence export`: a case file as JSON or CSV, on standard output as it is made."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence import words
from whence.records import Reading, Source, Statement

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["export"]

_COLUMNS = ("words", "form", "act", "source", "kind", "outlet", "published", "article", "chain", "url")
_FORMULA = "=+-@＝＋－＠"  # what a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")
_TOGETHER = 1 << 16


@click.command(help=words.HELP_EXPORT, short_help=words.HELP_EXPORT_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True, help=words.HELP_AS)
def export(case: Path, *, form: str) -> None:
    """Print a case file; click prints `words.HELP_EXPORT`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick

    with Case(case, must_exist=True) as opened, opened.snapshot():
        _write({"json": _json, "csv": _csv}[form](opened))


def _write(pieces: Iterable[bytes]) -> None:
    """Write bytes, for the encoding of an export is UTF-8 whatever the terminal's is."""
    out = sys.stdout.buffer
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _TOGETHER:
            out.write(waiting)
            waiting = bytearray()
    out.write(waiting)
    out.flush()


# --- JSON: one object, a list after the other, so that no collection is ever whole in memory --------------------------


def _json(case: Case) -> Iterator[bytes]:
    import msgspec  # noqa: PLC0415  -- as above

    from whence.export.contract import article_json, skipped_json, source_json, statement_json  # noqa: PLC0415

    encode = msgspec.json.encode
    lists: dict[str, Iterable[object]] = {
        "articles": map(article_json, case.articles()),
        "sources": (source_json(source) for reading in case.readings() for source in reading.sources),
        "statements": (statement_json(statement) for reading in case.readings() for statement in reading.statements),
        "claims": (),
        "steps": (),
        "skipped": map(skipped_json, case.skipped()),
    }
    yield b"{"
    for name, items in lists.items():
        yield encode(name) + b":["
        yield from _joined(items, encode)
        yield b"],"
    yield b'"manifest":' + encode(case.manifest()) + b"}\n"


def _joined(items: Iterable[object], encode: Callable[[object], bytes]) -> Iterator[bytes]:
    """Yield the items of a list, each on a line of its own."""
    before = b"\n"
    for item in items:
        yield before + encode(item)
        before = b",\n"


# --- CSV: a row a statement -----------------------------------------------------------------------------------------


def _csv(case: Case) -> Iterator[bytes]:
    """Yield rows as RFC 4180 has them, all cells in quotation marks; the first character tells Excel of UTF-8."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    yield _line(_COLUMNS)
    for reading in case.readings():
        sources = {source.id: source for source in reading.sources}
        for statement in reading.statements:
            yield _line(_cells(reading, statement, sources.get(statement.speaker or "")))


def _cells(reading: Reading, statement: Statement, source: Source | None) -> list[str]:
    from whence.report.plain import words_at  # noqa: PLC0415  -- as above

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
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above

    plain = harmless(text)
    return f"'{plain}" if plain.startswith(tuple(_FORMULA)) else plain
