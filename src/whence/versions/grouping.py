"""Which articles are versions of one, and in which order they were captured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from whence.addresses import canonical_address
from whence.records import Article, Moment
from whence.times import Between, between

__all__ = ["NO_VERSIONS", "History", "Version", "Versions", "histories", "order", "printed", "seen"]

_NEVER = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One article in several versions: the address that they share, and the articles in the order of their capture."""

    address: str
    articles: tuple[Article, ...]


def histories(articles: Iterable[Article]) -> tuple[History, ...]:
    """Return the articles that have several versions, by their addresses.

    Two articles of one address are two versions, also where their texts are the same: it was captured twice. Their
    order is that of the capture, where a web archive or the page's own clock tells it, else of the update or of the
    publication that they state, else of their files' names.
    """
    found: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if address := canonical_address(article.url):
            found[address].append(article)
    several = sorted((address, some) for address, some in found.items() if len(some) > 1)
    return tuple(History(address=address, articles=tuple(sorted(some, key=_order))) for address, some in several)


def seen(article: Article) -> Moment | None:
    """Return the time by which an article's versions are put in order: of its capture, update or publication."""
    return article.captured or article.updated or article.published


def order(at: Moment | None, file: str, id: str) -> tuple[str, str, str]:
    """Return what a version's place among its article's hangs on: when it was `seen`, its file, its id."""
    known = between(at)
    return (known.earliest if known else _NEVER, file, id)


def _order(article: Article) -> tuple[str, str, str]:
    return order(seen(article), article.file, article.id)


def printed(article: Article, versions: Versions, published: Between | None) -> Between | None:
    """Return when an article was printed as it is, where it says that it was `published` at some time.

    A first version was then; a later one when the one before it had been seen already, and before it was itself, or
    when it says that it was updated, where that lies between the two.
    """
    before = versions.before(article.id)
    since = between(seen(before)) if before is not None else None
    until, updated = between(seen(article)), between(article.updated)
    if since is None or until is None:
        return published
    start = max(since.earliest, published.earliest if published else since.earliest)
    end = max(start, until.latest)
    if updated is not None and start <= updated.earliest and updated.latest <= end:
        return updated
    return Between(start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What tells one of several versions of an article: their address, its place from 0, and the version before it."""

    address: str
    place: int
    before: Article | None = None


class Versions:
    """The versions of a collection's articles, by the articles' ids."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        found = histories(articles)
        self._places = {a.id: (one.address, place) for one in found for place, a in enumerate(one.articles)}
        self._before = {later.id: earlier for one in found for earlier, later in pairwise(one.articles)}

    @classmethod
    def of(cls, known: Mapping[str, Version]) -> Versions:
        """Return the versions of some of a collection's articles, by their ids, as the whole of it tells them."""
        versions = cls()
        versions._places = {name: (one.address, one.place) for name, one in known.items()}
        versions._before = {name: one.before for name, one in known.items() if one.before is not None}
        return versions

    def __bool__(self) -> bool:
        """Whether any article has several versions."""
        return bool(self._places)

    def of_one(self, one: str, other: str) -> bool:
        """Whether two articles are versions of one; their ids."""
        a, b = self._places.get(one), self._places.get(other)
        return a is not None and b is not None and a[0] == b[0]

    def is_later(self, one: str, other: str) -> bool | None:
        """Whether `one` is a later version of the article that `other` is a version of; None where they are not one."""
        return self._places[one][1] > self._places[other][1] if self.of_one(one, other) else None

    def place(self, article: str) -> int:
        """The place of a version among its article's, from 0; 0 for an article that has no other."""
        return self._places.get(article, ("", 0))[1]

    def before(self, article: str) -> Article | None:
        """The version before this one, None where there is none."""
        return self._before.get(article)


NO_VERSIONS = Versions()
