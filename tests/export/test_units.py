"""Places in code points and in UTF-16 code units."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.export.units import Units

LETTERS = st.text(
    st.sampled_from(["a", " ", "\n", "é", "e\u0301"[1], "\u200d", "🙂", "👩", "𝔘", "\ufffd", "\U0010ffff"]), max_size=30
)


def in_utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "place", "unit"),
    [
        ("ferry", 3, 3),
        ("🙂 ferry", 2, 3),
        ("👩‍👧 ferry", 3, 5),  # a family: two people and a joiner between them
        ("e\u0301🙂", 2, 2),  # a combining mark counts by itself, as it does in both encodings
        ("e\u0301🙂", 3, 4),
        ("\ud83d🙂", 2, 3),  # half a pair, as broken pages have it, is one unit
        ("", 0, 0),
    ],
)
def test_a_place_has_its_unit(text: str, place: int, unit: int) -> None:
    """What stands beyond the basic plane counts twice in UTF-16, and nothing else does."""
    assert Units(text).of(place) == unit
    assert Units(text).to(unit) == place


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS | st.text(max_size=30), st.data())
def test_every_place_is_where_utf16_has_it(text: str, data: st.DataObject) -> None:
    """A place is as many units from the beginning as the text before it has, and comes back."""
    place = data.draw(st.integers(0, len(text)))
    units = Units(text)
    assert units.of(place) == in_utf16(text[:place])
    assert units.to(units.of(place)) == place


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS)
def test_no_other_unit_is_a_place(text: str) -> None:
    """A unit in the midst of a character, or outside the text, is refused."""
    units = Units(text)
    places = {units.of(place) for place in range(len(text) + 1)}
    for unit in range(-1, in_utf16(text) + 2):
        if unit not in places:
            with pytest.raises(ValueError, match="no place"):
                units.to(unit)
