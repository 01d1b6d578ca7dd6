"""The statements of a case file, a page at a time, in the order of time and of their places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from whence import words as words_
from whence.browse.asking import Asked, Cube, FacetOf, Listed, counted, outlet_key, source_key
from whence.browse.claim_list import claims_by_key
from whence.browse.places import places_of
from whence.browse.records import Listing, StatementRow
from whence.case import Case
from whence.case.query import marks
from whence.records import Act, Form, Range, SourceKind
from whence.text.shown import harmless

__all__ = ["SAID", "statements", "who"]

SAID = """
    SELECT s.id, s.words, s.hedged, s.negated, s.speaker, w.name AS who FROM (
        SELECT id, words, hedged, negated, speaker, article FROM statement WHERE id IN ({marks})
        UNION ALL SELECT id, words, hedged, negated, speaker, article FROM part WHERE id IN ({marks})
    ) AS s LEFT JOIN source AS w ON w.article = s.article AND w.id = s.speaker
"""
"""The words of some statements, whose ids are given twice."""
_MANNER = "SELECT {0} AS value, '' AS name, sum(weight) AS count FROM found GROUP BY {0}"
_NAMED = """
    SELECT {1} AS value, {2} AS name, f.count FROM (
        SELECT {0} AS n, sum(weight) AS count FROM found WHERE {0} > 0 GROUP BY {0}
    ) AS f JOIN browse_{0} AS o ON o.n = f.n
"""
_MANNERS = ("kind", "form", "act")
_LIST = Listed(
    table="browse_unit AS u",
    columns="u.n, u.kind, u.form, u.act, u.outlet, u.source, 1 AS weight",
    facets=(
        *(FacetOf(name=name, sql=_MANNER.format(name)) for name in _MANNERS),
        FacetOf(
            name="outlet",
            sql=_NAMED.format("outlet", "o.name", "''"),
            whole="SELECT name AS value, '' AS name, statements AS count FROM browse_outlet",
        ),
        FacetOf(
            name="source",
            sql=_NAMED.format("source", "o.id", "o.name"),
            whole="SELECT id AS value, name, statements AS count FROM browse_source",
        ),
    ),
    cubes=(
        Cube(
            table="browse_manner_outlet AS u",
            columns="u.kind, u.form, u.act, u.outlet, u.statements AS weight",
            by=frozenset((*_MANNERS, "outlet")),
            facets=frozenset(("", *_MANNERS, "outlet")),
        ),
        Cube(
            table="browse_manner_source AS u",
            columns="u.kind, u.form, u.act, u.source, u.statements AS weight",
            by=frozenset((*_MANNERS, "source")),
            facets=frozenset(("", *_MANNERS, "source")),
        ),
    ),
)


def statements(
    case: Case,
    *,
    words: str = "",
    article: str = "",
    claim: str = "",
    source: str = "",
    outlet: str = "",
    kind: str = "",
    form: str = "",
    act: str = "",
    page: int = 1,
    size: int = 50,
) -> Listing[StatementRow]:
    """Return statements; one that was split is there as its parts.

    Args:
        case: the case file.
        words: words that it holds, as `Case.search` takes them.
        article: id of its article.
        claim: id of the claim that it is a version of.
        source: id of who is said to say it.
        outlet: who published it.
        kind: the kind of source; `none` for an outlet's own voice, and where no source is given.
        form: direct, indirect, mixed or own_voice; or several of them, with commas.
        act: assertion, denial and others.
        page: which page, from 1.
        size: items of a page.
    """
    asked = Asked()
    asked.by_words(words, "u.n IN (SELECT rowid FROM browse_words WHERE browse_words MATCH :words)")
    asked.by("article", article, "u.article = (SELECT n FROM browse_article WHERE id = :article)")
    asked.by_claim(case, "claim", claim, "u.claim = (SELECT n FROM browse_claim WHERE id = :claim)")
    asked.by("source", source, f"u.source = {source_key.format('source')}")
    asked.by("outlet", outlet, f"u.outlet = {outlet_key.format('outlet')}")
    for name, value in (("kind", kind), ("act", act)):
        asked.by(name, value, f"u.{name} = :{name}")
    asked.by("form", form, _of_forms(form))
    return counted(case, _LIST, asked, "u.n", page=page, size=size, record=lambda rows: _rows(case, rows))


def _of_forms(given: str) -> str:
    """The condition of one form, or of several that there are."""
    if "," not in given:
        return "u.form = :form"
    known = ", ".join(f"'{form.value}'" for form in Form if form.value in given.split(","))
    return f"u.form IN ({known})"


def _rows(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[StatementRow]:
    ids = [row["id"] for row in rows]
    said = {row["id"]: row for row in case.rows(SAID.format(marks=marks(ids)), ids * 2)}
    known = places_of(case, {row["id"]: row["article"] for row in rows})
    speakers = _speakers(case, {row["source"] for row in rows})
    claims = claims_by_key(case, (row["claim"] for row in rows if row["claim"] is not None))
    for row in rows:
        about, claim = said[row["id"]], claims.get(row["claim"])
        yield StatementRow(
            id=row["id"],
            mark=row["mark"],
            place=known[row["id"]],
            words=harmless(about["words"]),
            form=Form(row["form"]),
            act=Act(row["act"]),
            kind=SourceKind(row["kind"]),
            who=who(row["form"], about["who"]),
            source=speakers.get(row["source"], ""),
            hedged=bool(about["hedged"]),
            negated=bool(about["negated"]),
            claim=claim["id"] if claim else "",
            articles=claim["articles"] if claim else 0,
            independent=Range(claim["least"], claim["most"]) if claim else None,
        )


def _speakers(case: Case, keys: Iterable[int | None]) -> dict[int, str]:
    wanted = sorted(key for key in keys if key is not None)
    return dict(map(tuple, case.rows(f"SELECT n, id FROM browse_source WHERE n IN ({marks(wanted)})", wanted)))


def who(form: str, name: str | None) -> str:
    """Return whom a statement is attributed to, as pages call it."""
    if form == Form.own_voice.value:
        return words_.OWN_VOICE
    return words_.KINDS[SourceKind.none] if name is None else harmless(name)
