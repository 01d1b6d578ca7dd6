"""What a screen asks for, counted beforehand: made anew with each trace, and added to with each article.

It follows from the stored articles and the stored trace alone; where there is no trace, each source stands for itself,
and there are no claims.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from whence.case.summary_claims import add_changes, add_claims, add_steps
from whence.case.summary_counts import add_counts, add_pairs, count_in
from whence.case.summary_units import Adding, Speakers, add_sources, articles_in_order, entries_of, turns
from whence.case.summary_versions import number_versions

__all__ = ["fill", "take_in"]

_TABLES = (
    "outlet",
    "article",
    "source",
    "unit",
    "claim",
    "side",
    "denial",
    "kind",
    "change",
    "step",
    "credit",
    "facet",
    "article_source",
    "source_outlet",
    "claim_outlet",
    "claim_source",
    "follow",
    "manner_outlet",
    "manner_source",
)


def fill(connection: sqlite3.Connection, traced: Collection[str] | None = None) -> None:
    """Make the summary anew from what is stored; the articles are numbered in the order of their time.

    It is to run behind all else that a transaction changes. `traced` are the ids of the articles that the stored trace
    is of, all of them where it is not given.
    """
    for table in _TABLES:
        connection.execute(f"DELETE FROM browse_{table}")  # noqa: S608  -- a name of `_TABLES`
    connection.execute("INSERT INTO browse_words (browse_words) VALUES ('delete-all')")
    some = connection.execute("SELECT 1 FROM trace").fetchone() is not None
    articles, entries = articles_in_order(connection), entries_of(connection)
    claims = add_claims(connection, articles, entries)
    speakers = Speakers(connection, dict(map(tuple, connection.execute("SELECT source, canonical FROM same"))))
    adding = Adding(connection, speakers, claims, entries)
    for article, number, at in turns(articles, entries):
        takes_in = some and (traced is None or article.id in traced)
        adding.add(article, number, at, traced=takes_in)
    number_versions(connection)
    add_sources(connection, speakers)
    add_steps(connection)
    add_changes(connection)
    add_pairs(connection)
    add_counts(connection)


def take_in(connection: sqlite3.Connection, article: str) -> None:
    """Add an article that has just been stored, which no trace takes in yet: its number is the next."""
    (found,) = articles_in_order(connection, article)
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM browse_article").fetchone()
    speakers, entries = Speakers(connection, {}), entries_of(connection, article)
    adding = Adding(connection, speakers, {}, entries)
    for _, _, at in turns([found], entries):
        adding.add(found, number, at, traced=False)
    number_versions(connection, found.line)
    add_sources(connection, speakers)
    add_pairs(connection, found.n)
    count_in(connection, found.n, found.outlet)
