"""Addressees: to whom a statement is said to have been made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.addressees import addressee_of
from whence.read.relation import Relation
from whence.records import Article, Block, Role, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<s>Ana Tolle</s> <c>told</c> reporters on Monday that <x>the dam held</x>.", ["reporters"]),
        ("“<x>It held</x>,” <s>she</s> <c>told</c> the Dorlin Herald.", ["the Dorlin Herald"]),
        ("<s>The mayor</s> <c>urged</c> residents of the old town <x>to leave</x>.", ["residents of the old town"]),
        ("<s>Police</s> <c>asked</c> witnesses <x>to come forward</x>.", ["witnesses"]),
        ("<s>She</s> <c>said</c> in an interview with Radio Norvik that <x>it held</x>.", ["Radio Norvik"]),
        ("While speaking to the BBC, <s>she</s> <c>said</c> <x>it held</x>.", ["the BBC"]),
        ("<s>She</s>, speaking to the BBC, <c>said</c> <x>it held</x>.", ["the BBC"]),
        ("<s>He</s> <c>said</c> in a letter to shareholders that <x>profits fell</x>.", ["shareholders"]),
        ("<s>He</s> <c>said</c> to the men that <x>they should wait</x>.", ["the men"]),
        ("Residents <c>were told</c> <x>to stay indoors</x>.", ["Residents"]),
        ("<s>She</s> <c>said</c> <x>the dam held</x>.", []),
        ("<s>She</s> <c>told</c> <x>lies</x>.", []),
        ("Men speaking to Radio Norvik warned her aide <c>to conclude</c> <x>it held</x>.", ["Radio Norvik"]),
        ("<s>She</s> <c>told</c> <a>BBC</a> Radio 4's Today <x>it held</x>.", ["BBC Radio 4"]),
        ("<s>She</s> <c>told</c> <a>those affected</a> <x>it held</x>.", ["those affected"]),
        ("<s>He</s> <c>asked</c> <x>not to be named</x>.", []),
        ("<s>She</s> <c>told</c> <a>the council</a> in Elm <x>it held</x>.", ["the council"]),
        ("<s>She</s> <c>told</c> <a>the agency</a> Harborwire that <x>it held</x>.", ["the agency Harborwire"]),
        ("<s>She</s> <c>told</c> <a>the agency</a> <x>Harborwire had closed</x>.", ["the agency"]),
    ],
)
def test_addressees(marked, text, expected):
    """The object of telling and asking, or of "in an interview with", is the addressee; the network's own stands."""
    read = marked(text)
    assert read.words(addressee_of(read.article, read.relation)) == expected


@given(st.text(alphabet="told the Ab to that, .\n", max_size=60), st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_any_spans_have_an_addressee_or_none(text, places):
    """No spans raise; an addressee lies inside the text, outside content and cue."""
    a, b, c, d = sorted(min(p, len(text)) for p in places)
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    relation = Relation(cue=(Span(a, b),), content=(Span(c, d),))
    for span in addressee_of(article, relation):
        assert 0 <= span.start < span.end <= len(text)
        assert span.end <= c or span.start >= d
