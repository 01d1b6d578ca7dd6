"""Articles that are stored, by their ids, and by what revisits of web archives name their records by."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from whence.case.connection import told
from whence.case.rows import article_of
from whence.records import Article

__all__ = ["Stored"]

_SQL = "SELECT article, id, target, at, digest FROM v_record ORDER BY refers_to IS NOT NULL, at, article"


class Stored:
    """What the case file holds, as `whence.ingest` asks for it; all records are read when the first is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._articles: dict[tuple[str, ...], str] | None = None

    def article(self, identity: str) -> Article | None:
        """Return the article of an id, None where it is not stored."""
        with told():
            row = self._connection.execute("SELECT * FROM article WHERE id = ?", (identity,)).fetchone()
        return None if row is None else article_of(row)

    def captured(self, keys: Sequence[tuple[str, ...]]) -> Article | None:
        """Return the article of the record that one of the keys names, the surest first; the earliest of several."""
        with told():
            if self._articles is None:
                self._articles = self._read()
            found = next((self._articles[key] for key in keys if key in self._articles), None)
        return None if found is None else self.article(found)

    def _read(self) -> dict[tuple[str, ...], str]:
        articles: dict[tuple[str, ...], str] = {}
        for article, name, target, at, digest in self._connection.execute(_SQL):
            for key in (("id", name), ("at", target, at), ("digest", digest)):
                if all(key):
                    articles.setdefault(key, article)
        return articles
