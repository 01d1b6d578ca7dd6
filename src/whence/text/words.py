"""Words of a text as they are compared: lower case, straight apostrophes, numbers whole."""

from __future__ import annotations

import re

__all__ = ["words_of"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, in order; punctuation is left out.

    >>> words_of("“We’ve 1,200 sheep,” Ana said.")
    ["we've", '1,200', 'sheep', 'ana', 'said']
    """
    return [word.replace("’", "'").lower() for word in _WORD.findall(text)]
