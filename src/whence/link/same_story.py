"""Whether two articles tell one story: printed within days of each other, and about the same people and places."""

from __future__ import annotations

import re

from whence.link.collection import UNDATED, day_of
from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.tokens import BODY
from whence.records import Article, Block

__all__ = ["Stories"]

_DAYS = 7
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
        if UNDATED not in days and abs(days[0] - days[1]) > _DAYS:
            return False
        names, other = self._names_of(one), self._names_of(two)
        shared = len(names & other)
        return shared >= _NAMES and shared >= _SHARE * min(len(names), len(other))

    def _names_of(self, article: Article) -> frozenset[str]:
        if article.id not in self._names:
            self._names[article.id] = frozenset(
                name for block in article.blocks if block.role in BODY for name in _named(article, block)
            )
        return self._names[article.id]


def _named(article: Article, block: Block) -> list[str]:
    """Words with a capital that open no sentence, common ones aside."""
    found = _NAME.findall(article.text, block.span.start, block.span.end)
    return [name for name in (word.casefold() for word in found) if name not in _COMMON]
