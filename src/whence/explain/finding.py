"""An id, as a user gives it, to the explanation of what it names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whence.case.wording import holds
from whence.errors import WhenceError
from whence.explain import wording
from whence.explain.claims import claim_fact, origin_fact
from whence.explain.facts import Fact
from whence.explain.others import article_fact, source_fact, statement_fact
from whence.explain.steps import step_fact
from whence.explain.view import View
from whence.records import Claim
from whence.report.plain import harmless
from whence.report.versions import letter

if TYPE_CHECKING:
    from whence.case import Case
    from whence.case.former import Former

__all__ = ["explain"]

_STEP = re.compile(r"(.+?)\.\.(.+)")
_ORIGIN = re.compile(r"(.+):([A-Za-z]+)")


def explain(case: Case, given: str, *, most: int | None = None) -> Fact:
    """Return why a finding is what it is.

    `given` is the id of a claim, statement, source or article, or its beginning; an article's file; `LATER..EARLIER`
    for a step; `CLAIM:A` for an origin, by the letter that it has in the claim's tree. The id that a claim had in a
    former trace leads to where its statements are now, which a fact says. With `most`, no more of one sort are told at
    a place, and read: `Fact.left_out` counts the others.

    Raises `WhenceError` where nothing has the id, or several begin so.
    """
    view = View(case, most=most)
    found = _fact(case, given.strip(), view)
    tracing = case.tracing()
    if tracing is not None and not tracing.current:
        why = wording.DECIDED_SINCE if tracing.decided else wording.STALE
        found = replace(found, facts=(Fact(key="stale", text=why), *found.facts))
    return found


def _fact(case: Case, given: str, view: View) -> Fact:
    by_file = case.find(given)
    if len(by_file) == 1:
        return article_fact(by_file[0], view)
    if step := _STEP.fullmatch(given):
        return _step(case, step[1], step[2], view)
    if (origin := _ORIGIN.fullmatch(given)) and case.named(origin[1]):
        return _origin(_claim(case, origin[1]), origin[2].upper(), view)
    bare = origin[1] if origin else given
    if not case.named(given) and (former := case.former(bare)) is not None:
        return _former(former, case, view)
    kind, found = _one(case, given, ("claim", "statement", "source", "article"))
    if kind == "claim":
        return claim_fact(_claim(case, found), view)
    return {"statement": statement_fact, "source": source_fact, "article": article_fact}[kind](found, view)


def _former(former: Former, case: Case, view: View) -> Fact:
    """Say where the statements of a former claim are now; an origin of it may have another letter there."""
    now = {claim.id: claim for claim in case.claims(*(held.claim for held in former.now))}
    if len(former.now) == 1:
        fact = claim_fact(now[former.now[0].claim], view)
        return replace(fact, facts=(Fact(key="former", text=wording.changed(former)), *fact.facts))
    facts = tuple(
        Fact(key="now", text=f"{harmless(now[held.claim].wording)} ({holds(held.statements)})", id=held.claim)
        for held in former.now
    )
    return Fact(key="former", text=wording.SEVERAL_NOW, facts=facts)


def _one(case: Case, given: str, kinds: tuple[str, ...]) -> tuple[str, str]:
    """Return the kind and the id of the one record that is meant."""
    found = [named for named in case.named(given) if named.kind in kinds]
    if not found:
        raise WhenceError(wording.nothing(given))
    if len(found) > 1:
        raise WhenceError(wording.several(given, ", ".join(f"{named.kind} {named.id}" for named in found)))
    return found[0]


def _claim(case: Case, given: str) -> Claim:
    _, found = _one(case, given, ("claim",))
    return next(case.claims(found))


def _step(case: Case, later: str, earlier: str, view: View) -> Fact:
    (_, one), (_, other) = (_one(case, given, ("statement",)) for given in (later, earlier))
    for step in case.steps(later=[one]):
        if step.earlier == other:
            return step_fact(step, view)
    raise WhenceError(wording.no_step(one, other))


def _origin(claim: Claim, name: str, view: View) -> Fact:
    for place in range(len(claim.origins)):
        if letter(place) == name:
            return origin_fact(claim, place, view)
    raise WhenceError(wording.no_origin(claim.id, name))
