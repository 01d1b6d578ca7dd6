"""An article to be: opened, named and told from what was read before, so that what is left can be done elsewhere.

Where several processes read, this is what they are handed: to make an article of a page takes as long as to read it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from whence.errors import Unreadable
from whence.ingest import wording
from whence.records import Article, Skipped

if TYPE_CHECKING:
    from whence.ingest.piece import Known, Make

__all__ = ["Item", "Raw", "as_skipped", "made", "then"]

_log = logging.getLogger("whence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """An article whose bytes are at hand, and of which nothing has been made yet.

    `make` makes it of what is `known`, in whatever process: it can be pickled, and so holds no stream and no `Piece`.
    `place` is what is listed where that fails; `size` is that of the bytes.
    """

    known: Known
    make: Make
    place: str
    size: int

    @property
    def id(self) -> str:
        """The article's identity."""
        return self.known.article_id

    @property
    def file(self) -> str:
        """What the article is listed as."""
        return self.known.file

    def article(self) -> Article | Skipped:
        """Return the article. This is the seam where nothing that a single article does can stop the run."""
        try:
            return self.make(self.known)
        except Exception as error:  # an article must never stop the run, whatever it breaks
            return as_skipped(self.place, error)


Item = Article | Raw | Skipped
"""What a source holds: an article to be, one that was read in an earlier run, or why there is none."""


def made(item: Item) -> Article | Skipped:
    """Return the article of what a source holds, or why there is none."""
    return item.article() if isinstance(item, Raw) else item


def then(item: Item, change: Callable[[Article], Article]) -> Item:
    """Return an item with its article changed, once there is one; `change` can be pickled."""
    if isinstance(item, Raw):
        return replace(item, make=partial(_changed, item.make, change))
    return item if isinstance(item, Skipped) else change(item)


def _changed(make: Make, change: Callable[[Article], Article], known: Known) -> Article:
    return change(make(known))


def as_skipped(source: str, error: Exception) -> Skipped:
    """Say why a source gave no article: an error of its own words, or one that nobody foresaw."""
    if isinstance(error, Unreadable):
        return Skipped(source=source, reason=str(error))
    _log.debug("reading %s failed", source, exc_info=error)
    return Skipped(source=source, reason=wording.failed(type(error).__name__))
