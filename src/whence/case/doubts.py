"""What a stored trace is least sure of: rows of ids with a score, for a person to decide about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

__all__ = ["doubts"]

_STEPS = "SELECT later, earlier, score FROM step WHERE basis = 'inferred' AND score < ? ORDER BY score, later, earlier"
# Of each statement the closest other one of its claim, where that is not close: SQLite gives the row of the maximum.
_CLAIMS = """
    SELECT one, other, max(score) AS score
    FROM (SELECT a AS one, b AS other, score FROM link UNION ALL SELECT b, a, score FROM link)
    GROUP BY one HAVING max(score) < ? ORDER BY score, one
"""
_STATEMENTS = """
    SELECT id, '' AS other, confidence AS score FROM statement
    WHERE confidence < ? AND form != 'own_voice' ORDER BY score, id
"""
_SOURCES = """
    SELECT DISTINCT a.source, b.source AS other, 0.5 AS score FROM origin AS a JOIN origin AS b ON b.claim = a.claim
    WHERE a.could_be = -1 AND b.could_be = -1 AND a.source < b.source AND 0.5 < ? ORDER BY a.source, b.source
"""
_KINDS = {"step": _STEPS, "claim": _CLAIMS, "statement": _STATEMENTS, "source": _SOURCES}


def doubts(connection: sqlite3.Connection, kind: str, below: float) -> Iterator[tuple[str, str, float]]:
    """Yield two ids (the second empty for a statement alone) and how sure it is, the least sure first.

    `kind` is step (inferred ones, the later first), claim (a statement and the closest other one of its claim),
    statement (attributed ones) or source (unnamed ones that could be one).
    """
    for row in connection.execute(_KINDS[kind], (below,)).fetchall():
        yield row[0], row[1], float(row[2])
