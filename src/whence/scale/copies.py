"""Copied passages by a join on fingerprints.

    articles ─tokens─▶ fingerprints ─by code─▶ links of places ─by pair of articles─▶ passages

A code of many places is linked as a star and a chain, as on one machine (`whence.link.candidates`): what it costs grows
with its places and not with their pairs, and the places of the most frequent code there can be are a column of numbers.
What makes a passage of two articles' links is `whence.link.passages.passages_of`, with the words' weights of the whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.addresses import canonical_address
from whence.link.candidates import Candidates, linked_places, sorted_pairs
from whence.link.collection import Collection, Header, Learnt, buckets_of, collected, header_of, learnt_of
from whence.link.fingerprints import rare_pairs, winnowed
from whence.link.passages import attributed_words, passages_of
from whence.link.segments import REWORDED, WORDING
from whence.link.tokens import Tokens, tokens_in
from whence.records import Article, Passage, Span
from whence.scale.blocks import Columns, cut, gathered, of_kind, put_together
from whence.scale.engine import Engine, Shared, Table
from whence.scale.placing import readings_in

__all__ = ["Page", "passages", "tokens"]

_TOGETHER = 1 << 18  # words whose fingerprints are taken at a time
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_CHANNELS = ((winnowed, WORDING), (rare_pairs, REWORDED))
_PLACES = (np.uint32, np.int64, np.int32, np.int32)
_LINKS = (np.int64, np.int32, np.int64, np.int32, np.int8)
_FLAGS = (np.int64, np.int32, np.bool_, np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article's words and its places in the collection: `number` by file, `rank` in time.

    `address` is that which its versions share; `flags` are places whose fingerprints others bear, as `_FLAGS` has them.
    """

    number: int
    rank: int
    header: Header
    tokens: Tokens
    address: str = ""
    flags: Columns = ()


def tokens(articles: Table[tuple[int, tuple[int, bytes]]]) -> Table[Page]:
    """Return the words of each article."""

    def taken(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[Page]:
        waiting: deque[tuple[int, int, Header, str]] = deque()

        def bodies() -> Iterator[tuple[Article, Sequence[Span]]]:
            for number, (rank, data) in rows:
                ((_, reading),) = readings_in(iter([(number, (rank, data))]))
                address = canonical_address(reading.article.url) or ""
                waiting.append((number, rank, header_of(reading.article), address))
                yield reading.article, attributed_words([reading])[reading.article.id]

        for words in tokens_in(bodies()):
            number, rank, header, address = waiting.popleft()
            yield Page(number=number, rank=rank, header=header, tokens=words, address=address)

    return articles.over(taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the whole collection has shown of words, as `collected` takes it."""

    large: NDArray[np.bool_]
    weights: NDArray[np.float32]

    def collection(self, pages: Sequence[Page]) -> Collection:
        return collected([(page.header, page.tokens) for page in pages], self.large, self.weights)


def passages(
    pages: Table[Page], engine: Engine, count: int, words: int
) -> Table[tuple[int, int, tuple[Any, ...], Passage, bool]]:
    """Return the passages that articles share: the lesser and the greater number of the two, its place, itself.

    Last comes whether the two are versions of one article, which is no copying.
    `pages` are kept, `count` articles of `words` words in all. The place sorts passages as one machine gives them.
    """
    learnt = _learnt(pages, engine, count, words)
    links = _links(pages, learnt, engine)
    marked = _marked(pages, links, engine.blocks).kept("pages")
    return _compared(marked, links, learnt, engine, count)


def _learnt(pages: Table[Page], engine: Engine, count: int, words: int) -> Shared[_Words]:
    buckets = buckets_of(words)

    def counted(rows: Iterator[Page]) -> Iterator[Learnt]:
        yield learnt_of((page.tokens for page in rows), buckets)

    total = pages.over(counted).summed(learnt_of((), buckets))
    return engine.shared(_Words(large=total.large > total.small, weights=total.weights(count)))


# --- fingerprints to links ------------------------------------------------------------------------------------------


def _links(pages: Table[Page], learnt: Shared[_Words], engine: Engine) -> Table[tuple[int, tuple[str, Columns]]]:
    """Join the fingerprints by their codes: rows with links of places, and rows of a block with marks of places.

    The block of a mark is that of its article's rank; links go by the time of their articles later (`_compared`).
    """
    blocks = engine.blocks

    def printed(rows: Iterator[Page]) -> Iterator[tuple[int, Columns]]:
        for some in _batches(rows):
            for channel in range(len(_CHANNELS)):
                yield from _printed(some, channel, learnt.value, blocks)

    def linked(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, tuple[str, Columns]]]:
        for block, parts in rows:
            yield from _linked(put_together(parts, _PLACES), block % len(_CHANNELS), blocks)

    return pages.over(printed).grouped().over(linked).kept("links")


def _batches(rows: Iterator[Page]) -> Iterator[list[Page]]:
    some: list[Page] = []
    words = 0
    for page in rows:
        some.append(page)
        words += len(page.tokens.keys)
        if words > _TOGETHER:
            yield some
            some, words = [], 0
    if some:
        yield some


def _printed(pages: list[Page], channel: int, learnt: _Words, blocks: int) -> Iterator[tuple[int, Columns]]:
    """The fingerprints of some articles by block: code, rank, place in the article, day."""
    pages = sorted(pages, key=lambda page: page.rank)
    collection = learnt.collection(pages)
    prints = _CHANNELS[channel][0](collection)
    codes, places = (prints >> _HALF).astype(np.uint32), (prints & _LOW).astype(np.int64)
    article = collection.articles_of(places)
    ranks = np.array([page.rank for page in pages], dtype=np.int64)[article]
    days = collection.days()[article].astype(np.int32)
    columns = codes, ranks, (places - collection.offsets[article]).astype(np.int32), days
    block = (codes.astype(np.uint64) * np.uint64(blocks) >> _HALF).astype(np.int64)
    yield from cut(block * len(_CHANNELS) + channel, columns)


def _linked(columns: Columns, channel: int, blocks: int) -> Iterator[tuple[int, tuple[str, Columns]]]:
    codes, ranks, places, days = columns
    order = np.lexsort((places, ranks, codes))
    codes, ranks, places, days = (column[order] for column in (codes, ranks, places, days))
    edges = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1], [True]))) if len(codes) else np.zeros(1)
    sizes = np.diff(edges).astype(np.int64)
    shared = np.repeat(sizes > 1, sizes)
    ranks, places, days, sizes = ranks[shared], places[shared], days[shared].astype(np.int64), sizes[sizes > 1]
    found = linked_places(ranks, days, sizes, all_pairs=_CHANNELS[channel][1].all_pairs)
    one, two = found.one, found.two
    links = ranks[one], places[one], ranks[two], places[two], np.full(len(one), channel, dtype=np.int8)
    yield 0, ("links", links)
    if channel == 0:
        for block, some in cut(ranks % blocks, (ranks, places, found.usual, found.stock)):
            yield block, ("marks", some)


# --- links to passages ----------------------------------------------------------------------------------------------


def _marked(pages: Table[Page], links: Table[tuple[int, tuple[str, Columns]]], blocks: int) -> Table[tuple[int, Page]]:
    """Return the pages by rank, with the marks of their places."""

    def keyed(rows: Iterator[Page]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((page.rank % blocks, ("page", page)) for page in rows)

    def marks(rows: Iterator[tuple[int, tuple[str, Columns]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return (row for row in rows if row[1][0] == "marks")

    return pages.over(keyed).and_(links.over(marks)).grouped().over(_with_marks)


def _with_marks(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Page]]:
    for _, items in rows:
        columns = put_together(of_kind(items, "marks"), _FLAGS)
        order = np.argsort(columns[0], kind="stable")
        columns = tuple(column[order] for column in columns)
        for page in of_kind(items, "page"):
            first, last = np.searchsorted(columns[0], [page.rank, page.rank + 1])
            flags = tuple(column[first:last] for column in columns[1:])
            yield (
                page.rank,
                replace(page, flags=flags),
            )


def _compared(
    pages: Table[tuple[int, Page]],
    links: Table[tuple[int, tuple[str, Columns]]],
    learnt: Shared[_Words],
    engine: Engine,
    count: int,
) -> Table[tuple[int, int, tuple[Any, ...], Passage, bool]]:
    """Look at the links of each pair of articles. Pairs stay together by the time of their earlier article."""
    blocks = engine.blocks

    def placed(rows: Iterator[tuple[int, tuple[str, Columns]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        columns = put_together([columns for _, (kind, columns) in rows if kind == "links"], _LINKS)
        for block, some in cut(columns[0] * blocks // max(1, count), columns):
            yield block, ("links", some)

    def wanted(rows: Iterator[tuple[int, tuple[str, Any]]]) -> Iterator[tuple[int, int]]:
        for block, (_, columns) in rows:
            yield from ((block, rank) for rank in np.unique(np.concatenate((columns[0], columns[2]))).tolist())

    def found(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, int, tuple[Any, ...], Passage, bool]]:
        for _, items in rows:
            yield from _found(of_kind(items, "links"), [page for _, page in of_kind(items, "page")], learnt.value)

    near = links.over(placed)
    sent = gathered(near.over(wanted), pages, blocks)
    return near.and_(sent.over(lambda rows: ((block, ("page", item)) for block, item in rows))).grouped().over(found)


def _found(
    parts: Sequence[Columns], pages: Sequence[Page], learnt: _Words
) -> Iterator[tuple[int, int, tuple[Any, ...], Passage, bool]]:
    pages = sorted(pages, key=lambda page: page.rank)
    collection = learnt.collection(pages)
    ranks = np.array([page.rank for page in pages], dtype=np.int64)
    one_rank, one, two_rank, two, channel = put_together(parts, _LINKS)
    ones = collection.offsets[np.searchsorted(ranks, one_rank)] + one
    twos = collection.offsets[np.searchsorted(ranks, two_rank)] + two
    pairs = [sorted_pairs(ones[channel == n], twos[channel == n]) for n in range(len(_CHANNELS))]
    wording = _candidates(pairs[0], collection, pages)
    none = np.zeros(0, dtype=np.int64)
    rare = Candidates(pairs=pairs[1], shared=none, usual=none, stock=none)
    places = {page.header.id: (page.rank, page.number, page.address) for page in pages}
    for passage in passages_of(collection, wording, rare):
        (rank, number, address), (other_rank, other, its) = places[passage.a], places[passage.b]
        spans = (passage.a_span.start, passage.b_span.start, passage.a_span.end, passage.b_span.end)
        is_version = bool(address) and address == its
        yield min(number, other), max(number, other), (rank, other_rank, *spans), passage, is_version


def _candidates(pairs: NDArray[np.uint64], collection: Collection, pages: Sequence[Page]) -> Candidates:
    offsets = collection.offsets.tolist()
    places = [page.flags[0].astype(np.int64) + offset for page, offset in zip(pages, offsets, strict=False)]
    shared = np.concatenate([np.zeros(0, dtype=np.int64), *places])
    usual = np.concatenate([np.zeros(0, dtype=np.bool_), *(page.flags[1] for page in pages)])
    stock = np.concatenate([np.zeros(0, dtype=np.bool_), *(page.flags[2] for page in pages)])
    return Candidates(pairs=pairs, shared=np.sort(shared), usual=np.sort(shared[usual]), stock=np.sort(shared[stock]))
