"""Signs of patterns: fixed strings of which a text holds one."""

from __future__ import annotations

import pytest

from whence.text.signs import holds


@pytest.mark.parametrize(
    ("text", "signs", "expected"),
    [
        ("they declined to comment", ("refus", "declin"), True),
        ("they commented", ("refus", "declin"), False),
        ("Declined", ("declin",), False),
        ("anything", (), False),
    ],
)
def test_a_text_holds_a_sign_as_it_is_written(text: str, signs: tuple[str, ...], expected: bool) -> None:
    """One sign suffices, capitals count, and no sign at all is never held."""
    assert holds(text, signs) is expected
