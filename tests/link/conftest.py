"""Small invented articles for the tests of linking."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Sequence

import pytest

from whence.records import Article, Block, Moment, Precision, ReadFrom, Role, Span

SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve zi ko re la".split()


def make_article(
    name: str,
    *paragraphs: str,
    outlet: str | None = None,
    agency: str | None = None,
    authors: Sequence[str] = (),
    day: int | None = 0,
    roles: Sequence[Role] = (),
) -> Article:
    """An article of these paragraphs, each a line; `day` counts from the first of March 2031, None is undated."""
    blocks = []
    start = 0
    for number, paragraph in enumerate(paragraphs):
        role = roles[number] if number < len(roles) else Role.paragraph
        blocks.append(Block(role=role, span=Span(start, start + len(paragraph))))
        start += len(paragraph) + 1
    at = None if day is None else (datetime.date(2031, 3, 1) + datetime.timedelta(days=day)).isoformat()
    return Article(
        id=name,
        text="\n".join(paragraphs),
        blocks=tuple(blocks),
        digest="",
        file=name,
        outlet=outlet,
        agency=agency,
        authors=tuple(authors),
        published=None if at is None else Moment(at=at, precision=Precision.day, read_from=ReadFrom.given),
    )


def make_prose(seed: int, words: int) -> str:
    """Words that no other seed's prose shares, but by chance; the same for the same seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=5)) for _ in range(words))


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Makes an article of paragraphs."""
    return make_article


@pytest.fixture(scope="session")
def prose() -> Callable[[int, int], str]:
    """Makes words that nobody else uses."""
    return make_prose
