"""What each character is to the words of a text: a table of all code points, asked once a character.

The table has two columns: a character's small letter, and what it does to words, sentences and quotations, as bits.
A text of any length is looked up in one step each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whence.text.quotes import BEFORE_OPENING, DOUBLE, OPENERS, SURE_OPENERS

__all__ = [
    "ALONE", "BEFORE_MARK", "DOUBLE_MARK", "IN_WORD", "LARGE", "MARK", "SPACE", "STOP", "SURE_MARK", "Letters", "has",
    "letters_of",
]  # fmt: skip

IN_WORD = np.uint16(1)
"""A letter, a digit, or what is set on one."""
ALONE = np.uint16(1 << 1)
"""A word by itself, in scripts that are written without spaces."""
LARGE = np.uint16(1 << 2)
"""A capital letter."""
STOP = np.uint16(1 << 3)
"""A mark after which a sentence may begin."""
SPACE = np.uint16(1 << 4)
"""White space."""
MARK = np.uint16(1 << 5)
"""A mark that may open a quotation."""
SURE_MARK = np.uint16(1 << 6)
"""A mark that does nothing but open one."""
BEFORE_MARK = np.uint16(1 << 7)
"""A character after which any mark may open one."""
DOUBLE_MARK = np.uint16(1 << 8)
"""A mark of quotations that no apostrophe looks like."""

_PLANES = 0x30000  # every script in use; the few characters above count as separators
_NO_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x2FFFF),
)  # fmt: skip
_SENTENCE_MARKS = '.!?:;…\n\r\u2028\u2029“”„«»"‘•–—|'


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The characters of a text: `small` is each one's small letter's code point plus one, `bits` what it does."""

    small: NDArray[np.uint64]
    bits: NDArray[np.uint16]


def letters_of(text: str) -> Letters:
    """Look up each character of a text."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2").astype(np.intp)
    if len(codes) != len(text):  # characters of which each takes two numbers there
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        codes = np.minimum(wide, np.uint32(_PLANES - 1)).astype(np.intp)
    table = _table()
    return Letters(small=table.small.take(codes), bits=table.bits.take(codes))


def has(bits: NDArray[np.uint16], asked: np.uint16) -> NDArray[np.bool_]:
    """Which characters, by their bits, have one of those asked for."""
    found: NDArray[np.bool_] = (bits & asked) != 0
    return found


@lru_cache(maxsize=1)
def _table() -> Letters:
    characters = list(map(chr, range(_PLANES)))
    small = np.arange(1, _PLANES + 1, dtype=np.uint64)
    for code, (own, lower) in enumerate(zip(characters, map(str.lower, characters), strict=True)):
        if own != lower and len(lower) == 1:
            small[code] = ord(lower) + 1
    in_word = _those(str.isalnum, characters)
    for code in np.flatnonzero(~in_word).tolist():
        in_word[code] = unicodedata.category(characters[code])[0] == "M"
    in_word[-1] = False  # stands for all characters above
    alone = np.zeros(_PLANES, dtype=np.bool_)
    for low, high in _NO_SPACES:
        alone[low : high + 1] = True
    bits = np.zeros(_PLANES, dtype=np.uint16)
    bits[in_word] |= IN_WORD
    bits[in_word & alone] |= ALONE
    bits[_those(str.isupper, characters) | _those(str.istitle, characters)] |= LARGE
    bits[_those(str.isspace, characters)] |= SPACE
    for marks, bit in (
        (_SENTENCE_MARKS, STOP),
        (OPENERS, MARK),
        (SURE_OPENERS, SURE_MARK),
        (BEFORE_OPENING, BEFORE_MARK),
        (DOUBLE, DOUBLE_MARK),
    ):
        bits[[ord(c) for c in marks]] |= bit
    return Letters(small=small, bits=bits)


def _those(are: Callable[[str], bool], characters: Sequence[str]) -> NDArray[np.bool_]:
    return np.fromiter(map(are, characters), dtype=np.bool_, count=len(characters))
