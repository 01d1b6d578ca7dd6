"""Sentences of news text: abbreviations, quotations, bullets, datelines, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gov. Reyes left at 5:20 a.m. with two aides.",
        "The meeting began at 9 a.m. Tuesday and ended at noon.",
        "Some U.S. troops joined them on Jan. 4 in Washington, D.C., after dark.",
        "The U.S. Senate met twice.",
        "Pump No. 4 failed, the report says on p. 12 and in Fig. 3.",
        "It closed at 6 a.m. (0400 GMT), said Harl Inc. (HRL).",
        "Harl Inc. and Dunmore & Co. Ltd. shared the work.",
        "Harl Inc. Chairman Bo Sand resigned.",
        "J. K. Adeyo and Dr. Lim met Prof. Sand in St. Mary.",
        "It cost $4.5 million, or 3.2 percent of the budget.",
        "He waited ... and then he left.",
        "The so-called “plan B.” was never used.",
        '"It fell." she said.',
        '"Is it safe?" she asked.',
        '"Is it safe?" Adeyo asked the council.',
        "“Go now!” Ms. Lim told them.",
        "‘Who pays?’ the mayor of Ostrel wondered.",
        "ST. MARY, Nov. 17 (Dovrin) - Rain fell all day.",
        "Lt. Col. Amit Sand (ret.) spoke first.",
        "The law (Art. 7, Sec. 2) is older.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    """A stop in an abbreviation, a number or a quotation with its cue ends no sentence."""
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell. Roads flooded.", ["Rain fell.", "Roads flooded."]),
        ("They left at 6 p.m. The rest stayed.", ["They left at 6 p.m.", "The rest stayed."]),
        ("It moved to the U.S. The move cost jobs.", ["It moved to the U.S.", "The move cost jobs."]),
        ("He works for Harl Inc. She does not.", ["He works for Harl Inc.", "She does not."]),
        ("Was it safe? No. He said so.", ["Was it safe?", "No.", "He said so."]),
        ("“We ran. They stayed,” he said.", ["“We ran.", "They stayed,” he said."]),
        ('He called it "safe." Then he left.', ['He called it "safe."', "Then he left."]),
        ('"Will it hold?" Adeyo said he did not know.', ['"Will it hold?"', "Adeyo said he did not know."]),
        ("(The dam is old.) It leaks.", ["(The dam is old.)", "It leaks."]),
        ("It rose.[1] It fell.* It stopped.", ["It rose.[1]", "It fell.*", "It stopped."]),
        ("Then silence… We left.", ["Then silence…", "We left."]),
        ("The men sat. 20 of them left.", ["The men sat.", "20 of them left."]),
        ("It is plan B. The rest is waste.", ["It is plan B.", "The rest is waste."]),
        ("Points:\n• one fell\n• Two fell.\n- three fell", ["Points:", "one fell", "Two fell.", "three fell"]),
        ("1. The pump failed.\n2. The fan did not.", ["1. The pump failed.", "The fan did not."]),
        ("A headline\n\nA line\nthat was wrapped", ["A headline", "A line\nthat was wrapped"]),
        ("Prices rose 3 percent.\nWages fell.", ["Prices rose 3 percent.", "Wages fell."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    """A stop, an empty line and a bullet end a sentence; closing marks and note marks stay with theirs."""
    assert split(text) == expected


def test_a_stretch_is_cut_inside_its_bounds() -> None:
    """Spans are offsets into the whole text, and nothing outside the stretch is looked at."""
    text = "One fell. Two fell. Three fell."
    assert [text[a:b] for a, b in sentences(text, 10, 24)] == ["Two fell.", "Thre"]


@given(st.text(alphabet=st.sampled_from("aA1 .!?…\"'”’([•-\n)U.S"), max_size=80))
def test_every_character_but_space_and_bullets_is_in_one_sentence(text: str) -> None:
    """Sentences are in order, do not overlap, hold no white space at their ends and lose nothing but bullets."""
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not set(text[at:start]) - set(" \n•-1.)")
        at = end
    assert not set(text[at:]) - set(" \n•-1.)")


@given(st.text(max_size=200), st.integers(0, 220), st.integers(0, 220))
def test_odd_bounds_do_no_harm(text: str, start: int, end: int) -> None:
    """Any text and any bounds give spans within them."""
    assert all(start <= a < b <= end for a, b in sentences(text, start, end))
