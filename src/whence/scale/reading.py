"""Sources to readings in many workers: each file is read as on one machine, each article by a network of its worker.

sources ─files─▶ articles ─by identity, once each─▶ readings
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from whence.ingest import MAX_BYTES
from whence.ingest.archives.elsewhere import Chosen, Elsewhere, Step, name_of
from whence.ingest.archives.warc_revisits import Revisit
from whence.ingest.archives.wording import REPEATED
from whence.ingest.identity import article_id
from whence.ingest.intake import Intake
from whence.ingest.raw import made
from whence.ingest.sources import Found, files_of, shown
from whence.model.reader import one_core
from whence.pipeline import read_alone
from whence.records import Article, Reading, Skipped
from whence.scale.blocks import key_of
from whence.scale.engine import Engine, Table
from whence.scale.packing import storable_or_same

__all__ = ["Source", "ingested", "local_sources", "readings"]

Order = tuple[int | str, ...]
_Taken = tuple[str, str, Order, bytes | Skipped | Revisit]
_LAST = 1 << 62  # behind all sources
_WAITING = "revisits"
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


def ingested(sources: Table[Source], mapping: Mapping[str, str], engine: Engine) -> Table[bytes | Skipped]:
    """Return the articles of the sources, each once, as bytes, and what was skipped.

    Of two files of one name and one content the later one's identity is made of its whole path, as on one machine.
    Revisits of web archives whose payload another source holds are read from there, behind all else.
    """
    blocks = engine.blocks

    def taken(rows: Iterator[Source]) -> Iterator[tuple[int, _Taken]]:
        return ((key_of(item[0]) % blocks, item) for item in _taken(rows, mapping))

    first = sources.over(taken).kept("taken")
    waiting = [revisit for _, revisit in sorted(first.over(_waiting).rows(), key=lambda row: row[0])]
    if waiting:
        first = first.and_(_revisited(sources, waiting, mapping, engine))
    return first.grouped().over(_once)


def _taken(rows: Iterator[Source], mapping: Mapping[str, str]) -> Iterator[_Taken]:
    """What the sources hold: what it is brought together by, the identity of an article, its place, itself."""
    for source in rows:
        elsewhere: Elsewhere[Found] = Elsewhere()
        number = -1
        for number, item in enumerate(_articles(source, mapping, elsewhere)):
            yield _placed(item, (*source.order, number))
        for n, revisit in enumerate(elsewhere.waiting, start=number + 1):
            yield _WAITING, _WAITING, (*source.order, n), revisit


def _placed(item: Article | Skipped, order: Order) -> _Taken:
    if isinstance(item, Skipped):
        return item.source, "", order, item
    return item.id, item.id, order, _encode(storable_or_same(item))


def _waiting(rows: Iterator[tuple[int, _Taken]]) -> Iterator[tuple[Order, Revisit]]:
    return ((order, item) for _, (_, _, order, item) in rows if isinstance(item, Revisit))


def _revisited(
    sources: Table[Source], waiting: Sequence[Revisit], mapping: Mapping[str, str], engine: Engine
) -> Table[tuple[int, _Taken]]:
    """What revisits stand for whose payload lies in another source: looked for in all of them, and read there."""
    blocks = engine.blocks
    asked = engine.shared(tuple(waiting))

    def looked(rows: Iterator[Source]) -> Iterator[tuple[int, int, Order, Chosen]]:
        for source in rows:
            elsewhere: Elsewhere[Found] = Elsewhere(asked.value, step=Step.look)
            for _ in _articles(source, mapping, elsewhere):
                pass
            yield from ((n, chosen.rank, source.order, chosen) for n, chosen in elsewhere.found.items())

    best: dict[int, tuple[Order, Chosen]] = {}
    for n, _, order, chosen in sorted(sources.over(looked).rows(), key=lambda row: row[:3]):
        best.setdefault(n, (order, chosen))
    found = engine.shared(best)

    def fetched(rows: Iterator[Source]) -> Iterator[tuple[int, _Taken]]:
        names = {revisit.name for revisit in asked.value}
        for source in rows:
            elsewhere: Elsewhere[Found] = Elsewhere(asked.value, step=Step.fetch)
            elsewhere.found = {n: chosen for n, (order, chosen) in found.value.items() if order == source.order}
            for number, item in enumerate(_articles(source, mapping, elsewhere) if elsewhere.found else ()):
                if name_of(item) in names:
                    placed = _placed(item, (_LAST, *source.order, number))
                    yield key_of(placed[0]) % blocks, placed

    missing = [skipped for n, skipped in Elsewhere(waiting).skipped() if n not in best]
    rows = [(key_of(one.source) % blocks, _placed(one, (_LAST,))) for one in missing]
    return sources.over(fetched).and_(engine.table(rows))


def _articles(source: Source, mapping: Mapping[str, str], elsewhere: Elsewhere[Found]) -> Iterator[Article | Skipped]:
    intake = Intake(max_bytes=MAX_BYTES, mapping=mapping, files=source.data is None)
    intake.elsewhere = elsewhere
    if source.data is not None:
        return map(made, intake.articles_of_bytes(source.data, name=source.name))
    found = Found(path=Path(source.path), file=source.file, name=source.name, named=source.named)
    return map(made, intake.articles_of(found))


def _once(rows: Iterator[tuple[int, list[_Taken]]]) -> Iterator[bytes | Skipped]:
    for _, items in rows:
        met: set[str] = set()
        for _, name, _, item in sorted(items, key=lambda one: (one[1], one[2])):
            if isinstance(item, Skipped):
                yield item
            elif isinstance(item, Revisit):
                continue  # it is read, or skipped, at the end
            elif name not in met:
                met.add(name)
                yield item
            else:
                yield from _another(_decode(item), met)


def _another(article: Article, met: set[str]) -> Iterator[bytes | Skipped]:
    name = article_id(article.file, article.digest)
    if article.record is not None:
        yield Skipped(source=article.file, reason=REPEATED)
    elif name not in met:
        met.add(name)
        yield _encode(replace(article, id=name))


def readings(articles: Table[bytes | Skipped]) -> Table[Reading | Skipped]:
    """Read each article; the network is loaded once in each worker, and takes one core."""
    return articles.over(_read)


def _read(rows: Iterator[bytes | Skipped]) -> Iterator[Reading | Skipped]:
    return (read_alone(_decode(item), one_core()) if isinstance(item, bytes) else item for item in rows)


def spark_sources(context: Any, source: str, order: Order) -> Any:
    """Return the files of an address that Spark reads, with their bytes, as an RDD of sources.

    They are ordered by their paths: Spark gives them in an order of its own, and to count them it would read all twice.
    """

    def taken(row: tuple[str, bytes]) -> Source:
        path, data = row
        return Source(order=(*order, path), path=path, file=shown(path), name=path.rsplit("/", 1)[-1], data=data)

    return context.binaryFiles(source).map(taken)


def is_elsewhere(source: str) -> bool:
    """Whether a source is the address of a filesystem of Spark's, rather than a path of this machine."""
    return "://" in source and not source.startswith(("http://", "https://"))


def names(sources: Sequence[str]) -> list[str]:
    """The sources as a user named them, for the manifest."""
    return [shown(source) for source in sources]
