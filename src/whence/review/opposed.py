"""Decisions on denials that say otherwise of the same two claims by different statements of them: the later holds.

Which statements are of one claim is known from a trace alone, so `apply`, which sees none, lists those that are about
the same statements. The claims here are those of the stored trace, and what is heeded of them is what a trace heeds
(`trace.denials.as_decided`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from whence.case.decisions import in_force, place
from whence.link.parts import parts_of
from whence.records import Decision
from whence.review import wording
from whence.review.action import Action
from whence.review.applying import Applied, Conflict, articles_of
from whence.trace.decided import Denied
from whence.trace.denials import overruled

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["Opposed", "articles_beside", "in_case"]

_ON_DENIALS = frozenset({Action.denies, Action.denies_not})
_TWO = 2  # decisions that it takes to say otherwise


class Opposed:
    """The decisions on denials among those that were applied, to be compared by the claims that they are about."""

    def __init__(self, applied: Applied) -> None:
        self._applied = applied
        self._wholes = _wholes(applied)

    @property
    def statements(self) -> frozenset[str]:
        """The ids of the statements that they are about, and of the wholes of those that are parts."""
        names = {name for one in self._applied.by_hand.denials for name in (*one.denying, *one.denied)}
        return frozenset(names | {self._wholes[name] for name in names if name in self._wholes})

    def among(self, claims: Iterable[Sequence[str]]) -> Applied:
        """Return what was applied, with the conflicts that claims make plain.

        `claims` are the statements of each claim that has one of `statements`, in the trace's order.
        """
        applied, numbers = self._applied, dict[str, int]()
        groups = [[numbers.setdefault(name, len(numbers)) for name in claim] for claim in claims]

        def units(side: Iterable[str]) -> tuple[int, ...]:
            names = (name if name in numbers else self._wholes.get(name, "") for name in side)
            return tuple(dict.fromkeys(numbers[name] for name in names if name in numbers))

        decided = [Denied(units(one.denying), units(one.denied), one.holds) for one in applied.by_hand.denials]
        pairs = [(applied.on_denials[n], applied.on_denials[latest]) for n, latest in overruled(groups, decided)]
        known = {(conflict.decision.id, conflict.by.id) for conflict in applied.conflicts if conflict.by}
        found = [_conflict(one, by) for one, by in pairs if (one.id, by.id) not in known]
        return replace(applied, conflicts=tuple(sorted((*applied.conflicts, *found), key=lambda c: place(c.decision))))


def in_case(case: Case, applied: Applied) -> Applied:
    """Return what was applied, with the conflicts that the claims of the stored trace make plain."""
    if len(applied.on_denials) < _TWO:
        return applied
    opposed = Opposed(applied)
    return opposed.among(_claims_with(case, opposed.statements))


def articles_beside(case: Case, applied: Applied, decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the articles of all decisions on denials that may be about the same claims as those that were applied.

    `decisions` is the whole log; left out are those decisions of which all articles were read.
    """
    read = {reading.article.id for reading in applied.readings}
    others = [one for one in in_force(decisions) if one.action in _ON_DENIALS and not articles_of([one]) <= read]
    if not (others and applied.on_denials):
        return frozenset()
    claims = sorted(set(case.claims_of(Opposed(applied).statements).values()))
    homes = {row["article"] for row in case.rows(_ARTICLES, (_json(claims),))}
    return frozenset(home for one in others if homes & (own := articles_of([one])) for home in own)


def _claims_with(case: Case, names: Iterable[str]) -> Iterator[list[str]]:
    """Yield the statements of each claim that has one of some statements, in the trace's order."""
    last, claim = None, list[str]()
    for row in case.rows(_CLAIMS, (_json(sorted(set(case.claims_of(names).values()))),)):
        if row["claim"] != last and claim:
            yield claim
            claim = []
        last = row["claim"]
        claim.append(row["statement"])
    if claim:
        yield claim


def _wholes(applied: Applied) -> dict[str, str]:
    """The whole of each part: a claim that all parts of one are of has the whole."""
    homes = articles_of(applied.on_denials)
    return {
        part.id: one.id
        for reading in applied.readings
        for one in (reading.statements if reading.article.id in homes else ())
        for part in parts_of(reading.article, one)
    }


def _conflict(decision: Decision, by: Decision) -> Conflict:
    reason = wording.overruled_in_claims(wording.ACTIONS[Action(by.action)], by.by, by.at)
    return Conflict(decision=decision, reason=reason, by=by)


def _json(names: Sequence[str]) -> str:
    return msgspec.json.encode(names).decode()


_CLAIMS = """
    SELECT m.claim, m.statement FROM claim AS c JOIN claim_statement AS m ON m.claim = c.id
    WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.n, m.n
"""
_ARTICLES = """
    SELECT DISTINCT coalesce(s.article, p.article) AS article FROM claim_statement AS m
    LEFT JOIN statement AS s ON s.id = m.statement LEFT JOIN part AS p ON p.id = m.statement
    WHERE m.claim IN (SELECT value FROM json_each(?))
"""
