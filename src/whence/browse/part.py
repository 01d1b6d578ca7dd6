"""Some of a collection's articles with what the trace says of them: a screen never asks for the whole collection."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from whence.case import Case
from whence.case.query import batches, marks
from whence.case.rows import article_of, source_of, statement_of
from whence.case.trace_rows import credit_of
from whence.records import Claim, Credit, Reading, Source, Statement, Step, Trace
from whence.report.collected import Collected, Whole

__all__ = ["gathered", "of_articles"]


def of_articles(case: Case, articles: Iterable[str], *, namings: bool = False) -> Collected:
    """Return some articles, by their ids, with all their statements and sources.

    With `namings`, all records of these sources are there, whatever articles they are of.
    """
    readings = [reading for article in dict.fromkeys(articles) if (reading := case.reading(article)) is not None]
    parts = [part for reading in readings for part in case.parts(reading.article.id)]
    named = [source.id for reading in readings for source in reading.sources] if namings else []
    return _collected(case, readings, Trace(parts=tuple(parts)), named)


def gathered(
    case: Case, statements: Iterable[str], *, claims: Sequence[Claim] = (), steps: Sequence[Step] = ()
) -> Collected:
    """Return some statements, by their ids, with their articles and speakers, and with some claims and steps.

    Other statements of these articles are left out. All records of the sources that are origins of the claims are
    there, whatever articles these are of, and the articles' credits of what the collection does not hold, where a claim
    misses something.
    """
    ids = list(dict.fromkeys(statements))
    whole = [statement_of(row) for row in _with(case, "SELECT * FROM statement WHERE id IN ({})", ids)]
    parts = [statement_of(row) for row in _with(case, "SELECT * FROM part WHERE id IN ({})", ids)]
    homes = list(dict.fromkeys(statement.article for statement in (*whole, *parts)))
    speakers = _speakers(case, (*whole, *parts))
    by_article: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in whole:
        by_article[statement.article].append(statement)
    readings = [
        Reading(
            article=article_of(row), statements=tuple(by_article[row["id"]]), sources=tuple(speakers.get(row["id"], ()))
        )
        for row in _with(case, "SELECT * FROM article WHERE id IN ({})", homes)
    ]
    credits_ = _credits(case, homes) if any(claim.missing for claim in claims) else []
    trace = Trace(parts=tuple(parts), credits=tuple(credits_), claims=tuple(claims), steps=tuple(steps))
    return _collected(case, readings, trace)


def _collected(case: Case, readings: Sequence[Reading], trace: Trace, named: Sequence[str] = ()) -> Collected:
    articles = [reading.article.id for reading in readings]
    statements = [s.id for reading in readings for s in reading.statements] + [part.id for part in trace.parts]
    wanted = [*named, *(o.source for claim in trace.claims for o in claim.origins if o.source is not None)]
    same = case.same_as(wanted)
    numbers = _with(case, "SELECT id, number FROM browse_article WHERE id IN ({})", articles)
    marks = _with(case, "SELECT id, mark FROM browse_unit WHERE id IN ({})", statements)
    whole = Whole(
        numbers=dict(map(tuple, numbers)),
        marks=dict(map(tuple, marks)),
        namings=_namings(case, dict.fromkeys(same.get(source, source) for source in wanted)),
        same=same,
    )
    return Collected(readings, trace, case.owners(), whole=whole)


def _speakers(case: Case, statements: Iterable[Statement]) -> dict[str, list[Source]]:
    """Who is said to say some statements, by article."""
    wanted = dict.fromkeys(s.speaker for s in statements if s.speaker is not None)
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for row in _with(case, "SELECT * FROM source WHERE id IN ({})", list(wanted)):
        found[row["article"]].append(source_of(row))
    return dict(found)


def _credits(case: Case, articles: Sequence[str]) -> list[Credit]:
    rows = _with(case, "SELECT * FROM credit WHERE article IN ({}) AND outlet IS NULL ORDER BY n", articles)
    return [credit_of(row) for row in rows]


def _namings(case: Case, ones: Iterable[str]) -> dict[str, list[Source]]:
    """All records of some sources, by the id of the one that stands for them, in the order of their articles."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for one in ones:
        for row in case.rows(_NAMINGS, (one, one)):
            found[one].append(source_of(row))
    return dict(found)


_NAMINGS = """
    SELECT w.* FROM source AS w JOIN browse_article AS a ON a.id = w.article
    WHERE w.id = ? OR w.id IN (SELECT source FROM same WHERE canonical = ?)
    ORDER BY a.number, w.position
"""


def _with(case: Case, sql: str, values: Sequence[str]) -> Iterator[sqlite3.Row]:
    """Yield the rows of a query that asks for some values, a number of them at a time."""
    for some in batches(values):
        yield from case.rows(sql.format(marks(some)), some)
