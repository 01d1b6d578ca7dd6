"""Sources named beside their words without a verb."""

from __future__ import annotations

import pytest

from whence.read.labelled import labelled
from whence.records import Article, Role, Span

from .lines import article


def parts(page: Article) -> list[tuple[str, str, str]]:
    """Source, cue and content of each relation that is made."""

    def words(spans: tuple[Span, ...]) -> str:
        return " ".join(page.text[s:e] for s, e in spans)

    return [(words(r.source), words(r.cue), words(r.content)) for r in labelled(page, [])]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Ministry: the dam will hold", [("Ministry", "", "the dam will hold")]),
        ("Professor: they cut my sentence", [("Professor", "", "they cut my sentence")]),
        ("Dam fails in north - Reports", [("", "Reports", "Dam fails in north")]),
        ("Dam fails in north – police", [("police", "", "Dam fails in north")]),
        ("Ferry was overloaded: union", [("union", "", "Ferry was overloaded")]),
        ("Dam collapse: what we know", []),
        ("Night ferry: transcript", []),
        ("Dam fails in north - The Sund Herald", []),
        ("Reports of dam failure grow", []),
    ],
)
def test_a_headline_names_its_source_behind_a_colon_or_a_dash(headline: str, expected: list[object]) -> None:
    """Roles and bodies are sources there; topics, the outlet's own name and titles without a verb make none."""
    assert parts(article((Role.headline, headline), outlet="The Sund Herald")) == expected


def test_a_transcripts_labels_are_the_speakers_of_their_lines() -> None:
    """Where three lines open with the ends of names that the article gives, each line is said by its label."""
    page = article(
        (Role.paragraph, "With me is the harbour master, Dr Ana Torvik. Presenter: Jon Dahl."),
        (Role.paragraph, "Dahl: Is the ramp safe?"),
        (Role.paragraph, "Torvik: It is. We looked on Monday."),
        (Role.paragraph, "Dahl: Thank you."),
    )
    assert [(who, what) for who, _, what in parts(page)] == [
        ("Dahl", "Is the ramp safe?"),
        ("Torvik", "It is. We looked on Monday."),
        ("Dahl", "Thank you."),
    ]


def test_repeated_labels_that_are_no_names_make_no_transcript() -> None:
    """A fact check's "Rating:" is nobody who speaks."""
    lines = [(Role.paragraph, f"Rating: number {n} is unclear.") for n in range(4)]
    assert parts(article(*lines)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Some 40 boats sank, by the coast guard's count.", [("the coast guard's", "count", "Some 40 boats sank")]),
        ("By the union’s own estimate, 300 marched.", [("the union’s", "own estimate", "300 marched")]),
        ("He was late by the day's end.", []),
    ],
)
def test_a_count_names_whose_it_is(line: str, expected: list[object]) -> None:
    """What stands by somebody's count is theirs to say."""
    assert parts(article((Role.paragraph, line))) == expected
