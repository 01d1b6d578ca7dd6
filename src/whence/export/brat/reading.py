"""brat's standoff format read back: what stands in an .ann file after a person has corrected it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whence.errors import Unreadable
from whence.export import wording
from whence.export.marks import Marked, merged
from whence.records import Span, Spans

__all__ = ["read_brat"]

_MARK = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (\S+))?\s*")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


@dataclass(slots=True)
class _Mark:
    kind: str
    spans: Spans
    note: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)


def read_brat(annotation: str, text: str) -> list[Marked]:
    """Return the statements that an .ann file marks on a text; one whose note is gone has the id "".

    Raises `Unreadable` for a line that is none of the format, and for a place outside the text.
    """
    marks = _marks(annotation.splitlines(), text)
    cued = {mark.relations.get("CuedBy") for mark in marks.values() if mark.kind == "Content"}
    return [
        _statement(mark, marks)
        for name, mark in marks.items()
        if mark.kind == "Content" or (mark.kind == "Cue" and mark.note and name not in cued)
    ]


def _statement(mark: _Mark, marks: Mapping[str, _Mark]) -> Marked:
    nothing = _Mark("", ())
    source = marks.get(mark.relations.get("SaidBy", ""), nothing)
    is_content = mark.kind == "Content"
    cue = marks.get(mark.relations.get("CuedBy", ""), nothing) if is_content else mark
    return Marked(
        statement=mark.note.strip(),
        content=mark.spans if is_content else (),
        cue=cue.spans,
        source=source.spans,
        name=source.note.strip() or None,
        kind=source.attributes.get("Kind"),
        form=mark.attributes.get("Form", ""),
        act=mark.attributes.get("Act", ""),
        hedged="Hedged" in mark.attributes,
        negated="Negated" in mark.attributes,
    )


def _marks(lines: Iterable[str], text: str) -> dict[str, _Mark]:
    given = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    marks = dict(_places(given, text))
    for number, line in given:
        if found := _RELATION.fullmatch(line):
            marks.get(found[2], _Mark("", ())).relations[found[1]] = found[3]
        elif found := _ATTRIBUTE.fullmatch(line):
            marks.get(found[2], _Mark("", ())).attributes[found[1]] = found[3] or ""
        elif found := _NOTE.fullmatch(line):
            marks.get(found[1], _Mark("", ())).note = found[2]
        elif line[0] not in "TE*N#":
            raise Unreadable(wording.no_mark(number))
    return marks


def _places(given: Iterable[tuple[int, str]], text: str) -> Iterator[tuple[str, _Mark]]:
    for number, line in given:
        if not line.startswith("T"):
            continue
        found = _MARK.fullmatch(line)
        if not found:
            raise Unreadable(wording.no_mark(number))
        spans = [Span(*map(int, pair.split())) for pair in found[3].split(";")]
        if any(not start < end <= len(text) for start, end in spans):
            raise Unreadable(wording.no_mark(number))
        yield found[1], _Mark(found[2], merged(spans, text))
