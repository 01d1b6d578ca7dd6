"""Form: whether words are a source's own, reported, or both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.forms import form_of, quoted_part
from whence.read.relation import Relation
from whence.records import Article, Block, Form, Role, Span

DIRECT, MIXED, INDIRECT = Form.direct, Form.mixed, Form.indirect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“<x>The bridge is safe</x>,” <s>the mayor</s> <c>said</c>.", DIRECT),
        ('"<x>The bridge is safe</x>," <s>the mayor</s> <c>said</c>.', DIRECT),
        ("‘<x>The bridge is safe</x>,’ <s>the mayor</s> <c>said</c>.", DIRECT),
        ("«<x>The bridge is safe</x>», <c>said</c> <s>the mayor</s>.", DIRECT),
        ("“<x>The bridge</x>,” <s>she</s> <c>said</c>, “<x>is safe again</x>.”", DIRECT),
        ("<s>The mayor</s> <c>said</c> <x>the bridge was safe</x>.", INDIRECT),
        ("<s>The mayor</s> <c>said</c> <x>the bridge was “as safe as houses”</x>.", MIXED),
        ("<s>He</s> <c>called</c> <x>the plan “a gift to speculators”</x>.", MIXED),
        ("<s>He</s> <c>said</c> <x>the “temporary” bridge would stay</x>.", INDIRECT),
        ("<s>He</s> <c>said</c> <x>the claim was “absurd.”</x>", MIXED),
        ("<s>He</s> <c>called</c> <x>it “nonsense”</x>.", MIXED),
        ("<s>The mayor</s> <c>said</c> “<x>the bridge is safe</x>” and left the room.", DIRECT),
        ("<s>Brandt</s> <c>said</c>: “<x>Nobody crosses tonight.</x>", DIRECT),
        ("<s>MARLOW</s>: <x>We never saw it come. Nobody wrote back.</x>", DIRECT),
        ("<s>The mayor</s> <c>said</c>: <x>the bridge is safe</x>.", INDIRECT),
        ("headline| <s>Mayor</s>: <x>Bridge is safe</x>", INDIRECT),
        ("<x>It's the dogs' home</x>, <s>she</s> <c>said</c>.", INDIRECT),
        ("“<x>We wait for the <x2>all-clear</x2></x>,” <s>she</s> <c>said</c>.", DIRECT),
    ],
)
def test_form_follows_the_quotation_marks(marked, text, expected):
    """The form is direct inside marks, mixed where two words or more of the content are, and indirect otherwise."""
    read = marked(text)
    assert form_of(read.article, read.relation) is expected


def test_a_quotation_over_paragraphs_is_direct(marked):
    """A quotation whose first paragraph is left open, as news prints it, is direct in all of its paragraphs."""
    read = marked("“<x>We left at six.</x>\n\n“<x>Nobody told us anything,</x>” <s>Ana Tolle</s> <c>said</c>.")
    assert form_of(read.article, read.relation) is DIRECT


def test_a_quote_block_is_direct_without_marks(marked):
    """A block of role quote holds its author's own words."""
    read = marked("quote| <x>The lift is out of order again.</x>")
    assert form_of(read.article, read.relation) is DIRECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“<x>I <c2>told</c2> <a2>them</a2> <x2>the lift was broken</x2></x>,” <s>she</s> <c>said</c>.", INDIRECT),
        ("“<x><s2>He</s2> <c2>told</c2> <a2>us</a2>, <x2>go back to work</x2></x>,” <s>she</s> <c>said</c>.", DIRECT),
        ("“<x><s2>He</s2> <c2>said</c2> ‘<x2>go back to work</x2>’</x>,” <s>she</s> <c>said</c>.", DIRECT),
    ],
)
def test_words_inside_somebody_elses_quotation(marked, text, expected):
    """A statement inside a quotation is direct only by inner marks, or after a comma as spoken words are given."""
    read = marked(text, parents={2: 1})
    assert form_of(read.article, read.relations[1]) is expected
    assert form_of(read.article, read.relations[0]) is DIRECT


def test_quoted_part_leaves_out_the_marks(marked):
    """The quoted stretches of a mixed content are given without their marks."""
    read = marked("<s>He</s> <c>called</c> <x>the plan “a gift to speculators” and left</x>.")
    assert read.words(quoted_part(read.article, read.relation)) == ["a gift to speculators"]


@given(st.text(alphabet="ab \"“”'‘’«»\n.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_marks_give_some_form(text, a, b):
    """No arrangement of marks raises, and an empty text has a form as well."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    assert form_of(article, Relation(content=(Span(start, end),))) in (DIRECT, MIXED, INDIRECT)
