"""Claims, their steps and what changed on them, as rows to browse."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import msgspec

from whence.case.summary_units import Printed
from whence.records import Change, ChangeKind, LinkBasis
from whence.text.shown import harmless, words_at

__all__ = ["add_changes", "add_claims", "add_steps"]

_TEXTS = 256  # articles whose texts are at hand: steps of one claim stand together
_texts = msgspec.json.Decoder(tuple[str, ...])
_changes = msgspec.json.Decoder(tuple[Change, ...])


class _Held(NamedTuple):
    """A claim's row, its statements' articles, with their entries' times, and the claims that deny it."""

    row: sqlite3.Row
    articles: list[Printed]
    denied_by: list[str]


def add_claims(
    connection: sqlite3.Connection, articles: Sequence[Printed], entries: Mapping[int, Mapping[int, str]]
) -> dict[str, int]:
    """Add the claims, in the order of the table of claims, and return their keys, which count from 1, by their ids.

    `entries` are the times of live pages' lines (`entries_of`).
    """
    held = list(_held(connection, {article.n: article for article in articles}, entries))
    sided = {i for claim in held if claim.denied_by for i in (claim.row["id"], *claim.denied_by)}
    held.sort(key=lambda claim: _in_table(claim, claim.row["id"] in sided))
    keys = {claim.row["id"]: n for n, claim in enumerate(held, start=1)}
    denials = [(keys[c.row["id"]], keys[other]) for c in held for other in dict.fromkeys(c.denied_by) if other in keys]
    connection.executemany("INSERT INTO browse_denial (claim, denied_by) VALUES (?, ?)", denials)
    connection.executemany(_ADD_CLAIM, (_row(n, claim) for n, claim in enumerate(held, start=1)))
    for sql in (_DENIALS, _SEVERAL, _KINDS):
        connection.execute(sql)
    return keys


def _held(
    connection: sqlite3.Connection, articles: Mapping[int, Printed], entries: Mapping[int, Mapping[int, str]]
) -> Iterator[_Held]:
    def printed(member: sqlite3.Row) -> Printed:
        article = articles[member["article"]]
        at = entries.get(article.n, {}).get(member["block"])
        return article if at is None else replace(article, earliest=at)

    rows = {row["n"]: row for row in connection.execute("SELECT * FROM claim ORDER BY n")}
    for n, members in groupby(connection.execute(_MEMBERS), key=lambda row: row["claim"]):
        row = rows[n]
        yield _Held(row, [printed(member) for member in members], list(_texts.decode(row["denied_by"])))


def _in_table(claim: _Held, sided: bool) -> tuple[bool, int, int, str, str, str]:
    """The order of the table of claims, as `report.views` has it."""
    number = len(_once(claim.articles))
    first = min((a.earliest for a in claim.articles if a.earliest), default="~")
    alone = number == 1 and not sided
    return alone, -number, -len(claim.articles), first, harmless(claim.row["wording"]), claim.row["id"]


def _row(n: int, claim: _Held) -> tuple[object, ...]:
    once = _once(claim.articles)
    row, dated = claim.row, [article for article in claim.articles if article.earliest]
    first = min(dated, key=lambda article: article.earliest or "", default=None)
    last = max(dated, key=lambda article: article.earliest or "", default=None)
    return (
        *(n, row["id"], harmless(row["wording"]), len(claim.articles)),
        *(len(once), len({article.called for article in once})),
        *(row["independent_min"], row["independent_max"]),
        *(first and first.earliest, last and last.earliest, first and first.n, last and last.n),
        claim.articles[0].outlet,
        *(len(msgspec.json.decode(row[name])) for name in ("circular", "missing", "unordered")),
    )


def _once(articles: Iterable[Printed]) -> list[Printed]:
    """Articles, each once: in the first of its versions."""
    found: dict[str, Printed] = {}
    for article in articles:
        found.setdefault(article.line, article)
    return list(found.values())


_MEMBERS = """
    SELECT c.n AS claim, a.n AS article, s.block FROM claim AS c
    JOIN claim_statement AS m ON m.claim = c.id
    JOIN (
        SELECT id, article, block FROM statement UNION ALL SELECT id, article, block FROM part
    ) AS s ON s.id = m.statement
    JOIN article AS a ON a.id = s.article
    ORDER BY c.n, m.n
"""
_ADD_CLAIM = """
    INSERT INTO browse_claim (
        n, id, wording, statements, articles, outlets, least, most, first, last, first_article, last_article,
        first_outlet, circular, missing, unordered, changes, several, denied_by, denies
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)
"""
_DENIALS = """
    UPDATE browse_claim SET
        denied_by = (SELECT count(*) FROM browse_denial AS d WHERE d.claim = browse_claim.n),
        denies = (SELECT count(*) FROM browse_denial AS d WHERE d.denied_by = browse_claim.n)
"""
_SEVERAL = "UPDATE browse_claim SET several = (articles > 1 OR denied_by > 0 OR denies > 0)"
_KINDS = """
    INSERT INTO browse_kind (kind, claim)
    SELECT DISTINCT o.kind, c.n FROM origin AS o JOIN browse_claim AS c ON c.id = o.claim
"""


# --- steps ----------------------------------------------------------------------------------------------------------


def add_steps(connection: sqlite3.Connection) -> None:
    """Add the steps with the outlets of both ends."""
    connection.execute(_STEPS, {"inferred": LinkBasis.inferred.value})
    connection.execute(_FOLLOWS)


_STEPS = """
    INSERT INTO browse_step (n, claim, later, earlier, later_outlet, earlier_outlet, basis, stated)
    SELECT t.n, b.claim, b.n, a.n, b.outlet, a.outlet, t.basis, t.basis != :inferred
    FROM step AS t JOIN browse_unit AS b ON b.id = t.later JOIN browse_unit AS a ON a.id = t.earlier
    ORDER BY t.n
"""
_FOLLOWS = """
    INSERT INTO browse_follow (later_outlet, earlier_outlet, stated, inferred)
    SELECT later_outlet, earlier_outlet, sum(stated), sum(NOT stated) FROM browse_step
    WHERE later_outlet IS NOT NULL AND earlier_outlet IS NOT NULL AND basis != 'version' GROUP BY 1, 2
"""


def add_changes(connection: sqlite3.Connection) -> None:
    """Add what each version shows as changed, with the words, each once, but for mere rewording."""

    @lru_cache(_TEXTS)
    def text(article: int) -> str:
        return str(connection.execute("SELECT text FROM article WHERE n = ?", (article,)).fetchone()[0])

    for later, steps in groupby(connection.execute(_CHANGED).fetchall(), key=lambda row: row["later"]):
        found: dict[tuple[int, str, str, str, str], None] = {}
        for step in steps:
            for change in _changes.decode(step["changes"]):
                if change.kind is not ChangeKind.reworded:
                    before = words_at(text(step["a"]), change.before) if change.before else ""
                    after = words_at(text(step["b"]), change.after) if change.after else ""
                    found[step["claim"], later, change.kind.value, before, after] = None
        connection.executemany(_ADD_CHANGE, found)
    connection.execute(_COUNT_CHANGES)


_CHANGED = """
    SELECT t.later, t.changes, b.claim, a.article AS a, b.article AS b
    FROM step AS t JOIN browse_unit AS b ON b.id = t.later JOIN browse_unit AS a ON a.id = t.earlier
    WHERE t.changes != '[]' AND b.claim IS NOT NULL AND b.claim = a.claim ORDER BY b.claim, b.n, t.n
"""
_ADD_CHANGE = "INSERT INTO browse_change (claim, later, kind, before, after) VALUES (?, ?, ?, ?, ?)"
_COUNT_CHANGES = """
    UPDATE browse_claim SET changes = (SELECT count(*) FROM browse_change AS c WHERE c.claim = browse_claim.n)
    WHERE n IN (SELECT claim FROM browse_change)
"""
