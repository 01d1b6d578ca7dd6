"""A reading to a terminal, or to a pipe as the same words without colour.

A statement is a number, a column of labels and a column of words, at any width. Colour names the kind of source and is
never alone: each kind stands there in words. Text of an article is shown, never acted on: `harmless` sees to control
characters, and no string of it is read as markup.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from rich.console import Console
from rich.text import Text

from whence import words
from whence.records import Act, Article, Form, Reading, Role, Source, SourceKind, Statement
from whence.report.plain import figure, harmless, moment, origin, sourcing, statements_of, structure, words_at

__all__ = ["console_for", "print_reading", "print_rule", "print_structure"]

_WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 20  # columns for words, however narrow the terminal is
_NUMBER = 4
_LABEL = 11
_ROLE = 11
_STEP = 4  # columns that a nested statement stands further in
_DEEPEST = 4
_STYLES: Mapping[SourceKind, str] = {
    SourceKind.named_person: "blue",
    SourceKind.named_organisation: "blue",
    SourceKind.collective: "cyan",
    SourceKind.document: "cyan",
    SourceKind.unnamed: "yellow",
    SourceKind.outlet: "magenta",
    SourceKind.none: "dim",
}
_MARKS = ('"', "“", "‘", "'", "«", "„")
_COUNTED = (Role.paragraph, Role.caption, Role.quote, Role.subhead, Role.promo, Role.other)


class _Console(Console):
    """A console that leaves it to its caller what to do when nobody reads on; rich itself would end the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def console_for(stream: IO[str]) -> Console:
    """Return a console that takes every text as it is. Piped output has no colour and 80 columns."""
    return _Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_reading(reading: Reading, console: Console, *, own_voice: bool = True) -> None:
    """Print an article's head, its statements by paragraph, and its sources."""
    page = _Page(console)
    article = reading.article
    _head(page, article)
    if reading.not_read is not None:
        page.line(Text(words.not_read(reading.not_read), "italic"))
        page.gap()
        return
    shown = [s for s in reading.statements if own_voice or s.form is not Form.own_voice]
    _statements(page, reading, shown)
    _sources(page, reading)


def print_structure(article: Article, console: Console) -> None:
    """Print an article's head and every line of the page with its role."""
    page = _Page(console)
    _head(page, article)
    page.gap()
    for block in article.blocks:
        words_of_line = Text(harmless(article.text[block.span.start : block.span.end]))
        words_of_line.stylize("" if block.role in (Role.paragraph, Role.headline) else "dim")
        page.row(Text(block.role.value.ljust(_ROLE), "dim"), words_of_line)
    page.gap()


def print_rule(console: Console) -> None:
    """Print what stands between two articles."""
    console.print(Text("─" * min(console.width, _WIDEST), "dim"))
    console.print()


class _Page:
    """Lines on a console, wrapped under one another."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)

    def line(self, text: Text, *, indent: int = 0) -> None:
        self.row(Text(" " * indent), text)

    def row(self, start: Text, text: Text) -> None:
        """Print words with something before the first line; the others stand under the first."""
        room = max(self._width - start.cell_len, _NARROWEST)
        for number, line in enumerate(text.wrap(self._console, room, overflow="fold")):
            line.rstrip()
            before = start if number == 0 else Text(" " * start.cell_len)
            self._console.print(Text.assemble(before, line))

    def parts(self, parts: Iterable[str], style: str = "") -> None:
        """Print parts joined by dots, none of them broken where there is room for it on the next line."""
        line = ""
        for part in parts:
            longer = f"{line} · {part}" if line else part
            if line and Text(longer).cell_len > self._width:
                self.line(Text(line, style))
                longer = part
            line = longer
        if line:
            self.line(Text(line, style))

    def gap(self) -> None:
        self._console.print()


# --- the article ----------------------------------------------------------------------------------------------------


def _head(page: _Page, article: Article) -> None:
    page.line(Text(harmless(article.title or "") or words.NO_HEADLINE, "bold"))
    page.parts(origin(article))
    page.line(Text(harmless(article.file), "dim"))
    if article.url and article.url != article.file:
        page.line(Text(harmless(article.url), "dim"))
    page.gap()
    page.parts(structure(article), "dim")
    for notice in article.corrections:
        label = words.NOTICES.get(notice.kind, notice.kind)
        page.line(Text(f"{label}: {harmless(article.text[notice.span.start : notice.span.end])}", "italic"))


# --- the statements -------------------------------------------------------------------------------------------------


def _statements(page: _Page, reading: Reading, shown: list[Statement]) -> None:
    if not shown:
        page.line(Text(words.NO_STATEMENTS, "dim"))
        page.gap()
        return
    counted = words.count(len(shown), words.STATEMENT_COUNT)
    page.parts([counted, *sourcing(shown, reading.sources)], "dim")
    speakers = {source.id: source for source in reading.sources}
    places = _places(reading.article)
    block = -1
    for number, (statement, depth) in enumerate(_in_order(shown), start=1):
        if depth == 0 and statement.block != block:
            block = statement.block
            page.gap()
            page.line(Text(places[block] if 0 <= block < len(places) else words.ROLES[Role.other][0], "dim italic"))
        lead = " " * (_STEP * min(depth, _DEEPEST)) + str(number).rjust(_NUMBER - 1) + "  "
        _statement(page, reading.article, statement, speakers, lead)
    page.gap()


def _in_order(statements: list[Statement]) -> Iterator[tuple[Statement, int]]:
    """Yield statements in reading order, each followed by those that stand in its content, with their depth."""
    known = {statement.id for statement in statements}
    inside: dict[str | None, list[Statement]] = {}
    for statement in sorted(statements, key=_start):
        parent = statement.parent if statement.parent in known and statement.parent != statement.id else None
        inside.setdefault(parent, []).append(statement)
    stack = [(statement, 0) for statement in reversed(inside.get(None, []))]
    while stack:
        statement, depth = stack.pop()
        yield statement, depth
        stack += [(nested, depth + 1) for nested in reversed(inside.get(statement.id, []))]


def _start(statement: Statement) -> tuple[int, int]:
    places = [span.start for spans in (statement.content, statement.cue, statement.source) for span in spans]
    return statement.block, min(places, default=0)


def _places(article: Article) -> list[str]:
    """Name each block: its role, its number where a page has several of the kind, the time of a live page's entry."""
    met: Counter[Role] = Counter()
    places = []
    for block in article.blocks:
        met[block.role] += 1
        name = words.ROLES[block.role][0]
        name = f"{name} {met[block.role]}" if block.role in _COUNTED else name
        places.append(name if block.at is None else f"{name} · {moment(block.at)}")
    return places


def _statement(page: _Page, article: Article, statement: Statement, speakers: Mapping[str, Source], lead: str) -> None:
    """Print a statement's words and what is known about them; `lead` holds its number."""
    form = words.FORMS[statement.form].ljust(_LABEL)
    page.row(Text.assemble((lead, "bold"), (form, "dim")), _content(article, statement))
    for label, value in _facts(article, statement, speakers):
        page.row(Text.assemble(" " * len(lead), (label.ljust(_LABEL), "dim")), value)


def _content(article: Article, statement: Statement) -> Text:
    found = words_at(article.text, statement.content)
    if not found:  # a refusal to comment may have no topic; the cue says what there is
        return Text(f"({words_at(article.text, statement.cue)})", "italic")
    bare = statement.form is Form.direct and found[:1] not in _MARKS  # a quotation mostly holds its own marks
    return Text(f"“{found}”" if bare else found)


def _facts(article: Article, statement: Statement, speakers: Mapping[str, Source]) -> Iterator[tuple[str, Text]]:
    """Yield what is known about a statement besides its words: a label and a value for each."""
    if statement.form is not Form.own_voice:
        yield words.WHO, _who(speakers.get(statement.speaker or ""))
    if len(statement.chain) > 1:
        yield words.THROUGH, Text(" ".join(f"← {harmless(station.name)}" for station in statement.chain))
    if statement.addressee:
        yield words.SAID_TO, Text(words_at(article.text, statement.addressee, gap=", "))
    if statement.medium:
        yield words.MEDIUM, Text(words.MEDIA.get(statement.medium, harmless(statement.medium)))
    if manner := _manner(statement):
        yield words.ACT, Text(manner)
    if statement.evidence:
        yield words.EVIDENCE, Text(words_at(article.text, statement.evidence, gap="; "))
    if statement.figures:
        yield words.FIGURES, Text("; ".join(map(figure, statement.figures)))
    if statement.scare:
        yield words.SCARE, Text(words_at(article.text, statement.scare, gap="; "))


def _who(speaker: Source | None, *, own_voice: bool = False) -> Text:
    """Return a source with its kind; an outlet that says all in its `own_voice` credits no other."""
    if speaker is None:
        return Text(words.KINDS[SourceKind.none], "dim")
    kind = words.OWN_VOICE if own_voice else words.KINDS[speaker.kind]
    return Text.assemble((harmless(speaker.name), _STYLES[speaker.kind]), (f" · {kind}", "dim"))


def _manner(statement: Statement) -> str:
    parts = [words.ACTS[statement.act]] if statement.act is not Act.assertion else []
    parts += [words.HEDGED] if statement.hedged else []
    parts += [words.NEGATED] if statement.negated else []
    return " · ".join(parts)


# --- the sources ----------------------------------------------------------------------------------------------------


def _sources(page: _Page, reading: Reading) -> None:
    if not reading.sources:
        return
    page.line(Text(words.SOURCES, "bold"))
    for source in reading.sources:
        said = words.count(statements_of(source, reading.statements), words.STATEMENT_COUNT)
        forms = {statement.form for statement in reading.statements if statement.speaker == source.id}
        who = _who(source, own_voice=forms == {Form.own_voice})
        page.line(who.append(f" · {said}", "dim"), indent=2)
        for label, value in _about(source):
            page.row(Text.assemble(" " * (_NUMBER + 1), (label.ljust(_LABEL), "dim")), Text(value))
    page.gap()


def _about(source: Source) -> Iterator[tuple[str, str]]:
    if aliases := [harmless(alias) for alias in source.aliases if alias != source.name]:
        yield words.ALSO, "; ".join(aliases)
    if source.description and harmless(source.description) != harmless(source.name):
        yield words.DESCRIBED, harmless(source.description)
    for note in source.notes:
        yield words.NOTE, harmless(note)
