"""Sources to articles in a case file: what it holds already is not read again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from whence.case import Added, Case, ReadBy
from whence.case.manifest import settings_digest
from whence.ingest import ingest, ingest_text
from whence.pipeline import OnSkip, network_digest, read_articles
from whence.records import Article, Reading, Skipped

__all__ = ["add"]


def add(
    case: Case,
    sources: Sequence[str | os.PathLike[str]],
    *,
    text: str | None,
    url: str | None,
    mapping: Mapping[str, str],
    allow_private: bool,
    stdin: BinaryIO | None,
    max_bytes: int,
    on_skip: OnSkip | None,
    jobs: int,
) -> Added:
    """Read and store what the sources hold and the case file does not; what it holds counts as known."""
    names = [os.fspath(source) for source in sources]
    found = ingest(names, mapping=mapping, allow_private=allow_private, stdin=stdin, max_bytes=max_bytes)
    given = [] if text is None else [ingest_text(text, url=url)]
    by = ReadBy(model=network_digest(), settings=settings_digest({"mapping": dict(mapping), "max_bytes": max_bytes}))
    new = _New(case, jobs)
    added = case.add(new.read(_after(given, found), on_skip), read_by=by, inputs=names)
    return added + Added(known_articles=new.known)


class _New:
    """What a case file does not hold yet, read; `known` counts the articles that it holds."""

    def __init__(self, case: Case, jobs: int) -> None:
        self.known = 0
        self._case = case
        self._jobs = jobs

    def read(self, found: Iterable[Article | Skipped], on_skip: OnSkip | None) -> Iterator[Reading | Skipped]:
        waiting: list[Skipped] = []
        for reading in read_articles(self._only(found), on_skip=waiting.append, jobs=self._jobs):
            yield from _told(waiting, on_skip)
            yield reading
        yield from _told(waiting, on_skip)

    def _only(self, found: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
        for item in found:
            if isinstance(item, Article) and item.id in self._case:
                self.known += 1
            else:
                yield item


def _told(waiting: list[Skipped], on_skip: OnSkip | None) -> Iterator[Skipped]:
    for skipped in waiting:
        if on_skip is not None:
            on_skip(skipped)
        yield skipped
    waiting.clear()


def _after(first: Iterable[Article | Skipped], rest: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    yield from first
    yield from rest
