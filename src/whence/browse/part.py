"""Some of a collection's articles with what the trace says of them: a screen never asks for the whole collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from whence.case import Case
from whence.case.rows import source_of
from whence.records import Claim, Source, Step, Trace
from whence.report.collected import Collected, Whole

__all__ = ["gathered"]


def gathered(
    case: Case,
    articles: Iterable[str],
    *,
    claims: Sequence[Claim] = (),
    steps: Sequence[Step] = (),
) -> Collected:
    """Return some articles, by their ids, with the parts and credits of theirs, some claims and some steps.

    All records of the sources that are origins of the claims are among them, whatever articles these are of.
    """
    readings = [reading for article in dict.fromkeys(articles) if (reading := case.reading(article)) is not None]
    ids = [reading.article.id for reading in readings]
    parts = [part for article in ids for part in case.parts(article)]
    origins = [o.source for claim in claims for o in claim.origins if o.source is not None]
    speakers = [source.id for reading in readings for source in reading.sources]
    same = case.same_as([*origins, *speakers])
    trace = Trace(
        parts=tuple(parts),
        same=tuple(same.items()),
        credits=tuple(credit for article in ids for credit in case.credits(article)),
        claims=tuple(claims),
        steps=tuple(steps),
    )
    statements = [s.id for reading in readings for s in reading.statements] + [part.id for part in parts]
    whole = Whole(
        numbers=_numbers(case, ids),
        claimed=case.claims_of(statements).keys(),
        namings=_namings(case, dict.fromkeys(same.get(source, source) for source in origins)),
    )
    return Collected(readings, trace, case.owners(), whole=whole)


def _numbers(case: Case, articles: Sequence[str]) -> dict[str, int]:
    marks = ", ".join("?" for _ in articles)
    rows = case.rows(f"SELECT id, number FROM browse_article WHERE id IN ({marks})", articles)
    return {row["id"]: row["number"] for row in rows}


def _namings(case: Case, ones: Iterable[str]) -> dict[str, list[Source]]:
    """All records of some sources, by the id of the one that stands for them, in the order of their articles."""
    wanted = list(ones)
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for row in case.rows(_NAMINGS.format(marks=", ".join("?" for _ in wanted)), wanted * 2):
        found[row["one"]].append(source_of(row))
    return dict(found)


_NAMINGS = """
    SELECT m.one, w.* FROM (
        SELECT id, id AS one FROM source WHERE id IN ({marks})
        UNION SELECT source, canonical FROM same WHERE canonical IN ({marks})
    ) AS m JOIN source AS w ON w.id = m.id JOIN browse_article AS a ON a.id = w.article
    ORDER BY a.number, w.position
"""
