"""Full-text search: a user's words to the articles, or to one source's statements, that hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence.case.marks import Marker
from whence.case.query import fold, parts
from whence.case.rows import GAP, spans_of
from whence.records import Span, Spans
from whence.times import asked

__all__ = ["Hit", "Snippet", "search"]

_BEFORE, _WIDTH, _MOST = 60, 200, 3  # code points before a found word, and of a snippet; snippets of an article
_WHOLE = 400  # a statement up to this long is shown whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words around what was found: `span` is their place in the article's text, `marks` the places of the found words.

    `text` is `Article.text[span.start:span.end]`; the marks lie inside the span and count from the article's start.
    """

    text: str
    span: Span
    marks: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that holds the words; or, where a source was asked for, a statement of it that does."""

    article: str
    file: str
    outlet: str | None
    title: str | None
    published: str | None
    statement: str | None = None
    source: str | None = None
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question in SQL: its conditions and their values."""

    conditions: tuple[str, ...]
    values: tuple[object, ...]

    def where(self) -> str:
        return " AND ".join(self.conditions) or "1"


def search(
    connection: sqlite3.Connection,
    query: str,
    *,
    source: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> Iterator[Hit]:
    """Yield what `whence.case.Case.search` promises, the closest match first."""
    wanted = parts(query)
    if not wanted and (query.strip() or not (source or outlet or since or until)):
        return
    question = _asked(" ".join(wanted) or None, source, outlet, since, until)
    table = "article_words" if source is None else "statement_words"
    sql = (_ARTICLES if source is None else _STATEMENTS).format(
        found=f"JOIN {table} ON {table}.rowid = {'a' if source is None else 's'}.n" if wanted else "",
        where=question.where(),
        rank=f"bm25({table})," if wanted else "",
    )
    rows = connection.execute(sql, (*question.values, -1 if limit is None else limit)).fetchall()
    with Marker(wanted) as marker:
        for row in rows:
            if source is not None:
                yield _hit(row, _of_statement(connection, row["n"], marker))
            else:
                yield _hit(row, _of_article(connection, row["n"], marker) if wanted else ())


_ARTICLES = """
    SELECT a.n, a.id AS article, a.file, a.outlet, a.title, a.published, NULL AS statement, NULL AS source
    FROM article AS a {found}
    WHERE {where} ORDER BY {rank} a.file, a.id LIMIT ?
"""
_STATEMENTS = """
    SELECT s.n, s.article, a.file, a.outlet, a.title, a.published, s.id AS statement, who.name AS source
    FROM statement AS s JOIN article AS a ON a.id = s.article
    JOIN source AS who ON who.article = s.article AND who.id = s.speaker {found}
    WHERE {where} ORDER BY {rank} a.file, a.id, s.position LIMIT ?
"""
_NAMED = """
    (instr(' ' || fold(who.name) || ' ', ?) OR EXISTS (
        SELECT 1 FROM json_each(who.aliases) WHERE instr(' ' || fold(value) || ' ', ?)))
"""


def _asked(words: str | None, source: str | None, outlet: str | None, since: str | None, until: str | None) -> _Asked:
    pairs: list[tuple[str, tuple[object, ...]]] = []
    if words is not None:
        pairs.append((f"{'article_words' if source is None else 'statement_words'} MATCH ?", (words,)))
    if source is not None:
        pairs.append((_NAMED, (_padded(source), _padded(source))))
    if outlet is not None:
        pairs.append(("instr(' ' || fold(a.outlet) || ' ', ?)", (_padded(outlet),)))
    if since is not None:
        pairs.append(("a.latest >= ?", (asked(since).earliest,)))
    if until is not None:
        pairs.append(("a.earliest <= ?", (asked(until).latest,)))
    values = tuple(value for _, some in pairs for value in some)
    return _Asked(conditions=tuple(condition for condition, _ in pairs), values=values)


def _padded(name: str) -> str:
    """Return a name between spaces, so that whole words are compared; a name without a word is found nowhere."""
    return f" {folded} " if (folded := fold(name)) else "\n"  # which stands in no folded name


# --- hits -----------------------------------------------------------------------------------------------------------


def _hit(row: sqlite3.Row, snippets: Iterable[Snippet]) -> Hit:
    return Hit(
        article=row["article"],
        file=row["file"],
        outlet=row["outlet"],
        title=row["title"],
        published=row["published"],
        statement=row["statement"],
        source=row["source"],
        snippets=tuple(snippets),
    )


def _of_article(connection: sqlite3.Connection, number: int, marker: Marker) -> Iterator[Snippet]:
    (text,) = connection.execute("SELECT text FROM article WHERE n = ?", (number,)).fetchone()
    return _snippets(text, marker.marks(text))


def _of_statement(connection: sqlite3.Connection, number: int, marker: Marker) -> Iterator[Snippet]:
    """Yield a statement whole, or a long one's places with the found words."""
    column, words, text = connection.execute(_STATEMENT, (number,)).fetchone()
    content = spans_of(column)
    marks = sorted(_in_article(list(marker.marks(words)), content))
    whole = Span(min((s.start for s in content), default=0), max((s.end for s in content), default=0))
    if marks and whole.end - whole.start > _WHOLE:
        yield from _snippets(text, marks)
    elif whole.start < whole.end:
        yield _snippet(text, Span(whole.start, min(whole.end, whole.start + _WHOLE)), marks)


_STATEMENT = "SELECT s.content, s.words, a.text FROM statement AS s JOIN article AS a ON a.id = s.article WHERE s.n = ?"


def _in_article(marks: Sequence[Span], content: Spans) -> Iterator[Span]:
    """Move marks in a statement's words, the content's pieces with a gap between two, to the article's text."""
    at = 0
    for start, end in content:
        for mark in marks:
            first, last = max(mark.start, at), min(mark.end, at + end - start)
            if first < last:
                yield Span(start + first - at, start + last - at)
        at += end - start + len(GAP)


# --- snippets -------------------------------------------------------------------------------------------------------


def _snippets(text: str, marks: Iterable[Span]) -> Iterator[Snippet]:
    """Yield the first snippets of a text, each in one line of it, and ask for no more marks than they need."""
    made, start, end = 0, 0, 0
    inside: list[Span] = []
    for mark in marks:
        if inside and mark.end <= end:
            inside.append(mark)
            continue
        if inside:
            yield _snippet(text, Span(start, end), inside)
            made += 1
        if made == _MOST:
            return
        start, end = _window(text, mark)
        inside = [mark]
    if inside:
        yield _snippet(text, Span(start, end), inside)


def _snippet(text: str, span: Span, marks: Sequence[Span]) -> Snippet:
    return Snippet(text=text[span.start : span.end], span=span, marks=tuple(marks))


def _window(text: str, mark: Span) -> tuple[int, int]:
    """Return a stretch around a found word, in its line, cut between words."""
    low, high = max(0, mark.start - _BEFORE), min(len(text), max(mark.end, mark.start - _BEFORE + _WIDTH))
    low = max(low, text.rfind("\n", low, mark.start) + 1)
    line_end = text.find("\n", mark.end, high)
    high = high if line_end < 0 else line_end
    if low and text[low - 1] != "\n":
        low = 1 + (cut if (cut := text.find(" ", low, mark.start)) >= 0 else low - 1)
    if high < len(text) and text[high] != "\n":
        high = cut if (cut := text.rfind(" ", mark.end, high)) >= 0 else high
    return low, high
