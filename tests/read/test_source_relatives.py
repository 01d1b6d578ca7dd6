"""Relative pronouns as sources: what they stand for."""

from __future__ import annotations

import pytest

from whence.read.source_relatives import antecedent
from whence.records import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The paper spoke to a man who said the bell rang.", "a man"),
        ("Ana Torvik, who said the bell rang, left.", "Ana Torvik"),
        ("Ana Torvik, a miller, who said the bell rang, left.", "Ana Torvik, a miller"),
        ("It was the harbour master of Sund who said so.", "the harbour master of Sund"),
        ("They met residents of the quay. Those who said no left.", "Those"),
        ("who said so", None),
    ],
)
def test_a_relative_pronoun_leads_to_the_words_before_it(text: str, expected: str | None) -> None:
    """The noun group that the clause belongs to is found, with an apposition between commas."""
    at = text.index("who")
    found = antecedent(text, Span(at, at + 3))
    assert (text[found.start : found.end] if found else None) == expected


def test_other_words_have_no_antecedent() -> None:
    """A name or a personal pronoun stands for itself."""
    assert antecedent("Police said she left", Span(12, 15)) is None
