"""Ids of claims that former traces gave out: where the statements are now that such a claim had.

A claim's id is made of its earliest statement (`records.claim_id`), so it is another one where an earlier article joins
the claim, or where that statement is corrected. Addresses that were handed on before hold the former one.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from whence.case import wording
from whence.case.rows import spans_of
from whence.errors import WhenceError
from whence.records import Span

__all__ = ["Former", "Held", "SeveralNow", "claim_now", "former", "one_now", "remember"]

_WHOLE = re.compile("[0-9a-f]{16}")  # as `claim_id` makes them


class Held(NamedTuple):
    """A claim of now that holds `statements` of those that a former one had."""

    claim: str
    statements: int


class Former(NamedTuple):
    """A claim of a former trace: its whole id, and the claims that its statements are in now, those with most first.

    `statements` is how many it had, without those of articles that were removed; 0 where only its earliest is known,
    for its trace was replaced by a whence that did not yet keep the others.
    """

    id: str
    statements: int
    now: tuple[Held, ...]


class SeveralNow(WhenceError):
    """The statements of a former claim, by whose id one claim is asked for, are in several claims now (`former`)."""

    def __init__(self, found: Former) -> None:
        super().__init__(wording.several_now(found.id, found.now))
        self.former = found


class _Place(NamedTuple):
    statement: str
    article: str
    content: tuple[Span, ...]


def remember(connection: sqlite3.Connection, given: Iterable[str] = ()) -> None:
    """Keep which statements those claims of the stored trace have whose ids no claim will have once it is taken out.

    `given` are the ids that the trace in its place gives to claims: what was kept of former ones with these is let go.
    They are asked for where claims are stored, or were, and no more than one of them is held in memory.
    """
    if not connection.execute(_ANY).fetchone():
        return
    connection.execute("CREATE TEMP TABLE given_again (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    connection.executemany("INSERT OR IGNORE INTO given_again VALUES (?)", ((id,) for id in given))
    connection.execute("DELETE FROM former_claim WHERE claim IN given_again")
    connection.execute(_REMEMBER)
    connection.execute("DROP TABLE given_again")


def former(connection: sqlite3.Connection, given: str) -> Former | None:
    """Return the claim of a former trace that had this id, or the only one whose id begins so.

    None where none had, where a claim has it now, and where nothing of it is in a claim now. One that the case file
    does not remember is known by its whole id alone, as long as its earliest statement is stored.
    """
    if not given or connection.execute("SELECT 1 FROM claim WHERE id = ?", (given,)).fetchone():
        return None
    ids = [row["claim"] for row in connection.execute(_BEGINS, (given, given + "\U0010ffff"))]
    id = given if given in ids else ids[0] if len(ids) == 1 else given
    known = _places(connection.execute("SELECT * FROM former_claim WHERE claim = ?", (id,)))
    places = known or (_places(connection.execute(_BY_HASH, (id,))) if _WHOLE.fullmatch(id) else [])
    counts = Counter(claim for place in places for claim in _claims(connection, place))
    if not counts:
        return None
    order = {row["id"]: row["n"] for claim in counts for row in connection.execute(_NUMBER, (claim,))}
    now = sorted(counts, key=lambda claim: (-counts[claim], order[claim]))
    return Former(id, len(known), tuple(Held(claim, counts[claim]) for claim in now))


def one_now(found: Former | None) -> Former | None:
    """Return a former claim whose statements are in one claim now; raises `SeveralNow` where they are in several."""
    if found is not None and len(found.now) > 1:
        raise SeveralNow(found)
    return found


def claim_now(connection: sqlite3.Connection, id: str) -> str:
    """Return the id of the claim that is meant by one that a former claim had, whole; any other is given back.

    Raises `SeveralNow` where its statements are in several claims now.
    """
    found = former(connection, id)
    meant = one_now(found) if found is not None and found.id == id else None
    return meant.now[0].claim if meant else id


def _places(rows: Iterable[sqlite3.Row]) -> list[_Place]:
    return [_Place(row["statement"], row["article"], spans_of(row["content"])) for row in rows]


def _claims(connection: sqlite3.Connection, place: _Place) -> set[str]:
    """The claims that a statement is in now: its own, those of its parts, or that of what stands in its place now."""
    found = {row["claim"] for row in connection.execute(_IN, {"statement": place.statement})}
    return found or set(_in_its_place(connection, place))


def _in_its_place(connection: sqlite3.Connection, place: _Place) -> Iterator[str]:
    """Yield the claim of the statement that shares most of its words' places with one that is no longer there."""
    likeness: dict[str, float] = {}
    for row in connection.execute(_OF_ARTICLE, {"article": place.article}):
        content = spans_of(row["content"])
        if both := _shared(place.content, content):
            likeness[row["claim"]] = max(likeness.get(row["claim"], 0.0), both)
    if likeness:
        yield min(likeness, key=lambda claim: (-likeness[claim], claim))


def _shared(one: Iterable[Span], other: Iterable[Span]) -> float:
    """How much of the code points of two contents is in both, from 0 to 1 (Jaccard)."""
    a, b = ({at for start, end in spans for at in range(start, end)} for spans in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


_STORED = "(SELECT id, article, content FROM statement UNION ALL SELECT id, article, content FROM part)"
_REMEMBER = f"""
    INSERT OR REPLACE INTO former_claim (claim, statement, article, content)
    SELECT m.claim, m.statement, s.article, s.content
    FROM claim AS c JOIN claim_statement AS m ON m.claim = c.id JOIN {_STORED} AS s ON s.id = m.statement
    WHERE c.id NOT IN given_again
"""  # noqa: S608  -- own names
_ANY = "SELECT 1 FROM claim UNION ALL SELECT 1 FROM former_claim LIMIT 1"
_BEGINS = "SELECT DISTINCT claim FROM former_claim WHERE claim BETWEEN ? AND ? ORDER BY claim LIMIT 2"
_BY_HASH = """
    SELECT id AS statement, article, content FROM statement WHERE claim_id(id) = ?1
    UNION SELECT id, article, content FROM statement_read WHERE claim_id(id) = ?1
    UNION SELECT id, article, content FROM part WHERE claim_id(id) = ?1
    LIMIT 1
"""
_NUMBER = "SELECT n, id FROM claim WHERE id = ?"
_IN = """
    SELECT claim FROM claim_statement WHERE statement = :statement
    UNION SELECT m.claim FROM part AS p JOIN claim_statement AS m ON m.statement = p.id WHERE p.part_of = :statement
"""
_OF_ARTICLE = """
    SELECT m.claim, s.content FROM statement AS s JOIN claim_statement AS m ON m.statement = s.id
    WHERE s.article = :article
    UNION ALL
    SELECT m.claim, s.content FROM part AS s JOIN claim_statement AS m ON m.statement = s.id WHERE s.article = :article
"""
