"""How sure it is that two statements express one proposition, with what their articles have to do with each other.

The pair decision of linking sees two statements alone. Here their surroundings are added: whether each is the other's
nearest in its article, whether one credits the other's outlet, whether the articles copy each other, whether one source
speaks both, how much the articles have in common at all. A logistic regression, fitted on collections whose claims are
known (`training/claims.py`).

Pairs are many, so that all of it is computed by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from whence.link.linked import Pair
from whence.link.pairs import COPIED, MOSTLY_SHARED, Pairs, numbers_of, words_said
from whence.link.same.stories import OF_ONE_STORY
from whence.link.units import Unit
from whence.model.files import fitted_numbers
from whence.trace.setting import Setting

__all__ = ["FEATURES", "likeness", "surroundings"]

FEATURES = (
    "bias",
    "same",
    "opposed",
    "copied",
    "quoted",
    "nearest",
    "nearest of one",
    "margin",
    "credit",
    "credit aimed",
    "articles copied",
    "one speaker",
    "other speaker",
    "one article",
    "exact figures",
    "loosely related",
)
_LEAST_WORDS = 4  # below, equal words may be about anything
_CLOSE = 0.2  # what articles that report one event mostly share: more tells no more
_EDGE = 0.002  # no pair is surer than this either way, so that its logarithm stays in bounds

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def likeness(units: Sequence[Unit], pairs: Iterable[Pair], setting: Setting) -> Floats:
    """The probability, for each pair, that both express one proposition; negative where they are opposed."""
    pairs = Pairs.of(pairs)
    if not len(pairs):
        return np.zeros(0)
    total = np.zeros(len(pairs))
    for weight, column in zip(_weights(), _columns(units, pairs, setting), strict=True):
        total += weight * column
    score = 1 / (1 + np.exp(-total))
    copied = np.maximum(score, COPIED * _word_for_word(units, pairs))
    opposed = pairs.opposed > np.maximum(pairs.same, score)
    found: Floats = np.where(opposed, -pairs.opposed, copied)
    return found


def _word_for_word(units: Sequence[Unit], pairs: Pairs) -> Floats:
    """The share of words that were copied or quoted, where it is most; all, where the words are equal."""
    words = numbers_of(said if len(said) >= _LEAST_WORDS else None for said in words_said(units))
    share = pairs.shared
    return np.where(_equal(words, pairs), 1.0, np.where(share >= MOSTLY_SHARED, share, 0.0))


def surroundings(units: Sequence[Unit], pairs: Iterable[Pair], setting: Setting) -> Floats:
    """The features of each pair (pairs x features), in the order of `FEATURES`."""
    pairs = Pairs.of(pairs)
    return np.column_stack(list(_columns(units, pairs, setting)))


def _columns(units: Sequence[Unit], pairs: Pairs, setting: Setting) -> Iterator[Floats]:
    """Each feature of all pairs, in the order of `FEATURES`."""
    articles = _Articles.of(units, setting)
    yield np.ones(len(pairs))
    yield np.log(np.maximum(pairs.same, _EDGE) / np.maximum(1 - pairs.same, _EDGE))
    yield pairs.opposed
    yield pairs.copied
    yield pairs.quoted
    yield from _nearest(pairs, articles.owner)
    yield from _credited(units, pairs, articles, setting)
    yield articles.copied(units, pairs, setting)
    yield from _speakers(units, pairs, setting)
    yield (articles.owner[pairs.a] == articles.owner[pairs.b]).astype(np.float64)
    yield _equal(numbers_of(unit.values or None for unit in units), pairs).astype(np.float64)
    yield np.clip((_CLOSE - pairs.related) / (_CLOSE - OF_ONE_STORY), 0.0, 1.0)


# --- the nearest of an article --------------------------------------------------------------------------------------


def _nearest(pairs: Pairs, owner: Ints) -> Iterator[Floats]:
    """Whether each is the other's nearest in its article, whether one is, and by how much before the next."""
    score = np.maximum(pairs.same, pairs.shared)
    count = int(owner.max()) + 1
    keys = np.concatenate((pairs.a * count + owner[pairs.b], pairs.b * count + owner[pairs.a]))
    tops, seconds = _best(keys, np.concatenate((score, score)))
    tops, seconds = tops.reshape(2, -1), seconds.reshape(2, -1)
    first = score >= tops
    rest = np.where(first, seconds, tops)
    yield (first[0] & first[1]).astype(np.float64)
    yield (first[0] | first[1]).astype(np.float64)
    yield score - rest.max(axis=0)


def _best(keys: Ints, scores: Floats) -> tuple[Floats, Floats]:
    """For each key the highest of its scores and the second; where it has one, the second is 0."""
    order = np.lexsort((scores, keys))
    ordered, ranked = keys[order], scores[order]
    last = np.flatnonzero(np.concatenate((ordered[1:] != ordered[:-1], [True])))
    alone = np.diff(last, prepend=-1) == 1
    place = np.searchsorted(ordered[last], keys)
    return ranked[last][place], np.where(alone, 0.0, ranked[np.maximum(last - 1, 0)])[place]


# --- what the articles have to do with each other -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Articles:
    """The articles of some units: the number of each unit's, one unit of each, and the number of each one's outlet."""

    owner: Ints
    first: Ints
    outlets: Ints
    outlet: dict[str, int]
    number: dict[str, int]

    @classmethod
    def of(cls, units: Sequence[Unit], setting: Setting) -> _Articles:
        number: dict[str, int] = {}
        owner = np.array([number.setdefault(unit.article.id, len(number)) for unit in units], dtype=np.int64)
        first = np.unique(owner, return_index=True)[1]
        outlet: dict[str, int] = {}
        named = (setting.outlet(units[n].article) for n in first.tolist())
        outlets = [-1 if name is None else outlet.setdefault(name, len(outlet)) for name in named]
        return cls(owner=owner, first=first, outlets=np.array(outlets, dtype=np.int64), outlet=outlet, number=number)

    def copied(self, units: Sequence[Unit], pairs: Pairs, setting: Setting) -> Floats:
        """The share of the shorter text that the articles of each pair share."""
        count = len(self.first)
        both, place = np.unique(self.owner[pairs.a] * count + self.owner[pairs.b], return_inverse=True)
        shares = [
            setting.copied_share(units[self.first[code // count]].article, units[self.first[code % count]].article)
            for code in both.tolist()
        ]
        return np.array(shares)[place]


def _credited(units: Sequence[Unit], pairs: Pairs, articles: _Articles, setting: Setting) -> Iterator[Floats]:
    """Whether one of the two credits the other's outlet, and whether it credits the other's very article."""
    credits_ = [(n, credit) for n, unit in enumerate(units) for credit in setting.credits_of(unit)]
    outlets = [(n, articles.outlet[c.outlet]) for n, c in credits_ if c.outlet in articles.outlet]
    targets = [(n, articles.number[c.target]) for n, c in credits_ if c.target in articles.number]
    yield _meets(outlets, pairs, articles.outlets[articles.owner])
    yield _meets(targets, pairs, articles.owner)


def _meets(known: Sequence[tuple[int, int]], pairs: Pairs, of: Ints) -> Floats:
    """Whether a unit of the pair has, among what is known of units, the number that the other unit is `of`."""
    if not known:
        return np.zeros(len(pairs))
    size = int(of.max()) + 2
    codes = np.unique([n * size + number + 1 for n, number in known])
    asked = (pairs.a * size + of[pairs.b] + 1, pairs.b * size + of[pairs.a] + 1)
    return (np.isin(asked[0], codes) | np.isin(asked[1], codes)).astype(np.float64)


def _speakers(units: Sequence[Unit], pairs: Pairs, setting: Setting) -> Iterator[Floats]:
    """Whether one source speaks both, and whether two do; neither where an outlet does, or nobody is known to."""
    people = (None if unit.own_voice else setting.person(unit.speaker) for unit in units)
    numbers = numbers_of(None if person is None else person.id for person in people)
    known = (numbers[pairs.a] >= 0) & (numbers[pairs.b] >= 0)
    one = numbers[pairs.a] == numbers[pairs.b]
    yield (known & one).astype(np.float64)
    yield (known & ~one).astype(np.float64)


def _equal(numbers: Ints, pairs: Pairs) -> Flags:
    found: Flags = (numbers[pairs.a] == numbers[pairs.b]) & (numbers[pairs.a] >= 0)
    return found


@cache
def _weights() -> list[float]:
    """The fitted weights, in the order of `FEATURES`; raises as `fitted_numbers` does."""
    (weight,) = fitted_numbers("claims.json", FEATURES)
    return weight
