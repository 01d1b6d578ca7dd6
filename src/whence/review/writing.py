"""A correction as a person writes it, in names and in words of the article, to the value that a decision keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from whence.case.decisions import bearing
from whence.errors import WrongUse
from whence.records import Act, Form, Reading, Span, Spans, Statement, Station, StationLink
from whence.report.plain import words_at
from whence.review import wording
from whence.review.applying import apply

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["Written", "found_in", "stations_of", "value_of_added", "value_of_written", "whole_of"]

Json = dict[str, Any]
_PIECES = re.compile(r"\s*(?:…|\.\.\.)\s*")
_FLAGS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody writes to correct a statement: None, or "" in the first two lines, leaves a thing as it is.

    `source` is none, own_voice or named (by `name` and `kind`). `act` is an act's name, `hedged` and `negated` are yes
    or no. `named`, `content` and `cue` are words of the article, with … between pieces: those that name who says so,
    those that are said, and the cue, which may be blank for none. `through` are the stations before who says so.
    """

    source: str = ""
    name: str = ""
    kind: str = ""
    act: str = ""
    hedged: str = ""
    negated: str = ""
    named: str | None = None
    content: str | None = None
    cue: str | None = None
    through: tuple[Station, ...] | None = None


def value_of_written(case: Case, target: str, written: Written) -> Json:
    """Return the value of a correction that sets what is written other than it is; empty where that is nothing.

    `target` is a statement's id; of a part, the whole that it is a part of is meant.

    Raises `WrongUse` for an id of no statement, and for words that do not stand so in the article.
    """
    statement, reading = whole_of(case, target)
    return _value(case, statement, reading, written)


def _value(case: Case, statement: Statement, reading: Reading, written: Written) -> Json:
    value = _source(statement, reading, written)
    text, own = reading.article.text, statement.content
    if written.content and not _same(written.content, text, own):
        value["content"] = _places(written.content, text, _starts(own))
    if written.cue is not None and not _same(written.cue, text, statement.cue):
        near = _starts(statement.cue) or [*_starts(own), *(own[-1:] and [own[-1].end])]
        value["cue"] = _places(written.cue, text, near)
    if written.through is not None and written.through != stations_of(statement) and written.source != "own_voice":
        last = _last(case, statement, value)
        value["chain"] = msgspec.to_builtins((*written.through, *last))
    if written.act in {act.value for act in Act}:
        value["act"] = written.act
    given = {"hedged": written.hedged, "negated": written.negated}
    return value | {name: _FLAGS[flag] for name, flag in given.items() if flag in _FLAGS}


def value_of_added(case: Case, article: str, written: Written) -> Json:
    """Return the value of a statement that is added to an article, by its id: of its words, and of what is written.

    Raises `WrongUse` for an id of no article, where no words are written, and for words that do not stand in it so.
    """
    found = [named.id for named in case.named(article.strip()) if named.kind == "article"]
    reading = case.reading(found[0]) if len(found) == 1 else None
    if reading is None:
        raise WrongUse(wording.nothing(article, "article"))
    content = found_in(reading.article.text, written.content or "", [])
    if not content:
        raise WrongUse(wording.NO_WORDS)
    blank = Statement(id="", article=found[0], form=Form.indirect, act=Act.assertion, content=content)
    value = _value(case, blank, reading, replace(written, content=None))
    return {"source": None} | value | {"content": [list(span) for span in content]}


def whole_of(case: Case, target: str) -> tuple[Statement, Reading]:
    """Return a statement as the collection has it, of a part the whole that it is a part of, with its reading.

    Raises `WrongUse` for an id that is not, or not unmistakably, that of a statement.
    """
    found = [named.id for named in case.named(target.strip()) if named.kind == "statement"]
    if len(found) > 1:
        raise WrongUse(wording.several(target, ", ".join(found)))
    home = case.article_of(found[0]) if found else None
    reading = case.reading(home) if home is not None else None
    if home is None or reading is None:
        raise WrongUse(wording.nothing(target, "statement"))
    whole = {part.id: part.part_of for part in case.parts(home)}.get(found[0]) or found[0]
    statement = next((one for one in reading.statements if one.id == whole), None)
    if statement is None:
        raise WrongUse(wording.nothing(target, "statement"))
    return statement, reading


def stations_of(statement: Statement) -> tuple[Station, ...]:
    """Return the stations between the article and who says so, the nearest first."""
    return statement.chain[:-1] if statement.speaker is not None else statement.chain


# --- who says so, and through whom ----------------------------------------------------------------------------------


def _source(statement: Statement, reading: Reading, written: Written) -> Json:
    if written.source == "none":
        return {"source": None}
    if written.source == "own_voice":
        return {"source": {"own_voice": True}}
    text, where = reading.article.text, {}
    if written.named and not _same(written.named, text, statement.source):
        near = _starts(statement.source) or [*_starts(statement.cue), *_starts(statement.content)]
        where = {"spans": _places(written.named, text, near)}
    if written.source == "named" and not written.name.strip():
        raise WrongUse(wording.NO_SPEAKER)
    if written.source == "named":
        return {"source": {"name": written.name, "kind": written.kind} | where}
    if not where:
        return {}
    speaker = next((source for source in reading.sources if source.id == statement.speaker), None)
    if speaker is None:
        raise WrongUse(wording.NOBODY_NAMED)
    return {"source": {"name": speaker.name, "kind": speaker.kind.value} | where}


def _last(case: Case, statement: Statement, value: Json) -> tuple[Station, ...]:
    """The station of who says so, as it is once the decisions that wait are heeded and this value is set."""
    home = statement.article
    now = apply(list(case.as_read(home)), bearing(case.decisions())).readings[0]
    statement = next((one for one in now.statements if one.id == statement.id), statement)
    last = statement.chain[-1:] if statement.speaker is not None else ()
    if "source" not in value:
        return last
    if value["source"] is None:
        return ()
    link = last[0].link if last else StationLink.told
    return (msgspec.convert({**value["source"], "link": link.value}, Station),)


# --- words ----------------------------------------------------------------------------------------------------------


def found_in(text: str, given: str, near: Sequence[int]) -> Spans:
    """Return where pieces of words stand in a text, one behind the other, each as near as can be to one of the places.

    White space may differ. Raises `WrongUse` for a piece that does not stand there.
    """
    spans: list[Span] = []
    for piece in filter(None, _PIECES.split(given.strip())):
        pattern = re.compile(r"\s+".join(map(re.escape, piece.split())))
        found = [Span(*match.span()) for match in pattern.finditer(text, spans[-1].end if spans else 0)]
        if not found:
            raise WrongUse(wording.words_not_there(piece))
        places = [spans[-1].end] if spans else list(near) or [0]
        spans.append(min(found, key=lambda span: min(abs(span.start - at) for at in places)))
    return tuple(spans)


def _places(given: str, text: str, near: Sequence[int]) -> list[list[int]]:
    return [list(span) for span in found_in(text, given, near)]


def _same(given: str, text: str, spans: Spans) -> bool:
    return " ".join(given.split()) == " ".join(words_at(text, spans).split())


def _starts(spans: Spans) -> list[int]:
    return [span.start for span in spans[:1]]
