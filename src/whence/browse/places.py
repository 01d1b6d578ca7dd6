"""Articles as lists name them: a number, an outlet, a headline, a time; words of a live page have their entry's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import msgspec

from whence.case import Case
from whence.case.query import marks
from whence.case.rows import is_live
from whence.records import Moment, Precision, ReadFrom
from whence.report.collected import in_entry, place_of
from whence.report.collected import when as _when
from whence.report.records import Place, When

__all__ = ["moment_of", "places", "places_of", "times"]

_moment = msgspec.json.Decoder(Moment)

_COLUMNS = """
    SELECT b.n, a.id, b.number, a.outlet, a.title, a.file, a.url, o.owner,
        a.published, a.published_precision, a.published_read_from
    FROM browse_article AS b JOIN article AS a ON a.n = b.n LEFT JOIN owner AS o ON o.outlet = a.outlet
    WHERE b.n IN ({marks})
"""


def places(case: Case, articles: Iterable[int]) -> dict[int, Place]:
    """Return what one calls some articles, by their keys."""
    keys = sorted(set(articles))
    rows = case.rows(_COLUMNS.format(marks=marks(keys)), keys)
    return {row["n"]: _place(row) for row in rows}


def places_of(case: Case, statements: Mapping[str, int]) -> dict[str, Place]:
    """Return what one calls the articles of some statements, by the statements' ids; their articles' keys are given.

    A statement in an entry of a live page has the time of its entry.
    """
    known, ids = places(case, statements.values()), list(statements)
    found = {name: known[article] for name, article in statements.items()}
    for row in case.rows(_ENTRIES.format(marks=marks(ids), live=is_live("a.blocks")), ids * 2):
        found[row["id"]] = in_entry(found[row["id"]], _moment.decode(row["at"]), moment_of(row))
    return found


_ENTRIES = """
    SELECT s.id, json_extract(a.blocks, '$[' || s.block || '].at') AS at,
        a.published, a.published_precision, a.published_read_from
    FROM (
        SELECT id, article, block FROM statement WHERE id IN ({marks})
        UNION ALL SELECT id, article, block FROM part WHERE id IN ({marks})
    ) AS s JOIN article AS a ON a.id = s.article
    WHERE {live} AND at IS NOT NULL
"""


def _place(row: sqlite3.Row) -> Place:
    return place_of(
        article=row["id"],
        number=row["number"],
        outlet=row["outlet"],
        title=row["title"],
        file=row["file"],
        url=row["url"],
        published=moment_of(row),
        owner=row["owner"],
    )


def moment_of(row: sqlite3.Row) -> Moment | None:
    """Return the time of publication of a row of an article."""
    if row["published"] is None:
        return None
    precision, read_from = Precision(row["published_precision"]), ReadFrom(row["published_read_from"])
    return Moment(at=row["published"], precision=precision, read_from=read_from)


def times(case: Case, articles: Iterable[int]) -> dict[int, When]:
    """Return the times of publication of some articles, by their keys."""
    keys = sorted(set(articles))
    sql = f"SELECT n, published, published_precision, published_read_from FROM article WHERE n IN ({marks(keys)})"
    return {row["n"]: _when(moment_of(row)) for row in case.rows(sql, keys)}
