"""Texts found by the words and the letters that they share."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.match.index import Index
from whence.match.letters import Letters

TEXTS = ["The ferry left the channel", "A ferry sank", "The mayor left", ""]


def test_the_best_share_most_and_none_shares_nothing() -> None:
    """Texts come by what they share, equal ones by number; those that share nothing are left out."""
    found = Index(TEXTS).best("the ferry left", 10)
    assert found.numbers.tolist()[0] == 0
    assert sorted(found.numbers.tolist()) == [0, 1, 2]
    assert found.shared.shape == (3, 2)
    assert (found.shared.max(axis=0) <= found.most + 1e-6).all()
    assert Index(TEXTS).best("the ferry left", 1).numbers.tolist() == [0]
    assert Index(TEXTS).best("weir", 5).numbers.tolist() == []
    assert Index([]).best("weir", 5).numbers.tolist() == []
    assert Index(["the same", "the same"]).best("the same", 5).numbers.tolist() == [0, 1]


def test_letters_find_what_words_do_not() -> None:
    """A name that is put together, or spelt otherwise, shares letters with the name in words."""
    texts = ["Skerrin Line bought a ferry", "The mayor opened a school"]
    for asked in ("#skerrinline", "Skerrinn Lin", "SKERRIN-LINE"):
        scores = Letters(texts).scores(asked)
        assert scores[0] > scores[1]


def test_a_score_by_letters_is_a_share_of_what_could_be_shared() -> None:
    """A text scores highest against itself; runs that no text has weigh against all."""
    texts = ["ferry aground", "school opened"]
    whole, half = (Letters(texts).scores(asked)[0] for asked in ("ferry aground", "ferry aground xyzzy quux"))
    assert whole == pytest.approx(1.0, abs=0.05)
    assert half < whole


def test_a_score_by_letters_is_that_of_bm25() -> None:
    """One shared run: its rarity times the saturated count, over what all asked runs could give."""
    scores = Letters(["abcd", "wxyz"]).scores("abcd")
    assert scores[1] == 0
    rarity = math.log1p((2 - 1 + 0.5) / 1.5)
    assert scores[0] == pytest.approx(3 * rarity / (3 * rarity), abs=1e-6)


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_any_text_can_be_asked(texts: list[str], asked: str) -> None:
    """Whatever is indexed and asked, there is a finite score for each text, and the same again for the same."""
    index = Letters(texts)
    scores = index.scores(asked)
    assert scores.shape == (len(texts),)
    assert all(math.isfinite(score) and score >= 0 for score in scores.tolist())
    assert index.scores(asked).tolist() == scores.tolist()
