"""Which of an article's versions each one is, for lists that are browsed."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from whence.case.rows import moment_of
from whence.versions.grouping import order

__all__ = ["number_versions"]


def number_versions(connection: sqlite3.Connection, line: str | None = None) -> None:
    """Number the versions of articles that have several, in the order of their capture; of one line, or of all."""
    only = "" if line is None else "WHERE line = :line"
    rows = connection.execute(_SEVERAL.format(only=only), {"line": line}).fetchall()
    for _, some in groupby(rows, key=lambda row: row["line"]):
        versions = sorted(some, key=_place)
        numbered = [(number, len(versions), row["n"]) for number, row in enumerate(versions, start=1)]
        connection.executemany("UPDATE browse_article SET version = ?, versions = ? WHERE n = ?", numbered)


def _place(row: sqlite3.Row) -> tuple[str, str, str]:
    """As `versions.grouping` orders them, which asks whole articles."""
    known = (moment_of(row, name) for name in ("captured", "updated", "published"))
    return order(next((at for at in known if at is not None), None), row["file"], row["id"])


_SEVERAL = """
    SELECT a.line, t.n, t.id, t.file,
        t.captured, t.captured_precision, t.captured_read_from, t.updated, t.updated_precision, t.updated_read_from,
        t.published, t.published_precision, t.published_read_from
    FROM browse_article AS a JOIN article AS t ON t.n = a.n
    WHERE a.line IN (SELECT line FROM browse_article {only} GROUP BY line HAVING count(*) > 1) ORDER BY a.line
"""
