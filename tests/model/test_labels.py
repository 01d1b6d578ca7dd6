"""Label paths: the best lawful sequence of tags."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from whence.model.labels import ROLE_TAGS, best_path, runs


@given(
    arrays(
        np.float32,
        st.tuples(st.integers(1, 3), st.integers(1, 12), st.just(len(ROLE_TAGS))),
        elements=st.floats(-9, 9, width=32),
    )
)
def test_a_path_never_begins_or_changes_role_inside_a_span(scores: np.ndarray) -> None:
    """An inside tag follows only the beginning or inside of its own role, whatever the scores."""
    for path in best_path(scores.copy()):
        for before, tag in pairwise([0, *path.tolist()]):
            if tag and tag % 2 == 0:
                assert before in (tag - 1, tag)


@given(arrays(np.float32, (1, 5, 3), elements=st.floats(-9, 9, width=32)))
def test_a_path_is_the_best_of_all_lawful_ones(scores: np.ndarray) -> None:
    """No lawful sequence of five tags scores higher than the path that is found."""

    def score(tags: tuple[int, ...]) -> float:
        return float(sum(scores[0, i, tag] for i, tag in enumerate(tags)))

    lawful = [
        tags
        for tags in np.ndindex(*([3] * 5))
        if tags[0] != 2 and all(not (a == 0 and b == 2) for a, b in pairwise(tags))
    ]
    found = tuple(best_path(scores.copy())[0].tolist())
    assert found in lawful
    assert score(found) == pytest.approx(max(map(score, lawful)), abs=1e-4)


def test_a_span_may_begin_before_the_first_word_that_has_a_tag() -> None:
    """The best path goes as far to the left of the tagged words as its spans want to."""
    scores = np.full((1, 14, 3), -20, dtype=np.float32)
    scores[0, :, 0] = 0
    scores[0, 1, 1] = scores[0, 2:12, 2] = -0.01  # one long span that nearly wins everywhere
    scores[0, 12, 2], scores[0, 12, 0] = 0, -20
    assert best_path(scores)[0].tolist() == [0, 1, *[2] * 11, 0]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [([0, 1, 2, 0], [(1, 3)]), ([1, 1, 2], [(0, 1), (1, 3)]), ([2, 2, 0], [(0, 2)]), ([0, 0], [])],
)
def test_runs_are_the_spans_of_one_role(tags: list[int], expected: list[tuple[int, int]]) -> None:
    """A new beginning opens a new run, and a run without a beginning is one all the same."""
    assert runs(np.array(tags), 0) == expected
