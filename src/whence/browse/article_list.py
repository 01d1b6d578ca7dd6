"""The articles of a case file, a page at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from whence import words as words_
from whence.browse import wording
from whence.browse.asking import Asked, FacetOf, Listed, counted, ordered, outlet_key, source_key
from whence.browse.places import places
from whence.browse.records import ArticleRow, Listing
from whence.case import Case
from whence.case.query import marks
from whence.errors import WrongUse
from whence.text.shown import harmless

__all__ = ["ARTICLE_ORDERS", "LATEST", "articles"]

ARTICLE_ORDERS = {
    "time": "a.number",
    "outlet": "a.called, a.number",
    "title": "a.title, a.number",
    "statements": "a.statements, a.number DESC",
    "claims": "a.claims, a.number DESC",
    "sources": "a.sources, a.number DESC",
}
_texts = msgspec.json.Decoder(tuple[str, ...])
_OF_CLAIM = """a.n IN (
    SELECT n FROM (
        SELECT u.article AS n, min(m.n) FROM browse_claim AS c
        JOIN claim_statement AS m ON m.claim = c.id JOIN browse_unit AS u ON u.id = m.statement
        JOIN article AS t ON t.n = u.article WHERE c.id = :claim GROUP BY coalesce(t.address, t.id)
    )
)"""
_OUTLET = """
    SELECT o.name AS value, '' AS name, f.count FROM (
        SELECT outlet, count(*) AS count FROM found WHERE outlet IS NOT NULL GROUP BY outlet
    ) AS f JOIN browse_outlet AS o ON o.n = f.outlet
"""
_SOURCE = """
    SELECT w.id AS value, w.name AS name, f.count FROM (
        SELECT s.source, count(*) AS count FROM found CROSS JOIN browse_article_source AS s ON s.article = found.n
        GROUP BY s.source
    ) AS f JOIN browse_source AS w ON w.n = f.source
"""
_NOT_READ = """
    SELECT not_read AS value, '' AS name, count(*) AS count FROM article WHERE not_read IS NOT NULL {} GROUP BY not_read
"""
_LIST = Listed(
    table="browse_article AS a",
    columns="a.n, a.outlet, 1 AS weight",
    facets=(
        FacetOf(
            name="outlet",
            sql=_OUTLET,
            whole="SELECT name AS value, '' AS name, captures AS count FROM browse_outlet",
        ),
        FacetOf(
            name="source",
            sql=_SOURCE,
            whole="SELECT id AS value, name, captures AS count FROM browse_source",
        ),
        FacetOf(name="not_read", sql=_NOT_READ.format("AND n IN (SELECT n FROM found)"), whole=_NOT_READ.format("")),
    ),
)


def articles(
    case: Case,
    *,
    words: str = "",
    outlet: str = "",
    source: str = "",
    claim: str = "",
    credits: str = "",
    since: str = "",
    until: str = "",
    versions: str = "",
    version_of: str = "",
    not_read: str = "",
    sort: str = "time",
    down: bool = False,
    page: int = 1,
    size: int = 50,
) -> Listing[ArticleRow]:
    """Return articles.

    Args:
        case: the case file.
        words: words that its headline or text holds, as `Case.search` takes them.
        outlet: who published it.
        source: id of a source that is said to say something in it.
        claim: id of a claim that it carries; of an article's versions that carry it, the first one.
        credits: an outlet or agency that it credits.
        since: the time from which on it was published: the first second that it states.
        until: the time by which it was.
        versions: `latest` lists each article once, in the latest captured of its versions that fit; else they all are.
        version_of: id of an article of which it is a version.
        not_read: the language for which its statements were not read; `any` of them.
        sort: time, outlet, title, statements, claims or sources.
        down: the most, or the latest, first; the other way round is the same backwards.
        page: which page, from 1.
        size: items of a page.

    Raises:
        WrongUse: a time that is none, an order that there is not, or versions other than these.
    """
    asked = Asked()
    asked.by_words(words, "a.n IN (SELECT rowid FROM article_words WHERE article_words MATCH :words)")
    asked.by("outlet", outlet, f"a.outlet = {outlet_key.format('outlet')}")
    asked.by(
        "source",
        source,
        f"a.n IN (SELECT article FROM browse_article_source WHERE source = {source_key.format('source')})",
    )
    asked.by_claim(case, "claim", claim, _OF_CLAIM)
    asked.by("credits", credits, "a.n IN (SELECT article FROM browse_credit WHERE credited = :credits)")
    asked.by_time(since, until, first="a.earliest", last="a.earliest")
    asked.by("version_of", version_of, "a.line = (SELECT line FROM browse_article WHERE id = :version_of)")
    asked.by("not_read", not_read, _IN_LANGUAGE if not_read != ANY else _IN_ANY)
    if versions not in ("", LATEST):
        raise WrongUse(wording.no_versions(versions))
    if versions:
        asked.once("versions", _ONCE)
    order = ordered(ARTICLE_ORDERS, sort, down=down)
    listing = counted(case, _LIST, asked, order, page=page, size=size, record=lambda rows: _rows(case, rows))
    (again,) = case.rows(_AGAIN.format(where=asked.where() or 1), asked.values)[0]
    return replace(listing, once=listing.total - again if again else None)


LATEST = "latest"
ANY = "any"
_IN_LANGUAGE = "a.n IN (SELECT n FROM article WHERE not_read = :not_read)"
_IN_ANY = "a.n IN (SELECT n FROM article WHERE not_read IS NOT NULL)"
_ONCE = """a.n IN (
    SELECT n FROM (SELECT a.n AS n, max(a.version) FROM browse_article AS a WHERE {where} GROUP BY a.line)
)"""
_AGAIN = "SELECT count(*) - count(DISTINCT a.line) FROM browse_article AS a WHERE a.versions > 1 AND ({where})"


def _rows(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[ArticleRow]:
    keys = [row["n"] for row in rows]
    known = places(case, keys)
    sql = f"SELECT n, authors, agency, not_read FROM article WHERE n IN ({marks(keys)})"
    stated = {row["n"]: row for row in case.rows(sql, keys)}
    for row in rows:
        about = stated[row["n"]]
        yield ArticleRow(
            place=known[row["n"]],
            statements=row["statements"],
            claims=row["claims"],
            sources=row["sources"],
            authors=tuple(map(harmless, _texts.decode(about["authors"]))),
            agency=harmless(about["agency"] or ""),
            not_read="" if about["not_read"] is None else words_.not_read(about["not_read"]),
            traced=bool(row["traced"]),
            version=row["version"],
            versions=row["versions"],
        )
