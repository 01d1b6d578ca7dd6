"""Evidence: the documents, data, pictures and links that a statement is said to lean on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.evidence import evidence_of
from whence.read.relation import Relation
from whence.records import Article, Block, Hyperlink, Role, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<s>The paper</s> <c>said</c>, citing a leaked memo, that <x>the wall was weak</x>.", ["a leaked memo"]),
        ("<s>Analysts</s> <c>said</c> <x>the ship had turned</x>, based on satellite images.", ["satellite images"]),
        (
            "<s>The engineer</s>, who has seen the maintenance records, <c>said</c> <x>it was old</x>.",
            ["the maintenance records"],
        ),
        ("<s>The group</s>, drawing on phone data, <c>put</c> <x>the crowd at 40,000</x>.", ["phone data"]),
        ("<s>Video from the square</s> <c>showed</c> <x>smoke</x>.", ["Video from the square"]),
        ("<s>The station's readings</s> <c>indicated</c> <x>two shocks</x>.", ["The station's readings"]),
        ("<s>She</s> <c>said</c> <x>the records were lost</x>.", []),
        ("<s>He</s> <c>said</c> <x>it was based on rumours</x>.", []),
    ],
)
def test_evidence(marked, text, expected):
    """What is cited, seen or drawn on beside the cue is evidence, and so is a picture that shows something."""
    read = marked(text)
    assert read.words(evidence_of(read.article, read.relation)) == expected


def test_links_in_the_statement_are_evidence(marked):
    """The anchor of a hyperlink inside the statement is evidence; one beside it is not."""
    read = marked("<s>She</s> <c>said</c> <x>a survey found lead</x>. More news")
    text = read.article.text
    links = tuple(
        Hyperlink(url=url, anchor=Span(text.index(words), text.index(words) + len(words)))
        for url, words in (("https://example.org/a", "a survey"), ("https://example.org/b", "More news"))
    )
    article = replace(read.article, links=links)
    assert read.words(evidence_of(article, read.relation)) == ["a survey"]


def test_the_networks_evidence_stands(marked):
    """Evidence that the network found is kept as it is."""
    read = marked("<s>She</s> <c>said</c>, citing <e>a letter</e> and a memo, that <x>it held</x>.")
    assert read.words(evidence_of(read.article, read.relation)) == ["a letter"]


@given(st.text(alphabet="citing the data,. Video\n", max_size=60), st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_evidence_lies_inside_the_text(text, places):
    """No spans raise; evidence spans lie inside the text in order and do not overlap."""
    a, b, c, d = sorted(min(p, len(text)) for p in places)
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    at = 0
    for span in evidence_of(article, Relation(source=(Span(a, b),), cue=(Span(b, c),), content=(Span(c, d),))):
        assert at <= span.start <= span.end <= len(text)
        at = span.end
