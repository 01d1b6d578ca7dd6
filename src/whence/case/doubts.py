"""What a stored trace is least sure of, kept with it: pairs of ids with a score, for a person to decide about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from whence.case.query import batches, marks
from whence.records import Near

__all__ = ["SURE", "Doubt", "about", "count", "doubts", "keep", "near", "stored"]

SURE = 0.7
"""How sure a finding must be not to be asked about."""

Doubt = tuple[float, str, str, str]
"""How sure it is, its kind, and two ids, of which the second is empty for a statement alone."""

_TOGETHER = 500
_STEPS = "SELECT later AS one, earlier AS other, score FROM step WHERE basis = 'inferred'"
# Of each statement the closest other one of its claim: SQLite gives the row of the maximum.
_CLAIMS = """
    SELECT DISTINCT min(one, other) AS one, max(one, other) AS other, score
    FROM (
        SELECT one, other, max(score) AS score
        FROM (SELECT a AS one, b AS other, score FROM link UNION ALL SELECT b, a, score FROM link)
        GROUP BY one
    )
"""
_STATEMENTS = "SELECT id AS one, '' AS other, confidence AS score FROM statement WHERE form != 'own_voice'"
_SOURCES = """
    SELECT DISTINCT a.source AS one, b.source AS other, 0.5 AS score
    FROM origin AS a JOIN origin AS b ON b.claim = a.claim
    WHERE a.could_be = -1 AND b.could_be = -1 AND a.source < b.source
"""
_KINDS = {"claim": _CLAIMS, "source": _SOURCES, "statement": _STATEMENTS, "step": _STEPS}


def keep(connection: sqlite3.Connection, near: Iterable[Near] = ()) -> None:
    """Keep what the stored trace is not sure of, in the place of what is kept.

    `kind` is step (inferred ones, the later first), claim (a statement and the closest other one of its claim), near
    (two statements of two claims that nearly were one: the trace's own `near`), statement (attributed ones) or source
    (unnamed ones that could be one, which nobody can tell: 0.5).
    """
    connection.execute("DELETE FROM doubt")
    for kind, found in _KINDS.items():
        sql = f"""
            INSERT OR IGNORE INTO doubt (score, kind, one, other)
            SELECT round(score, 3), ?, one, other FROM ({found}) WHERE score < ?
        """  # noqa: S608  -- own names
        connection.execute(sql, (kind, SURE))
    sql = "INSERT OR IGNORE INTO doubt (score, kind, one, other) VALUES (?, 'near', ?, ?)"
    connection.executemany(sql, ((one.score, one.a, one.b) for one in near))


def near(connection: sqlite3.Connection) -> Iterator[Near]:
    """Yield what a trace says of claims that nearly were one, in its order."""
    sql = "SELECT score, one, other FROM doubt WHERE kind = 'near' ORDER BY score, one, other"
    for row in connection.execute(sql).fetchall():
        yield Near(a=row["one"], b=row["other"], score=row["score"])


def doubts(connection: sqlite3.Connection, after: Doubt) -> Iterator[Doubt]:
    """Yield what stands behind a place, the least sure first; some rows at a time, so that no cursor stays open."""
    sql = """
        SELECT score, kind, one, other FROM doubt WHERE (score, kind, one, other) > (?, ?, ?, ?)
        ORDER BY score, kind, one, other LIMIT ?
    """
    while rows := connection.execute(sql, (*after, _TOGETHER)).fetchall():
        for row in rows:
            after = float(row[0]), row[1], row[2], row[3]
            yield after


def about(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Doubt]:
    """Yield what is not sure of some ids, where they are the first of the two."""
    for some in batches(dict.fromkeys(ids)):
        sql = f"SELECT score, kind, one, other FROM doubt WHERE one IN ({marks(some)})"  # noqa: S608  -- own names
        for row in connection.execute(sql, some).fetchall():
            yield float(row[0]), row[1], row[2], row[3]


def count(connection: sqlite3.Connection) -> int:
    """Return how many there are."""
    return int(connection.execute("SELECT count(*) FROM doubt").fetchone()[0])


def stored(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of some ids that are of a statement, a part or a source."""
    found: set[str] = set()
    for some in batches(dict.fromkeys(ids)):
        for table in ("statement", "part", "source"):
            sql = f"SELECT id FROM {table} WHERE id IN ({marks(some)})"  # noqa: S608  -- own names
            found |= {row["id"] for row in connection.execute(sql, some)}
    return found
