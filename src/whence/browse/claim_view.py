"""One claim of a case file as a reader sees it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from whence.browse.claim_list import origin_names
from whence.browse.part import gathered
from whence.case import Case
from whence.case.doubts import denials_by_hand
from whence.report.records import ClaimView, Denial
from whence.report.views import view_of

__all__ = ["claim"]


def claim(case: Case, id: str, *, compared: range | None = None) -> ClaimView | None:
    """Return a claim with its versions, None where no claim has this id; only the articles that carry it are read.

    `compared` are the numbers of the versions that are compared word by word, all by default: the others have their
    words as one piece.
    """
    found = next(case.claims(id), None)
    if found is None:
        return None
    collected = gathered(case, found.statements, claims=(found,), steps=list(case.steps(later=found.statements)))
    (row,) = case.rows("SELECT n FROM browse_claim WHERE id = ?", (id,))
    view = replace(view_of(found, collected, compared=compared), number=row["n"])
    by_hand = denials_by_hand(case)
    return replace(
        view,
        denied_by=_others(case, row["n"], _DENIED_BY, {denying for denied, denying in by_hand if denied == id}),
        denies=_others(case, row["n"], _DENIES, {denied for denied, denying in by_hand if denying == id}),
    )


def _others(case: Case, key: int, sql: str, by_hand: Collection[str]) -> tuple[Denial, ...]:
    """The claims on the other side, in the order of the table of claims."""
    rows = case.rows(sql, (key,))
    origins = origin_names(case, [row["id"] for row in rows])
    return tuple(
        Denial(
            id=row["id"],
            number=row["n"],
            wording=row["wording"],
            origins=tuple(origins[row["id"]]),
            articles=row["articles"],
            by_hand=row["id"] in by_hand,
        )
        for row in rows
    )


_DENIED_BY = """
    SELECT c.n, c.id, c.wording, c.articles FROM browse_denial AS d JOIN browse_claim AS c ON c.n = d.denied_by
    WHERE d.claim = ? ORDER BY c.n
"""
_DENIES = """
    SELECT c.n, c.id, c.wording, c.articles FROM browse_denial AS d JOIN browse_claim AS c ON c.n = d.claim
    WHERE d.denied_by = ? ORDER BY c.n
"""
