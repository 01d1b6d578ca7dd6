"""What belongs together, counts of outlets, who credits whom, and the facets of whole lists."""

from __future__ import annotations

import sqlite3

from whence.text.shown import harmless

__all__ = ["FACET", "add_counts", "add_pairs", "count_in"]

FACET = 20
"""Values of a facet at most, those of most items."""
_PAIRS = (("article", "source"), ("source", "outlet"), ("claim", "outlet"), ("claim", "source"))


def add_pairs(connection: sqlite3.Connection, article: int | None = None) -> None:
    """Add which sources and outlets go with which articles, sources and claims; of one article, or of all."""
    only = "" if article is None else "AND article = :article"
    for one, other in _PAIRS:
        connection.execute(
            f"INSERT OR IGNORE INTO browse_{one}_{other} SELECT DISTINCT {one}, {other} FROM browse_unit"  # noqa: S608  -- own names
            f" WHERE {one} IS NOT NULL AND {other} IS NOT NULL {only} ORDER BY 1, 2",
            {"article": article},
        )


def add_counts(connection: sqlite3.Connection) -> None:
    """Add what is counted over all articles and claims, which stand there already."""
    for row in connection.execute(_CREDITS).fetchall():
        values = harmless(row["credited"]), row["article"], row["outlet"]
        connection.execute("INSERT OR IGNORE INTO browse_credit (credited, article, outlet) VALUES (?, ?, ?)", values)
    for sql in (_SIDES, _OUTLETS, *_manners(), *_FACETS):
        connection.execute(sql)


def count_in(connection: sqlite3.Connection, article: int, outlet: int) -> None:
    """Count an article that was added in what is counted already."""
    connection.execute(_OUTLET_MORE, {"article": article, "outlet": outlet})
    for sql in _manners("article = :article"):
        connection.execute(sql, {"article": article})


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
        articles = (SELECT count(DISTINCT a.line) FROM browse_article AS a WHERE a.outlet = browse_outlet.n),
        captures = (SELECT count(*) FROM browse_article AS a WHERE a.outlet = browse_outlet.n),
        statements = (SELECT count(*) FROM browse_unit AS u WHERE u.outlet = browse_outlet.n),
        sources = (SELECT count(*) FROM browse_source_outlet AS s WHERE s.outlet = browse_outlet.n),
        claims = (SELECT count(*) FROM browse_claim_outlet AS c WHERE c.outlet = browse_outlet.n),
        first_here = (SELECT count(*) FROM browse_claim AS c WHERE c.first_outlet = browse_outlet.n),
        credits = (SELECT count(DISTINCT c.credited) FROM browse_credit AS c WHERE c.outlet = browse_outlet.n),
        credited_by = (
            SELECT count(DISTINCT c.outlet) FROM browse_credit AS c WHERE c.credited = browse_outlet.name
        )
"""
_OUTLET_MORE = """
    UPDATE browse_outlet SET
        articles = articles + NOT EXISTS (
            SELECT 1 FROM browse_article AS a JOIN browse_article AS b ON b.line = a.line
            WHERE b.n = :article AND a.outlet = :outlet AND a.n != b.n
        ),
        captures = captures + 1,
        statements = statements + (SELECT count(*) FROM browse_unit WHERE article = :article),
        sources = (SELECT count(*) FROM browse_source_outlet WHERE outlet = :outlet)
    WHERE n = :outlet
"""

# --- statements, and facets of whole lists --------------------------------------------------------------------------


def _manners(where: str = "1") -> tuple[str, ...]:
    """Count statements by kind, form and act, with outlet or source (0 where there is none); add to what is counted."""
    return tuple(
        f"INSERT INTO browse_manner_{other} (kind, form, act, {other}, statements) "  # noqa: S608  -- own text
        f"SELECT kind, form, act, coalesce({other}, 0), count(*) FROM browse_unit WHERE {where} GROUP BY 1, 2, 3, 4 "
        f"ON CONFLICT DO UPDATE SET statements = browse_manner_{other}.statements + excluded.statements"
        for other in ("outlet", "source")
    )


_FACETS = tuple(
    f"INSERT INTO browse_facet (list, name, value, called, count) "  # noqa: S608  -- own text
    f"SELECT '{listed}', '{name}', value, called, count FROM ({sql}) ORDER BY count DESC, value LIMIT {FACET}"
    for listed, name, sql in (
        ("claims", "side", "SELECT side AS value, '' AS called, count(*) AS count FROM browse_side GROUP BY side"),
        ("claims", "kind", "SELECT kind AS value, '' AS called, count(*) AS count FROM browse_kind GROUP BY kind"),
        ("claims", "change", "SELECT kind AS value, '' AS called, count(DISTINCT claim) AS count FROM browse_change "
                             "GROUP BY kind"),
        ("claims", "outlet", "SELECT name AS value, '' AS called, claims AS count FROM browse_outlet WHERE claims > 0"),
        ("claims", "source", "SELECT id AS value, name AS called, claims AS count FROM browse_source WHERE claims > 0"),
        ("steps", "basis", "SELECT basis AS value, '' AS called, count(*) AS count FROM browse_step GROUP BY basis"),
    )
)  # fmt: skip
