"""The articles of a case file that have several versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from whence.addresses import canonical_address
from whence.case.rows import article_of
from whence.errors import WrongUse
from whence.versions import wording
from whence.versions.grouping import History, histories

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["histories_at", "history_of", "stored_histories"]

_ALL = "SELECT address FROM article WHERE address IS NOT NULL GROUP BY address HAVING count(*) > 1 ORDER BY address"
_ONE = "SELECT * FROM article WHERE address = ? ORDER BY file, id"
_NAMED = "SELECT DISTINCT address FROM article WHERE id = ?1 OR file = ?1"


def stored_histories(case: Case) -> Iterator[History]:
    """Yield the articles that have several versions, by their addresses, one at a time."""
    for row in case.rows(_ALL):
        yield from _history(case, row["address"])


def history_of(case: Case, name: str) -> History:
    """Return the versions of one article: of an address, or of an article by its id or file.

    Raises `WrongUse` where the case file has none of that name, or only one version.
    """
    addresses = {row["address"] for row in case.rows(_NAMED, (name,))} or {canonical_address(name) or None}
    found = [history for address in sorted(filter(None, addresses)) for history in _history(case, address)]
    if len(found) != 1:
        raise WrongUse(wording.no_versions(name))
    return found[0]


def histories_at(case: Case, url: str | None) -> tuple[History, ...]:
    """Return the article of an address as the only one, where it has several versions; nothing else."""
    address = canonical_address(url)
    return _history(case, address) if address else ()


def _history(case: Case, address: str) -> tuple[History, ...]:
    return histories(article_of(row) for row in case.rows(_ONE, (address,)))
