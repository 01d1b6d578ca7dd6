"""The collection as one row of words: all articles' bodies end to end, in time, with the weight of each word."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.link.common_words import IN_MANY, IN_MOST
from whence.link.tokens import CAPITAL, OPENING, Tokens, fold, keys_of, tokens_in
from whence.records import Article, Moment, Role, Span
from whence.times import between

__all__ = [
    "EIGHTHS",
    "UNDATED",
    "Collection",
    "Header",
    "Learnt",
    "Time",
    "buckets_of",
    "collect",
    "collected",
    "day_of",
    "header_of",
    "learnt_of",
    "time_of",
]

UNDATED = -1
"""The day of an article without a date."""

EIGHTHS = 8
"""Parts of a bit in which the weights of words are added up."""

_BUCKET_BITS = (12, 21)  # words that share a bucket share a weight: one in a hundred of twenty thousand words, at most
_PRIOR_ARTICLES = 200.0
_PRIOR_SHARES = ((IN_MANY, 0.25), (IN_MOST, 0.6))
_PRIOR_SHARE = 1 / 170
_TOGETHER = 1 << 16  # words looked at together: they stay in a processor's caches
_MOST_BITS = 11.0
_Kind = TypeVar("_Kind", bound=np.generic)
_COMMONEST = Role.paragraph  # told at once
_CREDIT_ROLES = frozenset({Role.byline, Role.credit, Role.dateline, Role.footnote, Role.notice})


class Time(NamedTuple):
    """What sorts an article's time among others: whether it has none, its day, its last second in UTC (ISO 8601)."""

    undated: bool
    day: int
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is kept of an article beside its words. `credits` are its byline and credit lines."""

    id: str
    time: Time
    outlet: str | None
    agency: str | None
    credits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All words of all articles.

    Article number `i` is `headers[i]` and owns the words `offsets[i]:offsets[i + 1]` of the arrays of `Tokens`. The low
    bit of a key says that the word is written with a capital for its own sake. `weights` holds, for a bucket of folded
    keys, the bits of information that a word gives by being shared: the logarithm of how seldom articles have it.
    `owners` says of each word which article holds it, `eighths` its weight in eighths of a bit.
    """

    headers: tuple[Header, ...]
    offsets: NDArray[np.int64]
    keys: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    marks: NDArray[np.uint8]
    weights: NDArray[np.float32]
    owners: NDArray[np.int32]
    eighths: NDArray[np.uint8]

    def days(self) -> NDArray[np.int64]:
        """The day of each article, counted from the calendar's first; `UNDATED` where it has none."""
        return np.array([h.time.day for h in self.headers], dtype=np.int64)

    def articles_of(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The number of the article that holds each place."""
        return self.owners[places].astype(np.int64)

    def bits(self, keys: NDArray[np.uint32]) -> NDArray[np.float32]:
        """The weight of each of the words with these keys."""
        return self.weights[_buckets(keys, len(self.weights))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What a collection's words tell together, for each bucket of folded keys; it adds up over parts of a collection.

    `articles` counts the articles that have words of the bucket, `large` and `small` the places inside sentences where
    a word of it is written with a capital and without.
    """

    articles: NDArray[np.int32]
    large: NDArray[np.int32]
    small: NDArray[np.int32]

    def __add__(self, other: Learnt) -> Learnt:
        return Learnt(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    def weights(self, count: int) -> NDArray[np.float32]:
        """The bits that a word of each bucket gives, in a collection of `count` articles."""
        buckets = len(self.articles)
        prior = np.full(buckets, _PRIOR_SHARE, dtype=np.float32)
        for keys, share in _priors():
            prior[keys & np.uint32(buckets - 1)] = share
        held = self.articles + prior * np.float32(_PRIOR_ARTICLES)
        return np.minimum(np.log2((count + _PRIOR_ARTICLES) / held), _MOST_BITS).astype(np.float32)


def buckets_of(words: int) -> int:
    """How many buckets the words of a collection are counted in, by how many words it has."""
    return 1 << int(np.clip(words.bit_length() + 1, *_BUCKET_BITS))


def learnt_of(rows: Iterable[Tokens], buckets: int) -> Learnt:
    """Count the words of some articles."""
    articles = np.zeros(buckets, dtype=np.int32)
    written = np.zeros(2 * buckets, dtype=np.int32)  # for each bucket: without a capital, with one
    for some in _grouped(rows):
        found = _buckets(_joined([tokens.keys for tokens in some], np.uint32), buckets).astype(np.intp)
        marks = _joined([tokens.marks for tokens in some], np.uint8)
        edges = np.cumsum([0, *(len(tokens.keys) for tokens in some)]).tolist()
        for low, high in pairwise(edges):
            articles[found[low:high]] += 1  # once a bucket, however often the article has it
        spelled = 2 * found + (marks & np.uint8(CAPITAL))
        np.add.at(written, spelled[(marks & OPENING) == 0], np.int32(1))  # a bare 1 would be slow
    return Learnt(articles=articles, large=written[1::2], small=written[::2])


def _grouped(rows: Iterable[Tokens]) -> Iterator[list[Tokens]]:
    """Yield the rows in lists of some tens of thousands of words."""
    some: list[Tokens] = []
    words = 0
    for tokens in rows:
        some.append(tokens)
        words += len(tokens.keys)
        if words >= _TOGETHER:
            yield some
            some, words = [], 0
    if some:
        yield some


def collect(articles: Iterable[Article], quoted: Mapping[str, Sequence[Span]]) -> Collection:
    """Take the articles' words; their texts may go. The order of the articles makes no difference to the result.

    An article whose id was met before is left out: it is the same article.
    """
    headers: dict[str, Header] = {}

    def new() -> Iterator[tuple[Article, Sequence[Span]]]:
        for article in articles:
            if article.id not in headers:
                headers[article.id] = header_of(article)
                yield article, quoted.get(article.id, ())

    rows = list(tokens_in(new()))
    learnt = learnt_of(rows, buckets_of(sum(len(t.keys) for t in rows)))
    large, weights = learnt.large > learnt.small, learnt.weights(len(rows))
    rows.reverse()
    parts = ((header, rows.pop()) for header in headers.values())  # handed over: two copies would be the most memory
    return collected(parts, large, weights)


def collected(
    parts: Iterable[tuple[Header, Tokens]], large: NDArray[np.bool_], weights: NDArray[np.float32]
) -> Collection:
    """Put articles end to end. `large` says for each bucket whether its words are written with a capital.

    The parts may be some of a collection's articles, with what all of them have shown.
    """
    ordered = sorted(parts, key=lambda part: (part[0].time, part[0].id))
    headers = tuple(header for header, _ in ordered)
    columns = {name: [getattr(tokens, name) for _, tokens in ordered] for name in Tokens.__slots__}
    del ordered
    sizes = [len(some) for some in columns["keys"]]
    keys, marks = _joined(columns.pop("keys"), np.uint32), _joined(columns.pop("marks"), np.uint8)
    eighths, own_capital = _looked_up(keys, marks, large, np.rint(weights * EIGHTHS).astype(np.uint8))
    keys |= own_capital
    marks &= ~np.uint8(CAPITAL | OPENING)
    return Collection(
        headers=headers,
        offsets=np.cumsum([0, *sizes], dtype=np.int64),
        keys=keys,
        starts=_joined(columns.pop("starts"), np.int32),
        ends=_joined(columns.pop("ends"), np.int32),
        marks=marks,
        weights=weights,
        eighths=eighths,
        owners=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
    )


def header_of(article: Article) -> Header:
    """What is kept of an article beside its words."""
    blocks = [block for block in article.blocks if block.role is not _COMMONEST and block.role in _CREDIT_ROLES]
    lines = [article.text[b.span.start : b.span.end] for b in blocks]
    return Header(
        id=article.id,
        time=time_of(article.published),
        outlet=article.outlet,
        agency=article.agency,
        credits="\n".join([*article.authors, *lines]),
    )


def day_of(moment: Moment | None) -> int:
    """The day of a time, from the calendar's first, or `UNDATED`. A month is its first day."""
    at = moment.at[:10] if moment else ""
    try:
        return datetime.date.fromisoformat(at if len(at) == 10 else f"{at}-01").toordinal()
    except ValueError:
        return UNDATED


def time_of(moment: Moment | None) -> Time:
    """Return what sorts a time among others: its day, what has none last, then the last second that it may mean.

    A day without an hour thus comes behind the clocks of that day. Of what many articles share, the first of these is
    linked with every other one: of one morning's papers that is the agency, where it states its hour.
    """
    day, seconds = day_of(moment), between(moment)
    return Time(undated=day == UNDATED, day=day, latest=seconds.latest if seconds else "")


def _joined(rows: list[NDArray[_Kind]], kind: type[_Kind]) -> NDArray[_Kind]:
    return np.concatenate(rows) if rows else np.zeros(0, dtype=kind)


def _buckets(keys: NDArray[np.uint32], count: int) -> NDArray[np.uint32]:
    return fold(keys) & np.uint32(count - 1)


def _looked_up(
    keys: NDArray[np.uint32], marks: NDArray[np.uint8], large: NDArray[np.bool_], eighths: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Each word's weight, and whether its capital is its own.

    For a sentence's first word, its other places in the collection say.
    """
    table = eighths | (large.astype(np.uint8) << np.uint8(7))  # a weight has seven digits: one look for both
    found = np.empty(len(keys), dtype=np.uint8)
    for low in range(0, len(keys), _TOGETHER):
        found[low : low + _TOGETHER] = table.take(_buckets(keys[low : low + _TOGETHER], len(table)))
    inside, capital = (marks & OPENING) == 0, (marks & CAPITAL) != 0
    return found & np.uint8(0x7F), np.where(inside, capital, found >= 0x80)


@lru_cache(maxsize=1)
def _priors() -> list[tuple[NDArray[np.uint32], float]]:
    """The folded keys of common words, with their share of all articles."""
    return [(keys_of(words.split()), share) for words, share in _PRIOR_SHARES]
