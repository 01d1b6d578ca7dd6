"""Where the decisions of a case file stand: what was found again, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.review.anchors import sides_of
from whence.review.applying import Applied, Conflict, apply

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["applied_now", "conflicts"]


def applied_now(case: Case) -> Applied:
    """Return the decisions of a case file applied to the articles that they are about, and to no others."""
    decisions = case.decisions()
    about = {anchor.article for one in decisions for side in sides_of(one.anchor) for anchor in side}
    return apply(list(case.as_read(*sorted(about))) if about else [], decisions)


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Return the decisions in force that cannot be heeded, or not wholly, by time, each with its reason."""
    return applied_now(case).conflicts
