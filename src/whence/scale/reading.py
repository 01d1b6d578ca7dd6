"""Sources to readings in many workers: each file is read as on one machine, each article by a network of its worker.

sources ─files─▶ articles ─by identity, once each─▶ readings
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from whence.ingest import MAX_BYTES
from whence.ingest.identity import article_id
from whence.ingest.intake import Intake
from whence.ingest.sources import Found, files_of, shown
from whence.model.files import WEIGHTS
from whence.model.reader import Reader
from whence.pipeline import read_articles
from whence.records import Article, Reading, Skipped
from whence.scale.blocks import key_of
from whence.scale.engine import Table
from whence.scale.packing import storable_or_same

__all__ = ["Source", "ingested", "local_sources", "one_core", "readings"]

Order = tuple[int, ...]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Article).decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of this machine, or the bytes of one that Spark has read (`data`); `order` is its place among all."""

    order: Order
    path: str
    file: str
    name: str
    named: bool = True
    data: bytes | None = None


def local_sources(source: str, order: Order) -> Iterator[Source | Skipped]:
    """Yield the files that a source of this machine stands for, in order."""
    for number, found in enumerate(files_of(source)):
        if isinstance(found, Skipped):
            yield found
        else:
            yield Source(
                order=(*order, number), path=str(found.path), file=found.file, name=found.name, named=found.named
            )


def ingested(sources: Table[Source], mapping: Mapping[str, str], blocks: int) -> Table[bytes | Skipped]:
    """Return the articles of the sources, each once, as bytes, and what was skipped.

    Of two files of one name and one content the later one's identity is made of its whole path, as on one machine.
    """

    def taken(rows: Iterator[Source]) -> Iterator[tuple[int, tuple[str, Order, bytes | Skipped]]]:
        return ((key_of(name) % blocks, (named, order, item)) for name, named, order, item in _taken(rows, mapping))

    return sources.over(taken).grouped().over(_once)


def _taken(rows: Iterator[Source], mapping: Mapping[str, str]) -> Iterator[tuple[str, str, Order, bytes | Skipped]]:
    """What the sources hold: what it is brought together by, the identity of an article, its place, itself."""
    for source in rows:
        for number, item in enumerate(_articles(source, mapping)):
            order = (*source.order, number)
            if isinstance(item, Skipped):
                yield item.source, "", order, item
            else:
                yield item.id, item.id, order, _encode(storable_or_same(item))


def _articles(source: Source, mapping: Mapping[str, str]) -> Iterator[Article | Skipped]:
    intake = Intake(max_bytes=MAX_BYTES, mapping=mapping, files=source.data is None)
    if source.data is not None:
        return intake.articles_of_bytes(source.data, name=source.name)
    found = Found(path=Path(source.path), file=source.file, name=source.name, named=source.named)
    return intake.articles_of(found)


def _once(rows: Iterator[tuple[int, list[tuple[str, Order, bytes | Skipped]]]]) -> Iterator[bytes | Skipped]:
    for _, items in rows:
        met: set[str] = set()
        for name, _, item in sorted(items, key=lambda one: (one[0], one[1])):
            if isinstance(item, Skipped):
                yield item
            elif name not in met:
                met.add(name)
                yield item
            else:
                yield from _another(_decode(item), met)


def _another(article: Article, met: set[str]) -> Iterator[bytes]:
    name = article_id(article.file, article.digest)
    if name not in met and article.record is None:
        met.add(name)
        yield _encode(replace(article, id=name))


def readings(articles: Table[bytes | Skipped]) -> Table[Reading | Skipped]:
    """Read each article; the network is loaded once in each worker, and takes one core."""
    return articles.over(_read)


def _read(rows: Iterator[bytes | Skipped]) -> Iterator[Reading | Skipped]:
    waiting: list[Skipped] = []
    found = (_decode(item) if isinstance(item, bytes) else item for item in rows)
    for reading in read_articles(found, on_skip=waiting.append):
        yield from waiting
        waiting.clear()
        yield reading
    yield from waiting


@cache
def one_core() -> Reader:
    """The network of a worker beside which others work."""
    return Reader(Path(os.environ.get("WHENCE_MODEL") or WEIGHTS), threads=1)


def spark_sources(context: Any, source: str, order: Order) -> Any:
    """Return the files of an address that Spark reads, with their bytes, as an RDD of sources."""

    def taken(row: tuple[tuple[str, bytes], int]) -> Source:
        (path, data), number = row
        return Source(order=(*order, number), path=path, file=shown(path), name=path.rsplit("/", 1)[-1], data=data)

    return context.binaryFiles(source).zipWithIndex().map(taken)


def is_elsewhere(source: str) -> bool:
    """Whether a source is the address of a filesystem of Spark's, rather than a path of this machine."""
    return "://" in source and not source.startswith(("http://", "https://"))


def names(sources: Sequence[str]) -> list[str]:
    """The sources as a user named them, for the manifest."""
    return [shown(source) for source in sources]
