"""Corrected readings in a case file: they take the place of what was read, which is kept beside them.

`statement` and `source` hold what a reader is to see; `statement_read` and `source_read` what was read, of those
articles alone that a person has corrected (`corrected` names them).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from whence.case.rows import Row, source_row, statement_row
from whence.records import Reading

__all__ = ["keep"]

_COLUMNS = {
    "statement": "id, article, position, form, act, words, content, source, cue, addressee, medium, speaker, chain,"
    " hedged, negated, figures, evidence, scare, parent, part_of, block, confidence",
    "source": "id, article, position, name, kind, aliases, description, notes, mentions",
}


def keep(connection: sqlite3.Connection, readings: Iterable[Reading]) -> None:
    """Put corrected readings in the place of what was read; articles that are not among them get theirs back."""
    wanted = {reading.article.id: reading for reading in readings}
    known = {row["article"] for row in connection.execute("SELECT article FROM corrected")}
    for article in sorted(known - wanted.keys()):
        _give_back(connection, article)
    for article, reading in wanted.items():
        if article not in known:
            _set_aside(connection, article)
        _put(connection, reading)


def _set_aside(connection: sqlite3.Connection, article: str) -> None:
    connection.execute("INSERT INTO corrected (article) VALUES (?)", (article,))
    for table in _COLUMNS:
        _copy(connection, table, f"{table}_read", article)


def _give_back(connection: sqlite3.Connection, article: str) -> None:
    for table in _COLUMNS:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608  -- own names
        _copy(connection, f"{table}_read", table, article)
        connection.execute(f"DELETE FROM {table}_read WHERE article = ?", (article,))  # noqa: S608  -- own names
    connection.execute("DELETE FROM corrected WHERE article = ?", (article,))


def _copy(connection: sqlite3.Connection, source: str, target: str, article: str) -> None:
    names = _COLUMNS[target.removesuffix("_read")]
    sql = f"INSERT INTO {target} ({names}) SELECT {names} FROM {source} WHERE article = ? ORDER BY position"  # noqa: S608
    connection.execute(sql, (article,))


def _put(connection: sqlite3.Connection, reading: Reading) -> None:
    article = reading.article
    rows = {
        "statement": [statement_row(s, article.id, article.text, n) for n, s in enumerate(reading.statements)],
        "source": [source_row(source, article.id, n) for n, source in enumerate(reading.sources)],
    }
    for table, some in rows.items():
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article.id,))  # noqa: S608  -- own names
        for row in some:
            _insert(connection, table, row)


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)  # noqa: S608  -- own names
