"""Where the decisions of a case file stand: what was found again, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whence.records import Decision
from whence.review.applying import Applied, Conflict, apply, articles_of
from whence.review.opposed import in_case

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["applied_now", "conflicts"]


def applied_now(case: Case, decisions: Sequence[Decision] | None = None) -> Applied:
    """Return the decisions of a case file, or some of them, applied to the articles that they are about alone.

    Which of them are about the same claims is told by the stored trace.
    """
    decisions = case.decisions() if decisions is None else decisions
    about = articles_of(decisions)
    return in_case(case, apply(list(case.as_read(*sorted(about))) if about else [], decisions))


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Return the decisions in force that cannot be heeded, or not wholly, by time, each with its reason."""
    return applied_now(case).conflicts
