"""What people have decided about a finding: which decisions are about it, by whom, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from whence.explain.facts import Fact
from whence.report.plain import harmless

if TYPE_CHECKING:
    from whence.explain.view import View
    from whence.records import Decision

__all__ = ["about_claim", "about_denial", "about_one", "about_two"]

_ON_DENIALS = frozenset(("denies", "denies_not"))
_ON_CLAIMS = frozenset(("same", "different", "follows", "follows_not", "confirm")) | _ON_DENIALS


def about_one(given: str, view: View) -> Iterator[Fact]:
    """Yield the decisions about one statement, source or article alone, or about a source and another."""
    for decision, sides in view.decided():
        alone = len(sides) == 1 and given in sides[0]
        sources = decision.action in ("merge", "split") and any(given in side for side in sides)
        if alone or sources:
            yield _fact(decision, view)


def about_two(one: str, other: str, view: View) -> Iterator[Fact]:
    """Yield the decisions that put two statements together, or tell them apart."""
    decided = view.decided()
    mine, theirs = (frozenset(_forms(name, view)) if decided else frozenset() for name in (one, other))
    for decision, sides in decided:
        if len(sides) != 2:
            continue
        across = any(mine & set(a) and theirs & set(b) for a, b in (sides, sides[::-1]))
        every = {name for side in sides for name in side}
        if across or (decision.action == "same" and mine & every and theirs & every):
            yield _fact(decision, view)


def about_claim(statements: Iterable[str], view: View) -> Iterator[Fact]:
    """Yield the decisions on a claim: what is of it and what is not, what follows what, and who denies whom."""
    decided = view.decided()
    inside = _all_forms(statements, view) if decided else set()
    for decision, sides in decided:
        if decision.action in _ON_CLAIMS and len(sides) == 2 and any(inside & set(side) for side in sides):
            yield _fact(decision, view)


def about_denial(one: Iterable[str], other: Iterable[str], view: View) -> Iterator[Fact]:
    """Yield the decisions on whether one of two claims, by their statements, denies the other."""
    decided = [(decision, sides) for decision, sides in view.decided() if decision.action in _ON_DENIALS]
    ours, theirs = (_all_forms(some, view) if decided else set() for some in (one, other))
    for decision, (first, second) in decided:
        if any(ours & set(a) and theirs & set(b) for a, b in ((first, second), (second, first))):
            yield _fact(decision, view)


def _all_forms(statements: Iterable[str], view: View) -> set[str]:
    return {form for name in statements for form in _forms(name, view)}


def _forms(name: str, view: View) -> Iterator[str]:
    """A statement, the whole that it is a part of, and the parts that it has."""
    yield name
    statement = view.statement(name)
    if statement is not None:
        yield from [statement.part_of] if statement.part_of else []
        yield from (part.id for part in view.parts(name))


def _fact(decision: Decision, view: View) -> Fact:
    from whence.review.wording import said  # noqa: PLC0415  -- reviewing shows what explanations show, in its turn

    reasons = view.not_heeded(decision)
    facts = tuple(Fact(key="not_heeded", text=harmless(reason)) for reason in reasons)
    return Fact(key="decided", text=f"{harmless(said(decision))}, {decision.at}", id=decision.id, facts=facts)
