"""Claims that are kept apart by little."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.link.pairs import Pairs
from whence.trace.claims import CLOSEST, LEAST, grouped
from whence.trace.near import near_misses, nearly


class _Units(list):  # type: ignore[type-arg]
    """Units of an article each, of which nothing else is asked."""

    def __init__(self, count: int) -> None:
        super().__init__(SimpleNamespace(id=f"s{n}", article=SimpleNamespace(id=f"a{n}")) for n in range(count))


def units(collection, number: int):  # type: ignore[no-untyped-def]
    """Units of an article each."""
    for n in range(number):
        collection.article(f"{n:02d}", None, None, (f"s{n}", "words", {}))
    return collection.units


@pytest.mark.parametrize(
    ("alike", "score"),
    [
        (0.435, 0.517),  # hardly less than makes one claim
        (0.3, 0.667),
        (0.26, None),  # too little to be asked about
        (-0.4, None),  # opposed
    ],
)
def test_two_are_near_as_far_as_they_reach_what_makes_one_claim(collection, alike: float, score: float | None) -> None:  # type: ignore[no-untyped-def]
    """The nearer two groups come to being one, the less sure it is that they are two; far ones are not told."""
    assert grouped(2, [(0, 1, alike)]) == [[0], [1]]
    found = near_misses([[0], [1]], units(collection, 2), {(0, 1): alike})
    assert [(near.a, near.b, near.score) for near in found] == ([("s0", "s1", score)] if score else [])


def test_both_the_mean_and_the_closest_pair_count(collection) -> None:  # type: ignore[no-untyped-def]
    """A close pair between groups that are else unlike is near by the mean; the closest pair stands for the two."""
    alike = {(0, 2): 0.9, (1, 2): -0.2, (0, 1): 0.9}
    (near,) = near_misses([[0, 1], [2]], units(collection, 3), alike | {(1, 2): -0.6})
    assert (near.a, near.b) == ("s0", "s2")
    assert near.score == round(1 - (0.3 / 2 / LEAST) / 2, 3)
    assert CLOSEST < 0.9


def test_what_a_person_has_told_apart_is_not_told_again(collection) -> None:  # type: ignore[no-untyped-def]
    """Two that are two by hand are no near miss, and two of one article never are."""
    assert near_misses([[0], [1]], units(collection, 2), {(0, 1): 0.28}, apart=[(0, 1)]) == ()
    collection.article("both", None, None, ("sa", "words", {}), ("sb", "other words", {}))
    assert near_misses([[2], [3]], collection.units, {(2, 3): 0.28}) == ()


GROUPS = [[0, 1, 2], [3], [4, 5], [7]]
PAIRS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1])


@given(st.dictionaries(PAIRS, st.floats(-1, 1)))
def test_pairs_of_groups_that_are_far_apart_may_be_left_out(alike: dict[tuple[int, int], float]) -> None:
    """What nearly was one claim is what it is by all pairs; units of no group are of none."""
    pairs = Pairs.of(Pair(a=a, b=b, same=0.5, opposed=0.0) for a, b in alike)
    some = nearly(GROUPS, 8, pairs, np.array(list(alike.values()), dtype=np.float64))
    assert some.items() <= alike.items()
    units = _Units(8)
    assert near_misses(GROUPS, units, some) == near_misses(GROUPS, units, alike)  # type: ignore[arg-type]
