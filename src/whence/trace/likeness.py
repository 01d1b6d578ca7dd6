"""How sure it is that two statements express one proposition, with what their articles have to do with each other.

The pair decision of linking sees two statements alone. Here their surroundings are added: whether each is the other's
nearest in its article, whether one credits the other's outlet, whether the articles copy each other, whether one source
speaks both. A logistic regression, fitted on collections whose claims are known (`training/claims.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from whence.link.linked import Pair
from whence.link.units import Unit
from whence.model.files import fitted_numbers
from whence.text.words import words_of
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
)
_COPIED = 0.95
_MOST = 0.6
_LEAST_WORDS = 4  # below, equal words may be about anything
_EDGE = 0.002  # no pair is surer than this either way, so that its logarithm stays in bounds


def likeness(units: Sequence[Unit], pairs: Sequence[Pair], setting: Setting) -> list[float]:
    """The probability, for each pair, that both express one proposition; negative where they are opposed."""
    if not pairs:
        return []
    weight = _weights()
    said = [words_of(unit.words) for unit in units]
    found = []
    for pair, row in zip(pairs, surroundings(units, pairs, setting), strict=True):
        score = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weight, row, strict=True))))
        if pair.opposed > max(pair.same, score):
            found.append(-pair.opposed)
        else:
            found.append(max(score, _COPIED * _word_for_word(said[pair.a], said[pair.b], pair)))
    return found


def _word_for_word(one: Sequence[str], other: Sequence[str], pair: Pair) -> float:
    """The share of words that were copied or quoted, where it is most; all, where the words are equal."""
    if len(one) >= _LEAST_WORDS and one == other:
        return 1.0
    share = max(pair.copied, pair.quoted)
    return share if share >= _MOST else 0.0


def surroundings(units: Sequence[Unit], pairs: Sequence[Pair], setting: Setting) -> list[list[float]]:
    """The features of each pair, in the order of `FEATURES`."""
    best = _best(units, pairs)
    return [_row(units[p.a], units[p.b], p, best, setting) for p in pairs]


_Best = dict[tuple[int, str], tuple[float, float]]


def _best(units: Sequence[Unit], pairs: Sequence[Pair]) -> _Best:
    """The highest and the second score that a unit has with the units of an article."""
    scores: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    for pair in pairs:
        scores[pair.a, units[pair.b].article.id].append(_score(pair))
        scores[pair.b, units[pair.a].article.id].append(_score(pair))
    return {key: (max(some), sorted(some)[-2] if len(some) > 1 else 0.0) for key, some in scores.items()}


def _score(pair: Pair) -> float:
    return max(pair.same, pair.copied, pair.quoted)


def _row(one: Unit, other: Unit, pair: Pair, best: _Best, setting: Setting) -> list[float]:
    score = _score(pair)
    top_one, second_one = best[pair.a, other.article.id]
    top_other, second_other = best[pair.b, one.article.id]
    nearest = (score >= top_one) + (score >= top_other)
    speakers = setting.person(one.speaker), setting.person(other.speaker)
    known = None not in speakers and not (one.own_voice or other.own_voice)
    credits_ = [(c, other) for c in setting.credits_of(one)] + [(c, one) for c in setting.credits_of(other)]
    return [
        1.0,
        math.log(max(pair.same, _EDGE) / max(1 - pair.same, _EDGE)),
        pair.opposed,
        pair.copied,
        pair.quoted,
        float(nearest == 2),
        float(nearest >= 1),
        score - max(second_one if score >= top_one else top_one, second_other if score >= top_other else top_other),
        float(any(c.outlet is not None and c.outlet == setting.outlet(u.article) for c, u in credits_)),
        float(any(c.target == u.article.id for c, u in credits_)),
        setting.copied_share(one.article, other.article),
        float(known and speakers[0] == speakers[1]),
        float(known and speakers[0] != speakers[1]),
        float(one.article.id == other.article.id),
        float(bool(one.values) and one.values == other.values),
    ]


@cache
def _weights() -> list[float]:
    """The fitted weights, in the order of `FEATURES`; raises as `fitted_numbers` does."""
    (weight,) = fitted_numbers("claims.json", FEATURES)
    return weight
