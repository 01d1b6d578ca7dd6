"""Hedges: statements that their own words leave open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.hedges import hedge_spans, is_hedged
from whence.records import Span


@pytest.mark.parametrize(
    "text",
    [
        "<s>The engineer</s> <c>said</c> <x>the pump may have failed</x>.",
        "<s>He</s> <c>said</c> <x>it might take a week</x>.",
        "<s>Officials</s> <c>say</c> <x>the toll could rise</x>.",
        "<x>The pilot was</x> <c>reportedly</c> <x>asleep</x>.",
        "<x>The dam</x> <c>is believed</c> <x>to have cracked</x>.",
        "<x>The men</x> <c>are thought</c> <x>to be alive</x>.",
        "<s>Prosecutors</s> <c>suspect</c> <x>fraud</x>.",
        "<s>The study</s> <c>suggests</c> <x>that the drug works</x>.",
        "<s>She</s> <c>said</c> <x>the cause appeared to be a short circuit</x>.",
        "<s>He</s> <c>said</c> <x>it was probably an accident</x>.",
        "<s>I</s> <c>think</c> <x>the gate was open</x>.",
        "<x>An allegedly forged letter was found</x>, <c>according to</c> <s>the court</s>.",
        "<s>The firm</s> <c>said</c> <x>it seemed to have been a tremor</x>.",
        "<s>Police</s> reportedly <c>said</c> <x>the driver fled</x>.",
        "headline| <x>Minister to quit next week</x> - <c>Reports</c>",
        "headline| <x>Is the bridge closing</x>?",
        "<c>Reports of</c> <x>a blast at the docks</x> reached us at noon.",
    ],
)
def test_hedged(marked, text):
    """Modal verbs, hedging adverbs and cues, "- Reports" and a headline's question mark leave a statement open."""
    read = marked(text)
    assert is_hedged(read.article, read.relation, read.relations)


@pytest.mark.parametrize(
    "text",
    [
        "<s>The mayor</s> <c>said</c> <x>the bridge had opened on 3 May</x>.",
        "<s>The register</s> <c>shows</c> <x>that in May the licence lapsed</x>.",
        "<s>She</s> <c>said</c> <x>she could not see the road</x>.",
        "<s>He</s> <c>left nobody in doubt</c> <x>who had won</x>.",
        "<s>The union</s> <c>told</c> <a>us</a> <x>that nine men were missing</x>.",
        "<s>It</s> <c>would like</c> <x>us to think of it as a park</x>.",
        "headline| <s>Mayor</s> <c>says</c> <x>bridge will open</x>",
    ],
)
def test_not_hedged(marked, text):
    """The month of May, what somebody is unable to do, and plain statements are not hedged."""
    read = marked(text)
    assert not is_hedged(read.article, read.relation, read.relations)


def test_a_sure_network_adds_a_hedge(marked):
    """A network that is sure of a hedge is believed, one that only leans to it is not."""
    read = marked("<s>The mayor</s> <c>said</c> <x>the bridge had opened</x>.")
    assert is_hedged(read.article, replace(read.relation, hedge=0.97))
    assert not is_hedged(read.article, replace(read.relation, hedge=0.6))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may be a fox, or possibly a dog.", ["may be", "possibly"]),
        ("The song is widely considered a classic.", ["is widely considered"]),
        ("Some critics called it a failure.", ["Some critics"]),
        ("It is believed that he fled.", ["It is believed"]),
        ("The town lies on the river.", []),
    ],
)
def test_hedge_spans(text, expected):
    """Each hedge word or phrase of a text is found with its place."""
    assert [text[s.start : s.end] for s in hedge_spans(text)] == expected


@given(st.text(alphabet="may be likely,.'reportedly ", max_size=80))
def test_hedge_spans_slice_the_text(text):
    """Spans stand in order inside the text and hold some words."""
    at = 0
    for span in hedge_spans(text):
        assert isinstance(span, Span)
        assert at <= span.start < span.end <= len(text)
        at = span.end
