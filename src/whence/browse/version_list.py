"""The articles of a case file that were captured several times, a page at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from whence.browse.asking import Asked, FacetOf, Listed, counted, outlet_key
from whence.browse.places import places
from whence.browse.records import HistoryRow, Listing
from whence.case import Case
from whence.case.query import marks
from whence.case.rows import moment_of
from whence.report.collected import when
from whence.report.records import When

__all__ = ["histories"]

_LAST = "a.versions > 1 AND a.version = a.versions"  # each article stands there once, in its latest version
_OUTLET = """
    SELECT o.name AS value, '' AS name, f.count FROM (
        SELECT outlet, count(*) AS count FROM found WHERE outlet IS NOT NULL GROUP BY outlet
    ) AS f JOIN browse_outlet AS o ON o.n = f.outlet
"""
_LIST = Listed(
    table=f"(SELECT a.* FROM browse_article AS a WHERE {_LAST}) AS a",
    columns="a.n, a.outlet, 1 AS weight",
    facets=(FacetOf(name="outlet", sql=_OUTLET),),
)
_OF_ANY = """a.line IN (
    SELECT b.line FROM browse_article AS b WHERE b.versions > 1 AND b.n IN (
        SELECT rowid FROM article_words WHERE article_words MATCH :words
    )
)"""


def histories(case: Case, *, words: str = "", outlet: str = "", page: int = 1, size: int = 50) -> Listing[HistoryRow]:
    """Return the articles that were captured several times, in the order of their addresses.

    Args:
        case: the case file.
        words: words that the headline or text of one of its versions holds, as `Case.search` takes them.
        outlet: who published the latest of them.
        page: which page, from 1.
        size: items of a page.
    """
    asked = Asked()
    asked.by_words(words, _OF_ANY)
    asked.by("outlet", outlet, f"a.outlet = {outlet_key.format('outlet')}")
    return counted(case, _LIST, asked, "a.line", page=page, size=size, record=lambda rows: _rows(case, rows))


def _rows(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[HistoryRow]:
    lines = [row["line"] for row in rows]
    known = places(case, [row["n"] for row in rows])
    ends = {(row["line"], row["version"]): _seen(row) for row in case.rows(_ENDS.format(marks=marks(lines)), lines)}
    texts = dict(map(tuple, case.rows(_TEXTS.format(marks=marks(lines)), lines)))
    for row in rows:
        yield HistoryRow(
            place=known[row["n"]],
            address=row["line"],
            captures=row["versions"],
            texts=texts[row["line"]],
            first=ends[row["line"], 1],
            last=ends[row["line"], row["versions"]],
        )


def _seen(row: sqlite3.Row) -> When:
    known = (moment_of(row, name) for name in ("captured", "updated", "published"))
    return when(next((at for at in known if at is not None), None))


_ENDS = """
    SELECT a.line, a.version,
        t.captured, t.captured_precision, t.captured_read_from, t.updated, t.updated_precision, t.updated_read_from,
        t.published, t.published_precision, t.published_read_from
    FROM browse_article AS a JOIN article AS t ON t.n = a.n
    WHERE a.line IN ({marks}) AND a.version IN (1, a.versions)
"""
_TEXTS = """
    SELECT a.line, count(DISTINCT t.text) FROM browse_article AS a JOIN article AS t ON t.n = a.n
    WHERE a.line IN ({marks}) GROUP BY a.line
"""
