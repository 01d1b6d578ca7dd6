"""The places of a query's words in a text, found by the tokenizer that made the case file's index.

FTS5's own `highlight` over a whole text takes time that grows with the square of the matches. Here it sees a piece at a
time, in a small index in memory, and only as many pieces as are asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from whence.records import Span

__all__ = ["Marker"]

_INDEX = "CREATE VIRTUAL TABLE piece USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')"  # as in `schema`
_FOUND = "SELECT highlight(piece, 0, ?, ?) FROM piece WHERE piece MATCH ?"
_PIECE = 1 << 14  # code points


class Marker:
    """Marks the words of a query, whose parts are strings of FTS5; a context manager."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._query = " OR ".join(parts)
        self._index = sqlite3.connect(":memory:", isolation_level=None)
        self._index.execute(_INDEX)

    def __enter__(self) -> Marker:
        return self

    def __exit__(self, *_: object) -> None:
        self._index.close()

    def marks(self, text: str) -> Iterator[Span]:
        """Yield the places of the words in a text, in order. A phrase that ends in another piece is not marked."""
        for at, piece in _pieces(text):
            for start, end in self._in_piece(piece):
                yield Span(at + start, at + end)

    def _in_piece(self, piece: str) -> list[Span]:
        if not self._query:
            return []
        marks = _unused(piece)
        self._index.execute("BEGIN")
        try:
            self._index.execute("INSERT INTO piece (words) VALUES (?)", (piece,))
            with closing(self._index.execute(_FOUND, (*marks, self._query))) as rows:
                row = rows.fetchone()
        finally:
            self._index.execute("ROLLBACK")
        return _counted(row[0], *marks) if row else []


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into pieces between two words, each with its place."""
    at = 0
    while at < len(text):
        end = at + _PIECE
        if end < len(text):
            end = 1 + max(text.rfind(" ", at, end), text.rfind("\n", at, end)) or end
        yield at, text[at:end]
        at = end


def _unused(text: str) -> tuple[str, str]:
    """Return two characters that the text does not hold, of those that stand for nothing."""
    held = set(text)
    free = (chr(code) for code in range(0xE000, 0x110000) if chr(code) not in held)
    return next(free), next(free)


def _counted(marked: str, opening: str, closing_: str) -> list[Span]:
    """Return the places of what stands between the marks, counted without them."""
    before, *found = marked.split(opening)
    at, places = len(before), []
    for piece in found:
        inside, _, rest = piece.partition(closing_)
        places.append(Span(at, at + len(inside)))
        at += len(inside) + len(rest)
    return places
