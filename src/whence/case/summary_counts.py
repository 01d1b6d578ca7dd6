"""Counts of outlets, who credits whom, and the facets of the whole list of claims."""

from __future__ import annotations

import sqlite3

from whence.text.shown import harmless

__all__ = ["FACET", "add_counts"]

FACET = 20
"""Names of a facet at most, those of most items."""


def add_counts(connection: sqlite3.Connection) -> None:
    """Add what is counted over all articles and claims, which stand there already."""
    for row in connection.execute(_CREDITS).fetchall():
        values = harmless(row["credited"]), row["article"], row["outlet"]
        connection.execute("INSERT OR IGNORE INTO browse_credit (credited, article, outlet) VALUES (?, ?, ?)", values)
    for sql in (_SIDES, _OUTLETS):
        connection.execute(sql)


_CREDITS = """
    SELECT DISTINCT coalesce(c.outlet, c.name) AS credited, a.n AS article, a.outlet
    FROM credit AS c JOIN browse_article AS a ON a.id = c.article ORDER BY 1, 2
"""
_SIDES = """
    INSERT INTO browse_side (side, claim)
    SELECT 'several', n FROM browse_claim WHERE several
    UNION ALL SELECT 'one_origin', n FROM browse_claim WHERE articles > 1 AND most = 1
    UNION ALL SELECT 'denied', n FROM browse_claim WHERE denied_by > 0
    UNION ALL SELECT 'circular', n FROM browse_claim WHERE circular > 0
    UNION ALL SELECT 'missing', n FROM browse_claim WHERE missing > 0
    UNION ALL SELECT 'unordered', n FROM browse_claim WHERE unordered > 0
"""
_OUTLETS = """
    UPDATE browse_outlet SET
        articles = (SELECT count(*) FROM browse_article AS a WHERE a.outlet = browse_outlet.n),
        statements = (SELECT count(*) FROM browse_unit AS u WHERE u.outlet = browse_outlet.n),
        claims = (SELECT count(DISTINCT u.claim) FROM browse_unit AS u WHERE u.outlet = browse_outlet.n),
        first_here = (SELECT count(*) FROM browse_claim AS c WHERE c.first_outlet = browse_outlet.n),
        credits = (SELECT count(DISTINCT c.credited) FROM browse_credit AS c WHERE c.outlet = browse_outlet.n),
        credited_by = (
            SELECT count(DISTINCT c.outlet) FROM browse_credit AS c WHERE c.credited = browse_outlet.name
        )
"""
