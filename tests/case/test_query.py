"""Values asked for by a list of marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whence.case.query import batches, marks


@given(st.integers(0, 2000))
def test_batches_hold_every_value_once_in_order(count: int) -> None:
    """Nothing is lost or doubled between two batches, and each is small enough for a query."""
    found = list(batches(range(count)))
    assert [value for some in found for value in some] == list(range(count))
    assert all(0 < len(some) <= 500 for some in found)


def test_there_is_a_mark_for_each_value() -> None:
    """As many marks as values, parted by commas; none for none."""
    assert [marks(some) for some in ((), ("a",), ("a", "b"))] == ["", "?", "?, ?"]
