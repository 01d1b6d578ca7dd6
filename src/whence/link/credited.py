"""Whether an article credits another: whether it names the outlet or the agency that the other is from."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import Collection
from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.tokens import fold, keys_of

__all__ = ["Credits"]

_INITIALS = 3  # words of a name from which its initials are used for it
_BINS = 1 << 16
_TOGETHER = 1 << 16  # words looked at a time
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


class Credits:
    """Answers for a collection's articles, by their numbers, which of them names whose outlet or agency."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._named: dict[tuple[int, str], bool] = {}
        self._credited: dict[tuple[int, int], bool] = {}
        names = {name for header in collection.headers for name in _names(header.outlet, header.agency)}
        self._heads, self._head_keys = _heads(collection, names)
        self._edges = np.searchsorted(self._heads, collection.offsets).tolist()

    def credits(self, reader: int, other: int) -> bool:
        """Whether one article names the outlet or the agency of the other."""
        known = self._credited.get((reader, other))
        if known is None:
            header = self._collection.headers[other]
            own = _plain(self._collection.headers[reader].outlet)
            names = _names(header.outlet, header.agency)
            known = self._credited[reader, other] = any(self._names(reader, n) for n in names if _plain(n) != own)
        return known

    def _names(self, article: int, name: str) -> bool:
        known = self._named.get((article, name))
        if known is None:
            known = self._named[article, name] = self._in_lines(article, name) or self._in_body(article, name)
        return known

    def _in_lines(self, article: int, name: str) -> bool:
        header = self._collection.headers[article]
        return bool(header.agency or header.credits) and _in_words(name, f"{header.agency or ''}\n{header.credits}")

    def _in_body(self, article: int, name: str) -> bool:
        """Whether the body has the name's words in a row, the first with a capital of its own."""
        head, sought = _sought(name)
        if head is None:
            return False
        own = slice(self._edges[article], self._edges[article + 1])
        at = self._heads[own][self._head_keys[own] == head]
        if not len(at):
            return False
        at = at[at + len(sought) <= self._collection.offsets[article + 1]]
        for step, key in enumerate(sought):
            at = at[fold(self._collection.keys[at + step]) == key]
        return len(at) > 0


def _heads(collection: Collection, names: set[str]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The places at which any of the names may begin, and the keys of the words there."""
    heads = np.array(sorted({head for head, _ in map(_sought, names) if head is not None}), dtype=np.uint32)
    bins = np.zeros(_BINS, dtype=np.bool_)
    bins[fold(heads) & np.uint32(_BINS - 1)] = True
    found = [np.zeros(0, dtype=np.int64)]
    for low in range(0, len(collection.keys), _TOGETHER):
        words = fold(collection.keys[low : low + _TOGETHER])
        found.append(low + np.flatnonzero(bins.take(words & np.uint32(_BINS - 1))))
    places = np.concatenate(found)
    if len(heads):
        keys = collection.keys[places]
        places = places[heads[np.minimum(np.searchsorted(heads, keys), len(heads) - 1)] == keys]
    return places, collection.keys[places]


@lru_cache(maxsize=4096)
def _names(outlet: str | None, agency: str | None) -> list[str]:
    """The names by which others may credit an article, without their "The", in a fixed order."""
    given = [n.strip().removeprefix("The ").removeprefix("the ") for n in (outlet, agency) if n]
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
def _sought(name: str) -> tuple[int | None, tuple[int, ...]]:
    """The key of a name's first word, as written, and the folded keys of all; None where a body does not tell it.

    "Time", "People": in running text only a context that a reader sees tells the name.
    """
    words = _WORD.findall(name)
    keys = tuple(keys_of(words).tolist())
    if not words or (len(words) == 1 and words[0].lower() in _COMMON):
        return None, keys
    return keys[0] * 2 + words[0][0].isupper(), keys
