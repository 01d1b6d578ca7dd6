"""Articles' bodies as arrays: a number for each word, where it stands, and whether it is quoted or opens a sentence.

All the linking of copied passages works on these arrays, so that texts need not stay in memory and no loop runs over
characters in Python. A word is a run of letters and digits; scripts without spaces give a word for each character.
Articles are taken apart many at a time: the texts of a batch are one row of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from whence.link.letters import ALONE, IN_WORD, LARGE, STOP, Letters, has, letters_of
from whence.link.lines import Lines, quoted_lines, set_in_capitals
from whence.link.ranges import numbers_in
from whence.records import Article, Role, Span

__all__ = [
    "BODY",
    "CAPITAL",
    "OPENING",
    "QUOTED",
    "Tokens",
    "fold",
    "key_of",
    "keys_of",
    "mix",
    "tokens_in",
    "tokens_of",
]

BODY = frozenset({Role.headline, Role.subhead, Role.paragraph, Role.caption, Role.quote})
"""The roles whose lines are an article's own text."""

CAPITAL = 1
"""Mark of a word that begins with a capital letter."""
OPENING = 2
"""Mark of a word whose capital says nothing, for it opens a sentence or stands in a line set in capitals.

A word written in small letters, or in capitals throughout, speaks for itself wherever it stands.
"""
QUOTED = 4
"""Mark of a word between quotation marks, or in the content of an attributed statement."""

_ROLES = (Role.paragraph, *sorted(BODY - {Role.paragraph}))  # the commonest is found at once
_HEADLINES = (Role.headline, Role.subhead)
_QUOTES = (Role.quote,)
_TOGETHER = 1 << 17  # characters taken apart at a time: their arrays stay in a processor's caches
_KEPT = 32_000_000
"""Bytes of a block that is freed unused, once: glibc then keeps freed memory of up to this size for what comes next.

Without it each batch's arrays are given back to the system and asked for again page by page, a twentieth of all time.
See `mallopt(3)`, "the dynamic mmap threshold"; other C libraries take no notice.
"""
_REMEMBERED = 1 << 18  # powers that are kept, two numbers each
_FACTOR = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of an article's body, in their order.

    `keys` holds 31 bits of a hash of each word in small letters, shifted left by one; the low bit is free. `starts`
    and `ends` are code points of the article's text. `marks` adds up `CAPITAL`, `OPENING` and `QUOTED`.
    """

    keys: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    marks: NDArray[np.uint8]


def tokens_of(article: Article, quoted: Sequence[Span] = ()) -> Tokens:
    """Take the body of an article apart. `quoted` are spans of attributed words, beside those in quotation marks."""
    return next(tokens_in([(article, quoted)]))


def tokens_in(articles: Iterable[tuple[Article, Sequence[Span]]]) -> Iterator[Tokens]:
    """Take the bodies of articles apart, in their order; with each come the spans of `tokens_of`."""
    batch: list[tuple[Article, Sequence[Span]]] = []
    letters = 0
    for article, quoted in articles:
        batch.append((article, quoted))
        letters += len(article.text)
        if letters >= _TOGETHER:
            yield from _taken_apart(batch)
            batch, letters = [], 0
    if batch:
        yield from _taken_apart(batch)


def fold(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The keys without their low bit, that is, without their words' case."""
    return keys >> np.uint32(1)


def key_of(word: str) -> int:
    """The folded key of one word."""
    return int(keys_of([word])[0])


def keys_of(words: Sequence[str]) -> NDArray[np.uint32]:
    """The folded keys of words, of which none is empty."""
    ends = np.cumsum([len(word) for word in words], dtype=np.intp)
    starts = np.concatenate((ends[:0], [0], ends[:-1]))[: len(ends)]
    return fold(_keys(letters_of("".join(words)), starts, ends))


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter 64-bit numbers evenly.

    Notes: the finishing steps of SplitMix64, from Steele, Lea and Flood, "Fast splittable pseudorandom number
    generators", OOPSLA 2014.
    """
    shifted = numbers >> np.uint64(30)
    mixed = numbers ^ shifted  # from here on in place: new memory costs as much as the steps themselves
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= np.right_shift(mixed, np.uint64(27), out=shifted)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= np.right_shift(mixed, np.uint64(31), out=shifted)
    return mixed


def _taken_apart(batch: Sequence[tuple[Article, Sequence[Span]]]) -> Iterator[Tokens]:
    """Yield the words of each article of a batch."""
    text = "".join([f"{article.text}\n" for article, _ in batch])
    bases, lines, spans = _placed(batch)
    letters = letters_of(text)
    starts, ends = _words(letters, lines)
    marks = _marks(letters, lines, starts, ends)
    marks[_first_in(starts, np.concatenate((quoted_lines(text, letters, lines), spans)))] |= QUOTED
    keys = _keys(letters, starts, ends)
    edges = np.searchsorted(starts, bases)
    base = np.repeat(bases[:-1], np.diff(edges))
    first, last = (starts - base).astype(np.int32), (ends - base).astype(np.int32)
    for low, high in pairwise(edges.tolist()):
        yield Tokens(keys=keys[low:high], starts=first[low:high], ends=last[low:high], marks=marks[low:high])


def _placed(
    batch: Sequence[tuple[Article, Sequence[Span]]],
) -> tuple[NDArray[np.int64], Lines, NDArray[np.int64]]:
    """Where each article's text begins in the batch's, and the last ends; its body's lines; the spans given with it."""
    lengths = np.array([len(article.text) for article, _ in batch], dtype=np.int64)
    bases = np.concatenate(([0], np.cumsum(lengths + 1)))
    bodies = [[block for block in article.blocks if block.role in _ROLES] for article, _ in batch]
    blocks = list(chain.from_iterable(bodies))
    counts = np.array([len(body) for body in bodies])
    first = np.zeros(len(blocks) + 1, dtype=np.bool_)
    first[np.cumsum(counts) - counts] = True
    roles = [block.role for block in blocks]
    places = chain.from_iterable([block.span for block in blocks])
    spans = np.fromiter(places, dtype=np.int64, count=2 * len(blocks)).reshape(-1, 2)
    spans = np.minimum(spans, np.repeat(lengths, counts)[:, None]) + np.repeat(bases[:-1], counts)[:, None]
    lines = Lines(
        starts=spans[:, 0],
        ends=spans[:, 1],
        first=first[:-1],
        headline=np.fromiter(map(_HEADLINES.__contains__, roles), dtype=np.bool_, count=len(roles)),
        quote=np.fromiter(map(_QUOTES.__contains__, roles), dtype=np.bool_, count=len(roles)),
    )
    given = [
        (base + min(max(start, 0), length), base + min(max(end, 0), length))
        for base, length, (_, quoted) in zip(bases.tolist(), lengths.tolist(), batch, strict=False)
        for start, end in quoted
    ]
    return bases, lines, np.array(given, dtype=np.int64).reshape(-1, 2)


def _words(letters: Letters, lines: Lines) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the words of some lines start and end."""
    body = np.zeros(len(letters.bits) + 1, dtype=np.bool_)  # one more before the text, so that all words begin
    np.not_equal(letters.bits & IN_WORD, 0, out=body[1:])
    body[1:][_outside(lines, len(letters.bits))] = False
    before, body = body[:-1], body[1:]  # the last character ends a line, so that all words end
    alone = has(letters.bits, ALONE)
    if not alone.any():
        edges = np.flatnonzero(body != before)
        return edges[::2].copy(), edges[1::2].copy()
    edge = alone | np.concatenate(([False], alone[:-1]))
    return np.flatnonzero(body & (~before | edge)), np.flatnonzero(before & (~body | edge))


def _outside(lines: Lines, count: int) -> NDArray[np.int64] | NDArray[np.bool_]:
    """The places of a text of so many characters that lie in no line: by number, or where lines overlap, by mark."""
    starts, ends = np.append(lines.starts, count), np.concatenate(([0], lines.ends))
    if (ends <= starts).all() and (lines.starts <= lines.ends).all():
        return numbers_in(ends, starts)[0]
    outside = np.ones(count, dtype=np.bool_)
    for start, end in zip(lines.starts.tolist(), lines.ends.tolist(), strict=True):
        outside[start:end] = False
    return outside


def _keys(letters: Letters, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint32]:
    """A polynomial of each word's letters, mixed so that every bit depends on every letter.

    The terms of all letters are summed up once, each with the power of its place; a word's sum, between two of these,
    is divided by the power of the place where it starts. An odd number has an inverse modulo 2^64.
    """
    count = len(letters.small)
    powers, inverses = _powers() if count <= _REMEMBERED else _powers_up_to(count)
    sums = np.empty(count + 1, dtype=np.uint64)
    sums[0] = 0
    np.multiply(letters.small, powers[:count], out=sums[1:])
    np.cumsum(sums[1:], out=sums[1:])
    own = sums.take(ends)
    own -= sums.take(starts)
    own *= inverses.take(starts)
    keys = (mix(own) >> np.uint64(33)).astype(np.uint32)
    keys <<= np.uint32(1)
    return keys


@lru_cache(maxsize=1)
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers that all but very long texts need."""
    np.empty(_KEPT, dtype=np.uint8)
    return _powers_up_to(_REMEMBERED)


def _powers_up_to(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the factor from the first on, and what undoes so many of them from none on."""
    factors, inverses = np.full(count, _FACTOR, dtype=np.uint64), np.full(count, pow(_FACTOR, -1, 1 << 64), np.uint64)
    inverses[0] = 1
    return np.cumprod(factors), np.cumprod(inverses)


def _marks(letters: Letters, lines: Lines, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Which words begin with a capital, and of which it says nothing."""
    large = has(letters.bits.take(starts), LARGE)
    opens = np.zeros(len(starts) + 1, dtype=np.bool_)
    opens[np.searchsorted(starts, np.flatnonzero(has(letters.bits, STOP)))] = True
    opens[0] = True  # the others' first words stand after a line's end
    opening = np.flatnonzero(opens[:-1] & large)
    second = np.minimum(starts[opening] + 1, ends[opening] - 1)
    throughout = has(letters.bits[second], LARGE) & (ends[opening] - starts[opening] > 1)
    found = large.view(np.uint8) * np.uint8(CAPITAL)
    found[opening[~throughout]] |= OPENING
    capitals = set_in_capitals(large, starts, lines)
    found[capitals[large[capitals]]] |= OPENING
    return found


def _first_in(starts: NDArray[np.int64], spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of the words that start in any of the spans, which a row each gives; some perhaps twice."""
    first, last = np.searchsorted(starts, spans.T)
    return numbers_in(first, np.maximum(first, last))[0]
