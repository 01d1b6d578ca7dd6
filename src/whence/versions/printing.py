"""The versions of an article to a terminal, or to a pipe as the same words without colour.

Words that were taken out stand in `[-…-]`, and those that were put in in `{+…+}`, as `wdiff` has them: nothing is said
by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from whence import words
from whence.records import Article, Reading, Statement
from whence.report.plain import harmless, moment, origin, words_at
from whence.versions import wording
from whence.versions.differences import Difference, Edit, Restated, differences
from whence.versions.grouping import History, seen
from whence.versions.sections import Section

__all__ = ["print_histories", "print_history"]

_WIDEST = 100
_AROUND = 40  # code points of unchanged words shown on either side of a change
_CUT = 300  # code points of a long stretch that are shown


def print_histories(found: Sequence[tuple[History, Sequence[Difference]]], console: Console) -> None:
    """Print a paragraph for each article that has several versions."""
    for history, steps in found:
        first, last = history.articles[0], history.articles[-1]
        _line(console, Text(harmless(last.title or "") or words.NO_HEADLINE, "bold"))
        _line(console, Text(history.address, "dim"))
        times = " – ".join(dict.fromkeys(filter(None, (_time(first), _time(last)))))
        said = words.count(len(history.articles), words.VERSION_COUNT)
        _line(console, Text(" · ".join(part for part in (said, times) if part)))
        for number, step in enumerate(steps, start=1):
            _line(console, Text(f"{number} → {number + 1}: {_summary(step)}"), 2)
        console.print()


def print_history(history: History, readings: Sequence[Reading], console: Console) -> None:
    """Print an article's versions in the order of their capture, with what changed before each."""
    of = len(history.articles)
    for number, reading in enumerate(readings, start=1):
        if number > 1:
            _changes(readings[number - 2], reading, console)
        _head(reading.article, number, of, console)


def _head(article: Article, number: int, of: int, console: Console) -> None:
    _line(console, Text(f"{wording.place(number, of)} · {article.id}", "bold"))
    _line(console, Text(harmless(article.title or "") or words.NO_HEADLINE))
    _line(console, Text(" · ".join(origin(article)), "dim"))
    _line(console, Text(harmless(article.file), "dim"))
    console.print()


def _changes(before: Reading, after: Reading, console: Console) -> None:
    found = differences(before, after)
    _line(console, Text(_summary(found), "italic"), 2)
    for section in Section:
        edits = [edit for edit in found.edits if edit.section is section]
        if edits:
            _line(console, Text(wording.SECTIONS[section], "bold"), 2)
        for edit in edits:
            _line(console, _edit(edit, before.article, after.article), 4)
    lines = list(_statements(found, before, after))
    if lines:
        _line(console, Text(wording.STATEMENTS, "bold"), 2)
    for line in lines:
        _line(console, line, 4)
    console.print()


def _summary(found: Difference) -> str:
    return wording.changed(len(found.edits), len(found.added), len(found.removed), len(found.changed))


def _edit(edit: Edit, before: Article, after: Article) -> Text:
    """A change with some of the unchanged words around it, which are the later version's where it has any there."""
    article, span = (after, edit.after) if edit.after else (before, edit.before)
    assert span is not None
    line = next((b.span for b in article.blocks if b.span.start <= span.start < b.span.end), span)
    ahead = article.text[line.start : span.start]
    if len(ahead) > _AROUND:
        ahead = f"…{ahead[-_AROUND:].partition(' ')[2]}"
    behind = article.text[span.end : line.end]
    if len(behind) > _AROUND:
        behind = f"{behind[:_AROUND].rpartition(' ')[0]}…"
    text = Text(_spaced(ahead))
    if edit.before:
        text.append(f"[-{_cut(before.text[slice(*edit.before)])}-]", "red")
    if edit.after:
        text.append(f"{{+{_cut(after.text[slice(*edit.after)])}+}}", "green")
    return text.append(_spaced(behind))


def _statements(found: Difference, before: Reading, after: Reading) -> Iterator[Text]:
    old, new = ({s.id: s for s in reading.statements} for reading in (before, after))
    for one in found.changed:
        yield _restated(one, old[one.before], new[one.after], before.article, after.article)
    for mark, label, style, ids, known, article in (
        ("−", wording.REMOVED, "red", found.removed, old, before.article),
        ("+", wording.ADDED, "green", found.added, new, after.article),
    ):
        for statement in ids:
            yield Text(f"{mark} {label}: {_said(known[statement], article)}", style)


def _restated(one: Restated, old: Statement, new: Statement, before: Article, after: Article) -> Text:
    kinds = ", ".join(dict.fromkeys(words.CHANGES[change.kind].lower() for change in one.changes))
    label = f"~ {wording.CHANGED}" + (f" ({kinds})" if kinds else "")
    return Text(f"{label}: {_said(old, before)} → {_said(new, after)}")


def _said(statement: Statement, article: Article) -> str:
    return _cut(words_at(article.text, statement.content))


def _time(article: Article) -> str:
    at = seen(article)
    return moment(at) if at else ""


def _spaced(text: str) -> str:
    """A text made harmless that keeps a blank at either end: words stand beside it."""
    ahead, behind = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{ahead}{harmless(text)}{behind}" if text.strip() else ahead


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return harmless(text if len(text) <= _CUT else f"{text[:_CUT]} …")


def _line(console: Console, text: Text, indent: int = 0) -> None:
    """Print a text wrapped under itself."""
    room = max(min(console.width, _WIDEST) - indent, 20)
    for line in text.wrap(console, room, overflow="fold"):
        line.rstrip()
        console.print(Text.assemble(" " * indent, line))
