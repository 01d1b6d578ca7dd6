"""Spans whose edges no phrase of English has, and what becomes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.edges import mended
from whence.read.relation import Relation
from whence.records import Span

CASES = [
    (  # a cue of auxiliaries takes its verb
        "<s>Norrline</s> <c>could</c> <x>not confirm the account</x>.",
        ["Norrline"],
        ["could not confirm"],
        ["the account"],
    ),
    ("<s>The crew</s> <c>has</c> <x>mistaken the buoy</x> for a boat.", ["The crew"], ["has mistaken"], ["the buoy"]),
    (  # nobody but the words behind it can be meant
        "<x>Nine were hurt</x>, <c>according to</c> Vannery Hospital, which has ten beds.",
        ["Vannery Hospital"],
        ["according to"],
        ["Nine were hurt"],
    ),
    ("<s>She</s> <c>had</c> <x>a plan</x>.", ["She"], ["had"], ["a plan"]),
    (  # a run that ends with an article goes on to the end of its clause
        "<s>He</s> <c>denied</c> <x>that the</x> ferry had been late, and left.",
        ["He"],
        ["denied"],
        ["that the ferry had been late"],
    ),
    (
        "<x>What</x> <s>she</s> <c>said</c> <x>was the</x> whole of it.",
        ["she"],
        ["said"],
        ["What", "was the whole of it"],
    ),
    ("<x>The</x> <x>dam holds</x>, <s>he</s> <c>said</c>.", ["he"], ["said"], ["dam holds"]),
    (
        "<s>The manager</s> <c>did not say</c> on Friday when it would sail.",
        ["The manager"],
        ["did not say"],
        ["when it would sail"],
    ),
    (
        "<x>Two boats sank</x>, <s>the Sund</s> Courier <c>reported</c>.",
        ["the Sund Courier"],
        ["reported"],
        ["Two boats sank"],
    ),
    (
        "<s>The Post</s> <c>quoted</c> <x>a nurse at the clinic as saying the ward was full</x>.",
        ["a nurse at the clinic"],
        ["quoted", "as saying"],
        ["the ward was full"],
    ),
    (  # two relations of one, and the quotation first
        "<x><x2>“It</x2> is late,”</x> <s>the Post</s> <c>quoted</c> <s2>a nurse</s2> <c2>as saying</c2>.",
        ["a nurse"],
        ["quoted", "as saying"],
        ["“It is late,”"],
    ),
    (  # on both sides of the verb
        "<x>“It is late,”</x> <s>the Post</s> <c>quoted</c> a nurse as saying. <x>“Go home.”</x>",
        ["a nurse"],
        ["quoted", "as saying"],
        ["“It is late,”", "“Go home.”"],
    ),
    (  # the passive
        "<x>Ivo Tamm</x> <c>was quoted</c> by the Post <x>as saying the ward was full</x>.",
        ["Ivo Tamm"],
        ["was quoted", "as saying"],
        ["the ward was full"],
    ),
    (
        "<s>The Post</s> <c>cited</c> <x>a nurse</x>.",
        ["The Post"],
        ["cited"],
        ["a nurse"],
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_spans_end_where_phrases_can(marked, text: str, source: list[str], cue: list[str], content: list[str]) -> None:
    """Verbs join their auxiliaries, names and clauses run to their ends, and whole phrases stay as they are."""
    read = marked(text)
    (relation,) = mended(read.article.text, read.relations)
    assert [read.words(relation.source), read.words(relation.cue), read.words(relation.content)] == [
        source,
        cue,
        content,
    ]


def test_a_run_does_not_grow_over_another_relation(marked) -> None:
    """The clause that completes one content stops where another relation's source begins."""
    read = marked("<s>He</s> <c>denied</c> <x>that the</x> boat <s2>she</s2> <c2>called</c2> <x2>unsafe</x2> had sunk.")
    first, _ = mended(read.article.text, read.relations)
    assert read.words(first.content) == ["that the boat"]


def test_two_cues_that_become_one_are_one_relation(marked) -> None:
    """An auxiliary that takes over the verb of another cue leaves that relation, with the whole cue."""
    read = marked("<s2>They</s2> <c>had</c> <x><c2>told</c2> the foreman <x2>so</x></x2>.")
    relations = mended(read.article.text, read.relations)
    assert [(read.words(r.cue), read.words(r.content)) for r in relations] == [(["had told"], ["so"])]


@given(st.text(alphabet="ab the,.“” sayd", max_size=80), st.lists(st.integers(0, 80), min_size=6, max_size=6))
def test_any_spans_stay_inside_the_text_and_in_order(text: str, places: list[int]) -> None:
    """Whatever is given, nothing is raised, and every span begins before it ends, inside the text."""
    a, b, c, d, e, f = sorted(min(p, len(text)) for p in places)
    relation = Relation(source=(Span(a, b),), cue=(Span(c, d),), content=(Span(e, f),))
    for found in mended(text, [relation, relation]):
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start <= span.end <= len(text)
