"""Medium: interview, press conference, statement, post, report, filing, letter or broadcast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.medium import MEDIA, media_of, medium_of
from whence.read.relation import Relation
from whence.records import Article, Block, Role, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<s>She</s> <c>told</c> <a>the Dorlin Herald</a> <x>it held</x>.", "interview"),
        ("<s>She</s> <c>told</c> <a>us</a> <x>it held</x>.", "interview"),
        ("<s>She</s> <c>said</c> in an interview <x>it held</x>.", "interview"),
        ("<s>She</s> <c>told</c> <a>reporters</a> <x>it held</x>.", "press_conference"),
        ("<s>He</s> <c>said</c> at a news conference that <x>it held</x>.", "press_conference"),
        ("<s>The firm</s> <c>said</c> in a statement that <x>it held</x>.", "statement"),
        ("<s>The ministry's communiqué</s> <c>recalled</c> <x>the law</x>.", "statement"),
        ("“<x>It held</x>,” <s>she</s> <c>wrote</c> on Telegram.", "social_post"),
        ("<s>A video posted by residents</s> <c>showed</c> <x>smoke</x>.", "social_post"),
        ("<s>A study by the university</s> <c>found</c> <x>lead in the water</x>.", "report"),
        ("<s>The Dorlin Herald</s> <c>reported</c> <x>a leak</x>.", "report"),
        ("<s>The lawsuit</s> <c>says</c> <x>he knew</x>.", "filing"),
        ("<s>The letter</s> <c>said</c> <x>the wall was weak</x>.", "letter"),
        ("<s>He</s> <c>wrote</c> in a letter to staff that <x>it held</x>.", "letter"),
        ("<s>The president</s> <c>said</c> on state television that <x>it held</x>.", "broadcast"),
        ("<s>She</s> <c>said</c> <x>he had sent a letter</x>.", None),
        ("<s>She</s> <c>said</c> <x>it held</x>.", None),
    ],
)
def test_medium(marked, text, expected):
    """The medium is read from source, addressee and attributing words, never from the content."""
    read = marked(text)
    assert medium_of(read.article, read.relation) == expected


def test_a_medium_carries_on_to_the_speakers_next_words(marked):
    """What a speaker goes on to say was said through the same medium; somebody else's words were not."""
    text = (
        "<s>She</s> <c>told</c> <a>reporters</a> <x>it held</x>. <s2>She</s2> <c2>added</c2> <x2>it was old</x2>. "
        "<s3>Dorn</s3> <c3>said</c3> <x3>it leaked</x3>."
    )
    read = marked(text)
    assert media_of(read.article, read.relations, ["a", "a", "b"]) == ("press_conference", "press_conference", None)


@given(st.text(max_size=40), st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_any_spans_have_a_medium_or_none(text, places):
    """No spans raise, and a medium is one of the eight."""
    a, b, c, d = sorted(min(p, len(text)) for p in places)
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    relation = Relation(source=(Span(a, b),), cue=(Span(b, c),), content=(Span(c, d),))
    assert medium_of(article, relation) in (*MEDIA, None)
