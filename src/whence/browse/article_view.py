"""One article of a case file: its text with the statements marked, and a card for each of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from whence import words
from whence.browse.claim_list import claims_by_key
from whence.browse.part import of_articles
from whence.browse.records import ArticlePage, Card
from whence.case import Case
from whence.case.query import marks
from whence.records import ChangeKind, Range, SourceKind, Statement
from whence.report.collected import Collected
from whence.report.pages import Carried, kind_of, page_of
from whence.report.records import Change
from whence.text.shown import harmless, words_at

__all__ = ["article", "carried_by", "units_of", "who_says"]


def article(case: Case, id: str) -> ArticlePage | None:
    """Return an article's page, None where no article has this id; no other article is read."""
    collected = of_articles(case, [id])
    if id not in collected.articles:
        return None
    units = {row["id"]: row for row in units_of(case, id)}
    claims = claims_by_key(case, (unit["claim"] for unit in units.values() if unit["claim"] is not None))
    carried = carried_by(units.values(), claims)
    routes = _Routes(case, claims)
    shown = sorted(collected.units.get(id, ()), key=lambda unit: collected.marks[unit.id])
    (which,) = case.rows("SELECT version, versions FROM browse_article WHERE id = ?", (id,))
    return ArticlePage(
        version=which["version"],
        versions=which["versions"],
        page=page_of(collected.readings[0], collected, carried),
        cards=tuple(_card(unit, units[unit.id], claims, routes, collected) for unit in shown),
    )


_UNITS = """
    SELECT u.*, w.id AS source_id FROM browse_unit AS u LEFT JOIN browse_source AS w ON w.n = u.source
    WHERE u.article = (SELECT n FROM browse_article WHERE id = ?) ORDER BY u.mark
"""


def units_of(case: Case, article: str) -> list[sqlite3.Row]:
    """Return the rows of an article's statements that count."""
    return case.rows(_UNITS, (article,))


def carried_by(units: Iterable[sqlite3.Row], claims: Mapping[int, sqlite3.Row]) -> dict[str, Carried]:
    """Return what there is to say of the claims of some statements, by the statements' ids."""
    return {unit["id"]: _carried(claims[unit["claim"]]) for unit in units if unit["claim"] in claims}


def _carried(row: sqlite3.Row) -> Carried:
    return Carried(
        number=row["n"],
        articles=row["articles"],
        independent=Range(row["least"], row["most"]),
        several=bool(row["several"]),
    )


class _Routes:
    """How the versions of some claims lead back, and what changed on the way."""

    def __init__(self, case: Case, claims: Mapping[int, sqlite3.Row]) -> None:
        keys = list(claims)
        self._before: defaultdict[str, list[str]] = defaultdict(list)
        for row in case.rows(_STEPS.format(marks=marks(keys)), keys):
            self._before[row["later"]].append(row["earlier"])
        self._changes: defaultdict[str, list[Change]] = defaultdict(list)
        for row in case.rows(_CHANGES.format(marks=marks(keys)), keys):
            change = Change(kind=ChangeKind(row["kind"]), before=row["before"], after=row["after"])
            self._changes[row["later"]].append(change)
        self.first = {row["claim"]: row["id"] for row in case.rows(_FIRST.format(marks=marks(keys)), keys)}

    def changes(self, statement: str) -> tuple[Change, ...]:
        """What changed between a version and those that its routes lead back to, the oldest change first."""
        waiting, seen, found = [statement], {statement}, []
        while waiting:
            here = waiting.pop(0)
            found.append(self._changes.get(here, []))
            waiting += [before for before in self._before.get(here, ()) if before not in seen]
            seen.update(waiting)
        return tuple(dict.fromkeys(change for some in reversed(found) for change in some))


_STEPS = """
    SELECT b.id AS later, a.id AS earlier FROM browse_step AS t
    JOIN browse_unit AS b ON b.n = t.later JOIN browse_unit AS a ON a.n = t.earlier
    WHERE t.claim IN ({marks}) AND a.claim = b.claim ORDER BY t.n
"""
_CHANGES = "SELECT later, kind, before, after FROM browse_change WHERE claim IN ({marks}) ORDER BY n"
_FIRST = """
    SELECT c.n AS claim, (SELECT m.statement FROM claim_statement AS m WHERE m.claim = c.id ORDER BY m.n LIMIT 1) AS id
    FROM browse_claim AS c WHERE c.n IN ({marks})
"""


def _card(
    unit: Statement, row: sqlite3.Row, claims: Mapping[int, sqlite3.Row], routes: _Routes, collected: Collected
) -> Card:
    claim = claims.get(row["claim"])
    whole = collected.statements.get(unit.part_of or "", unit)
    return Card(
        id=unit.id,
        whole=whole.id,
        said=collected.words(unit.article, whole.content),
        named=collected.words(unit.article, whole.source),
        cue=collected.words(unit.article, whole.cue),
        stations=whole.chain[:-1] if whole.speaker is not None else whole.chain,
        mark=collected.marks[unit.id],
        words=collected.words(unit.article, unit.content),
        form=unit.form,
        act=unit.act,
        kind=SourceKind(kind_of(unit, collected)),
        who=who_says(unit, collected),
        source=row["source_id"] or "",
        told=words_at(collected.articles[unit.article].text, unit.addressee, gap=", "),
        medium=words.MEDIA.get(unit.medium or "", harmless(unit.medium or "")),
        chain=tuple(harmless(station.name) for station in unit.chain) if len(unit.chain) > 1 else (),
        evidence=collected.words(unit.article, unit.evidence),
        hedged=unit.hedged,
        negated=unit.negated,
        confidence=unit.confidence,
        claim=claim["id"] if claim else "",
        number=claim["n"] if claim else 0,
        articles=claim["articles"] if claim else 0,
        independent=Range(claim["least"], claim["most"]) if claim else None,
        several=bool(claim and claim["several"]),
        earliest=claim is not None and routes.first.get(claim["n"]) == unit.id,
        changes=routes.changes(unit.id),
    )


def who_says(statement: Statement, collected: Collected) -> str:
    """Return whom a statement is attributed to, as pages call it."""
    kind = SourceKind(kind_of(statement, collected))
    speaker = collected.source(statement)
    if speaker is None or kind is SourceKind.none:
        return words.OWN_VOICE if statement.form == "own_voice" else words.KINDS[SourceKind.none]
    return harmless(speaker.name)
