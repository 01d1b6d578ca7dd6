"""Published fact-checks in a case file: kept beside the statement whose words are nearest, found by its claim.

What a check is kept beside is a statement, for a claim's id may change when the collection is traced again; an
article that is taken out takes along what stood beside its statements.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from whence.match.records import Matched, PublishedCheck, Version
from whence.records import Moment, Precision, ReadFrom

__all__ = ["drop", "keep", "matched", "versions"]


def versions(connection: sqlite3.Connection) -> Iterator[Version]:
    """Yield the versions of all claims, in the order of the trace."""
    sql = """
        SELECT m.claim, s.id AS statement, s.words, s.article
        FROM claim AS c JOIN claim_statement AS m ON m.claim = c.id
        JOIN (SELECT id, words, article FROM statement UNION ALL SELECT id, words, article FROM part) AS s
        ON s.id = m.statement ORDER BY c.n, m.n
    """
    for row in connection.execute(sql):
        yield Version(row["claim"], row["statement"], row["words"], row["article"])


def keep(
    connection: sqlite3.Connection, found: Iterable[Matched], *, given: Iterable[str], seen: Iterable[str] = ()
) -> None:
    """Store which checks speak of which claims, in the place of what stood there of the same feeds and checks.

    `given` are the feeds as the user named them; `seen` the ids of all checks that were read from them.
    """
    feeds = list(given)
    connection.executemany("DELETE FROM speaks_of WHERE given = ?", [(feed,) for feed in feeds])
    connection.executemany("DELETE FROM speaks_of WHERE published_check = ?", [(check,) for check in seen])
    for match in found:
        row = _row(match.check)
        names, marks = ", ".join(row), ", ".join("?" for _ in row)
        sql = f"INSERT OR REPLACE INTO published_check ({names}) VALUES ({marks})"  # noqa: S608  -- own names
        if not connection.execute("SELECT 1 FROM published_check WHERE id = ?", (match.check.id,)).fetchone():
            connection.execute(sql, tuple(row.values()))
        connection.execute(_BESIDE, (match.check.id, match.statement, match.score, match.given, match.statement))
    connection.execute("DELETE FROM published_check WHERE id NOT IN (SELECT published_check FROM speaks_of)")


def drop(connection: sqlite3.Connection) -> int:
    """Take all published checks out, and return how many there were."""
    return connection.execute("DELETE FROM published_check").rowcount


def matched(connection: sqlite3.Connection, *claims: str) -> list[Matched]:
    """Return the checks that speak of some claims, or of any: by the trace's order, then the surest first."""
    sql = """
        SELECT k.*, m.claim AS of_claim, s.statement, s.given, max(s.score) AS score
        FROM speaks_of AS s
        JOIN published_check AS k ON k.id = s.published_check
        JOIN claim_statement AS m ON m.statement = s.statement
        JOIN claim AS c ON c.id = m.claim
    """
    where = f" WHERE m.claim IN ({', '.join('?' for _ in claims)})" if claims else ""
    order = " GROUP BY m.claim, k.id ORDER BY c.n, score DESC, k.published, k.address"
    return [
        Matched(
            claim=row["of_claim"],
            check=_check(row),
            score=row["score"],
            statement=row["statement"],
            given=row["given"],
        )
        for row in connection.execute(sql + where + order, claims)
    ]


_BESIDE = """
    INSERT OR IGNORE INTO speaks_of (published_check, statement, article, score, given)
    SELECT ?, ?, s.article, ?, ?
    FROM (SELECT id, article FROM statement UNION ALL SELECT id, article FROM part) AS s WHERE s.id = ?
"""


def _row(check: PublishedCheck) -> dict[str, object]:
    return {
        "id": check.id,
        "claim": check.claim,
        "address": check.address,
        "publisher": check.publisher,
        "publisher_stated": check.publisher_stated,
        "title": check.title,
        "rating": check.rating,
        "published": check.published and check.published.at,
        "published_precision": check.published and check.published.precision.value,
        "claimant": check.claimant,
        "claimed": check.claimed and check.claimed.at,
        "claimed_precision": check.claimed and check.claimed.precision.value,
        "appearances": json.dumps(check.appearances, ensure_ascii=False),
        "language": check.language,
        "feed": check.feed,
    }


def _check(row: sqlite3.Row) -> PublishedCheck:
    return PublishedCheck(
        id=row["id"],
        claim=row["claim"],
        address=row["address"],
        publisher=row["publisher"],
        publisher_stated=bool(row["publisher_stated"]),
        title=row["title"],
        rating=row["rating"],
        published=_moment(row["published"], row["published_precision"]),
        claimant=row["claimant"],
        claimed=_moment(row["claimed"], row["claimed_precision"]),
        appearances=tuple(json.loads(row["appearances"])),
        language=row["language"],
        feed=row["feed"],
    )


def _moment(at: str | None, precision: str | None) -> Moment | None:
    return Moment(at=at, precision=Precision(precision), read_from=ReadFrom.feed) if at and precision else None
