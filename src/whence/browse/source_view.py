"""One source, and one outlet, of a case file, with all that stands behind their counts."""

from __future__ import annotations

import msgspec

from whence.browse.claim_list import claims
from whence.browse.places import places
from whence.browse.records import CreditRow, Naming, OutletPage, SourcePage
from whence.browse.source_list import outlet_rows, source_rows
from whence.browse.statement_list import statements
from whence.case import Case
from whence.records import Form
from whence.text.shown import harmless

__all__ = ["outlet", "source"]

_texts = msgspec.json.Decoder(tuple[str, ...])


def source(case: Case, id: str) -> SourcePage | None:
    """Return a source, None where no source that says something has this id; any of its namings' ids will do."""
    rows = case.rows(_SOURCE, {"id": id})
    if not rows:
        return None
    (row,) = source_rows(rows)
    said = statements(case, source=row.id)
    counts = {facet.value: facet.count for facet in said.facets["form"]}
    return SourcePage(
        row=row,
        says=counts.get(Form.direct, 0) + counts.get(Form.mixed, 0),
        said_to=counts.get(Form.indirect, 0),
        namings=_namings(case, row.id),
        statements=said,
        claims=claims(case, source=row.id),
    )


_SOURCE = """
    SELECT * FROM browse_source WHERE id = coalesce((SELECT canonical FROM same WHERE source = :id), :id)
"""


def _namings(case: Case, one: str) -> tuple[Naming, ...]:
    rows = case.rows(_NAMINGS, {"one": one})
    known = places(case, (row["article"] for row in rows))
    return tuple(
        Naming(
            id=row["id"],
            name=harmless(row["name"]),
            also=tuple(harmless(name) for name in _texts.decode(row["aliases"]) if name != row["name"]),
            described=harmless(row["description"] or ""),
            place=known[row["article"]],
        )
        for row in rows
    )


_NAMINGS = """
    SELECT w.id, w.name, w.aliases, w.description, a.n AS article
    FROM source AS w JOIN browse_article AS a ON a.id = w.article
    WHERE w.id = :one OR w.id IN (SELECT source FROM same WHERE canonical = :one)
    ORDER BY a.number, w.position
"""


def outlet(case: Case, name: str) -> OutletPage | None:
    """Return an outlet by its name as it is shown, None where there is none."""
    rows = case.rows("SELECT * FROM browse_outlet WHERE name = ?", (name,))
    if not rows:
        return None
    (row,) = outlet_rows(case, rows)
    return OutletPage(
        row=row,
        first_here=claims(case, first_in=row.name),
        credits=_credits(case, "o.name = ?", name),
        credited_by=_credits(case, "c.credited = ?", name),
    )


def _credits(case: Case, condition: str, name: str) -> tuple[CreditRow, ...]:
    return tuple(
        CreditRow(
            outlet=row["outlet"],
            credited=row["credited"],
            here=bool(row["here"]),
            articles=row["articles"],
            captures=row["captures"],
        )
        for row in case.rows(_CREDITS.format(where=condition), (name,))
    )


_CREDITS = """
    SELECT o.name AS outlet, c.credited, EXISTS (SELECT 1 FROM browse_outlet AS h WHERE h.name = c.credited) AS here,
        count(DISTINCT a.line) AS articles, count(*) AS captures
    FROM browse_credit AS c JOIN browse_outlet AS o ON o.n = c.outlet JOIN browse_article AS a ON a.n = c.article
    WHERE {where} GROUP BY o.name, c.credited ORDER BY 4 DESC, 1, 2
"""
