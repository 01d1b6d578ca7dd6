from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from logistic import newton, on_one_scale


def test_the_constant_alone_gives_the_share_of_right_ones() -> None:
    """Without features, the log odds of three in four are the logarithm of three."""
    rows, right = np.ones((8, 1)), np.arange(8) < 6
    assert newton(rows, right, np.zeros(1)) == pytest.approx([np.log(3)])


def test_a_row_that_counts_twice_stands_for_two() -> None:
    """Counting rows gives what repeating them gives."""
    rows = np.column_stack((np.ones(6), [-2.0, -1.0, 0.5, 1.0, 2.5, 0.0]))
    right = np.array([False, True, False, True, True, False])
    count = np.array([1, 2, 3, 1, 1, 2])
    told = newton(np.repeat(rows, count, axis=0), np.repeat(right, count), np.array([0.0, 1.0]))
    assert newton(rows, right, np.array([0.0, 1.0]), count.astype(float)) == pytest.approx(told)


@pytest.mark.parametrize(("times", "plus"), [(1.0, 0.0), (40.0, 0.0), (0.02, -7.0)])
def test_a_columns_unit_makes_no_difference(times: float, plus: float) -> None:
    """What is fitted says the same of the same rows, whatever a column is measured in and from."""
    x = np.array([[-2.0], [-1.0], [0.5], [1.0], [2.5]])
    right = np.array([False, True, False, True, True])
    one, weight = on_one_scale(x, right, 1.0)
    other, scaled = on_one_scale(x * times + plus, right, 1.0)
    assert other + (x * times + plus) @ scaled == pytest.approx(one + x @ weight, abs=1e-6)
