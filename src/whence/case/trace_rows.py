"""The records of a trace to rows of the case file, and back, equal.

Statements that a content was split into are rows of `part`, which has the columns of `statement` and is made as that is
(`rows.statement_row`). Spans, passages and changes stand as JSON with the records' own field names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from whence.case.rows import Row, spans_of
from whence.records import (
    Change,
    Claim,
    Credit,
    Link,
    LinkBasis,
    LinkKind,
    Order,
    Origin,
    Passage,
    PassageKind,
    Range,
    SourceKind,
    Step,
)

__all__ = [
    "claim_of",
    "claim_row",
    "credit_of",
    "credit_row",
    "link_of",
    "link_row",
    "origin_of",
    "origin_row",
    "passage_of",
    "passage_row",
    "step_of",
    "step_row",
]

_encoder = msgspec.json.Encoder()
_texts = msgspec.json.Decoder(tuple[str, ...])
_rings = msgspec.json.Decoder(tuple[tuple[str, ...], ...])
_pairs = msgspec.json.Decoder(tuple[tuple[str, str], ...])
_passages = msgspec.json.Decoder(tuple[Passage, ...])
_changes = msgspec.json.Decoder(tuple[Change, ...])
_NOTHING = "[]"  # most lists are empty; there is no need to ask the encoder


def passage_row(passage: Passage) -> Row:
    """Return a passage as a row of `passage`."""
    return {
        "a": passage.a,
        "b": passage.b,
        "a_span": _json(passage.a_span),
        "b_span": _json(passage.b_span),
        "kind": passage.kind.value,
        "score": float(passage.score),
    }


def passage_of(row: sqlite3.Row) -> Passage:
    """Return the passage of a row of `passage`."""
    (a_span,), (b_span,) = (spans_of(f"[{row[name]}]") for name in ("a_span", "b_span"))
    kind = PassageKind(row["kind"])
    return Passage(a=row["a"], b=row["b"], a_span=a_span, b_span=b_span, kind=kind, score=row["score"])


def link_row(link: Link) -> Row:
    """Return a link as a row of `link`."""
    return {
        "a": link.a,
        "b": link.b,
        "kind": link.kind.value,
        "basis": link.basis.value,
        "score": float(link.score),
        "passages": _json(link.passages),
    }


def link_of(row: sqlite3.Row) -> Link:
    """Return the link of a row of `link`."""
    return Link(
        a=row["a"],
        b=row["b"],
        kind=LinkKind(row["kind"]),
        basis=LinkBasis(row["basis"]),
        score=row["score"],
        passages=_passages.decode(row["passages"]),
    )


def credit_row(credit: Credit) -> Row:
    """Return a credit as a row of `credit`."""
    row: Row = {name: getattr(credit, name) for name in ("article", "statement", "name", "outlet", "target")}
    return row | {"words": _json(credit.words), "basis": credit.basis.value}


def credit_of(row: sqlite3.Row) -> Credit:
    """Return the credit of a row of `credit`."""
    return Credit(
        article=row["article"],
        statement=row["statement"],
        name=row["name"],
        words=spans_of(row["words"]),
        basis=LinkBasis(row["basis"]),
        outlet=row["outlet"],
        target=row["target"],
    )


def step_row(step: Step) -> Row:
    """Return a step as a row of `step`."""
    return {
        "later": step.later,
        "earlier": step.earlier,
        "basis": step.basis.value,
        "ordered_by": step.order.value,
        "score": float(step.score),
        "changes": _json(step.changes),
        "credit": _json(step.credit),
        "passages": _json(step.passages),
    }


def step_of(row: sqlite3.Row) -> Step:
    """Return the step of a row of `step`."""
    return Step(
        later=row["later"],
        earlier=row["earlier"],
        basis=LinkBasis(row["basis"]),
        order=Order(row["ordered_by"]),
        score=row["score"],
        changes=_changes.decode(row["changes"]),
        credit=spans_of(row["credit"]),
        passages=_passages.decode(row["passages"]),
    )


def claim_row(claim: Claim) -> Row:
    """Return a claim as a row of `claim`, which does not hold its statements and origins."""
    lists = {name: _json(getattr(claim, name)) for name in ("denied_by", "circular", "missing", "unordered")}
    return {
        "id": claim.id,
        "wording": claim.wording,
        "independent_min": claim.independent.min,
        "independent_max": claim.independent.max,
        "confidence": float(claim.confidence),
        **lists,
    }


def claim_of(row: sqlite3.Row, statements: Sequence[str], origins: Sequence[Origin]) -> Claim:
    """Return the claim of a row of `claim`, its statements and its origins."""
    return Claim(
        id=row["id"],
        wording=row["wording"],
        statements=tuple(statements),
        origins=tuple(origins),
        independent=Range(row["independent_min"], row["independent_max"]),
        denied_by=_texts.decode(row["denied_by"]),
        circular=_rings.decode(row["circular"]),
        missing=_texts.decode(row["missing"]),
        unordered=_pairs.decode(row["unordered"]),
        confidence=row["confidence"],
    )


def origin_row(origin: Origin, claim: str, number: int) -> Row:
    """Return an origin of a claim as a row of `origin`, which does not hold its statements; `number` is its key."""
    same: Row = {name: getattr(origin, name) for name in ("source", "name", "through", "could_be")}
    return same | {"n": number, "claim": claim, "kind": origin.kind.value}


def origin_of(row: sqlite3.Row, statements: Sequence[str]) -> Origin:
    """Return the origin of a row of `origin` and its statements."""
    return Origin(
        source=row["source"],
        kind=SourceKind(row["kind"]),
        name=row["name"],
        statements=tuple(statements),
        through=row["through"],
        could_be=row["could_be"],
    )


def _json(value: object) -> str:
    return _encoder.encode(value).decode() if value else _NOTHING
