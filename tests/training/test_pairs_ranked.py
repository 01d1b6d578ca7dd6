"""Judges of pairs are mixed by weights of other events, and asked about few pairs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from pairs_measure import average_precision  # noqa: E402  -- the scripts of training are no package
from pairs_newsroom import OPPOSED, SAME  # noqa: E402
from pairs_ranked import Judged, in_doubt, mixed  # noqa: E402


def judged(seed: int, count: int = 300) -> Judged:
    """Pairs of which the present decision knows a little, and the cross-encoder another little."""
    chance = np.random.default_rng(seed)
    kind = chance.choice(3, count, p=(0.8, 0.12, 0.08))
    means = np.array([[-2.0, -2.0], [0.0, -2.0], [-2.0, 0.0]])[kind]
    return Judged(
        name=f"event-{seed}", exact=True, kind=kind, weight=np.ones(count), listed=np.ones(count, dtype=np.bool_),
        units=chance.integers(0, 40, (count, 2)), present=means + chance.normal(0, 1.2, (count, 2)),
        cross=means + chance.normal(0, 1.2, (count, 2)),
    )  # fmt: skip


def precision(one: Judged, scores: np.ndarray, kind: int) -> float:
    return average_precision(one.kind == kind, scores.astype(np.float32))


def test_a_mix_ranks_better_than_either_side() -> None:
    """Two judges that err apart rank the pairs of an unseen event better together."""
    one, others = judged(1), [judged(2), judged(3)]
    found = mixed(one, others)
    assert np.allclose(found.sum(axis=1), 1)
    for column, kind in enumerate((SAME, OPPOSED)):
        both = precision(one, found[:, kind], kind)
        assert both > precision(one, one.present[:, column], kind)
        assert both > precision(one, one.cross[:, column], kind)


def test_pairs_that_were_not_asked_about_are_judged_by_the_present_decision() -> None:
    """Without a second judge, the order of pairs by a probability of the same is nearly that of the present one."""
    one = judged(1)
    alone = replace(one, cross=np.full_like(one.cross, np.nan))
    found = mixed(alone, [judged(2)])
    assert abs(precision(one, found[:, SAME], SAME) - precision(one, one.present[:, 0], SAME)) < 0.1


def test_few_pairs_of_a_statement_are_asked_about_and_none_that_is_sure() -> None:
    """A pair of doubt is asked about while one of its statements has room; a sure one never."""
    one = judged(4)
    asked = in_doubt(one, 0.03, 2)
    odds = np.exp(np.column_stack((np.zeros(len(one.kind)), one.present)))
    probable = (odds / odds.sum(axis=1, keepdims=True))[:, 1:]
    doubt = ((probable >= 0.03) & (probable <= 0.97)).any(axis=1)
    assert asked.any()
    assert not (asked & ~doubt).any()
    assert (~asked & doubt).any()
    assert asked.sum() <= 2 * 40
