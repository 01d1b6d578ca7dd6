"""A case file as the one JSON object of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from whence.export.contract import article_json, skipped_json, source_json, statement_json

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_json"]


def case_json(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one object, a list after the other, so that no collection is ever whole in memory."""
    encode = msgspec.json.encode
    lists: dict[str, Iterable[object]] = {
        "articles": map(article_json, case.articles()),
        "sources": (source_json(source) for reading in case.readings() for source in reading.sources),
        "statements": (statement_json(statement) for reading in case.readings() for statement in reading.statements),
        "claims": (),
        "steps": (),
        "skipped": map(skipped_json, case.skipped()),
    }
    yield b"{"
    for name, items in lists.items():
        yield encode(name) + b":["
        yield from _joined(items, encode)
        yield b"],"
    yield b'"manifest":' + encode(case.manifest()) + b"}\n"


def _joined(items: Iterable[object], encode: Callable[[object], bytes]) -> Iterator[bytes]:
    """Yield the items of a list, each on a line of its own."""
    before = b"\n"
    for item in items:
        yield before + encode(item)
        before = b",\n"
