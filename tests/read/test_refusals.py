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
    ("Nobody at the port would speak to the Herald.", "Nobody at the port", "would speak", ""),
    ("The paper, which did not name the official, was blamed.", "The paper", "did not name", "the official"),
    ("The skipper, whose name the Herald is not printing, is safe.", "the Herald", "is not printing", "whose name"),
    ("The port stopped giving out figures on Friday night.", "The port", "stopped giving out", "figures"),
    ("He would not hand over the log.", "He", "would not hand over", "the log"),
    ("The coroner would not guess.", "The coroner", "would not guess", ""),
    ("The judge will not speculate on the cause.", "The judge", "will not speculate", "the cause"),
    ("The skipper, reached at home, hung up.", "The skipper, reached at home", "hung up", ""),
    ("His partner put down the phone.", "His partner", "put down the phone", ""),
    ("The owner was keeping shtum about the cargo.", "The owner", "was keeping shtum", "the cargo"),
    ("Officials were tight-lipped about the cause.", "Officials", "were tight-lipped", "the cause"),
    ("Norrline did not say why.", "Norrline", "did not say", "why"),
    ("He was silent because he did not wish to speak.", "he", "did not wish to speak", ""),
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


@pytest.mark.parametrize(
    "text",
    [
        "The road was closed.",
        "He refused the offer.",
        "She would not leave the house.",
        "Her coat was hung up.",
        "They hung up the nets.",
        "The crew put down the anchor.",
        "Anyone would guess the cause.",
    ],
)
def test_other_wording_is_no_refusal(text: str) -> None:
    """What is no formula of refusing to speak makes nothing, whatever verb it has."""
    assert missed_refusals(article(text), []) == []


def test_what_a_relation_holds_already_is_left_alone() -> None:
    """A refusal whose cue the network found makes no second relation."""
    known = Relation(content=(), cue=(Span(18, 31),))
    assert missed_refusals(article("The harbour board did not reply."), [known]) == []


def test_one_in_a_content_needs_a_subject_that_can_be_seen() -> None:
    """Inside somebody's content a refusal is nested, unless nobody is seen to refuse."""
    text = "The harbour board did not reply."
    assert missed_refusals(article(text), [Relation(content=(Span(0, 32),))])
    assert not missed_refusals(article("Did not reply."), [Relation(content=(Span(0, 14),))])
