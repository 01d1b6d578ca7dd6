"""Words as numbers: where they stand, what is equal, what is marked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.tokens import CAPITAL, OPENING, QUOTED, fold, key_of, tokens_in, tokens_of
from whence.records import Article, Role, Span

Make = Callable[..., Article]

WORDS = [
    ("The lock, shut.", ["The", "lock", "shut"]),
    ("1.5% of 2,500", ["1", "5", "of", "2", "500"]),
    ("don’t re-open", ["don", "t", "re", "open"]),
    ("Çeşme—Île d’Yeu", ["Çeşme", "Île", "d", "Yeu"]),
    ("水門が closed", ["水", "門", "が", "closed"]),
    ("", []),
    ("—…!", []),
]


def words_of(article: Article) -> list[str]:
    tokens = tokens_of(article)
    return [article.text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_runs_of_letters_and_digits(text: str, words: list[str], article: Make) -> None:
    """Marks divide words; in scripts without spaces each character is one."""
    assert words_of(article("a", text)) == words


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [("Lock", "lock", True), ("LOCK", "lock", True), ("40", "50", False), ("ÉTÉ", "été", True), ("on", "no", False)],
)
def test_folded_keys_ignore_case_and_nothing_else(one: str, other: str, equal: bool) -> None:
    """Two words have one key if they differ in case alone."""
    assert (key_of(one) == key_of(other)) is equal


def test_marks_tell_capitals_openings_and_quotations(article: Make) -> None:
    """A sentence's first word is an opening; a name is not; words between quotation marks are quoted."""
    tokens = tokens_of(article("a", 'The board met. Then Brenn said "shut it now" and the others left again.'))
    marks = dict(zip("The board met Then Brenn said shut it now and".split(), tokens.marks.tolist(), strict=False))
    assert marks["The"] == marks["Then"] == CAPITAL | OPENING
    assert marks["Brenn"] == CAPITAL
    assert marks["board"] == marks["and"] == 0
    assert marks["it"] == marks["now"] == QUOTED


def test_a_headlines_capitals_say_nothing(article: Make) -> None:
    """In a line of capitals every word counts as an opening."""
    tokens = tokens_of(article("a", "Eastern Lock Shut After Divers Find Sheared Hinges", roles=[Role.headline]))
    assert (tokens.marks & OPENING).all()


def test_lines_that_are_not_the_articles_own_are_left_out(article: Make) -> None:
    """Only headlines, paragraphs, captions and quotes have words, at their places in the whole text."""
    made = article("a", "menu item", "Own words.", "By Ada Brenn", roles=[Role.nav, Role.paragraph, Role.byline])
    assert words_of(made) == ["Own", "words"]


def test_places_given_as_quoted_are_marked(article: Make) -> None:
    """Spans of attributed words mark theirs, and spans beyond the text do no harm."""
    tokens = tokens_of(article("a", "it is shut now"), [Span(3, 10), Span(12, 99), Span(500, 600)])
    assert (tokens.marks & QUOTED).tolist() == [0, QUOTED, QUOTED, 0]


@given(text=st.text(max_size=200))
def test_any_text_gives_words_in_order(text: str, article: Make) -> None:
    """Words stand in order, do not overlap, hold no space, and equal words have equal keys."""
    made = article("a", text)
    tokens = tokens_of(made)
    assert (tokens.starts < tokens.ends).all()
    assert (tokens.ends[:-1] <= tokens.starts[1:]).all()
    keys: dict[str, int] = {}
    for word, key in zip(words_of(made), fold(tokens.keys).tolist(), strict=True):
        assert not any(c.isspace() for c in word)
        assert keys.setdefault(word, key) == key
    assert tokens.keys.dtype == np.uint32


@given(texts=st.lists(st.text(max_size=60), max_size=6))
def test_articles_taken_apart_together_are_as_alone(texts: list[str], article: Make) -> None:
    """Nothing of an article's words hangs on the articles before and after it."""
    papers = [(article(f"n{n}", *text.split("\n")), [Span(2, 9)]) for n, text in enumerate(texts)]
    for together, (paper, quoted) in zip(tokens_in(papers), papers, strict=True):
        alone = tokens_of(paper, quoted)
        for name in alone.__slots__:
            assert getattr(together, name).tolist() == getattr(alone, name).tolist()


def test_a_long_text_is_hashed_as_a_short_one(article: Make) -> None:
    """A word has one key wherever it stands, also beyond the places whose powers are kept."""
    tokens = tokens_of(article("a", "the lock was shut " * 20_000))
    assert len(np.unique(tokens.keys)) == 4
