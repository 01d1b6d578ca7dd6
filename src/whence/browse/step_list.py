"""The steps of a case file, a page at a time: which statement follows which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from whence.browse.asking import Asked, FacetOf, Listed, counted, outlet_key, stored_facet
from whence.browse.places import places_of
from whence.browse.records import Follow, Listing, StepRow
from whence.browse.statement_list import SAID
from whence.case import Case
from whence.case.query import marks
from whence.records import Change, LinkBasis
from whence.text.shown import harmless

__all__ = ["follows", "steps"]

_changes = msgspec.json.Decoder(tuple[Change, ...])
_LIST = Listed(
    table="browse_step AS t",
    columns="t.n, t.basis, 1 AS weight",
    facets=(
        FacetOf(
            name="basis",
            sql="SELECT basis AS value, '' AS name, count(*) AS count FROM found GROUP BY basis",
            whole=stored_facet("steps", "basis"),
        ),
    ),
)


def steps(
    case: Case,
    *,
    claim: str = "",
    later_outlet: str = "",
    earlier_outlet: str = "",
    basis: str = "",
    page: int = 1,
    size: int = 50,
) -> Listing[StepRow]:
    """Return steps, in the order of the claims.

    Args:
        case: the case file.
        claim: id of the claim.
        later_outlet: the outlet whose statement follows.
        earlier_outlet: the outlet whose statement is followed.
        basis: what it rests on: credit, copied, hyperlink, version, by_hand or inferred; `stated` for all but the last.
        page: which page, from 1.
        size: items of a page.
    """
    asked = Asked()
    asked.by_claim(case, "claim", claim, "t.claim = (SELECT n FROM browse_claim WHERE id = :claim)")
    asked.by("later_outlet", later_outlet, f"t.later_outlet = {outlet_key.format('later_outlet')}")
    asked.by("earlier_outlet", earlier_outlet, f"t.earlier_outlet = {outlet_key.format('earlier_outlet')}")
    if later_outlet and earlier_outlet:  # as `follows` counts them: a version of an article follows no outlet
        asked.by("version", LinkBasis.version.value, "t.basis != :version")
    asked.by("basis", basis, "CASE :basis WHEN 'stated' THEN t.stated ELSE t.basis = :basis END")
    return counted(case, _LIST, asked, "t.n", page=page, size=size, record=lambda rows: _rows(case, rows))


def _rows(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[StepRow]:
    keys = [row["n"] for row in rows]
    rows = case.rows(_STEPS.format(marks=marks(keys)), keys)
    ids = [row[end] for row in rows for end in ("later", "earlier")]
    said = {row["id"]: row["words"] for row in case.rows(SAID.format(marks=marks(ids)), ids * 2)}
    ends = (("later", "article"), ("earlier", "article_before"))
    known = places_of(case, {row[end]: row[article] for row in rows for end, article in ends})
    for row in rows:
        yield StepRow(
            claim=row["claim"] or "",
            later=row["later"],
            earlier=row["earlier"],
            place=known[row["later"]],
            place_before=known[row["earlier"]],
            words=harmless(said[row["later"]]),
            words_before=harmless(said[row["earlier"]]),
            basis=LinkBasis(row["basis"]),
            stated=bool(row["stated"]),
            score=row["score"],
            changes=tuple(dict.fromkeys(change.kind for change in _changes.decode(row["changes"]))),
        )


_STEPS = """
    SELECT r.*, t.stated, c.id AS claim, b.article AS article, a.article AS article_before
    FROM browse_step AS t JOIN step AS r ON r.n = t.n
    JOIN browse_unit AS b ON b.n = t.later JOIN browse_unit AS a ON a.n = t.earlier
    LEFT JOIN browse_claim AS c ON c.n = t.claim WHERE t.n IN ({marks}) ORDER BY t.n
"""


def follows(case: Case) -> tuple[Follow, ...]:
    """Return which outlets' statements follow which others', those of most steps first.

    A step within one outlet is among them, but none from one version of an article to the next.
    """
    rows = case.rows(_FOLLOWS)
    return tuple(
        Follow(later_outlet=row["later"], earlier_outlet=row["earlier"], stated=row["stated"], inferred=row["inferred"])
        for row in rows
    )


_FOLLOWS = """
    SELECT b.name AS later, a.name AS earlier, t.stated, t.inferred
    FROM browse_follow AS t
    JOIN browse_outlet AS b ON b.n = t.later_outlet JOIN browse_outlet AS a ON a.n = t.earlier_outlet
    ORDER BY t.stated + t.inferred DESC, 1, 2
"""
