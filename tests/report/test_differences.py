"""Two wordings word by word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.report.differences import difference
from whence.report.records import Part

WORDS = st.lists(st.sampled_from("weir bridge 40 homes may flood, Ostrel. of the – “Some".split()), max_size=12)


def shown(before: str, after: str) -> str:
    """Return a comparison with what is gone in brackets and what is new in braces."""
    marks = {Part.same: "{}", Part.removed: "[{}]", Part.added: "{{{}}}"}
    pieces = difference(before, after)
    return "other" if pieces is None else " ".join(marks[p.part].format(p.text.strip()) for p in pieces)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("some 40 homes may flood", "some 40 homes may flood", "some 40 homes may flood"),
        ("Some 40 homes", "some 40 homes", "some 40 homes"),
        ("“It leaks,”", '"It leaks."', '"It leaks."'),
        ("some 40 homes may flood", "nearly 90 homes may flood", "[some 40] {nearly 90} homes may flood"),
        ("the crack is 1.5 metres long", "the crack is 15 metres long", "the crack is [1.5] {15} metres long"),
        ("the mayor may resign", "the mayor resigns", "the mayor [may resign] {resigns}"),
        ("two of the gates broke", "three of our walls broke", "[two of the gates] {three of our walls} broke"),
        ("the weir has cracked", "nobody was hurt on Sunday", "other"),
        ("flood", "", "[flood]"),
    ],
)
def test_what_is_gone_and_what_is_new(before: str, after: str, expected: str) -> None:
    """Common words stand once, what is gone before what is new, and nothing is compared where too little is shared."""
    assert shown(before, after) == expected


@given(WORDS, WORDS)
def test_the_pieces_are_the_two_wordings(before: list[str], after: list[str]) -> None:
    """The pieces hold every word of both sides, in order."""
    pieces = difference(" ".join(before), " ".join(after))
    if pieces is None:
        return
    for words, gone in ((before, Part.added), (after, Part.removed)):
        held = re.findall(r"\w+", "".join(p.text for p in pieces if p.part is not gone))
        assert held == re.findall(r"\w+", " ".join(words))


@given(WORDS)
def test_a_wording_does_not_differ_from_itself(words: list[str]) -> None:
    """Nothing is gone and nothing new where both sides are the same."""
    text = " ".join(words)
    pieces = difference(text, text)
    assert pieces is not None
    assert all(piece.part is Part.same for piece in pieces)
