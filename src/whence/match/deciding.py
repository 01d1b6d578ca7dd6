"""How sure it is that a published check speaks of a text: what both say compared, weighed by fitted numbers.

A text is compared with the claim that a check reviews and with its headline; whichever is nearer speaks for the check.
The comparison is that of statements with each other (`whence.link.same`); the numbers that weigh it were fitted on
queries of published retrieval sets, by `training/match_checks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.link.same.features import FEATURES as COMPARED
from whence.link.same.features import features
from whence.link.same.plain import plain_unit
from whence.link.same.prepared import prepare
from whence.link.units import Unit
from whence.match.lexical import cleaned, stems_of
from whence.model.files import fitted_numbers

__all__ = ["FEATURES", "NUMBERS", "Candidates", "even", "measured", "sureness"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NUMBERS = Path(__file__).with_name("numbers.json")
"""The file of the fitted numbers. It stands here, for what is traced does not depend on it."""

_OF_CLAIM = ("covered, least", "cosine")
_OF_NEARER = (
    "covered, least",
    "covered, most",
    "cosine",
    "names shared",
    "names conflict",
    "codes shared",
    "figures equal",
    "figures conflict",
    "stems covered, least",
    "stems covered, most",
    "rarest shared",
    "shared mass",
)
_WORDS = ("share of the best", "shared words", "words", "letters", "letters: share of the best")
FEATURES = (*_WORDS, *(f"claim: {name}" for name in _OF_CLAIM), *(f"nearer: {name}" for name in _OF_NEARER))
"""What a pair is weighed by, in the order of the columns."""

_QUOTES = re.compile(r"(?<!\w)[\"'‘’“”]|[\"'‘’“”](?!\w)")

_COLUMN = {name: n for n, name in enumerate(COMPARED)}
_LAST = ("always",)


class Candidates:
    """Texts, checks (the claim that each reviews, and its headline or None), and which of them to compare.

    `pairs` (pairs x 2) number a text and a check, `shared` are their scores by words and by letters (pairs x 2), and
    `most` the greatest that the pair's text has with any check (pairs x 2).
    """

    __slots__ = ("checks", "most", "pairs", "shared", "texts")

    def __init__(
        self,
        texts: Sequence[str],
        checks: Sequence[tuple[str, str | None]],
        pairs: Ints,
        shared: Floats,
        most: Floats,
    ) -> None:
        self.texts, self.checks, self.pairs, self.shared, self.most = texts, checks, pairs, shared, most


def sureness(found: Candidates) -> Floats:
    """Return for each pair how sure it is that the check speaks of the text, between 0 and 1."""
    numbers = _numbers()
    odds = measured(found) @ numbers[:-1] + numbers[-1]
    sure: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return sure


@cache
def _numbers() -> Floats:
    (numbers,) = fitted_numbers(str(NUMBERS), (*FEATURES, *_LAST))
    return np.array(numbers, dtype=np.float32)


def measured(found: Candidates) -> Floats:
    """Return what each pair is weighed by (pairs x FEATURES)."""
    if not len(found.pairs):
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    text, check = found.pairs[:, 0], found.pairs[:, 1]
    units, claims, titles = _units(found)
    prepared = prepare(units)
    by_claim = features(prepared, np.column_stack((text, claims[check])))
    by_title = features(prepared, np.column_stack((text, titles[check])))
    nearer = np.maximum(by_claim, by_title)
    sizes = np.array([len(stems_of(one)) for one in found.texts], dtype=np.float32)
    columns = [
        found.shared[:, 0] / np.maximum(found.most[:, 0], 1e-6),
        np.log1p(found.shared[:, 0]),
        np.log1p(sizes[text]),
        found.shared[:, 1],
        found.shared[:, 1] / np.maximum(found.most[:, 1], 1e-6),
        *(by_claim[:, _COLUMN[name]] for name in _OF_CLAIM),
        *(nearer[:, _COLUMN[name]] for name in _OF_NEARER),
    ]
    return np.column_stack(columns).astype(np.float32)


def _units(found: Candidates) -> tuple[list[Unit], Ints, Ints]:
    """Return all that is compared, each words once, with the place of each check's claim and of its headline.

    Quotation marks are made even: an archive holds a check twice, with one sort of them and with the other.
    """
    places: dict[str, int] = {}
    units = [plain_unit(even(cleaned(text))) for text in found.texts]
    claims, titles = np.zeros((2, len(found.checks)), dtype=np.int64)
    for n, (claim, title) in enumerate(found.checks):
        for column, words in ((claims, even(claim)), (titles, even(title or claim))):
            if words not in places:
                places[words] = len(units)
                units.append(plain_unit(words))
            column[n] = places[words]
    return units, claims, titles


def even(text: str) -> str:
    """Return a text with one sort of quotation marks."""
    return " ".join(_QUOTES.sub('"', text).replace("’", "'").split())
