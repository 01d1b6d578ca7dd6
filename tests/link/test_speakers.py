"""One speaker of two articles, by the words that both say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whence.link.linked import Pair
from whence.link.speakers import one_speaker
from whence.link.units import Unit
from whence.records import Act, Article, Form, Source, SourceKind, Span, Statement

Make = Callable[..., Article]

DIRECTOR = Source(id="director", name="Ingra Soller", kind=SourceKind.named_person)
DOCTOR = Source(id="doctor", name="a doctor", kind=SourceKind.unnamed)
OTHER_DOCTOR = Source(id="other doctor", name="a doctor", kind=SourceKind.unnamed)
SPOKESMAN = Source(id="spokesman", name="a spokesman", kind=SourceKind.unnamed)
SOLLER = Source(id="Soller", name="Ingra Soller", kind=SourceKind.named_person)
ECHO = Source(id="Echo", name="Tarn Echo", kind=SourceKind.outlet)
WORDS = "the first seven patients had all been given it"
AROUND = "use of the batch was stopped after a doctor noticed that"


def unit(article: Article, name: str, words: str, speaker: Source | None, parent: str | None = None) -> Unit:
    """A statement of these words, which the article holds."""
    start = article.text.index(words)
    found = Statement(
        id=name,
        article=article.id,
        block=0,
        content=(Span(start, start + len(words)),),
        act=Act.assertion,
        form=Form.indirect,
        speaker=speaker.id if speaker else None,
        parent=parent,
    )
    return Unit(statement=found, article=article, speaker=speaker, words=words)


@pytest.fixture
def articles(article: Make) -> tuple[Article, Article]:
    """Two articles with the same words in them."""
    return article("a", f"{AROUND} {WORDS}"), article("b", f"{AROUND} {WORDS}")


def pairs_of(units: list[Unit]) -> set[tuple[str, str]]:
    """Whom all units of one article beside all of the other show to be one."""
    pairs = [
        Pair(a=a, b=b, same=0.0, opposed=0.0, copied=0.0, quoted=1.0)
        for a, one in enumerate(units)
        for b, other in enumerate(units)
        if one.article.id < other.article.id
    ]
    return set(one_speaker(units, pairs))


def test_the_same_words_of_one_who_is_named_and_one_who_is_not(articles: tuple[Article, Article]) -> None:
    """Where one article names the speaker of some words and the other says "a spokesman", both are one."""
    one, other = articles
    assert pairs_of([unit(one, "1", WORDS, DIRECTOR), unit(other, "2", WORDS, SPOKESMAN)]) == {
        ("director", "spokesman")
    }


def test_who_passes_words_on_is_not_who_said_them(articles: tuple[Article, Article]) -> None:
    """The director who tells what a doctor noticed is not the doctor, whom the other article quotes alone."""
    one, other = articles
    units = [
        unit(one, "1", f"{AROUND} {WORDS}", DIRECTOR),
        unit(one, "2", WORDS, DOCTOR, parent="1"),
        unit(other, "3", WORDS, OTHER_DOCTOR),
    ]
    assert pairs_of(units) == {("doctor", "other doctor")}


def test_words_within_words_within_words(articles: tuple[Article, Article]) -> None:
    """However deep in a statement its words are said by another, they are that other's."""
    one, other = articles
    units = [
        unit(one, "1", f"{AROUND} {WORDS}", SPOKESMAN),
        unit(one, "2", f"a doctor noticed that {WORDS}", None, parent="1"),
        unit(one, "3", WORDS, DOCTOR, parent="2"),
        unit(other, "4", WORDS, DIRECTOR),
    ]
    assert pairs_of(units) == {("doctor", "director")}


def test_who_is_told_of_is_not_who_tells(articles: tuple[Article, Article]) -> None:
    """Where the other article says that the director told of a doctor, the director is not that doctor."""
    one, other = articles
    units = [
        unit(one, "1", WORDS, SOLLER),
        unit(other, "2", f"{AROUND} {WORDS}", DIRECTOR),
        unit(other, "3", WORDS, DOCTOR, parent="2"),
    ]
    assert pairs_of(units) == set()


def test_an_outlet_that_says_it_is_nobodys_speaker(articles: tuple[Article, Article]) -> None:
    """An outlet that carries a nameless source's words is not that source, and two named sources stay two."""
    one, other = articles
    assert pairs_of([unit(one, "1", WORDS, ECHO), unit(other, "2", WORDS, DOCTOR)]) == set()
    assert pairs_of([unit(one, "1", WORDS, DIRECTOR), unit(other, "2", WORDS, SOLLER)]) == set()
