"""brat's standoff format (brat.nlplab.org/standoff.html): a text and its marks for each article.

Offsets are code points, as brat counts them. A mark holds no line's end: brat wants it in pieces then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING

from whence.export.marks import Marked, file_of, marked
from whence.export.packed import File
from whence.records import Act, Form, Reading, SourceKind, Span
from whence.text.shown import harmless

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_brat"]


def case_brat(case: Case) -> Iterator[File]:
    """Yield the settings of the collection, then two files an article."""
    yield File(name="annotation.conf", write=_writer(_settings()))
    yield File(name="visual.conf", write=_writer(_LABELS))
    for reading in case.readings():
        name = file_of(reading.article)
        yield File(name=f"{name}.txt", write=_writer(reading.article.text))
        yield File(name=f"{name}.ann", write=_writer("".join(f"{line}\n" for line in _Lines(reading).lines())))


def _writer(text: str) -> Callable[[IO[bytes]], object]:
    return lambda out: out.write(text.encode("utf-8", "replace"))


class _Lines:
    """The marks of one article, each with its number; a source that two statements share is marked once."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._marked = marked(reading)
        self._lines: list[str] = []
        self._count = dict.fromkeys("TRA#", 0)
        self._known: dict[tuple[object, ...], str] = {}

    def lines(self) -> list[str]:
        """Return all lines."""
        for one in self._marked:
            self._statement(one)
        return self._lines

    def _statement(self, one: Marked) -> None:
        head = self._mark("Content", one.content) if one.content else None
        cue = self._mark("Cue", one.cue) if one.cue else None
        anchor = head or cue
        if anchor is None:
            return
        self._add("#", f"AnnotatorNotes {anchor}", one.statement)
        self._add("A", f"Form {anchor} {one.form}")
        self._add("A", f"Act {anchor} {one.act}")
        for name, said in (("Hedged", one.hedged), ("Negated", one.negated)):
            if said:
                self._add("A", f"{name} {anchor}")
        if head and cue:
            self._add("R", f"CuedBy Arg1:{head} Arg2:{cue}")
        if one.source:
            self._add("R", f"SaidBy Arg1:{anchor} Arg2:{self._source(one)}")

    def _source(self, one: Marked) -> str:
        key = (one.source, one.name, one.kind)
        if key not in self._known:
            mark = self._known[key] = self._mark("Source", one.source)
            if one.name is not None:
                self._add("#", f"AnnotatorNotes {mark}", harmless(one.name))
                self._add("A", f"Kind {mark} {one.kind}")
        return self._known[key]

    def _mark(self, kind: str, spans: Sequence[Span]) -> str:
        pieces = [piece for span in spans for piece in _in_lines(self._text, span)]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        return self._add("T", f"{kind} {places}", " ".join(self._text[start:end] for start, end in pieces))

    def _add(self, sort: str, *columns: str) -> str:
        self._count[sort] += 1
        name = f"{sort}{self._count[sort]}"
        self._lines.append("\t".join((name, *columns)))
        return name


def _in_lines(text: str, span: Span) -> Iterator[Span]:
    """Yield a span's pieces that hold no line's end."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        bare = line.strip()
        if bare:
            first = start + line.index(bare)
            yield Span(first, first + len(bare))
        start += len(line) + 1


def _settings() -> str:
    """Return what may be marked: brat offers no other values."""
    heads = "Arg:Content|Cue"
    kinds = [kind.value for kind in SourceKind if kind is not SourceKind.none]
    return f"""[entities]
Content
Cue
Source

[relations]
SaidBy\tArg1:Content|Cue, Arg2:Source
CuedBy\tArg1:Content, Arg2:Cue
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Act\t{heads}, Value:{"|".join(Act)}
Form\t{heads}, Value:{"|".join(Form)}
Hedged\t{heads}
Negated\t{heads}
Kind\tArg:Source, Value:{"|".join(kinds)}
"""


_LABELS = """[labels]
SaidBy | said by | by
CuedBy | cued by | cue

[drawing]
Content\tbgColor:#d9e8f6
Cue\tbgColor:#f6ead0
Source\tbgColor:#dcefdc
"""
