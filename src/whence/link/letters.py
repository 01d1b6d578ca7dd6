"""What each character is to the words of a text: a table of all code points, asked once a character.

A row of the table holds a character's small letter and, as bits above it, what it does to words, sentences and
quotations, so that a text of any length is looked up in one step.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whence.text.quotes import BEFORE_OPENING, DOUBLE, OPENERS, SURE_OPENERS

__all__ = [
    "ALONE", "BEFORE_MARK", "DOUBLE_MARK", "IN_WORD", "LARGE", "MARK", "SMALL", "SPACE", "STOP", "SURE_MARK", "has",
    "letters_of",
]  # fmt: skip

SMALL = np.uint32((1 << 18) - 1)
"""The bits that hold the small letter's code point, plus one."""
IN_WORD = np.uint32(1 << 18)
"""A letter, a digit, or what is set on one."""
ALONE = np.uint32(1 << 19)
"""A word by itself, in scripts that are written without spaces."""
LARGE = np.uint32(1 << 20)
"""A capital letter."""
STOP = np.uint32(1 << 21)
"""A mark after which a sentence may begin."""
SPACE = np.uint32(1 << 22)
"""White space."""
MARK = np.uint32(1 << 23)
"""A mark that may open a quotation."""
SURE_MARK = np.uint32(1 << 24)
"""A mark that does nothing but open one."""
BEFORE_MARK = np.uint32(1 << 25)
"""A character after which any mark may open one."""
DOUBLE_MARK = np.uint32(1 << 26)
"""A mark of quotations that no apostrophe looks like."""

_PLANES = 0x30000  # every script in use; the few characters above count as separators
_NO_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x2FFFF),
)  # fmt: skip
_SENTENCE_MARKS = '.!?:;…\n\r\u2028\u2029“”„«»"‘•–—|'


def letters_of(text: str) -> NDArray[np.uint32]:
    """The row of the table of each character of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    found: NDArray[np.uint32] = _table().take(np.minimum(codes, np.uint32(_PLANES - 1)))
    return found


def has(letters: NDArray[np.uint32], bit: np.uint32) -> NDArray[np.bool_]:
    """Which characters have one of the bits."""
    found: NDArray[np.bool_] = (letters & bit) != 0
    return found


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint32]:
    characters = list(map(chr, range(_PLANES)))
    table = np.arange(1, _PLANES + 1, dtype=np.uint32)
    for code, (own, small) in enumerate(zip(characters, map(str.lower, characters), strict=True)):
        if own != small and len(small) == 1:
            table[code] = ord(small) + 1
    in_word = _those(str.isalnum, characters)
    for code in np.flatnonzero(~in_word).tolist():
        in_word[code] = unicodedata.category(characters[code])[0] == "M"
    in_word[-1] = False  # stands for all characters above
    alone = np.zeros(_PLANES, dtype=np.bool_)
    for low, high in _NO_SPACES:
        alone[low : high + 1] = True
    table[in_word] |= IN_WORD
    table[in_word & alone] |= ALONE
    table[_those(str.isupper, characters) | _those(str.istitle, characters)] |= LARGE
    table[_those(str.isspace, characters)] |= SPACE
    for marks, bit in (
        (_SENTENCE_MARKS, STOP),
        (OPENERS, MARK),
        (SURE_OPENERS, SURE_MARK),
        (BEFORE_OPENING, BEFORE_MARK),
        (DOUBLE, DOUBLE_MARK),
    ):
        table[[ord(c) for c in marks]] |= bit
    return table


def _those(are: Callable[[str], bool], characters: Sequence[str]) -> NDArray[np.bool_]:
    return np.fromiter(map(are, characters), dtype=np.bool_, count=len(characters))
