"""Places in a text as other programs count them: in UTF-16 code units, where a character beyond U+FFFF counts twice.

JavaScript, Java and the standards made for them count so; whence counts code points.
"""

from __future__ import annotations

from bisect import bisect_left

__all__ = ["Units"]

_LAST = "\uffff"  # of the characters that are one unit


class Units:
    """The places of one text, in both ways of counting."""

    def __init__(self, text: str) -> None:
        self._beyond = [at for at, letter in enumerate(text) if letter > _LAST]
        self._behind = [at + n + 1 for n, at in enumerate(self._beyond)]  # the second unit of each, in units
        self._end = len(text)

    def of(self, place: int) -> int:
        """Return a place in code points as one in UTF-16 code units."""
        return place + bisect_left(self._beyond, place)

    def to(self, unit: int) -> int:
        """Return a place in UTF-16 code units as one in code points.

        Raises `ValueError` for a place outside the text, and for one in the midst of a character.
        """
        before = bisect_left(self._behind, unit)
        in_the_midst = before < len(self._behind) and self._behind[before] == unit
        if in_the_midst or not 0 <= unit <= self.of(self._end):
            raise ValueError(f"{unit} is no place between two characters")
        return unit - before
