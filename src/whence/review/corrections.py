"""A reading with what a person has corrected in it: pure, and the same for the same corrections in the same order."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from whence.read.figures import figures
from whence.read.forms import form_of
from whence.read.fronts import Front
from whence.read.names import fold
from whence.read.relation import Relation
from whence.read.sources import Resolution
from whence.read.statements import own_chain, own_source
from whence.read.wording import block_of
from whence.records import (
    Act,
    Article,
    Form,
    Reading,
    Source,
    SourceKind,
    Spans,
    Statement,
    Station,
    StationLink,
)
from whence.review.anchors import moved
from whence.review.values import placed, spans_in

__all__ = ["added", "as_it_stands", "can_be_placed", "corrected"]

Json = dict[str, Any]
_ID_LENGTH = 16


def corrected(reading: Reading, values: Mapping[str, Sequence[Json]], dropped: Collection[str] = ()) -> Reading:
    """Return a reading with what is set for its statements, by their ids, and without those that are dropped.

    The values of one statement are set one after the other. Spans whose words have moved are set where they stand now;
    `can_be_placed` says whether they do. A statement keeps its id, whatever is corrected in it.
    """
    sources = list(reading.sources)
    parents = {statement.id: statement.parent for statement in reading.statements}
    statements = []
    for statement in reading.statements:
        if statement.id in dropped:
            continue
        for value in values.get(statement.id, ()):
            statement = _set(statement, value, reading.article, sources)  # noqa: PLW2901  -- one value after the other
        statements.append(replace(statement, parent=_parent(statement.parent, parents, dropped)))
    return replace(reading, statements=tuple(statements), sources=tuple(sources))


def _parent(parent: str | None, parents: Mapping[str, str | None], dropped: Collection[str]) -> str | None:
    while parent is not None and parent in dropped:
        parent = parents.get(parent)
    return parent


def added(reading: Reading, key: str, value: Json) -> Statement:
    """Return a statement that was not read of an article, with what is said and how that is introduced alone.

    `key` tells it from others: its id is a hash of that. What else the value sets, `corrected` sets.
    """
    name = hashlib.sha256(f"{reading.article.id}\n{key}\nadded by hand".encode()).hexdigest()[:_ID_LENGTH]
    blank = Statement(id=name, article=reading.article.id, form=Form.indirect, act=Act.assertion, content=())
    return _set(blank, {field: value[field] for field in ("content", "cue") if field in value}, reading.article, [])


def can_be_placed(value: Json, text: str) -> bool:
    """Whether all spans that a value sets stand in a text, perhaps elsewhere."""
    given = [one for one in value.values() if isinstance(one, dict) and one.get("spans")]
    return all(moved(*spans_in(one), text) is not None for one in given)


def as_it_stands(statement: Statement, reading: Reading) -> Json:
    """Return the value that sets all that can be corrected of a statement to what it is."""
    text = reading.article.text
    speaker = next((source for source in reading.sources if source.id == statement.speaker), None)
    source: Json | None = None
    if statement.form is Form.own_voice:
        source = {"own_voice": True}
    elif speaker is not None:
        source = {"name": speaker.name, "kind": speaker.kind.value}
        source |= placed(statement.source, text) if statement.source else {}
    found: Json = {
        "source": source,
        "act": statement.act.value,
        "cue": placed(statement.cue, text),
        "chain": msgspec.to_builtins(statement.chain),
        "hedged": statement.hedged,
        "negated": statement.negated,
    }
    return found | ({"content": placed(statement.content, text)} if statement.content else {})


def _set(statement: Statement, value: Json, article: Article, sources: list[Source]) -> Statement:
    before = statement
    if "content" in value:
        statement = replace(statement, content=_spans(value["content"], article.text))
    if "cue" in value:
        statement = replace(statement, cue=_spans(value["cue"], article.text))
    if "source" in value:
        statement = _attributed(statement, value["source"], article, sources)
    if "chain" in value:
        statement = replace(statement, chain=msgspec.convert(value["chain"], tuple[Station, ...]))
    if "act" in value:
        statement = replace(statement, act=Act(value["act"]))
    hedged, negated = value.get("hedged", statement.hedged), value.get("negated", statement.negated)
    return _settled(replace(statement, confidence=1.0, hedged=bool(hedged), negated=bool(negated)), before, article)


def _spans(value: Json, text: str) -> Spans:
    return moved(*spans_in(value), text) or ()


def _settled(statement: Statement, before: Statement, article: Article) -> Statement:
    """Bring what follows from a statement's words into line with them, where they were changed."""
    if statement.content != before.content:
        statement = replace(
            statement,
            figures=tuple(figure for span in statement.content for figure in figures(article.text, span)),
            scare=tuple(
                s for s in statement.scare if any(c.start <= s.start and s.end <= c.end for c in statement.content)
            ),
            block=max(0, block_of(article, statement.content[0].start)),
        )
    words = (statement.content, statement.cue, statement.source)
    became = before.form is Form.own_voice and statement.form is not Form.own_voice
    if statement.form is not Form.own_voice and (became or words != (before.content, before.cue, before.source)):
        relation = Relation(
            content=statement.content, source=statement.source, cue=statement.cue, block=statement.block
        )
        statement = replace(statement, form=form_of(article, relation))
    return statement


# --- sources --------------------------------------------------------------------------------------------------------


def _attributed(statement: Statement, value: Json | None, article: Article, sources: list[Source]) -> Statement:
    """Return a statement with another source: one of the article's, a new one, the outlet itself, or none."""
    if value is not None and value.get("own_voice"):
        return _in_own_voice(statement, article, sources)
    own = statement.form is Form.own_voice
    stations = () if own else statement.chain[:-1] if statement.speaker is not None else statement.chain
    form = Form.indirect if own else statement.form
    if value is None:
        return replace(statement, form=form, source=(), speaker=None, chain=stations)
    spans = _spans(value, article.text) if value.get("spans") else ()
    speaker = _source(statement, value, spans, article, sources)
    link = statement.chain[-1].link if statement.chain and not own else StationLink.told
    station = Station(name=value["name"], kind=speaker.kind, link=link)
    if speaker.id == statement.speaker and statement.chain:
        station = replace(statement.chain[-1], kind=speaker.kind)
    where = spans or (statement.source if speaker.id == statement.speaker else ())
    return replace(statement, form=form, source=where, speaker=speaker.id, chain=(*stations, station))


def _in_own_voice(statement: Statement, article: Article, sources: list[Source]) -> Statement:
    outlet = own_source(article, Resolution(sources=tuple(sources), speakers=()))
    if outlet is not None and outlet not in sources:
        sources.append(outlet)
    speaker = outlet.id if outlet else None
    chain = own_chain(Front(article), outlet, statement.block)
    return replace(statement, form=Form.own_voice, source=(), cue=(), speaker=speaker, chain=chain)


def _source(statement: Statement, value: Json, spans: Spans, article: Article, sources: list[Source]) -> Source:
    """Return the article's source of a name, with the kind that is given, or a new one, which joins the others."""
    wanted, kind = fold(value["name"]), SourceKind(value["kind"])
    places = [n for n, s in enumerate(sources) if wanted in (fold(name) for name in (s.name, *s.aliases))]
    places.sort(key=lambda n: (sources[n].id != statement.speaker, fold(sources[n].name) != wanted, n))
    if places:
        sources[places[0]] = replace(sources[places[0]], kind=kind)
        return sources[places[0]]
    key = f"{article.id}\n{wanted}\nby hand"
    name = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:_ID_LENGTH]
    sources.append(Source(id=name, name=value["name"], kind=kind, mentions=spans))
    return sources[-1]
