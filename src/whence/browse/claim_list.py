"""The claims of a case file, a page at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from whence.browse.asking import Asked, FacetOf, Listed, counted, ordered, outlet_key, source_key, stored_facet
from whence.browse.places import places_of, times
from whence.browse.records import ClaimRow, Listing
from whence.case import Case
from whence.case.query import marks
from whence.case.rows import is_live
from whence.records import ChangeKind, Range
from whence.report.records import When
from whence.text.shown import harmless

__all__ = ["CLAIM_ORDERS", "claims", "claims_by_key", "origin_names"]

CLAIM_ORDERS = {
    "articles": "c.n DESC",
    "outlets": "c.outlets, c.n DESC",
    "origins": "c.most, c.least, c.n DESC",
    "changes": "c.changes, c.n DESC",
    "first": "c.first, c.n",
    "last": "c.last, c.n",
    "wording": "c.wording, c.n",
}
_ORIGINS = 4  # names of a row

_UNITS = "c.n IN (SELECT u.claim FROM browse_unit AS u WHERE u.claim IS NOT NULL AND {})"
_PAIRED = """
    SELECT s.{0} AS value, '' AS name, count(*) AS count
    FROM found CROSS JOIN browse_{0} AS s ON s.claim = found.n GROUP BY s.{0}
"""
_NAMED = """
    SELECT {1} AS value, {2} AS name, f.count FROM (
        SELECT s.{0} AS n, count(*) AS count FROM found CROSS JOIN browse_claim_{0} AS s ON s.claim = found.n GROUP BY 1
    ) AS f JOIN browse_{0} AS o ON o.n = f.n
"""
_CHANGE = """
    SELECT s.kind AS value, '' AS name, count(DISTINCT s.claim) AS count
    FROM found CROSS JOIN browse_change AS s ON s.claim = found.n GROUP BY s.kind
"""
_LIST = Listed(
    table="browse_claim AS c",
    columns="c.n, 1 AS weight",
    facets=tuple(
        FacetOf(name=name, sql=sql, whole=stored_facet("claims", name))
        for name, sql in (
            ("side", _PAIRED.format("side")),
            ("change", _CHANGE),
            ("kind", _PAIRED.format("kind")),
            ("outlet", _NAMED.format("outlet", "o.name", "''")),
            ("source", _NAMED.format("source", "o.id", "o.name")),
        )
    ),
)


def claims(
    case: Case,
    *,
    words: str = "",
    outlet: str = "",
    source: str = "",
    change: str = "",
    kind: str = "",
    side: str = "",
    since: str = "",
    until: str = "",
    article: str = "",
    first_in: str = "",
    origin: str = "",
    denies: str = "",
    denied_by: str = "",
    sort: str = "articles",
    down: bool = True,
    page: int = 1,
    size: int = 50,
) -> Listing[ClaimRow]:
    """Return claims.

    Args:
        case: the case file.
        words: words that one version holds, as `Case.search` takes them.
        outlet: an outlet that carries it.
        source: id of a source that is said to say a version.
        change: a kind of change that its versions show.
        kind: the kind of one of its origins.
        side: `several` (more to show than one article's words), `one_origin` (several articles, one origin), `denied`,
            `circular`, `missing` (credits what is not in the collection) or `unordered`.
        since: the time from which on a version was published.
        until: the time by which one was.
        article: id of an article that carries it.
        first_in: the outlet of its earliest version.
        origin: id of a source that is an origin of it.
        denies: id of a claim that it denies.
        denied_by: id of a claim that denies it.
        sort: articles, outlets, origins, changes, first, last or wording.
        down: the most, or the latest, first; the other way round is the same backwards.
        page: which page, from 1.
        size: items of a page.

    Raises:
        WrongUse: a time that is none, or an order that there is not.
    """
    asked = Asked()
    found = "SELECT rowid FROM browse_words WHERE browse_words MATCH :words"
    asked.by_words(words, _UNITS.format(f"u.n IN ({found})"))
    asked.by(
        "outlet", outlet, f"c.n IN (SELECT claim FROM browse_claim_outlet WHERE outlet = {outlet_key.format('outlet')})"
    )
    asked.by(
        "source", source, f"c.n IN (SELECT claim FROM browse_claim_source WHERE source = {source_key.format('source')})"
    )
    asked.by("change", change, "c.n IN (SELECT claim FROM browse_change WHERE kind = :change)")
    asked.by("kind", kind, "c.n IN (SELECT claim FROM browse_kind WHERE kind = :kind)")
    asked.by("side", side, "c.n IN (SELECT claim FROM browse_side WHERE side = :side)")
    asked.by_time(since, until, first="c.first", last="c.last")
    asked.by("article", article, _UNITS.format("u.article = (SELECT n FROM browse_article WHERE id = :article)"))
    asked.by("first_in", first_in, f"c.first_outlet = {outlet_key.format('first_in')}")
    asked.by("origin", origin, _ORIGIN)
    asked.by_claim(
        case, "denies", denies, f"c.n IN (SELECT denied_by FROM browse_denial WHERE claim = {_CLAIM.format('denies')})"
    )
    asked.by_claim(case, "denied_by", denied_by,
             f"c.n IN (SELECT claim FROM browse_denial WHERE denied_by = {_CLAIM.format('denied_by')})")  # fmt: skip
    order = ordered(CLAIM_ORDERS, sort, down=down)
    return counted(case, _LIST, asked, order, page=page, size=size, record=lambda rows: _rows(case, rows))


_CLAIM = "(SELECT n FROM browse_claim WHERE id = :{})"
_ORIGIN = """
    c.id IN (SELECT o.claim FROM origin AS o WHERE o.source = (
        SELECT coalesce((SELECT canonical FROM same WHERE source = :origin), :origin)
    ) OR o.source IN (SELECT s.source FROM same AS s WHERE s.canonical = (
        SELECT coalesce((SELECT canonical FROM same WHERE source = :origin), :origin)
    )))
"""


def claims_by_key(case: Case, keys: Iterable[int]) -> dict[int, sqlite3.Row]:
    """Return the rows of some claims by their keys, which are their numbers."""
    wanted = sorted(set(keys))
    return {row["n"]: row for row in case.rows(f"SELECT * FROM browse_claim WHERE n IN ({marks(wanted)})", wanted)}


def origin_names(case: Case, claims: Sequence[str]) -> defaultdict[str, list[str]]:
    """Return the names of the origins of some claims, by the claims' ids, in the order of the origins."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in case.rows(f"SELECT claim, name FROM origin WHERE claim IN ({marks(claims)}) ORDER BY n", claims):
        found[row["claim"]].append(harmless(row["name"]))
    return found


def _rows(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[ClaimRow]:
    keys = [row["n"] for row in rows]
    origins = origin_names(case, [row["id"] for row in rows])
    kinds: defaultdict[int, list[ChangeKind]] = defaultdict(list)
    for row in case.rows(
        f"SELECT DISTINCT claim, kind FROM browse_change WHERE claim IN ({marks(keys)}) ORDER BY n", keys
    ):
        kinds[row["claim"]].append(ChangeKind(row["kind"]))
    ends = _ends(case, rows)
    outlets = _outlets(case, {row["first_outlet"] for row in rows})
    for row in rows:
        yield ClaimRow(
            id=row["id"],
            number=row["n"],
            wording=row["wording"],
            statements=row["statements"],
            articles=row["articles"],
            outlets=row["outlets"],
            independent=Range(row["least"], row["most"]),
            origins=tuple(dict.fromkeys(origins[row["id"]]))[:_ORIGINS],
            changes=row["changes"],
            change_kinds=tuple(dict.fromkeys(kinds[row["n"]])),
            first=ends["first", row["n"]],
            last=ends["last", row["n"]],
            outlet=outlets.get(row["first_outlet"], ""),
            several=bool(row["several"]),
            denied_by=row["denied_by"],
            denies=row["denies"],
            circular=row["circular"],
            missing=row["missing"],
            unordered=row["unordered"],
        )


def _ends(case: Case, rows: Sequence[sqlite3.Row]) -> dict[tuple[str, int], When]:
    """The first and the last time of each claim, as the articles state them, or entries of live pages."""
    keys = [(end, row) for row in rows for end in ("first", "last")]
    stated = times(case, (row[f"{end}_article"] for end, row in keys if row[f"{end}_article"]))
    found = {(end, row["n"]): stated.get(row[f"{end}_article"], When()) for end, row in keys}
    others = {row["n"] for end, row in keys if found[end, row["n"]].key != (row[end] or "")}
    units = case.rows(_LIVE.format(marks=marks(others), live=is_live("a.blocks")), sorted(others)) if others else []
    known = places_of(case, {unit["id"]: unit["article"] for unit in units})
    of_entries = {(unit["claim"], known[unit["id"]].when.key): known[unit["id"]].when for unit in units}
    return found | {
        (end, row["n"]): of_entries[row["n"], row[end]] for end, row in keys if (row["n"], row[end]) in of_entries
    }


_LIVE = """
    SELECT u.id, u.claim, u.article FROM browse_unit AS u JOIN article AS a ON a.n = u.article
    WHERE u.claim IN ({marks}) AND {live} ORDER BY u.n
"""


def _outlets(case: Case, keys: Iterable[int | None]) -> dict[int, str]:
    wanted = sorted(key for key in set(keys) if key is not None)
    return dict(map(tuple, case.rows(f"SELECT n, name FROM browse_outlet WHERE n IN ({marks(wanted)})", wanted)))
