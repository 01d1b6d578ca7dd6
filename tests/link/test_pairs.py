"""Tests for pairs as columns."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.link.pairs import Pairs
from whence.records import Passage, PassageKind, Span

SHARE = st.floats(0, 1)
PASSAGES = st.lists(
    st.builds(
        lambda a, b: Passage(a=a, b=b, a_span=Span(0, 9), b_span=Span(0, 9), kind=PassageKind.narrative, score=1.0),
        st.sampled_from("abc"),
        st.sampled_from("xyz"),
    ),
    max_size=2,
).map(tuple)
PAIRS = st.lists(
    st.builds(
        Pair,
        a=st.integers(0, 20),
        b=st.integers(21, 40),
        same=SHARE,
        opposed=SHARE,
        copied=SHARE,
        quoted=SHARE,
        related=SHARE,
        passages=PASSAGES,
    )
)


@given(PAIRS, st.data())
def test_columns_give_the_pairs_that_they_were_made_of(pairs: list[Pair], data: st.DataObject) -> None:
    """Whole, one by one from either end, in a slice, and in any choice of rows."""
    columns = Pairs.of(pairs)
    assert list(columns) == pairs
    assert [columns[n] for n in range(-len(pairs), 0)] == pairs
    assert list(columns[1::2]) == pairs[1::2]
    rows = data.draw(st.permutations(range(len(pairs))))[: len(pairs) // 2]
    assert list(columns.taken(np.array(rows, dtype=np.int64))) == [pairs[n] for n in rows]
    assert columns.shared.tolist() == [max(pair.copied, pair.quoted) for pair in pairs]
    assert Pairs.of(columns) is columns


@given(st.lists(PAIRS, max_size=4))
def test_columns_are_joined_end_to_end(parts: list[list[Pair]]) -> None:
    """All pairs of all parts, in their order, each with its passages."""
    assert list(Pairs.joined(map(Pairs.of, parts))) == [pair for part in parts for pair in part]
