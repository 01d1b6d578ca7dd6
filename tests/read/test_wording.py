"""Stretches that spans cover."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from whence.read.wording import meets, merged, overlaps
from whence.records import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 9))


@given(st.lists(SPANS), SPANS)
def test_a_span_meets_a_stretch_where_it_meets_a_span_of_it(spans: list[Span], span: Span) -> None:
    """Stretches are in order, apart from one another, and met by what any of their spans shares a place with."""
    covered = merged(spans)
    assert all(one.end < other.start for one, other in pairwise(covered))
    assert meets(covered, span) is overlaps(spans, (span,))
