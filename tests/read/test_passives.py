"""Who stands behind a passive."""

from __future__ import annotations

import pytest

from whence.read.passives import with_agents

CASES = [
    (  # nobody was found
        "<x>The keeper</x> <c>is said</c> by aides <x>to be furious about the leak</x>.",
        ("aides", ["The keeper", "to be furious about the leak"], []),
    ),
    (  # the subject was taken for the source: it is a part of what is said
        "<s>Ilka Brandt, the keeper,</s> <c>is said</c> by one guest <x>to have known since March</x>.",
        ("one guest", ["Ilka Brandt, the keeper,", "to have known since March"], []),
    ),
    (  # or who was told
        "<s>Residents</s> <c>were advised by</c> the harbour police <x>to stay indoors</x>.",
        ("the harbour police", ["to stay indoors"], ["Residents"]),
    ),
    (  # half of the source was found
        "<x>The keeper</x> <c>was told</c> by <s>two</s> officials <x>to leave the light</x>.",
        ("two officials", ["The keeper", "to leave the light"], []),
    ),
    ("<s>The crew</s> <c>was told</c> by telephone <x>to leave</x>.", ("The crew", ["to leave"], [])),
    ("<s>The crew</s> <c>was told</c> by noon <x>to leave</x>.", ("The crew", ["to leave"], [])),
    (
        "<s>The keeper</s> <c>said</c> <x>the crew was told by radio to leave</x>.",
        ("The keeper", ["the crew was told by radio to leave"], []),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_source_of_a_passive_stands_behind_by(
    marked, text: str, expected: tuple[str, list[str], list[str]]
) -> None:
    """Whoever is named behind "by" is the source; the subject is who was told, or a part of what is said."""
    read = marked(text)
    (relation,) = with_agents(read.article, read.relations)
    found = [read.words(part) for part in (relation.source, relation.content, relation.addressee)]
    assert (found[0][0], found[1], found[2]) == expected
