"""Numbers that are written in words: their pattern and their value."""

from __future__ import annotations

import re

__all__ = ["FIRST_WORDS", "NUMBER_WORDS", "VAGUE", "number_of"]

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_PLURALS = {
    "dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2_000,
    "millions": 2_000_000, "billions": 2 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "thirds": 1 / 3, "quarters": 0.25, "fifths": 0.2}

NUMBER_WORDS = "|".join([*sorted(_ONES, key=len, reverse=True), *_SCALES])
"""A pattern for one word of a number; an article before a scale ("a hundred") belongs to `VAGUE` or to the scale."""

VAGUE = (
    r"(?:tens|hundreds)[ ]of[ ](?:thousands|millions|billions)"
    r"|(?:dozens|scores|hundreds|thousands|millions|billions|trillions)(?![ ]of[ ]the[ ](?:way|time))"
    r"|(?:several|a[ ]few|many|some)[ ](?:dozen|hundred|thousand|million|billion)(?!s)"
    r"|a[ ]couple(?:[ ]of)?(?:[ ](?:dozen|hundred|thousand|million))?(?=[ ][a-z])"
)
"""A pattern for numbers that name no exact value."""

FIRST_WORDS = frozenset((*_ONES, *_SCALES, *_PLURALS, "several", "a", "an", "many", "some"))
"""The words, in lower case, with which a number of either pattern begins, an article before it included."""

_FEW = {"several": 3, "few": 3, "many": 3, "some": 3, "couple": 2}


def number_of(words: str) -> float | None:
    """Return the value of a number in words, None where it is none: "forty-two" 42, "dozens" 24, "two-thirds" 0.667."""
    tokens = [t for t in re.split(r"[\s\u00a0-]+", words.lower()) if t and t not in {"and", "a", "an", "of"}]
    if not tokens:
        return None
    if tokens[-1] in _PARTS and len(tokens) <= 2:
        return _ONES.get(tokens[0], 1) * _PARTS[tokens[-1]]
    if tokens[0] == "half" and len(tokens) == 2 and tokens[1] in _SCALES:
        return _SCALES[tokens[1]] / 2
    if tokens[0] in _PLURALS:
        return _product(tokens)
    if tokens[0] in _FEW:
        return float(_FEW[tokens[0]] * (_SCALES.get(tokens[1], 1) if len(tokens) > 1 else 1))
    return _exact(tokens)


def _product(tokens: list[str]) -> float:
    """Read "tens of thousands" is 20 times 1,000: only the first plural is doubled."""
    value = float(_PLURALS[tokens[0]])
    for token in tokens[1:]:
        value *= _PLURALS.get(token, 2) / 2
    return value


def _exact(tokens: list[str]) -> float | None:
    total, current = 0.0, 0.0
    for token in tokens:
        if token in _ONES:
            current += _ONES[token]
        elif token in {"hundred", "dozen"}:
            current = max(current, 1.0) * _SCALES[token]
        elif token in _SCALES:
            total += max(current, 1.0) * _SCALES[token]
            current = 0.0
        else:
            return None
    return total + current
