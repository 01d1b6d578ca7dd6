"""The overview's drawings."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from whence.browse import Follow
from whence.report.measure import width
from whence.web.charts import map_of

OUTLETS = [f"The {place} Courier" for place in ("Marrow", "Sund", "Tarn", "Velling")]
OUTLETS += [f"{n} Ancient and Honourable Advertiser for the Northern Districts, Evening Edition" for n in range(60)]
follow = st.builds(
    Follow,
    later_outlet=st.sampled_from(OUTLETS),
    earlier_outlet=st.sampled_from(OUTLETS),
    stated=st.integers(0, 9),
    inferred=st.integers(1, 9),
)


@given(st.lists(follow, max_size=90, unique_by=lambda one: (one.later_outlet, one.earlier_outlet)))
def test_each_name_of_the_drawing_has_a_line(follows: list[Follow]) -> None:
    """An outlet that is named is the end of a line; the pairs that are drawn and those left out are all there are."""
    chart = map_of(follows)
    drawn = [re.findall(r"[\d.]+", line.path) for line in chart.lines if not line.stated]  # one of each pair
    assert {name.y for name in chart.followed} == {float(path[1]) for path in drawn}
    assert {name.y for name in chart.following} == {float(path[-1]) - 4.0 for path in drawn}
    between = [one for one in follows if one.later_outlet != one.earlier_outlet]
    assert len(drawn) + chart.left_out == len(between)


@given(st.lists(follow, max_size=30))
def test_a_long_name_leaves_room_for_the_lines(follows: list[Follow]) -> None:
    """However long the names are, the drawing is as wide as a page; a name that is cut begins as the outlet's does."""
    chart = map_of(follows)
    assert chart.width <= 800
    for name in (*chart.followed, *chart.following):
        assert width(name.shown, 14.0) <= 240.0
        assert name.name.startswith(name.shown.removesuffix("…"))
