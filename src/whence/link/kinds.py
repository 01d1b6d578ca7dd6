"""What a shared passage is: a speaker's words, stock wording, words with a credit, or narrative.

Two thirds of the passages that outlets share within days are quoted speech, which says that they had one source, not
that one copied the other. So the kind of a passage is decided before anything is made of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import Collection, Header
from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.evidence import NAME_LONGEST, WORDING_BITS
from whence.link.segments import Segments
from whence.link.stock_phrases import stock_words
from whence.link.tokens import QUOTED, fold, key_of
from whence.records import PassageKind

__all__ = ["Kinds"]

_NARRATIVE_RUN = 10  # words outside quotation marks that are a copied passage by themselves
_STOCK_SHARE = 0.5
_LEAST_BESIDE_STOCK = 8
_STOCK_LONGEST = 60
_WORDING_WORDS = 2
_REMEMBERED = 1024  # articles whose words and names are at hand
_INITIALS = 3  # words of a name from which its initials are used for it
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(f"{IN_MOST} {IN_MANY}".split())
_SAME_NAMES = (
    ("AP", "Associated Press"),
    ("AFP", "Agence France-Presse", "Agence France Presse"),
    ("Reuters", "Thomson Reuters"),
    ("UPI", "United Press International"),
    ("PA", "PA Media", "Press Association"),
    ("AAP", "Australian Associated Press"),
    ("dpa", "Deutsche Presse-Agentur"),
    ("CP", "Canadian Press"),
    ("PTI", "Press Trust of India"),
    ("ANI", "Asian News International"),
    ("IANS", "Indo-Asian News Service"),
    ("TASS", "ITAR-TASS"),
    ("RIA", "RIA Novosti"),
    ("SANA", "Syrian Arab News Agency"),
    ("KCNA", "Korean Central News Agency"),
    ("IRNA", "Islamic Republic News Agency"),
    ("BBC", "BBC News", "British Broadcasting Corporation"),
    ("NYT", "New York Times"),
    ("WSJ", "Wall Street Journal"),
)
"""Names that news uses for one agency or outlet, as a reader of credits knows them."""


class Kinds:
    """Decides the kind of a collection's passages. `stock` holds the places of fingerprints that are stock wording."""

    def __init__(self, collection: Collection, stock: NDArray[np.int64], words: int) -> None:
        self._collection = collection
        is_stock = np.zeros(len(collection.keys), dtype=np.bool_)
        for later in range(words):
            is_stock[stock + later] = True
        quoted = (collection.marks & QUOTED) != 0
        self._stock, self._quoted = _counted(is_stock), _counted(quoted)
        apart = np.zeros(len(quoted), dtype=np.bool_)  # whether so many words from here on are outside quotation marks
        long = self._quoted[_NARRATIVE_RUN:] == self._quoted[:-_NARRATIVE_RUN]
        apart[: len(long)] = long
        self._apart = _counted(apart)
        self._named: dict[tuple[int, str], bool] = {}
        self._credited: dict[tuple[int, int], bool] = {}
        self._body = lru_cache(_REMEMBERED)(self._read_body)
        self._names = lru_cache(_REMEMBERED)(lambda article: _names(collection.headers[article]))

    def kinds(self, segments: Segments) -> list[PassageKind]:
        """The kind of each passage.

        Words that one of the two quotes and the other has without marks, as transcripts, posts and letters are given,
        are a speaker's too, unless one credits the other: then it may be the other's own words that it quotes.
        """
        sides = (segments.one, segments.one_end), (segments.two, segments.two_end)
        quoted = np.stack([self._are_quoted(*side) for side in sides])
        formula = self._are_formula(segments, ~quoted.all(axis=0))
        articles = (self._collection.articles_of(side[0]).tolist() for side in sides)
        rows = zip(quoted.sum(axis=0).tolist(), formula.tolist(), *articles, strict=True)
        return [self._kind(*row) for row in rows]

    def _kind(self, quoted: int, formula: bool, one: int, two: int) -> PassageKind:
        if quoted == 2:
            return PassageKind.quotation
        if formula:
            return PassageKind.formula
        if self._credits(one, two) or self._credits(two, one):
            return PassageKind.credited
        return PassageKind.quotation if quoted else PassageKind.narrative

    def _are_quoted(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether quoted words make up each range, and what is left is too short to have been copied for itself."""
        quoted = self._quoted[end] - self._quoted[start]
        apart = self._apart[np.maximum(end - _NARRATIVE_RUN + 1, start)] - self._apart[start]
        found: NDArray[np.bool_] = (2 * quoted >= end - start) & (apart == 0)
        return found

    def _are_formula(self, segments: Segments, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the passages asked about are stock wording on both sides."""
        for start, end in ((segments.one, segments.one_end), (segments.two, segments.two_end)):
            chosen = np.flatnonzero(asked)
            asked = asked.copy()
            asked[chosen] = self._is_formula(start[chosen], end[chosen])
        return asked

    def _is_formula(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the words are stock wording by their dates or by the list, or no more than a name with its title."""
        length = end - start
        found = (length <= NAME_LONGEST) & (self._wording(start, end) < _WORDING_WORDS)
        found |= self._stock[end] - self._stock[start] >= _STOCK_SHARE * length
        for number in np.flatnonzero(~found & (length <= _STOCK_LONGEST)).tolist():
            keys = fold(self._collection.keys[start[number] : end[number]]).tolist()
            found[number] = len(keys) - stock_words(keys) < _LEAST_BESIDE_STOCK
        return found

    def _wording(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many words of the beginning of each range, common ones aside, are written without a capital."""
        count = np.zeros(len(start), dtype=np.int64)
        for step in range(NAME_LONGEST):
            inside = start + step < end
            keys = self._collection.keys[np.where(inside, start + step, start)]
            count += inside & (keys & 1 == 0) & (self._collection.bits(keys) >= WORDING_BITS)
        return count

    def _credits(self, reader: int, other: int) -> bool:
        """Whether one article names the outlet or the agency of the other."""
        known = self._credited.get((reader, other))
        if known is None:
            own = _plain(self._collection.headers[reader].outlet)
            known = any(self._does_name(reader, name) for name in self._names(other) if _plain(name) != own)
            self._credited[reader, other] = known
        return known

    def _does_name(self, article: int, name: str) -> bool:
        known = self._named.get((article, name))
        if known is None:
            header = self._collection.headers[article]
            in_lines = _in_words(name, f"{header.agency or ''}\n{header.credits}")
            known = self._named[article, name] = in_lines or self._in_body(article, name)
        return known

    def _in_body(self, article: int, name: str) -> bool:
        """Whether the body has the name's words in a row, the first with a capital of its own."""
        words, sought = _sought(name)
        if not words or (len(words) == 1 and words[0].lower() in _COMMON):
            return False  # "Time", "People": in running text only a context that a reader sees tells the name
        first = sought[0] * 2 + words[0][0].isupper()
        if first not in self._body(article):
            return False
        low, high = self._collection.offsets[article : article + 2]
        keys = self._collection.keys[low:high]
        at = np.flatnonzero(keys[: max(0, len(keys) - len(sought) + 1)] == first)
        for step, key in enumerate(sought):
            at = at[fold(keys[at + step]) == key]
        return len(at) > 0

    def _read_body(self, article: int) -> frozenset[int]:
        """The keys of an article's words."""
        low, high = self._collection.offsets[article : article + 2]
        return frozenset(self._collection.keys[low:high].tolist())


def _names(header: Header) -> list[str]:
    """The names by which others may credit an article, without their "The", in a fixed order."""
    given = [n.strip().removeprefix("The ").removeprefix("the ") for n in (header.outlet, header.agency) if n]
    same = [name for group in _SAME_NAMES if any(g in group for g in given) for name in group]
    words = [_WORD.findall(name) for name in given]
    initials = [
        "".join(w[0] for w in name) for name in words if len(name) >= _INITIALS and all(w[0].isupper() for w in name)
    ]
    return [n for n in dict.fromkeys([*given, *same, *initials]) if n]


def _plain(name: str | None) -> str:
    return (name or "").casefold().removeprefix("the ").strip()


def _in_words(name: str, text: str) -> bool:
    """Whether the text holds the name as whole words, in capitals or as written."""
    sought = _WORD.findall(name)
    words = _WORD.findall(text)
    large = [s.upper() for s in sought]
    return bool(sought) and any(
        words[at : at + len(sought)] in (sought, large) for at in range(len(words) - len(sought) + 1)
    )


@lru_cache(maxsize=4096)
def _sought(name: str) -> tuple[list[str], tuple[int, ...]]:
    """The words of a name, and their folded keys."""
    words = _WORD.findall(name)
    return words, tuple(key_of(word) for word in words)


def _counted(which: NDArray[np.bool_]) -> NDArray[np.int32]:
    """How many are so before each place, and at the end."""
    counts = np.zeros(len(which) + 1, dtype=np.int32)
    np.cumsum(which, dtype=np.int32, out=counts[1:])
    return counts
