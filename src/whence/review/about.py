"""What people have decided about the records of one screen, and what they have noted beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.case.decisions import UNDO, in_force
from whence.records import Decision
from whence.review import wording
from whence.review.anchors import sides_of
from whence.review.applying import Applied, apply
from whence.review.opposed import articles_beside, in_case

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["Standing", "about_articles", "of_ids", "reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A decision in force: `ids` are those that it is about, now and when it was made; `why_not` why it is not heeded.

    `why_not` is "" for one that is heeded, or will be once the collection is traced.
    """

    decision: Decision
    ids: frozenset[str]
    why_not: str = ""


def about_articles(case: Case, articles: Collection[str]) -> tuple[Standing, ...]:
    """Return the decisions in force that are about something in these articles, by time.

    No more articles are read than those that these decisions are about, or others about the same claims.
    """
    every = case.decisions()
    held = [one for one in in_force(every) if one.action != UNDO and _homes(one) & set(articles)]
    if not held:
        return ()
    applied = _applied(case, {home for one in held for home in _homes(one)}, every)
    reasons = {conflict.decision.id: conflict.reason for conflict in applied.conflicts}
    return tuple(
        Standing(
            decision=one,
            ids=frozenset((*_then(one), *(name for side in applied.found.get(one.id, ()) for name in side))),
            why_not=reasons.get(one.id, ""),
        )
        for one in held
    )


def _applied(case: Case, homes: set[str], every: Sequence[Decision]) -> Applied:
    applied = apply(list(case.as_read(*sorted(homes))), every)
    if more := articles_beside(case, applied, every) - homes:
        applied = apply(list(case.as_read(*sorted(homes | more))), every)
    return in_case(case, applied)


def reasons(case: Case, some: Iterable[Decision]) -> dict[str, str]:
    """Return why decisions in force are not heeded, by their ids; only what they are about is read."""
    some = list(some)
    known = {one.id for one in case.decisions()}
    homes = {home for one in some for home in _homes(one)}
    found = {one.decision.id: one.why_not for one in about_articles(case, homes)} if homes else {}
    for one in some:
        if one.action == UNDO:
            found[one.id] = "" if one.target in known else wording.NOTHING_TO_UNDO
        elif not _homes(one):
            found[one.id] = wording.NOT_UNDERSTOOD
    return {name: why for name, why in found.items() if why}


def of_ids(standing: Iterable[Standing], *ids: str) -> tuple[Standing, ...]:
    """Return those of some decisions that are about one of some records."""
    return tuple(one for one in standing if not one.ids.isdisjoint(ids))


def _homes(decision: Decision) -> set[str]:
    return {anchor.article for side in sides_of(decision.anchor) for anchor in side}


def _then(decision: Decision) -> Iterable[str]:
    return (name for side in decision.target.split("..") for name in side.split(","))
