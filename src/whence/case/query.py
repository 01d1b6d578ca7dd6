"""What a user types, to an expression of FTS5; names made comparable; values asked for by a list of marks.

Every word is handed to FTS5 as a quoted string, so that nothing a user types is read as its syntax.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sized
from itertools import islice
from typing import TypeVar

__all__ = ["batches", "fold", "marks", "parts"]

_T = TypeVar("_T")
_TOGETHER = 500  # values of one query: SQLite bounds how many it takes
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»](\*?)')
_MARKS = re.compile(r'["“”„«»\0]')
_OTHER = re.compile(r"[\W_]+")


def parts(query: str) -> list[str]:
    """Return a query's words and phrases as strings of FTS5, each once; put together they are its expression.

    Words are all to be found, in any order; words in quotation marks one behind the other; `word*` stands for all words
    that begin so. Accents and case make no difference. A quotation mark without its partner is passed over.

    >>> parts('dam* "will hold"')
    ['"dam" *', '"will hold"']
    """
    query = query.encode("utf-8", "replace").decode().replace("\0", " ")
    found: list[str] = []
    at = 0
    for phrase in _PHRASE.finditer(query):
        found += _words(query[at : phrase.start()])
        found += _quoted(phrase[1], prefix=bool(phrase[2]))
        at = phrase.end()
    found += _words(query[at:])
    return list(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return [part for word in _MARKS.sub(" ", text).split() for part in _quoted(word, prefix=word.endswith("*"))]


def _quoted(text: str, *, prefix: bool) -> list[str]:
    """Return a string of FTS5 in a list, or nothing where no letter or digit stands in it."""
    text = " ".join(text.replace("*", " ").split())
    if not any(map(str.isalnum, text)):
        return []
    return [f'"{text}" *' if prefix else f'"{text}"']


def fold(text: str) -> str:
    """Return a name's words without case, accents and punctuation, with one space between two and none around.

    >>> fold("Café “Zoë”, Ltd.")
    'cafe zoe ltd'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _OTHER.sub(" ", plain.casefold()).strip()


def marks(values: Sized) -> str:
    """Return a mark for each value, as they stand behind IN.

    >>> marks(("a", "b"))
    '?, ?'
    """
    return ", ".join("?" * len(values))


def batches(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Yield values in their order, as many at a time as one query takes."""
    waiting = iter(values)
    while some := list(islice(waiting, _TOGETHER)):
        yield some
