"""Quotation marks: where they open and close, whatever their style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.text.quotes import quotations

CASES = [
    ('He said "it fell" and left.', [("it fell", True)]),
    ("“It fell,” she said. “All of it.”", [("It fell,", True), ("All of it.", True)]),
    ("‘It’s the dogs’ home,’ she said, ‘and mine.’", [("It’s the dogs’ home,", True), ("and mine.", True)]),
    ("The workers' union called it 'a bad joke'.", [("a bad joke", True)]),
    ("Don't ask the ships' owners.", []),
    ('"It never closes in this paragraph.', [("It never closes in this paragraph.", False)]),
    ("\"She told me 'run' and I ran,\" he said.", [("She told me 'run' and I ran,", True)]),
    ("«C'est tout», he said.", [("C'est tout", True)]),
    ('"One." "Two."', [("One.", True), ("Two.", True)]),
    ('a 5\'11" man said "no"', [("no", True)]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_finds_the_words_between_marks(text: str, expected: list[tuple[str, bool]]) -> None:
    """Each quotation gives its words without the marks, and says whether it is closed."""
    assert [(text[q.inner.start : q.inner.end], q.closed) for q in quotations(text)] == expected


@given(st.text(alphabet="ab '\"“”‘’.,s\n", max_size=200))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    """Quotations never overlap, stand in order, and hold their inner span, whatever the marks do."""
    found = quotations(text)
    edges = [edge for q in found for edge in q.outer]
    assert edges == sorted(edges)
    assert all(0 <= q.outer.start < q.inner.start <= q.inner.end <= q.outer.end <= len(text) for q in found)


def test_a_long_run_of_apostrophes_is_read_in_linear_time() -> None:
    """A hundred thousand opening marks without a closing one are read, and none is taken for a quotation."""
    assert quotations(" 'a" * 100_000) == []
