"""Offices of one article whose holder has a name in another."""

from __future__ import annotations

import pytest

from whence.link.offices import offices
from whence.records import Article, Block, Moment, Precision, ReadFrom, Role, Source, SourceKind, Span

STORY = "On Monday the Orrany ferry stopped. People in Selden, Orrany and Harl waited; Tolland and Brevik came."
OTHER = "On Monday the Vant tunnel closed. People in Kessan, Vant and Moor waited; Lund and Strand came."
CASES = [
    ("the harbour's director", "director of the harbour", True),
    ("Orrany's chief pilot", "the chief pilot", True),
    ("Orrany's chief pilot", "Orrany's chief pilot", True),
    ("chief pilot", "chief pilot, who was born in Harl", True),
    ("Orrany's chief pilot", "Selden's chief pilot", False),
    ("the director", "director of the harbour", False),
    ("the former harbour director", "director of the harbour", False),
    ("a harbour director", "director of the harbour", False),
    ("the harbour's cook", "cook of the harbour", False),
    ("the harbour's director", "deputy director of the harbour", False),
    ("the harbour's deputy director", "deputy director of the harbour", True),
]


def article(name: str, text: str) -> Article:
    """An article of one paragraph."""
    blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
    day = Moment(at="2031-03-04", precision=Precision.day, read_from=ReadFrom.text)
    return Article(id=name, text=text, blocks=blocks, digest="", file=name, published=day)


def nameless(name: str, text: str = STORY) -> tuple[Source, Article]:
    """A source that an article names by an office in its last words."""
    whole = f"{text} So said {name}."
    place = Span(whole.index(name, len(text)), len(whole) - 1)
    bare = name.removeprefix("the ").removeprefix("a ")
    return Source(id="office", name=bare, kind=SourceKind.unnamed, mentions=(place,)), article("one", whole)


def person(name: str, description: str, text: str = STORY) -> tuple[Source, Article]:
    """A named person as an article describes them."""
    return Source(id=name, name=name, kind=SourceKind.named_person, description=description), article("two", text)


@pytest.mark.parametrize(("office", "description", "one"), CASES)
def test_an_office_is_whoever_is_described_as_holding_it(office: str, description: str, one: bool) -> None:
    """All its words describe the person, the article names it as the only one, and no other owner stands beside it."""
    found = list(offices([person("Ines Tolland", description)], [nameless(office)]))
    assert found == ([("office", "Ines Tolland")] if one else [])


def test_two_holders_leave_an_office_nameless() -> None:
    """Where two people are described so, neither is meant for sure."""
    people = [person("Ines Tolland", "the harbour's director"), person("Piet Brevik", "the harbour's director")]
    assert list(offices(people, [nameless("the harbour's director")])) == []


def test_an_office_of_another_story_is_somebody_elses() -> None:
    """The articles share names of people and places, or the words of an office show nothing."""
    people = [person("Ines Tolland", "the harbour's director", OTHER)]
    assert list(offices(people, [nameless("the harbour's director")])) == []
