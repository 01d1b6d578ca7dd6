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
from whence.link.stock_phrases import stock_words
from whence.link.tokens import QUOTED, fold, key_of
from whence.records import PassageKind

__all__ = ["Kinds"]

_NARRATIVE_RUN = 10  # words outside quotation marks that are a copied passage by themselves
_STOCK_SHARE = 0.5
_LEAST_BESIDE_STOCK = 8
_STOCK_LONGEST = 60
_WORDING_WORDS = 2
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
        self._is_stock = np.zeros(len(collection.keys), dtype=np.bool_)
        for later in range(words):
            self._is_stock[stock + later] = True
        self._named: dict[tuple[int, str], bool] = {}

    def kind(self, one: slice, two: slice, articles: tuple[int, int]) -> PassageKind:
        """The kind of the passage with these words in these two articles.

        Words that one of the two quotes and the other has without marks, as transcripts, posts and letters are given,
        are a speaker's too, unless one credits the other: then it may be the other's own words that it quotes.
        """
        quoted = self._is_quoted(one), self._is_quoted(two)
        if all(quoted):
            return PassageKind.quotation
        if self._is_formula(one) and self._is_formula(two):
            return PassageKind.formula
        first, second = articles
        if self._credits(first, second) or self._credits(second, first):
            return PassageKind.credited
        return PassageKind.quotation if any(quoted) else PassageKind.narrative

    def _is_quoted(self, side: slice) -> bool:
        """Whether quoted words make up the passage, and what is left is too short to have been copied for itself."""
        quoted = (self._collection.marks[side] & QUOTED) != 0
        if 2 * int(quoted.sum()) < len(quoted):
            return False
        edges = np.flatnonzero(np.concatenate(([True], quoted, [True])))
        return bool(np.diff(edges).max() <= _NARRATIVE_RUN)

    def _is_formula(self, side: slice) -> bool:
        """Whether the words are stock wording by their dates or by the list, or no more than a name with its title."""
        length = int(side.stop - side.start)
        if length <= NAME_LONGEST and self._is_name(side):
            return True
        if int(self._is_stock[side].sum()) >= _STOCK_SHARE * length:
            return True
        if length > _STOCK_LONGEST:
            return False
        return length - stock_words(fold(self._collection.keys[side]).tolist()) < _LEAST_BESIDE_STOCK

    def _is_name(self, side: slice) -> bool:
        """Whether hardly a word, common ones aside, is written without a capital."""
        keys = self._collection.keys[side]
        wording = (keys & 1 == 0) & (self._collection.bits(keys) >= WORDING_BITS)
        return int(wording.sum()) < _WORDING_WORDS

    def _credits(self, reader: int, other: int) -> bool:
        """Whether one article names the outlet or the agency of the other."""
        own = _plain(self._collection.headers[reader].outlet)
        names = _names(self._collection.headers[other])
        return any(self._names(reader, name) for name in names if _plain(name) != own)

    def _names(self, article: int, name: str) -> bool:
        known = (article, name)
        if known not in self._named:
            header = self._collection.headers[article]
            in_lines = _in_words(name, f"{header.agency or ''}\n{header.credits}")
            self._named[known] = in_lines or self._in_body(article, name)
        return self._named[known]

    def _in_body(self, article: int, name: str) -> bool:
        """Whether the body has the name's words in a row, the first with a capital of its own."""
        words = _WORD.findall(name)
        if not words or (len(words) == 1 and words[0].lower() in _COMMON):
            return False  # "Time", "People": in running text only a context that a reader sees tells the name
        low, high = self._collection.offsets[article : article + 2]
        keys = self._collection.keys[low:high]
        sought = _sought(name)
        at = np.flatnonzero(keys[: max(0, len(keys) - len(sought) + 1)] == sought[0] * 2 + words[0][0].isupper())
        for step, key in enumerate(sought):
            at = at[fold(keys[at + step]) == key]
        return len(at) > 0


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
def _sought(name: str) -> tuple[int, ...]:
    return tuple(key_of(word) for word in _WORD.findall(name))
