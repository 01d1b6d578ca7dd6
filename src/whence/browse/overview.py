"""A case file as a whole: how much it holds, and when that was published."""

from __future__ import annotations

from whence.browse.records import Language, Overview, Slot
from whence.case import Case

__all__ = ["late", "overview", "timeline"]

_DAYS, _MONTHS = 62, 72  # slots of a timeline at most, before it counts by the next longer time
_LENGTHS = {"day": 10, "month": 7, "year": 4}


def overview(case: Case) -> Overview:
    """Return how much a case file holds; each number is the length of the list of that name.

    That of `articles` is `captures` long, and `articles` long where each is listed once (`versions="latest"`); so it is
    with those that were not read (`not_read="any"`, or a language).
    """
    (counts,) = case.rows(_COUNTS)
    languages = tuple(Language(**dict(row)) for row in case.rows(_LANGUAGES))
    return Overview(**dict(counts), languages=languages, tracing=case.tracing(), manifest=case.manifest())


_COUNTS = """
    SELECT
        (SELECT count(*) FROM browse_article)
            - (SELECT count(*) FROM browse_article WHERE versions > 1 AND version > 1) AS articles,
        (SELECT count(*) FROM browse_article) AS captures,
        (SELECT count(*) FROM browse_article WHERE versions > 1 AND version = 1) AS histories,
        (SELECT count(DISTINCT line) FROM browse_article WHERE n IN (SELECT n FROM article WHERE not_read IS NOT NULL))
            AS not_read,
        (SELECT count(*) FROM article WHERE not_read IS NOT NULL) AS not_read_captures,
        (SELECT count(*) FROM browse_outlet) AS outlets,
        (SELECT count(*) FROM browse_unit) AS statements,
        (SELECT count(*) FROM browse_source) AS sources,
        (SELECT count(*) FROM browse_claim) AS claims,
        (SELECT count(*) FROM browse_side WHERE side = 'several') AS several,
        (SELECT count(*) FROM skipped) AS skipped
"""
_LANGUAGES = """
    SELECT t.not_read AS code, count(DISTINCT a.line) AS articles, count(*) AS captures
    FROM article AS t JOIN browse_article AS a ON a.n = t.n WHERE t.not_read IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1
"""


def late(case: Case) -> int | None:
    """Return how many articles the stored trace does not take in, None where nothing is traced."""
    (row,) = case.rows(_LATE)
    return row["late"] if row["traced"] else None


_LATE = """
    SELECT EXISTS (SELECT 1 FROM trace) AS traced, (SELECT count(*) FROM browse_article WHERE NOT traced) AS late
"""


def timeline(case: Case) -> tuple[Slot, ...]:
    """Return how much was published when, by day, month or year as the whole needs it, without empty times.

    An article counts by the first second that its time may mean, in UTC; one without a time is in none. Versions of one
    article that state the same time are one.
    """
    for length, most in (("day", _DAYS), ("month", _MONTHS), ("year", None)):
        rows = case.rows(_SLOTS.format(length=_LENGTHS[length]))
        if most is None or len(rows) <= most:
            break
    again = dict(map(tuple, case.rows(_AGAIN.format(length=_LENGTHS[length]))))
    return tuple(
        Slot(
            start=row["start"],
            articles=row["captures"] - again.get(row["start"], 0),
            captures=row["captures"],
            statements=row["statements"],
        )
        for row in rows
    )


_SLOTS = """
    SELECT substr(earliest, 1, {length}) AS start, count(*) AS captures, sum(statements) AS statements
    FROM browse_article WHERE earliest IS NOT NULL GROUP BY 1 ORDER BY 1
"""
_AGAIN = """
    SELECT substr(earliest, 1, {length}) AS start, count(*) - count(DISTINCT line)
    FROM browse_article WHERE versions > 1 AND earliest IS NOT NULL GROUP BY 1
"""
