"""What a stored trace is least sure of, kept with it: pairs of ids with a score, for a person to decide about.

Denials stand here all, also those that are sure: nothing else keeps what they rest on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from whence.case.query import batches, marks
from whence.records import Denial, LinkBasis, Near

if TYPE_CHECKING:
    from whence.case.store import Case

__all__ = [
    "SURE",
    "Doubt",
    "about",
    "between",
    "count",
    "denials",
    "denials_by_hand",
    "doubts",
    "keep",
    "near",
    "stored",
]

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
# The claim that denies comes first, for doubts are indexed by the first of their ids.
_BETWEEN = """
    SELECT d.score, d.one, d.other FROM claim_statement AS a
    CROSS JOIN doubt AS d ON d.one = a.statement AND d.kind = 'denial'
    JOIN claim_statement AS b ON b.statement = d.other
    WHERE a.claim = ? AND b.claim = ? ORDER BY d.score DESC, d.one, d.other
"""
_KINDS = {"claim": _CLAIMS, "source": _SOURCES, "statement": _STATEMENTS, "step": _STEPS}


_ASKED = f"(kind != 'denial' OR score < {SURE})"
_BY_HAND = 1.0  # the score of a denial that a person has stated; no other is as sure


def keep(connection: sqlite3.Connection, near: Iterable[Near] = (), denials: Iterable[Denial] = ()) -> None:
    """Keep what the stored trace is not sure of, in the place of what is kept.

    `kind` is step (inferred ones, the later first), claim (a statement and the closest other one of its claim), near
    (two statements of two claims that nearly were one: the trace's own `near`), denial (statements of two claims of
    which the first denies the second: its own `denials`), statement (attributed ones) or source (unnamed ones that
    could be one, which nobody can tell: 0.5).
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
    sql = "INSERT OR IGNORE INTO doubt (score, kind, one, other) VALUES (?, 'denial', ?, ?)"
    connection.executemany(sql, ((one.score, one.denying, one.denied) for one in denials))


def near(connection: sqlite3.Connection) -> Iterator[Near]:
    """Yield what a trace says of claims that nearly were one, in its order."""
    sql = "SELECT score, one, other FROM doubt WHERE kind = 'near' ORDER BY score, one, other"
    for row in connection.execute(sql).fetchall():
        yield Near(a=row["one"], b=row["other"], score=row["score"])


def denials(connection: sqlite3.Connection) -> Iterator[Denial]:
    """Yield what a trace says of who denies whom, in its order."""
    sql = """
        SELECT d.score, d.one, d.other FROM doubt AS d
        JOIN claim_statement AS a ON a.statement = d.one JOIN claim AS denying ON denying.id = a.claim
        JOIN claim_statement AS b ON b.statement = d.other JOIN claim AS denied ON denied.id = b.claim
        WHERE d.kind = 'denial' ORDER BY denied.n, denying.n
    """
    yield from map(_denial, connection.execute(sql).fetchall())


def between(case: Case, denying: str, denied: str) -> list[Denial]:
    """Return what one claim's denying another rests on, by their ids; nothing where an older whence traced the file."""
    return [_denial(row) for row in case.rows(_BETWEEN, (denying, denied))]


def _denial(row: sqlite3.Row) -> Denial:
    basis = LinkBasis.by_hand if row["score"] == _BY_HAND else LinkBasis.inferred
    return Denial(denying=row["one"], denied=row["other"], basis=basis, score=row["score"])


def denials_by_hand(case: Case) -> frozenset[tuple[str, str]]:
    """Return who denies whom in a case file because a person has said so: ids of claims, that which is denied first."""
    sql = """
        SELECT b.claim AS denied, a.claim AS denying FROM doubt AS d
        JOIN claim_statement AS a ON a.statement = d.one JOIN claim_statement AS b ON b.statement = d.other
        WHERE d.score = ? AND d.kind = 'denial'
    """
    return frozenset((row["denied"], row["denying"]) for row in case.rows(sql, (_BY_HAND,)))


def doubts(connection: sqlite3.Connection, after: Doubt) -> Iterator[Doubt]:
    """Yield what stands behind a place, the least sure first; some rows at a time, so that no cursor stays open."""
    sql = f"""
        SELECT score, kind, one, other FROM doubt WHERE (score, kind, one, other) > (?, ?, ?, ?) AND {_ASKED}
        ORDER BY score, kind, one, other LIMIT ?
    """  # noqa: S608  -- own names
    while rows := connection.execute(sql, (*after, _TOGETHER)).fetchall():
        for row in rows:
            after = float(row[0]), row[1], row[2], row[3]
            yield after


def about(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Doubt]:
    """Yield what is not sure of some ids, where they are the first of the two."""
    for some in batches(dict.fromkeys(ids)):
        sql = f"SELECT score, kind, one, other FROM doubt WHERE one IN ({marks(some)}) AND {_ASKED}"  # noqa: S608  -- own names
        for row in connection.execute(sql, some).fetchall():
            yield float(row[0]), row[1], row[2], row[3]


def count(connection: sqlite3.Connection) -> int:
    """Return how many there are."""
    return int(connection.execute(f"SELECT count(*) FROM doubt WHERE {_ASKED}").fetchone()[0])  # noqa: S608  -- own names


def stored(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of some ids that are of a statement, a part or a source."""
    found: set[str] = set()
    for some in batches(dict.fromkeys(ids)):
        for table in ("statement", "part", "source"):
            sql = f"SELECT id FROM {table} WHERE id IN ({marks(some)})"  # noqa: S608  -- own names
            found |= {row["id"] for row in connection.execute(sql, some)}
    return found
