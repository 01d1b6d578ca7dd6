"""Readings to numbered articles: each once, with its place by file and its place in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whence.link.collection import Time, time_of
from whence.link.units import Unit
from whence.records import Reading
from whence.scale.blocks import key_of
from whence.scale.engine import Table
from whence.scale.packing import pack, unpack, unpack_with_units

__all__ = ["distinct", "placed", "readings_in", "units_in"]


def distinct(readings: Table[Reading], blocks: int) -> Table[tuple[str, str, Time, bytes]]:
    """Return each article once: id, file, time, and its reading as bytes. Of two with one id, one is kept."""

    def keyed(rows: Iterator[Reading]) -> Iterator[tuple[int, tuple[str, str, Time, bytes]]]:
        for reading in rows:
            article = reading.article
            yield key_of(article.id) % blocks, (article.id, article.file, time_of(article.published), pack(reading))

    return readings.over(keyed).grouped().over(_first)


def _first(rows: Iterator[tuple[int, list[tuple[str, str, Time, bytes]]]]) -> Iterator[tuple[str, str, Time, bytes]]:
    for _, items in rows:
        met: set[str] = set()
        for item in sorted(items):
            if item[0] not in met:
                met.add(item[0])
                yield item


def placed(articles: Table[tuple[str, str, Time, bytes]], blocks: int) -> Table[tuple[int, tuple[int, bytes]]]:
    """Return each article's number, in the order of files and ids, with its rank in time and its reading as bytes."""
    by_file = articles.over(lambda rows: ((file, name) for name, file, _, _ in rows)).numbered()
    in_time = articles.over(lambda rows: ((*time, name) for name, _, time, _ in rows)).numbered()

    def with_number(rows: Iterator[Any]) -> Iterator[tuple[int, tuple[str, str, Any]]]:
        return ((key_of(name) % blocks, (name, "number", number)) for number, (_, name) in rows)

    def with_rank(rows: Iterator[Any]) -> Iterator[tuple[int, tuple[str, str, Any]]]:
        return ((key_of(name) % blocks, (name, "rank", rank)) for rank, (*_, name) in rows)

    def with_data(rows: Iterator[Any]) -> Iterator[tuple[int, tuple[str, str, Any]]]:
        return ((key_of(name) % blocks, (name, "data", data)) for name, _, _, data in rows)

    together = articles.over(with_data).and_(by_file.over(with_number), in_time.over(with_rank))
    return together.grouped().over(_joined)


def _joined(rows: Iterator[tuple[int, list[tuple[str, str, Any]]]]) -> Iterator[tuple[int, tuple[int, bytes]]]:
    for _, items in rows:
        found: dict[str, dict[str, Any]] = {}
        for name, kind, value in items:
            found.setdefault(name, {})[kind] = value
        for one in found.values():
            yield one["number"], (one["rank"], one["data"])


def readings_in(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, Reading]]:
    """Yield the readings of placed articles with their numbers."""
    return ((number, unpack(data)) for number, (_, data) in rows)


def units_in(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, Reading, tuple[Unit, ...]]]:
    """Yield the readings of placed articles with their numbers and what is compared of each."""
    return ((number, *unpack_with_units(data)) for number, (_, data) in rows)
