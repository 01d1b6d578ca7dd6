"""An article's body as arrays: a number for each word, where it stands, and whether it is quoted or opens a sentence.

All the linking of copied passages works on these arrays, so that texts need not stay in memory and no loop runs over
characters in Python. A word is a run of letters and digits; scripts without spaces give a word for each character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whence.records import Article, Block, Role, Span
from whence.text.quotes import quotations

__all__ = ["BODY", "CAPITAL", "OPENING", "QUOTED", "Tokens", "fold", "key_of", "tokens_of"]

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

_PLANES = 0x30000  # every script in use; the few characters above count as separators
_NO_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x2FFFF),
)  # fmt: skip
_SENTENCE_MARKS = '.!?:;…\n\r\u2028\u2029“”„«»"‘•–—|'
_QUOTE_MARK = re.compile("[\"“„«‘'‚]")
_LONGEST = 1 << 16  # positions in a word beyond this share a factor: only words of 65,536 letters could be confused
_HEADLINE_SHARE = 0.5
_LINE_SHARE = 0.7
_COLON_REACH = 8


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alphabet:
    """What each code point is: its small letter, and whether it is a word's, a whole word, a capital, a full stop."""

    small: NDArray[np.uint32]
    in_word: NDArray[np.bool_]
    alone: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    stop: NDArray[np.bool_]
    powers: NDArray[np.uint64]


def tokens_of(article: Article, quoted: Sequence[Span] = ()) -> Tokens:
    """Take the body of an article apart. `quoted` are spans of attributed words, beside those in quotation marks."""
    text = article.text
    letters = _alphabet()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = np.minimum(codes, np.uint32(_PLANES - 1))
    blocks = [b for b in article.blocks if b.role in BODY]
    body = [b.span for b in blocks]
    in_word = letters.in_word[codes] & _covered(len(text), body)
    places = np.flatnonzero(in_word)
    if not len(places):
        return _nothing()
    first = np.ones(len(places), dtype=np.bool_)
    alone = letters.alone[codes[places]]
    first[1:] = (places[1:] != places[:-1] + 1) | alone[1:] | alone[:-1]
    heads = np.flatnonzero(first)
    starts = places[heads]
    ends = places[np.append(heads[1:], len(places)) - 1] + 1
    large = letters.capital[codes[starts]]
    throughout = letters.capital[codes[np.minimum(starts + 1, ends - 1)]] & (ends - starts > 1)
    unsaid = (_opens(letters.stop[codes], starts, ends) & ~throughout) | _in_capitals(large, starts, blocks)
    marks = (large * CAPITAL + (large & unsaid) * OPENING).astype(np.uint8)
    marks[_covered(len(text), [*_quotations(text, blocks), *quoted])[starts]] |= QUOTED
    keys = _keys(letters.small[codes[places]], heads, letters.powers)
    return Tokens(keys=keys, starts=starts.astype(np.int32), ends=ends.astype(np.int32), marks=marks)


def fold(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The keys without their low bit, that is, without their words' case."""
    return keys >> np.uint32(1)


def key_of(word: str) -> int:
    """The folded key of one word."""
    letters = _alphabet()
    codes = np.minimum(np.frombuffer(word.encode("utf-32-le"), dtype="<u4"), np.uint32(_PLANES - 1))
    return int(_keys(letters.small[codes], np.zeros(1, dtype=np.intp), letters.powers)[0]) >> 1


def _keys(small: NDArray[np.uint32], heads: NDArray[np.intp], powers: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """A polynomial of each word's letters, mixed so that every bit depends on every letter."""
    lengths = np.diff(np.append(heads, len(small)))
    places = np.arange(len(small)) - np.repeat(heads, lengths)
    terms = (small.astype(np.uint64) + np.uint64(1)) * powers[places & (_LONGEST - 1)]
    sums = mix(np.add.reduceat(terms, heads))
    return (sums >> np.uint64(33)).astype(np.uint32) << np.uint32(1)


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter 64-bit numbers evenly.

    Notes: the finishing steps of SplitMix64, from Steele, Lea and Flood, "Fast splittable pseudorandom number
    generators", OOPSLA 2014.
    """
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _covered(length: int, spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Which code points lie in any of the spans."""
    inside = np.zeros(length, dtype=np.bool_)
    for start, end in spans:
        inside[max(start, 0) : max(end, 0)] = True
    return inside


def _opens(stop: NDArray[np.bool_], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which words have a mark before them that can end a sentence, or nothing."""
    seen = np.concatenate(([0], np.cumsum(stop, dtype=np.int32)))
    opens = np.ones(len(starts), dtype=np.bool_)
    opens[1:] = seen[starts[1:]] > seen[ends[:-1]]
    return opens


def _in_capitals(large: NDArray[np.bool_], starts: NDArray[np.intp], blocks: Sequence[Block]) -> NDArray[np.bool_]:
    """The words of lines where most words begin with a capital, such as headlines: there it marks no name."""
    found = np.zeros(len(starts), dtype=np.bool_)
    capital = np.concatenate(([0], np.cumsum(large, dtype=np.int32)))
    edges = np.searchsorted(starts, np.array([b.span for b in blocks], dtype=np.int64).reshape(-1, 2))
    for block, (first, last) in zip(blocks, edges, strict=True):
        share = _HEADLINE_SHARE if block.role in (Role.headline, Role.subhead) else _LINE_SHARE
        if last > first and capital[last] - capital[first] > share * (last - first):
            found[first:last] = True
    return found


def _quotations(text: str, blocks: Sequence[Block]) -> list[Span]:
    """What stands in quotation marks, in a quote's own block, or in a paragraph after a colon and without any mark."""
    found = []
    introduced = False
    for block in blocks:
        start, end = block.span
        mark = _QUOTE_MARK.search(text, start, end)
        if block.role is Role.quote or (introduced and not mark):
            found.append(block.span)
        elif mark:
            found += [q.inner for q in quotations(text, mark.start(), end)]
        introduced = text[max(start, end - _COLON_REACH) : end].rstrip().endswith(":")
    return found


def _nothing() -> Tokens:
    none = np.zeros(0, dtype=np.int32)
    return Tokens(keys=none.astype(np.uint32), starts=none, ends=none, marks=none.astype(np.uint8))


@lru_cache(maxsize=1)
def _alphabet() -> _Alphabet:
    characters = [chr(code) for code in range(_PLANES)]
    small = np.array([ord(c.lower()) if len(c.lower()) == 1 else ord(c) for c in characters], dtype=np.uint32)
    in_word = np.array([c.isalnum() or unicodedata.category(c)[0] == "M" for c in characters])
    alone = np.zeros(_PLANES, dtype=np.bool_)
    for low, high in _NO_SPACES:
        alone[low : high + 1] = True
    stop = np.zeros(_PLANES, dtype=np.bool_)
    stop[[ord(c) for c in _SENTENCE_MARKS]] = True
    factors = np.full(_LONGEST, 0x9E3779B97F4A7C15, dtype=np.uint64)
    return _Alphabet(
        small=small,
        in_word=in_word & (np.arange(_PLANES) < _PLANES - 1),
        alone=alone & in_word,
        capital=np.array([c.isupper() or c.istitle() for c in characters]),
        stop=stop,
        powers=np.cumprod(factors),
    )
