"""The claims of most articles, of a collection that is too large to be held in memory."""

from __future__ import annotations

from whence.browse.part import gathered
from whence.case import Case
from whence.report.records import ClaimView
from whence.report.views import views_of

__all__ = ["first_claims", "ids_begun"]

_MOST = 50
_FIRST = "SELECT id FROM browse_claim WHERE several ORDER BY articles DESC, statements DESC, n LIMIT ?"
_BEGUN = "SELECT id FROM browse_claim WHERE substr(id, 1, length(?1)) = ?1 ORDER BY n LIMIT ?2"
_COUNT = "SELECT count(*) FROM browse_claim"


def first_claims(case: Case, begun: str | None = None, most: int = _MOST) -> tuple[tuple[ClaimView, ...], int]:
    """Return the claims of most articles, or those whose ids begin so, and how many claims there are in all."""
    (count,) = next(iter(case.rows(_COUNT, ())))
    ids = [row["id"] for row in case.rows(_FIRST, (most,))] if begun is None else ids_begun(case, begun, most)
    claims = list(case.claims(*ids)) if ids else []
    statements = [statement for claim in claims for statement in claim.statements]
    steps = case.steps(later=statements) if statements else ()
    return views_of(gathered(case, statements, claims=claims, steps=list(steps))), int(count)


def ids_begun(case: Case, begun: str, most: int = _MOST) -> list[str]:
    """Return the ids of claims that begin so, in the order of the table of claims."""
    return [row["id"] for row in case.rows(_BEGUN, (begun, most))]
