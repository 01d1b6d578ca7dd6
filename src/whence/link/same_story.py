"""Whether two articles tell one story: printed within days of each other, and about the same people and places."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from whence.link.collection import UNDATED, day_of
from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.tokens import BODY
from whence.records import Article, Block

__all__ = ["DAYS", "Stories", "are_alike", "names_of"]

DAYS = 7
"""Days within which what is printed may be of one story."""
_NAMES = 3
_SHARE = 0.25
_NAME = re.compile(r"(?<=[\w,)] )[A-Z][^\W\d_]+")
_COMMON = frozenset(f"{IN_MOST} {IN_MANY}".split())


class Stories:
    """Compares articles; keeps the names of those that it has seen."""

    def __init__(self) -> None:
        self._names: dict[str, frozenset[str]] = {}

    def are_same(self, one: Article, two: Article) -> bool:
        """Whether both are one article, or share names and were printed within a week, as far as they are dated."""
        if one.id == two.id:
            return True
        days = day_of(one.published), day_of(two.published)
        if UNDATED not in days and abs(days[0] - days[1]) > DAYS:
            return False
        names, other = self._names_of(one), self._names_of(two)
        return bool(are_alike(len(names & other), len(names), len(other)))

    def _names_of(self, article: Article) -> frozenset[str]:
        if article.id not in self._names:
            self._names[article.id] = names_of(article)
        return self._names[article.id]


def names_of(article: Article) -> frozenset[str]:
    """The names of an article's body by which it tells its story."""
    return frozenset(name for block in article.blocks if block.role in BODY for name in _named(article, block))


def are_alike(shared: Any, one: Any, other: Any) -> Any:
    """Whether articles of so many names, so many of them shared, may tell one story; numbers or columns of numbers."""
    return (shared >= _NAMES) & (shared >= _SHARE * np.minimum(one, other))


def _named(article: Article, block: Block) -> list[str]:
    """Words with a capital that open no sentence, common ones aside."""
    found = _NAME.findall(article.text, block.span.start, block.span.end)
    return [name for name in (word.casefold() for word in found) if name not in _COMMON]
