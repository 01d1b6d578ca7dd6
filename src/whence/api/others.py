"""What others say of a collection, from Python: published checks beside claims, and pictures that articles share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from whence.case import Case
from whence.errors import WhenceError
from whence.match import wording
from whence.match.feeds import MAX_BYTES, read_checks
from whence.match.records import Given, Matched, PublishedCheck
from whence.pictures.records import Group
from whence.pipeline import OnSkip
from whence.records import Skipped

__all__ = ["find_pictures", "match"]


def match(
    case: Case,
    feeds: Iterable[str | os.PathLike[str]],
    *,
    threshold: float,
    mapping: Mapping[str, str],
    allow_private: bool = False,
    on_skip: OnSkip | None = None,
) -> list[Matched]:
    """Find the published checks of some feeds that speak of claims, and store them in the place of what these gave."""
    from whence.match.matching import match as matched  # noqa: PLC0415  -- it needs what linking needs

    if case.tracing() is None:
        raise WhenceError(wording.NOT_TRACED)
    given, checks = [os.fspath(feed) for feed in feeds], dict[str, Given]()
    for feed in given:
        for item in read_checks([feed], mapping=mapping, max_bytes=MAX_BYTES, allow_private=allow_private):
            if isinstance(item, PublishedCheck):
                checks.setdefault(item.id, Given(item, feed))
            elif on_skip is not None:
                on_skip(item)
    if checks:
        found = matched(case.versions(), list(checks.values()), threshold=threshold)
        case.keep_checks(found, given=given, seen=checks)
    return case.checks()


def find_pictures(
    case: Case,
    *,
    folder: Path | None,
    fetch: bool,
    films: Iterable[Path] = (),
    allow_private: bool = False,
    on_skip: OnSkip | None = None,
) -> list[Group]:
    """Read the pictures of all articles, and store which are one in the place of what was found before."""
    from whence.pictures.finding import Finder  # noqa: PLC0415  -- as in `match`
    from whence.pictures.grouping import grouped  # noqa: PLC0415  -- as in `match`
    from whence.pictures.reading import read_pictures  # noqa: PLC0415  -- as in `match`

    articles, found = list(case.articles()), []
    with Finder(folder=folder, fetching=fetch, allow_private=allow_private) as finder:
        for item in read_pictures(articles, finder, films=films):
            if not isinstance(item, Skipped):
                found.append(item)
            elif on_skip is not None:
                on_skip(item)
    case.keep_pictures(found, grouped(found, {article.id: article.text for article in articles}))
    return case.picture_groups()
