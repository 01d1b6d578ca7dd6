"""Records to rows of the case file, and back: what was stored comes back equal.

Nested parts (blocks, spans, chains, figures) stand in a row as JSON with the records' own field names, so that any
program with JSON functions reads them; a span is a pair `[start, end]`.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

import msgspec

from whence.addresses import canonical_address
from whence.records import (
    Act,
    ArchiveRecord,
    Article,
    Basis,
    Block,
    Correction,
    Figure,
    Form,
    Hyperlink,
    Image,
    Moment,
    NewsItem,
    Note,
    Precision,
    ReadFrom,
    Source,
    SourceKind,
    Spans,
    Statement,
    Station,
)
from whence.times import between

__all__ = [
    "GAP",
    "article_of",
    "article_row",
    "is_live",
    "moment_of",
    "source_of",
    "source_row",
    "spans_of",
    "statement_of",
    "statement_row",
    "storable",
]

Row = dict[str, object]
_T = TypeVar("_T")

GAP = " … "
"""Stands in `statement.words` where the content leaves words out."""

_SAME = ("id", "file", "digest", "url", "title", "outlet", "agency", "language", "text")
_MOMENTS = ("published", "updated", "captured")
_LISTS: Mapping[str, Any] = {
    "authors": tuple[str, ...],
    "blocks": tuple[Block, ...],
    "images": tuple[Image, ...],
    "tags": tuple[str, ...],
    "notes": tuple[Note, ...],
    "links": tuple[Hyperlink, ...],
    "corrections": tuple[Correction, ...],
}
_SPANS = ("content", "source", "cue", "addressee", "evidence", "scare")
_STATEMENT_SAME = ("id", "article", "medium", "speaker", "parent", "part_of", "block")

_encoder = msgspec.json.Encoder()
_decoders = {name: msgspec.json.Decoder(kind) for name, kind in _LISTS.items()}
_spans = msgspec.json.Decoder(Spans)
_record = msgspec.json.Decoder(ArchiveRecord)
_item = msgspec.json.Decoder(NewsItem)
_texts = msgspec.json.Decoder(tuple[str, ...])
_stations = msgspec.json.Decoder(tuple[Station, ...])
_numbers = msgspec.json.Decoder()


# --- articles -------------------------------------------------------------------------------------------------------


def article_row(article: Article) -> Row:
    """Return an article as a row of `article`, without what the row says about its reading."""
    row: Row = {name: getattr(article, name) for name in _SAME}
    row["outlet_basis"] = article.outlet_basis.value
    for name in _MOMENTS:
        row |= _moment_columns(name, getattr(article, name))
    row |= {name: _json(getattr(article, name)) for name in _LISTS}
    row["blocks"] = _json([_block(block) for block in article.blocks])
    row["record"] = None if article.record is None else _json(article.record)
    row["item"] = None if article.item is None else _json(article.item)
    row["address"] = canonical_address(article.url) or None
    printed = between(article.published)
    return row | {"earliest": printed and printed.earliest, "latest": printed and printed.latest}


def article_of(row: sqlite3.Row) -> Article:
    """Return the article of a row of `article`."""
    values: dict[str, Any] = {name: row[name] for name in _SAME}
    values |= {name: moment_of(row, name) for name in _MOMENTS}
    values |= {name: decoder.decode(row[name]) for name, decoder in _decoders.items()}
    values["item"] = None if row["item"] is None else _item.decode(row["item"])
    values["record"] = None if row["record"] is None else _record.decode(row["record"])
    return Article(outlet_basis=Basis(row["outlet_basis"]), **values)


def _block(block: Block) -> Block | Row:
    """Return a line as it is stored: of most pages no line has a time of its own, and none is named."""
    return block if block.at is not None else {"role": block.role, "span": block.span}


def _moment_columns(name: str, moment: Moment | None) -> Row:
    parts = (None, None, None) if moment is None else (moment.at, moment.precision.value, moment.read_from.value)
    return dict(zip((name, f"{name}_precision", f"{name}_read_from"), parts, strict=True))


def moment_of(row: sqlite3.Row, name: str) -> Moment | None:
    """Return a time of a row of `article`: `published`, `updated` or `captured`."""
    if row[name] is None:
        return None
    precision, read_from = Precision(row[f"{name}_precision"]), ReadFrom(row[f"{name}_read_from"])
    return Moment(at=row[name], precision=precision, read_from=read_from)


# --- sources --------------------------------------------------------------------------------------------------------


def source_row(source: Source, article: str, position: int) -> Row:
    """Return a source as a row of `source`; `position` is its place among the article's."""
    return {
        "article": article,
        "position": position,
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "aliases": _json(source.aliases),
        "description": source.description,
        "notes": _json(source.notes),
        "mentions": _json(source.mentions),
    }


def source_of(row: sqlite3.Row) -> Source:
    """Return the source of a row of `source`."""
    return Source(
        id=row["id"],
        name=row["name"],
        kind=SourceKind(row["kind"]),
        aliases=_texts.decode(row["aliases"]),
        description=row["description"],
        notes=_texts.decode(row["notes"]),
        mentions=_spans.decode(row["mentions"]),
    )


# --- statements -----------------------------------------------------------------------------------------------------


def statement_row(statement: Statement, article: str, text: str, position: int) -> Row:
    """Return a statement as a row of `statement` or `part`; `position` is its place among its article's."""
    row: Row = {name: getattr(statement, name) for name in _STATEMENT_SAME}
    row |= {name: _json(getattr(statement, name)) for name in _SPANS}
    return row | {
        "article": article,
        "position": position,
        "form": statement.form.value,
        "act": statement.act.value,
        "words": GAP.join(text[start:end] for start, end in statement.content),
        "chain": _json(statement.chain),
        "hedged": int(statement.hedged),
        "negated": int(statement.negated),
        "figures": _figures_json(statement.figures),
        "confidence": float(statement.confidence),
    }


def statement_of(row: sqlite3.Row) -> Statement:
    """Return the statement of a row of `statement`."""
    values: dict[str, Any] = {name: row[name] for name in _STATEMENT_SAME}
    values |= {name: _spans.decode(row[name]) for name in _SPANS}
    return Statement(
        form=Form(row["form"]),
        act=Act(row["act"]),
        chain=_stations.decode(row["chain"]),
        hedged=bool(row["hedged"]),
        negated=bool(row["negated"]),
        figures=_figures(row["figures"]),
        confidence=math.nan if row["confidence"] is None else row["confidence"],  # SQLite has no "not a number"
        **values,
    )


def _figures_json(figures: tuple[Figure, ...]) -> str:
    """Return figures as JSON, which has no infinity: such a value stands as a text."""
    rows = msgspec.to_builtins(figures)
    for row in rows:
        row["value"] = value if math.isfinite(value := float(row["value"])) else str(value)
    return _json(rows)


def _figures(text: str) -> tuple[Figure, ...]:
    rows = _numbers.decode(text)
    return tuple(msgspec.convert([row | {"value": float(row["value"])} for row in rows], tuple[Figure, ...]))


def is_live(blocks: str) -> str:
    """Return the condition of SQL that some blocks, as they are stored in that column, have a time: a live page's."""
    return f"instr({blocks}, '\"at\":{{')"


def spans_of(column: str) -> Spans:
    """Return the spans of a row's column."""
    return _spans.decode(column)


# --- both -----------------------------------------------------------------------------------------------------------


def storable(record: _T) -> _T:
    """Return a record with each half of a surrogate pair as U+FFFD: UTF-8, and so a file, cannot hold one.

    Every place in the text stays where it is. Such halves come from broken escapes in a page's data.
    """
    return cast(_T, _storable(record))


def _storable(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Enum):
        return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", value)
    if type(value) is tuple:
        return tuple(map(_storable, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _storable(getattr(value, field.name)) for field in fields(value)})
    return value


def _json(value: object) -> str:
    return _encoder.encode(value).decode()
