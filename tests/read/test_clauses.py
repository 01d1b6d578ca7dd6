"""Clauses: where a sentence holds a subject and finite verb of its own, and where it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.clauses import clauses, main_verbs
from whence.read.verbs import VerbForm, verb_forms


def cut(text: str, *, headline: bool = False) -> list[str]:
    return [text[span.start : span.end] for span in clauses(text, 0, len(text), headline=headline)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge closed on Monday, but 40 lorries were let through.",
            ["The bridge closed on Monday", "40 lorries were let through"],
        ),
        (
            "The harbour opened in 1962; it handles two ships a day.",
            ["The harbour opened in 1962", "it handles two ships a day"],
        ),
        ("The pump failed and the crew left.", ["The pump failed", "the crew left"]),
        ("Some 40 houses flooded and two roads collapsed.", ["Some 40 houses flooded", "two roads collapsed"]),
        ("She won the vote, so the mayor resigned.", ["She won the vote", "the mayor resigned"]),
        (
            "As many as six cows are dead and a dozen more were moved.",
            ["As many as six cows are dead", "a dozen more were moved"],
        ),
        ("The fire burned for hours – but nobody was hurt.", ["The fire burned for hours", "nobody was hurt"]),
    ],
)
def test_full_clauses_are_cut_apart(text: str, expected: list[str]) -> None:
    """A semicolon or a coordinator before a new subject and its finite verb starts a new clause."""
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, the police chief and the union left.",
        "Police closed roads and diverted traffic.",
        "The company plans to sail again, and has hired two pilots.",
        "Moss is common in soil and seldom troubles the healthy.",
        "It can be fatal but can be treated in patients who are strong.",
        "It hit a bus and a car parked nearby.",
        "It hit a bus and a car that was parked.",
        "Rescuers saved 12 people, three dogs, and a parrot.",
        "When the alarm rang and the doors closed, the lights failed.",
        "The council met because the roof leaked and the walls were damp.",
        "The vase, which the museum bought and the state kept, is lost.",
        "Talks between the union and the company failed.",
        "At 5:20 on Tuesday the roof gave way.",
        "What happened is unclear.",
        "After the storm the council met.",
        "The barge, which was built in 1990, sailed on.",
        "The barge, moored at the quay, was not damaged.",
        "There were two.",
    ],
)
def test_one_clause_stays_whole(text: str) -> None:
    """Coordinated nouns, coordinated verbs of one subject and subordinate clauses are not cut."""
    assert cut(text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "In a statement issued on Monday,",
        ", on Tuesday",
        "A valley with two maps.",
        "Not clothes, please.",
        "The barge, moored at the quay.",
        "who was hurt in the fall",
        "",
        "...",
        "adding that",
    ],
)
def test_what_has_no_finite_verb_gives_nothing(text: str) -> None:
    """Phrases, participles and relative clauses are no clauses of their own."""
    assert cut(text) == []


@pytest.mark.parametrize(
    "text",
    ["Two held after raid", "Dam fails in north", "Ferry to sail again", "Minister resigns", "Bridge closed by storm"],
)
def test_headlines_may_lack_the_auxiliary(text: str) -> None:
    """In a headline a participle or an infinitive serves as the verb."""
    assert cut(text, headline=True) == [text]


@pytest.mark.parametrize("text", ["A valley with two maps", "The oven", "Letters: the price of wheat"])
def test_a_headline_without_a_verb_asserts_nothing(text: str) -> None:
    """A title that only names its topic gives nothing."""
    assert cut(text, headline=True) == []


def test_a_label_before_a_colon_is_left_out() -> None:
    """What stands before a colon without a verb is a label of the clause after it."""
    assert cut("Harbour inquiry: the pilot slept.") == ["the pilot slept"]


def test_main_verbs_skip_subordinate_ones() -> None:
    """The verb of a relative clause is not the sentence's own."""
    text = "The man who was hurt died on Friday."
    assert [text[a:b] for a, b in main_verbs(text, 0, len(text))] == ["died"]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("went", VerbForm.past),
        ("built", VerbForm.past_or_participle),
        ("taken", VerbForm.participle),
        ("carries", VerbForm.third),
        ("dropped", VerbForm.past_or_participle),
        ("isn't", VerbForm.auxiliary),
        ("flows", VerbForm.third),
        ("zorped", VerbForm.past_or_participle),
    ],
)
def test_forms_of_verbs(word: str, form: VerbForm) -> None:
    """Irregular, regular and unknown verbs are known by their forms."""
    assert form in verb_forms(word)


@pytest.mark.parametrize("word", ["ferry", "hundred", "", "1962"])
def test_words_that_are_no_verbs(word: str) -> None:
    """Other words have no verb form."""
    assert not verb_forms(word)


WORDS = 'the a crew left was and but , ; : who that ( ) - said 40 it in of to has " ’ . after and'.split()


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.booleans())
def test_clauses_lie_in_the_stretch_in_order(words: list[str], headline: bool) -> None:
    """Whatever the words, clauses are in order, do not overlap and have no white space at their ends."""
    text = " ".join(words)
    at = 0
    for start, end in clauses(text, 0, len(text), headline=headline):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        at = end
