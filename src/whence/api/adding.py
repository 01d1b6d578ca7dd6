"""Sources to articles in a case file: what it holds already is not read again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from whence.case import Added, Case
from whence.ingest import ingest_raw, ingest_text
from whence.ingest.raw import Item
from whence.pipeline import OnSkip, read_by, read_new

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
    found = ingest_raw(
        names,
        mapping=mapping,
        allow_private=allow_private,
        stdin=stdin,
        max_bytes=max_bytes,
        earlier=case.earlier(),
    )
    given = [] if text is None else [ingest_text(text, url=url)]
    known = 0

    def pass_over() -> None:
        nonlocal known
        known += 1

    tell = on_skip or (lambda _: None)
    new = read_new(case, _after(given, found), jobs=jobs, on_known=pass_over, on_skip=tell)
    added = case.add(new, read_by=read_by(mapping=mapping, max_bytes=max_bytes), inputs=names)
    return added + Added(known_articles=known)


def _after(first: Iterable[Item], rest: Iterable[Item]) -> Iterator[Item]:
    yield from first
    yield from rest
