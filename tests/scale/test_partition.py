"""Articles that share most are compared in one block, and no block is much fuller than another."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.scale.partition import grouped_by_nearness, packed

_COUNT = 24
_edges = st.lists(
    st.tuples(st.integers(0, _COUNT - 1), st.integers(0, _COUNT - 1), st.sampled_from((0.1, 0.25, 0.5, 0.75))),
    max_size=60,
)


def _groups(edges: list[tuple[int, int, float]], most: int, count: int = _COUNT) -> list[int]:
    one, two, shared = zip(*edges, strict=True) if edges else ((), (), ())
    found = grouped_by_nearness(
        np.array(one, dtype=np.int32),
        np.array(two, dtype=np.int32),
        np.array(shared, dtype=np.float32),
        count,
        most=most,
    )
    return [int(group) for group in found]


def test_of_three_articles_the_two_that_share_most_come_together() -> None:
    """Where a group has room for two of three, it holds the two that share most, whichever edge is met first."""
    for edges in ([(0, 1, 0.3), (1, 2, 0.6)], [(2, 1, 0.6), (1, 0, 0.3)]):
        assert _groups(edges, most=2, count=3) == [0, 1, 1]
    assert _groups([(0, 1, 0.3), (1, 2, 0.6)], most=3, count=3) == [0, 0, 0]


@given(_edges, st.integers(1, _COUNT))
def test_groups_have_room_for_so_many_and_hang_together(edges: list[tuple[int, int, float]], most: int) -> None:
    """No group is larger than its limit, and each hangs together by edges within it."""
    groups = _groups(edges, most)
    assert max(Counter(groups).values()) <= most
    for group in set(groups):
        inside = {n for n in range(_COUNT) if groups[n] == group}
        assert group == min(inside)
        reached, new = {group}, {group}
        while new:
            new = {b for x, y, _ in edges for a, b in ((x, y), (y, x)) if a in new and b in inside} - reached
            reached |= new
        assert reached == inside


@given(_edges, st.integers(1, _COUNT))
def test_the_order_of_edges_is_nothing(edges: list[tuple[int, int, float]], most: int) -> None:
    """The same edges in another order, or said from their other ends, give the same groups."""
    assert _groups(edges, most) == _groups([(b, a, shared) for a, b, shared in reversed(edges)], most)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(1, 8))
def test_a_group_lies_in_one_block_and_blocks_are_even(groups: list[int], blocks: int) -> None:
    """A group is never cut, and the fullest block exceeds the emptiest by no more than the largest group."""
    block = packed(np.array(groups, dtype=np.int64), blocks).tolist()
    assert all(len({b for g, b in zip(groups, block, strict=True) if g == group}) == 1 for group in set(groups))
    assert set(block) <= set(range(blocks))
    filled = [block.count(b) for b in range(blocks)]
    assert max(filled) - min(filled) <= max(Counter(groups).values())
