"""A trace in the case file: kept whole, given back whole or in pieces, and taken out whole.

A trace is bound to the articles that it was made from. Where one of them is removed it goes with it, for its counts and
ranges would no longer hold; where one is added it stays, and is no longer current.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar

from whence import __version__, words
from whence.case import decisions, doubts, former
from whence.case.query import batches, marks
from whence.case.rows import Row, source_of, statement_of, statement_row
from whence.case.trace_rows import (
    claim_of,
    claim_row,
    credit_of,
    credit_row,
    link_of,
    link_row,
    origin_of,
    origin_row,
    passage_of,
    passage_row,
    step_of,
    step_row,
)
from whence.errors import CaseError
from whence.records import Claim, Credit, Link, Origin, Passage, Source, Statement, Step, Trace

__all__ = [
    "TracedBy",
    "Tracing",
    "claims",
    "claims_of",
    "credits_of",
    "drop",
    "is_current",
    "keep",
    "links",
    "load",
    "origins",
    "parts",
    "passages",
    "same_as",
    "shared_with",
    "standing_for",
    "steps",
    "tracing",
    "unheeded",
]

_T = TypeVar("_T")
_TOGETHER = 500  # rows that are read at a time
# Those that others refer to stand last: rows are taken out in this order.
_TABLES = (
    "origin_statement",
    "origin",
    "claim_statement",
    "claim",
    "step",
    "link",
    "credit",
    "passage",
    "same",
    "part",
    "doubt",
)
_COUNTED = {
    "claims": "claim",
    "steps": "step",
    "links": "link",
    "credits": "credit",
    "passages": "passage",
    "parts": "part",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedBy:
    """What made a trace: whence's version, the digests of its networks and of the settings, and the time asked for.

    `as_of` is the time (as the user gave it) by which an article must have been in print; None for all articles.
    `decisions` is the digest of the decisions that it heeds, "" for none.
    """

    whence: str = __version__
    model: str = ""
    settings: str = ""
    as_of: str | None = None
    decisions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """The trace that a case file holds: what made it, of how many articles, and whether these are still all.

    `current` is False where articles were added or decisions made since (`decided` says whether the latter);
    `counts` says how many claims, steps, links, credits, passages and parts there are.
    """

    by: TracedBy
    articles: int
    current: bool
    decided: bool = False
    counts: dict[str, int] = field(default_factory=dict)


# --- keeping and dropping -------------------------------------------------------------------------------------------


def keep(connection: sqlite3.Connection, trace: Trace, by: TracedBy, articles: Iterable[str] | None) -> None:
    """Put a trace in the place of the one that is stored; `articles` are the ids of those that it was made from.

    Raises `CaseError` where one of them is no longer stored.
    """
    stored = _ids(connection)
    made_from = stored if articles is None else sorted(set(articles))
    if not set(made_from) <= set(stored):
        raise CaseError(words.ARTICLE_GONE)
    drop(connection, (claim.id for claim in trace.claims))
    whole = {"n": 1, "whence": by.whence, "model": by.model, "settings": by.settings, "as_of": by.as_of}
    whole["decisions"] = by.decisions
    _insert(connection, "trace", [whole | {"articles": len(made_from), "digest": _digest(made_from)}])
    _insert(connection, "part", _part_rows(connection, trace.parts))
    _insert(connection, "same", ({"source": source, "canonical": canonical} for source, canonical in trace.same))
    _insert(connection, "passage", map(passage_row, trace.passages))
    _insert(connection, "link", map(link_row, trace.links))
    _insert(connection, "credit", map(credit_row, trace.credits))
    _insert(connection, "claim", map(claim_row, trace.claims))
    _insert(connection, "claim_statement", _member_rows(trace.claims))
    _insert(connection, "origin", (origin_row(origin, claim.id, n) for n, claim, origin in _origins(trace.claims)))
    _insert(connection, "origin_statement", _route_rows((n, origin) for n, _, origin in _origins(trace.claims)))
    _insert(connection, "step", map(step_row, trace.steps))


def drop(connection: sqlite3.Connection, given: Iterable[str] = ()) -> bool:
    """Take the stored trace out, and say whether there was one; which statements its claims had is remembered.

    `given` are the ids that the trace in its place gives to claims: nothing of those is to be remembered.
    """
    former.remember(connection, given)
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  -- a name of `_TABLES`
    return connection.execute("DELETE FROM trace").rowcount > 0


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    marks = ", ".join(f":{name}" for name in first)
    sql = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"  # noqa: S608  -- own names
    connection.execute(sql, first)
    connection.executemany(sql, rows)


def _part_rows(connection: sqlite3.Connection, parts: Iterable[Statement]) -> Iterator[Row]:
    article, text, position = None, "", 0
    for part in parts:
        if part.article != article:
            article, position = part.article, 0
            found = connection.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
            text = found["text"] if found else ""
        yield statement_row(part, part.article, text, position)
        position += 1


def _origins(claims: Iterable[Claim]) -> Iterator[tuple[int, Claim, Origin]]:
    every = ((claim, origin) for claim in claims for origin in claim.origins)
    return ((n, claim, origin) for n, (claim, origin) in zip(count(1), every, strict=False))


def _member_rows(claims: Iterable[Claim]) -> Iterator[Row]:
    return ({"claim": claim.id, "statement": statement} for claim in claims for statement in claim.statements)


def _route_rows(origins: Iterable[tuple[int, Origin]]) -> Iterator[Row]:
    return ({"origin": n, "statement": statement} for n, origin in origins for statement in origin.statements)


def _ids(connection: sqlite3.Connection) -> list[str]:
    return [row["id"] for row in connection.execute("SELECT id FROM article ORDER BY id")]


def _digest(ids: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for article in ids:
        whole.update(f"{article}\n".encode("utf-8", "replace"))
    return whole.hexdigest()


# --- reading --------------------------------------------------------------------------------------------------------


def unheeded(connection: sqlite3.Connection) -> bool:
    """Whether decisions were made or taken back since the trace was made; False where there is none."""
    row = connection.execute("SELECT decisions FROM trace").fetchone()
    return row is not None and bool(row["decisions"] != decisions.digest_stored(connection))


def tracing(connection: sqlite3.Connection) -> Tracing | None:
    """Return what is known of the stored trace, None where there is none."""
    row = connection.execute("SELECT * FROM trace").fetchone()
    if row is None:
        return None
    by = TracedBy(**{name: row[name] for name in ("whence", "model", "settings", "as_of", "decisions")})
    counts = {name: _count(connection, table) for name, table in _COUNTED.items()}
    decided = unheeded(connection)
    late = connection.execute("SELECT 1 FROM browse_article WHERE NOT traced LIMIT 1").fetchone() is not None
    current = not (decided or late)
    return Tracing(by=by, articles=row["articles"], current=current, decided=decided, counts=counts)


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the stored trace is of all stored articles, by their digest; `tracing` knows it from what is counted."""
    row = connection.execute("SELECT digest FROM trace").fetchone()
    return row is not None and row["digest"] == _digest(_ids(connection))


def load(connection: sqlite3.Connection) -> Trace | None:
    """Return the stored trace, equal to what was kept, None where there is none."""
    if connection.execute("SELECT 1 FROM trace").fetchone() is None:
        return None
    return Trace(
        parts=tuple(_all(connection, "part", statement_of)),
        same=tuple(_all(connection, "same", lambda row: (row["source"], row["canonical"]))),
        passages=tuple(passages(connection)),
        links=tuple(_all(connection, "link", link_of)),
        credits=tuple(_all(connection, "credit", credit_of)),
        claims=tuple(claims(connection)),
        steps=tuple(steps(connection)),
        near=tuple(doubts.near(connection)),
        denials=tuple(doubts.denials(connection)),
    )


def claims(connection: sqlite3.Connection, *ids: str) -> Iterator[Claim]:
    """Yield the claims, or those of the given ids, in the order in which they were kept."""
    rows = _all(connection, "claim", _row) if not ids else _with(connection, "claim", "id", ids, _row)
    for row in rows:
        members = connection.execute("SELECT statement FROM claim_statement WHERE claim = ? ORDER BY n", (row["id"],))
        yield claim_of(row, [member["statement"] for member in members], list(origins(connection, row["id"])))


def origins(connection: sqlite3.Connection, claim: str) -> Iterator[Origin]:
    """Yield the origins of a claim."""
    for row in connection.execute("SELECT * FROM origin WHERE claim = ? ORDER BY n", (claim,)).fetchall():
        routes = connection.execute("SELECT statement FROM origin_statement WHERE origin = ? ORDER BY n", (row["n"],))
        yield origin_of(row, [route["statement"] for route in routes])


def steps(connection: sqlite3.Connection, *, later: Iterable[str] = (), earlier: Iterable[str] = ()) -> Iterator[Step]:
    """Yield all steps, or those to and from the given statements, in the order in which they were kept."""
    later, earlier = tuple(later), tuple(earlier)
    if not (later or earlier):
        yield from _all(connection, "step", step_of)
        return
    rows = {row["n"]: row for row in _with(connection, "step", "later", later, _row)}
    rows |= {row["n"]: row for row in _with(connection, "step", "earlier", earlier, _row)}
    yield from (step_of(rows[n]) for n in sorted(rows))


def links(connection: sqlite3.Connection, statements: Iterable[str]) -> list[Link]:
    """Return the links that have one of the statements at either end."""
    ids = tuple(statements)
    rows = {row["n"]: row for side in ("a", "b") for row in _with(connection, "link", side, ids, _row)}
    return [link_of(rows[n]) for n in sorted(rows)]


def credits_of(connection: sqlite3.Connection, article: str) -> list[Credit]:
    """Return what an article credits."""
    return list(_with(connection, "credit", "article", (article,), credit_of))


def parts(connection: sqlite3.Connection, article: str) -> list[Statement]:
    """Return the statements that an article's contents were split into, in their order."""
    rows = connection.execute("SELECT * FROM part WHERE article = ? ORDER BY n", (article,))
    return [statement_of(row) for row in rows]


def passages(connection: sqlite3.Connection) -> Iterator[Passage]:
    """Yield the passages that articles share, in the order in which they were kept."""
    return _all(connection, "passage", passage_of)


def shared_with(connection: sqlite3.Connection, article: str) -> list[Passage]:
    """Return the passages that an article shares with others, in the order in which they were kept."""
    rows = {row["n"]: row for side in ("a", "b") for row in _with(connection, "passage", side, (article,), _row)}
    return [passage_of(rows[n]) for n in sorted(rows)]


def same_as(connection: sqlite3.Connection, sources: Iterable[str]) -> dict[str, str]:
    """Return the canonical source of each that is not its own, by id."""
    return dict(_with(connection, "same", "source", tuple(sources), lambda row: (row["source"], row["canonical"])))


def standing_for(connection: sqlite3.Connection, sources: Iterable[str]) -> dict[str, Source]:
    """Return, for each of some sources that another stands for, that other one as its own article names it, by id."""
    same = same_as(connection, sources)
    others = tuple(dict.fromkeys(same.values()))
    found = {source.id: source for source in _with(connection, "source", "id", others, source_of, "rowid")}
    return {source: found[other] for source, other in same.items() if other in found}


def claims_of(connection: sqlite3.Connection, statements: Iterable[str]) -> dict[str, str]:
    """Return the claim of each statement that has one, by id."""
    ids = tuple(statements)
    pairs = _with(connection, "claim_statement", "statement", ids, lambda row: (row["statement"], row["claim"]))
    return dict(pairs)


def _row(row: sqlite3.Row) -> sqlite3.Row:
    return row


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  -- own names


def _all(connection: sqlite3.Connection, table: str, record: Callable[[sqlite3.Row], _T]) -> Iterator[_T]:
    """Yield a table's records in order, some rows at a time: no cursor is open while they are used."""
    sql = f"SELECT * FROM {table} WHERE n > ? ORDER BY n LIMIT {_TOGETHER}"  # noqa: S608  -- own names
    last = 0
    while rows := connection.execute(sql, (last,)).fetchall():
        yield from map(record, rows)
        last = rows[-1]["n"]


def _with(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    values: tuple[str, ...],
    record: Callable[[sqlite3.Row], _T],
    order: str = "n",
) -> Iterator[_T]:
    """Yield the records of a table that have one of the values in a column."""
    for some in batches(values):
        sql = f"SELECT * FROM {table} WHERE {column} IN ({marks(some)}) ORDER BY {order}"  # noqa: S608  -- own names
        yield from map(record, connection.execute(sql, some).fetchall())
