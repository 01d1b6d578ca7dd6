"""Alignment of boxes: the same as the textbook's recursion, box by box."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.align import Boxes, Costs, align, at_most
from whence.link.collection import Collection, collect
from whence.records import Article

Make = Callable[..., Article]

COSTS = Costs(unlike=3.0, missing=2.0)
LETTERS = st.lists(st.sampled_from("kappa sigma omega delta".split()), max_size=9)


def pair(article: Make, one: list[str], other: list[str]) -> Collection:
    return collect([article("a", " ".join(["start", *one])), article("b", " ".join(["start", *other]), day=1)], {})


def boxes(collection: Collection, way: int) -> Boxes:
    """The one box of all words after the first of each article."""
    low, middle, high = collection.offsets.tolist()
    first = [low + 1, middle + 1] if way > 0 else [middle, high]
    sides = [np.array([n], dtype=np.int64) for n in (*first, middle - low - 1, high - middle - 1)]
    return Boxes(one=sides[0], two=sides[1], words_one=sides[2], words_two=sides[3], way=np.array([way]))


def textbook(one: list[str], other: list[str], gain: float) -> list[list[float]]:
    """The best score of each pair of beginnings, cell by cell."""
    table = [[-COSTS.missing * (i + j) for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, word in enumerate(one, 1):
        for j, match in enumerate(other, 1):
            table[i][j] = max(
                table[i - 1][j - 1] + (gain if word == match else -COSTS.unlike),
                table[i - 1][j] - COSTS.missing,
                table[i][j - 1] - COSTS.missing,
            )
    return table


@given(one=LETTERS, other=LETTERS)
def test_a_closed_box_scores_as_the_recursion(one: list[str], other: list[str], article: Make) -> None:
    """All words of both sides count; an empty side costs the other's words."""
    collection = pair(article, one, other)
    gain = round(float(collection.bits(collection.keys)[-1]) * 8) / 8
    weights = {round(float(b) * 8) / 8 for b in collection.bits(collection.keys[1:])}
    found = align(collection, boxes(collection, 1), COSTS, is_open=False)
    if len(weights) == 1:
        assert found.bits[0] == textbook(one, other, gain)[-1][-1]
    assert found.exact[0] <= found.words[0] <= min(len(one), len(other))
    assert (found.used_one[0], found.used_two[0]) == (len(one), len(other))


@given(one=LETTERS, other=LETTERS, way=st.sampled_from([1, -1]))
def test_an_open_box_takes_the_best_beginning(one: list[str], other: list[str], way: int, article: Make) -> None:
    """The score is the table's greatest, and never below nothing; what is used ends with words that match."""
    collection = pair(article, one, other)
    found = align(collection, boxes(collection, way), COSTS, is_open=True)
    used = int(found.used_one[0]), int(found.used_two[0])
    assert found.bits[0] >= 0
    assert (used != (0, 0)) == (found.words[0] > 0)
    assert found.bits[0] == 0 or found.words[0] > 0
    if used != (0, 0):
        last = (used[0] - 1, used[1] - 1) if way > 0 else (-used[0], -used[1])
        assert one[last[0]] == other[last[1]]


@given(one=LETTERS, other=LETTERS, way=st.sampled_from([1, -1]))
def test_what_is_told_without_aligning_is_never_too_little(
    one: list[str], other: list[str], way: int, article: Make
) -> None:
    """No open box gives more bits or words, or goes farther, than is said of it beforehand."""
    collection = pair(article, one, other)
    box = boxes(collection, way)
    found, most = align(collection, box, COSTS, is_open=True), at_most(collection, box, COSTS, 4)
    used = max(int(found.used_one[0]), int(found.used_two[0]))
    assert found.bits[0] <= most.bits[0]
    assert found.words[0] <= most.words[0]
    assert most.any[0] or used == 0
    assert most.beyond[0] or used <= 4


def test_a_few_boxes_are_aligned_as_many_are(article: Make) -> None:
    """What is faster for few boxes gives the same as what is faster for many."""
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(40)]
    collection = pair(article, words, [*words[:9], "other", *words[9:20], *words[22:]])
    single = boxes(collection, 1)
    alone = align(collection, single, COSTS, is_open=True)
    many = align(collection, single.at(np.zeros(900, dtype=np.int64)), COSTS, is_open=True)
    for name in alone.__slots__:
        assert set(getattr(many, name).tolist()) == set(getattr(alone, name).tolist())


@pytest.mark.parametrize(("count", "side"), [(1, 60), (700, 3), (70_000, 1)])
def test_batches_change_nothing(count: int, side: int, article: Make) -> None:
    """Many boxes at once, of any size, give what each gives alone."""
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(60)]
    collection = pair(article, words, words)
    single = boxes(collection, 1)
    sizes = np.full(count, side, dtype=np.int64)
    one, two, way = (np.repeat(side, count) for side in (single.one, single.two, single.way))
    many = Boxes(one=one, two=two, words_one=sizes, words_two=sizes, way=way)
    found = align(collection, many, COSTS, is_open=False)
    assert (found.words == side).all()
    assert (found.exact == side).all()
    assert len(set(found.bits.tolist())) == 1
