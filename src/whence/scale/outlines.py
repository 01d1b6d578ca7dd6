"""The outline of an article: what two statements are measured by, which is little of a reading.

An article meets some forty others, in many blocks; a whole reading takes ten times as long to unpack.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from whence.link.units import Unit
from whence.records import Act, Article, Figure, Form, Moment, Reading, Source, SourceKind, Span, Statement
from whence.scale.packing import unpack_with_units

__all__ = ["outlines", "unpack_outline"]

_NOWHERE = Span(0, 0)


class _Unit(msgspec.Struct, array_like=True):
    id: str
    form: Form
    act: Act
    negated: bool
    part_of: str | None
    values: tuple[float, ...]
    words: str
    speaker: str | None
    name: str
    kind: SourceKind


class _Outline(msgspec.Struct, array_like=True):
    id: str
    file: str
    text: str
    outlet: str | None
    published: Moment | None
    updated: Moment | None
    units: tuple[_Unit, ...]
    wholes: tuple[Statement, ...]


_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Outline)


def outlines(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, bytes]]:
    """Yield the outlines of placed articles, by their numbers, as bytes."""
    for number, (_, data) in rows:
        reading, units = unpack_with_units(data)
        article = reading.article
        split = {unit.statement.part_of for unit in units}
        found = _Outline(
            id=article.id,
            file=article.file,
            text=article.text,
            outlet=article.outlet,
            published=article.published,
            updated=article.updated,
            units=tuple(map(_outlined, units)),
            wholes=tuple(statement for statement in reading.statements if statement.id in split),
        )
        yield number, _encode(found)


def _outlined(unit: Unit) -> _Unit:
    own = unit.statement
    speaker = (unit.speaker.id, unit.speaker.name, unit.speaker.kind) if unit.speaker else (None, "", SourceKind.none)
    values = tuple(sorted(unit.values))
    return _Unit(own.id, own.form, own.act, own.negated, own.part_of, values, unit.words, *speaker)


def unpack_outline(data: bytes) -> tuple[Reading, tuple[Unit, ...]]:
    """Return an article with its statements as far as they are measured, those that were split among its own.

    What is not measured is left out of the records: of the article all but its text, outlet and times, of a statement
    all but its form, act, negation, whole and numbers, of a source all but its id, name and kind.
    """
    own = _decoder.decode(data)
    article = Article(
        id=own.id,
        text=own.text,
        blocks=(),
        digest="",
        file=own.file,
        outlet=own.outlet,
        published=own.published,
        updated=own.updated,
    )
    units = tuple(
        Unit(statement=_statement(one, own.id), article=article, speaker=_source(one), words=one.words)
        for one in own.units
    )
    return Reading(article=article, statements=own.wholes), units


def _source(one: _Unit) -> Source | None:
    return None if one.speaker is None else Source(id=one.speaker, name=one.name, kind=one.kind)


def _statement(one: _Unit, article: str) -> Statement:
    figures = tuple(Figure(value=value, unit=None, approx=False, span=_NOWHERE) for value in one.values)
    return Statement(
        id=one.id,
        article=article,
        form=one.form,
        act=one.act,
        content=(),
        speaker=one.speaker,
        figures=figures,
        negated=one.negated,
        part_of=one.part_of,
    )
