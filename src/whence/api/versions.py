"""The versions of an article, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from whence.case import Case
from whence.notebook.shows import Shows
from whence.records import Article, Reading
from whence.versions.grouping import History
from whence.versions.stored import history_of, stored_histories

if TYPE_CHECKING:
    from whence.versions.differences import Difference

__all__ = ["ArticleVersions", "versions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersions(Shows):
    """One article in several versions, in the order of capture, with what changed from each to the next.

    `changes` has one less than `articles`; `edits` of a change are spans of the texts of both.
    """

    address: str
    articles: tuple[Article, ...]
    changes: tuple[Difference, ...]


def versions_of(case: Case, article: str | None) -> Iterator[ArticleVersions]:
    """Yield the articles that have several versions, by address, or the one that is named.

    Raises `WrongUse` where one is named that has no versions here.
    """
    from whence.versions.differences import differences  # noqa: PLC0415  -- it needs what linking needs

    for history in stored_histories(case) if article is None else [history_of(case, article)]:
        readings = _readings(history, case)
        changes = tuple(differences(before, after) for before, after in pairwise(readings))
        yield ArticleVersions(address=history.address, articles=history.articles, changes=changes)


def _readings(history: History, case: Case) -> list[Reading]:
    found = (case.reading(article.id) for article in history.articles)
    return [reading for reading in found if reading is not None]
