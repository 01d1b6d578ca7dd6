"""Records of the contract by their ids, for one page of a list, in the order in which they are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from whence.case import Case
from whence.case.doubts import denials_by_hand
from whence.case.rows import article_of, source_of, statement_of
from whence.case.trace_rows import link_of, passage_of
from whence.export.contract import (
    Json,
    article_json,
    claim_json,
    identified,
    link_json,
    passage_json,
    source_json,
    statement_json,
)
from whence.export.whole import steps_json
from whence.records import Source

__all__ = [
    "articles_json",
    "claims_json",
    "links_json",
    "namings_json",
    "passages_json",
    "reading_json",
    "sources_json",
    "statements_json",
    "steps_between",
]

_TEXTS = 64  # articles whose texts are at hand for the words of changes


def articles_json(case: Case, ids: Sequence[str]) -> list[Json]:
    """Return articles."""
    return [article_json(article_of(row)) for row in _in_order(ids, _rows(case, "SELECT * FROM article WHERE", ids))]


def reading_json(case: Case, article: str) -> Json | None:
    """Return an article with its statements, the parts behind them, and its sources; None where it is not stored."""
    reading = case.reading(article)
    if reading is None:
        return None
    standing = case.standing_for(source.id for source in reading.sources)
    traced = case.tracing() is not None
    found: Json = {
        "article": article_json(reading.article),
        "statements": [statement_json(s) for s in (*reading.statements, *case.parts(article))],
        "sources": identified(reading.sources, standing) if traced else list(map(source_json, reading.sources)),
    }
    return found | ({} if reading.not_read is None else {"not_read": reading.not_read})


def statements_json(case: Case, ids: Sequence[str]) -> list[Json]:
    """Return statements and parts of them."""
    rows = [*_rows(case, "SELECT * FROM statement WHERE", ids), *_rows(case, "SELECT * FROM part WHERE", ids)]
    return [statement_json(statement_of(row)) for row in _in_order(ids, rows)]


def sources_json(case: Case, ids: Sequence[str]) -> list[Json]:
    """Return sources, which stand for themselves."""
    rows = _in_order(ids, _rows(case, "SELECT * FROM source WHERE", ids))
    return identified([source_of(row) for row in rows], {})


def namings_json(case: Case, namings: Iterable[tuple[str, str]], one: str) -> list[Json]:
    """Return how articles name a source; `namings` are ids of sources with those of their articles."""
    pairs = list(namings)
    found = {
        (row["id"], row["article"]): row for row in _rows(case, "SELECT * FROM source WHERE", [i for i, _ in pairs])
    }
    return [
        {
            "article": article,
            "source": _named(source_of(found[i, article]), one),
        }
        for i, article in pairs
    ]


def _named(source: Source, one: str) -> Json:
    """A source under the name that its article gives it."""
    return source_json(source) | {"named": source.name, "same_as": None if source.id == one else one}


def claims_json(case: Case, ids: Sequence[str]) -> list[Json]:
    """Return claims."""
    found = {claim.id: claim for claim in case.claims(*ids)} if ids else {}
    by_hand = denials_by_hand(case)
    return [claim_json(found[i], by_hand) for i in ids if i in found]


def steps_between(case: Case, pairs: Sequence[tuple[str, str]]) -> list[Json]:
    """Return steps by their ends, the later one first."""
    steps = case.steps(later=dict.fromkeys(later for later, _ in pairs)) if pairs else ()
    found = {(step.later, step.earlier): step for step in steps}
    text = lru_cache(_TEXTS)(case.text)
    wanted = [found[pair] for pair in pairs if pair in found]
    return list(steps_json(wanted, lambda statement: text(case.article_of(statement) or "")))


def links_json(rows: Iterable[sqlite3.Row]) -> list[Json]:
    """Return links for rows of `link`."""
    return [link_json(link_of(row)) for row in rows]


def passages_json(rows: Iterable[sqlite3.Row]) -> list[Json]:
    """Return passages for rows of `passage`; their articles are called by their ids."""
    return [passage_json(passage, passage.a, passage.b) for passage in map(passage_of, rows)]


def _rows(case: Case, select: str, ids: Sequence[str]) -> list[sqlite3.Row]:
    return case.rows(f"{select} id IN ({', '.join('?' for _ in ids)})", list(ids))


def _in_order(ids: Iterable[str], rows: Iterable[sqlite3.Row]) -> Iterator[sqlite3.Row]:
    """The rows of some ids, in the order of these; of several rows of one id, the first."""
    by_id: dict[str, sqlite3.Row] = {}
    for row in rows:
        by_id.setdefault(row["id"], row)
    return (by_id[i] for i in ids if i in by_id)
