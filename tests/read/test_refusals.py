"""Refusals found by their wording, with who refuses and what about."""

from __future__ import annotations

import pytest

from whence.read.refusals import missed_refusals
from whence.read.relation import Relation
from whence.records import Article, Block, Role, Span

CASES = [
    ("The harbour board did not reply.", "The harbour board", "did not reply", ""),
    ("Norrline declined to comment on the ramp.", "Norrline", "declined to comment", "the ramp"),
    ("The ramp closed in June, and the mayor could not be reached.", "the mayor", "could not be reached", ""),
    ("Ana Torvik would not comment.", "Ana Torvik", "would not comment", ""),
    ("She said a spokesman had no comment.", "She said a spokesman", "had no comment", ""),
    (
        "The ministry hasn’t responded to questions about the ferry.",
        "The ministry",
        "hasn’t responded",
        "questions about the ferry",
    ),
]


def article(text: str) -> Article:
    """An article of one paragraph."""
    blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
    return Article(id="a", text=text, blocks=blocks, digest="", file="a")


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_a_plain_refusal_is_found_with_its_parts(text: str, source: str, cue: str, content: str) -> None:
    """Who refuses stands before the cue, and the topic, where there is one, behind it."""
    (found,) = missed_refusals(article(text), [])
    parts = [" ".join(text[s:e] for s, e in spans) for spans in (found.source, found.cue, found.content)]
    assert parts == [source, cue, content]


@pytest.mark.parametrize("text", ["The road was closed.", "He refused the offer.", "She would not leave the house."])
def test_other_wording_is_no_refusal(text: str) -> None:
    """What is no formula of refusing to speak makes nothing, whatever verb it has."""
    assert missed_refusals(article(text), []) == []


def test_what_a_relation_holds_already_is_left_alone() -> None:
    """A refusal whose cue the network found, or that stands in somebody's content, makes no second relation."""
    text = "The harbour board did not reply."
    known = Relation(content=(), cue=(Span(18, 31),))
    inside = Relation(content=(Span(0, 31),))
    assert missed_refusals(article(text), [known]) == missed_refusals(article(text), [inside]) == []
