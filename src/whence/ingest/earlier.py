"""What was read in earlier runs: it need not be read again, and revisits of web archives may refer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from whence.records import Article

if TYPE_CHECKING:
    from whence.ingest.archives.warc_revisits import Key

__all__ = ["Earlier"]


class Earlier(Protocol):
    """Finds articles that were read in earlier runs; a case file's are `Case.earlier`."""

    def article(self, identity: str) -> Article | None:
        """Return the article of an identity as it was read, None where there is none."""

    def captured(self, keys: Sequence[Key]) -> Article | None:
        """Return the article of the record that one of a revisit's keys names, the surest first."""
