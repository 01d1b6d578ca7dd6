"""The sources and the outlets of a case file, a page at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from whence.browse.asking import Asked, FacetOf, Listed, counted, ordered, outlet_key, source_key
from whence.browse.records import Listing, OutletRow, SourceRow
from whence.case import Case
from whence.records import SourceKind
from whence.text.shown import harmless

__all__ = ["OUTLET_ORDERS", "SOURCE_ORDERS", "outlet_rows", "outlets", "source_rows", "sources"]

SOURCE_ORDERS = {
    "articles": "s.articles, s.rank DESC, s.statements, s.name DESC, s.n DESC",
    "statements": "s.statements, s.name DESC, s.n DESC",
    "outlets": "s.outlets, s.name DESC, s.n DESC",
    "claims": "s.claims, s.name DESC, s.n DESC",
    "origin_of": "s.origin_of, s.name DESC, s.n DESC",
    "kind": "s.rank, s.name, s.n",
    "name": "s.name, s.n",
}
OUTLET_ORDERS = {
    name: f"o.{name}, o.name DESC"
    for name in ("articles", "statements", "claims", "first_here", "credits", "credited_by")
} | {"name": "o.name"}
_texts = msgspec.json.Decoder(tuple[str, ...])
_OUTLET = """
    SELECT o.name AS value, '' AS name, f.count FROM (
        SELECT s.outlet, count(*) AS count FROM found CROSS JOIN browse_source_outlet AS s ON s.source = found.n
        GROUP BY s.outlet
    ) AS f JOIN browse_outlet AS o ON o.n = f.outlet
"""
_KIND = "SELECT kind AS value, '' AS name, count(*) AS count FROM {} GROUP BY kind"
_SOURCES = Listed(
    table="browse_source AS s",
    columns="s.n, s.kind, 1 AS weight",
    facets=(
        FacetOf(name="kind", sql=_KIND.format("found"), whole=_KIND.format("browse_source")),
        FacetOf(
            name="outlet",
            sql=_OUTLET,
            whole="SELECT name AS value, '' AS name, sources AS count FROM browse_outlet",
        ),
    ),
)
_OUTLETS = Listed(table="browse_outlet AS o", columns="o.n, 1 AS weight")


def sources(
    case: Case,
    *,
    words: str = "",
    kind: str = "",
    outlet: str = "",
    article: str = "",
    sort: str = "articles",
    down: bool = True,
    page: int = 1,
    size: int = 50,
) -> Listing[SourceRow]:
    """Return everybody and everything that is said to say something, each once whatever articles call it.

    Args:
        case: the case file.
        words: some of the words of one of its names.
        kind: what sort of source it is.
        outlet: an outlet whose articles let it say something.
        article: id of an article that does.
        sort: articles, statements, outlets, claims, origin_of, kind or name.
        down: the most first; the other way round is the same backwards.
        page: which page, from 1.
        size: items of a page.

    Raises:
        WrongUse: an order that there is not.
    """
    asked = Asked()
    asked.by_name(words, "s.folded")
    asked.by("kind", kind, "s.kind = :kind")
    asked.by(
        "outlet",
        outlet,
        f"s.n IN (SELECT source FROM browse_source_outlet WHERE outlet = {outlet_key.format('outlet')})",
    )
    asked.by("article", article, _IN_ARTICLE)
    order = ordered(SOURCE_ORDERS, sort, down=down)
    return counted(case, _SOURCES, asked, order, page=page, size=size, record=source_rows)


_IN_ARTICLE = """
    s.n IN (
        SELECT source FROM browse_article_source WHERE article = (SELECT n FROM browse_article WHERE id = :article)
    )
"""


def source_rows(rows: Sequence[sqlite3.Row]) -> Iterator[SourceRow]:
    """Yield sources for rows of `browse_source`."""
    for row in rows:
        yield SourceRow(
            id=row["id"],
            name=row["name"],
            kind=SourceKind(row["kind"]),
            also=_texts.decode(row["also"]),
            described=row["described"],
            statements=row["statements"],
            articles=row["articles"],
            captures=row["captures"],
            outlets=row["outlets"],
            claims=row["claims"],
            origin_of=row["origin_of"],
        )


_CARRIES = """
    o.n IN (SELECT b.outlet FROM browse_claim_outlet AS b JOIN browse_claim AS c ON c.n = b.claim WHERE c.id = :claim)
"""


def outlets(
    case: Case,
    *,
    words: str = "",
    source: str = "",
    claim: str = "",
    sort: str = "articles",
    down: bool = True,
    page: int = 1,
    size: int = 50,
) -> Listing[OutletRow]:
    """Return the outlets; an article that states none has one of its own, called by its file.

    Args:
        case: the case file.
        words: some of the words of its name.
        source: id of a source that its articles let say something.
        claim: id of a claim that its articles carry.
        sort: articles, statements, claims, first_here, credits, credited_by or name.
        down: the most first; the other way round is the same backwards.
        page: which page, from 1.
        size: items of a page.

    Raises:
        WrongUse: an order that there is not.
    """
    asked = Asked()
    asked.by_name(words, "o.folded")
    said_in = f"SELECT outlet FROM browse_source_outlet WHERE source = {source_key.format('source')}"
    asked.by("source", source, f"o.n IN ({said_in})")
    asked.by_claim(case, "claim", claim, _CARRIES)
    order = ordered(OUTLET_ORDERS, sort, down=down)
    return counted(case, _OUTLETS, asked, order, page=page, size=size, record=lambda rows: outlet_rows(case, rows))


def outlet_rows(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[OutletRow]:
    """Yield outlets for rows of `browse_outlet`."""
    owners = {harmless(outlet): owner for outlet, owner in case.owners().items()}
    for row in rows:
        yield OutletRow(
            name=row["name"],
            owner=harmless(owners.get(row["name"], "")),
            articles=row["articles"],
            captures=row["captures"],
            statements=row["statements"],
            claims=row["claims"],
            first_here=row["first_here"],
            credits=row["credits"],
            credited_by=row["credited_by"],
        )
