from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.same.lexis import OPPOSITES, Kind, capitals, negations, stem, words_of
from whence.read.figures import figures
from whence.records import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boats", "boat"), ("closed", "closing"), ("died", "death"), ("stopped", "stops"), ("ferries", "ferry"),
        ("rose", "rising"), ("men", "man"), ("withdrawn", "withdrew"), ("evacuated", "evacuates"),
    ],
)  # fmt: skip
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    """Endings and irregular forms of one word come to one stem."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("boat", "bolt"), ("glass", "gas"), ("police", "policy"), ("bus", "bust")])
def test_other_words_keep_apart(one: str, other: str) -> None:
    """Different words keep different stems."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the dam has held", 0),
        ("the dam has not held", 1),
        ("Nobody was on the ferry", 1),
        ("she didn't sign, and won't", 2),
        ("the office denied it", 1),
        ("the notary knows another knot", 0),
    ],
)
def test_negating_words_are_counted(text: str, count: int) -> None:
    """Words that negate are counted, also as endings, and not inside other words."""
    assert negations(text) == count


def test_a_number_is_its_value_however_it_is_written() -> None:
    """A figure in words and one in digits are one stem, and an ordinal is another sort."""
    found = [
        [(w.stem, w.kind) for w in words_of(text, [Span(0, len(text))], figures(text, Span(0, len(text))), frozenset())]
        for text in ("forty-two boats", "42 boats", "the second boat", "the 2nd boat")
    ]
    assert found[0] == found[1] == [("#42", Kind.FIGURE), ("boat", Kind.PLAIN)]
    assert found[2] == found[3] == [("2nd", Kind.CODE), ("boat", Kind.PLAIN)]


def test_names_codes_and_days_are_told_from_words() -> None:
    """Each word gets the sort by whose rule it is compared; words that say little are left out."""
    text = "On Monday the Orvane sailed with batch KX-9"
    found = words_of(text, [Span(0, len(text))], (), frozenset({"orvane"}))
    assert [(w.stem, w.kind) for w in found] == [
        ("monday", Kind.WHEN), ("orvane", Kind.NAME), ("sail", Kind.PLAIN), ("batch", Kind.PLAIN), ("kx", Kind.PLAIN),
        ("9", Kind.CODE),
    ]  # fmt: skip


def test_a_capital_that_opens_a_sentence_says_nothing() -> None:
    """Only a capital inside a sentence speaks for a name."""
    assert capitals("Boats left Orvane. Later they came.") == (["orvane"], ["boats", "left", "they", "came"][1:])


def test_opposites_go_both_ways() -> None:
    """A word's opposite has it as its own, and no word is its own opposite."""
    assert all((b, a) in OPPOSITES and a != b for a, b in OPPOSITES)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_is_never_empty(word: str) -> None:
    """Every word keeps a stem, not longer than itself but for irregular forms."""
    assert stem(word)
