"""The records of a case file by their ids, or by the beginning of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Named", "named"]

_TABLES = (
    ("claim", "claim"),
    ("statement", "statement"),
    ("statement", "part"),
    ("source", "source"),
    ("article", "article"),
)
_MOST = 6  # of a kind, where the beginning of an id fits several
_LAST = "\U0010ffff"


class Named(NamedTuple):
    """A record that an id means: `kind` is claim, statement (a part is one), source or article."""

    kind: str
    id: str


def named(connection: sqlite3.Connection, given: str) -> list[Named]:
    """Return the record of this id, or those whose ids begin so, some of each kind; none for an empty text."""
    if not given:
        return []
    exact = list(dict.fromkeys(_between(connection, given, given)))
    return exact or list(dict.fromkeys(_between(connection, given, given + _LAST)))


def _between(connection: sqlite3.Connection, first: str, last: str) -> Iterator[Named]:
    for kind, table in _TABLES:
        sql = f"SELECT DISTINCT id FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT {_MOST}"  # noqa: S608  -- own names
        yield from (Named(kind, row["id"]) for row in connection.execute(sql, (first, last)))
