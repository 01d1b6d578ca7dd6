"""Words that a line's end has broken are put together, and hyphens that are the word's own stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.pdf.hyphens import Hyphens


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the minis-", "ter said"], "the minister said"),
        (["the minis\u00ad", "ter said"], "the minister said"),
        (["the minis\u2010", "ter said"], "the minister said"),
        (["twenty-", "five men"], "twenty-five men"),
        (["the Anglo-", "Scottish inquiry"], "the Anglo-Scottish inquiry"),
        (["a 25-", "year plan"], "a 25-year plan"),
        (["the COVID-", "19 rules"], "the COVID-19 rules"),
        (["a self-", "assessment"], "a self-assessment"),
        (["a state-of-the-", "art quay"], "a state-of-the-art quay"),
        (["a dash -", "and more"], "a dash - and more"),
        (["an em dash—", "and more"], "an em dash—and more"),
        (["plain", "lines"], "plain lines"),
        (["soft\u00adly", "done"], "softly done"),
    ],
)
def test_what_lines_say_together(lines: list[str], text: str) -> None:
    """Each way in which a line can end with a hyphen."""
    assert Hyphens(lines).joined(lines) == text


@pytest.mark.parametrize(
    ("elsewhere", "text"), [("the far-reaching plan", "a far-reaching one"), ("farreaching it is", "a farreaching one")]
)
def test_the_document_decides_where_it_can(elsewhere: str, text: str) -> None:
    """The same word in the middle of a line shows whether the hyphen is its own."""
    lines = ["a far-", "reaching one"]
    assert Hyphens([elsewhere, *lines]).joined(lines) == text


@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_letter_is_lost(lines: list[str]) -> None:
    """Whatever lines are joined, all their letters are there in their order."""
    joined = Hyphens(lines).joined(lines)
    assert [c for c in joined if c.isalpha()] == [c for line in lines for c in line if c.isalpha()]
