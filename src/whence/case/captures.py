"""Articles of web archives' records by what revisits name these by: id, address and time, digest."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from whence.case.connection import told
from whence.case.rows import article_of
from whence.records import Article

__all__ = ["Captured"]

_SQL = "SELECT article, id, target, at, digest FROM v_record ORDER BY refers_to IS NOT NULL, at, article"


class Captured:
    """Finds the article of a record that the case file holds; all records are read when the first is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._articles: dict[tuple[str, ...], str] | None = None

    def __call__(self, keys: Sequence[tuple[str, ...]]) -> Article | None:
        """Return the article of the record that one of the keys names, the surest first; the earliest of several."""
        with told():
            if self._articles is None:
                self._articles = self._read()
            found = next((self._articles[key] for key in keys if key in self._articles), None)
            row = self._connection.execute("SELECT * FROM article WHERE id = ?", (found,)).fetchone()
        return None if row is None else article_of(row)

    def _read(self) -> dict[tuple[str, ...], str]:
        articles: dict[tuple[str, ...], str] = {}
        for article, name, target, at, digest in self._connection.execute(_SQL):
            for key in (("id", name), ("at", target, at), ("digest", digest)):
                if all(key):
                    articles.setdefault(key, article)
        return articles
