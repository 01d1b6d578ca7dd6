"""Scare quotes, titles and words used as words: marks that quote no source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.relation import Relation
from whence.read.scare import scare_quotes
from whence.records import Article, Block, Role, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city paid for 'stabilisation programmes' in the valley.", ["stabilisation programmes"]),
        ("The “smart” bridge opened in June.", ["smart"]),
        ("The so-called “Committee of the Friends of the River” met.", ["Committee of the Friends of the River"]),
        ("She sang in the film “The Long Road to Elm” last year.", ["The Long Road to Elm"]),
        ("He wrote “Rivers of Stone” in 1987.", ["Rivers of Stone"]),
        ("Locals call it “the wall that nobody wanted to build”.", []),
        ("“<x>It held</x>,” <s>she</s> <c>said</c>.", []),
        ("<s>The firm</s> was <c>accused</c> of <x>being the “media arm” of the party</x>.", []),
        ("<s>He</s> <c>said</c> <x>the “temporary” bridge would stay</x>.", ["temporary"]),
        ("<s>He</s> <c>said</c> <x>the bridge was “as safe as houses”</x>.", []),
        ("<s>He</s> <c>said</c> <x>the claim was “absurd.”</x>", []),
        ("<s>He</s> <c>said</c> <x>“no”</x>.", []),
        ("<s>He</s> <c>called</c> <x>it “nonsense” again</x>.", []),
        ("<s>She</s> <c>described</c> <x>the report as “rubbish” and left</x>.", []),
        ("The dogs' home and the workers' club stayed open.", []),
    ],
)
def test_scare_quotes(marked, text, expected):
    """One to three words in the outlet's own voice, lone words in a content, and named titles quote no source."""
    read = marked(text)
    found = scare_quotes(read.article, Span(0, len(read.article.text)), read.relations)
    assert read.words(found) == expected


def test_only_marks_inside_the_span_count(marked):
    """Marks outside the given span are left alone."""
    read = marked("The “smart” bridge and the “clever” road.")
    text = read.article.text
    span = Span(text.index("bridge"), len(text))
    assert read.words(scare_quotes(read.article, span, ())) == ["clever"]


@given(st.text(alphabet="aB “”\"'‘’.\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_scare_quotes_lie_inside_the_span(text, a, b):
    """No arrangement of marks raises, and what is found lies inside the span."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    for span in scare_quotes(article, Span(start, end), (Relation(content=(Span(0, len(text)),)),)):
        assert start <= span.start < span.end <= end
