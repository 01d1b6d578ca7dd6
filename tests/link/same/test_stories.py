from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from whence.link.same.stories import Stories, related, stories_of
from whence.records import Article


@pytest.fixture
def stories(article: Callable[..., Article]) -> Callable[..., Stories]:
    """Makes the stories of articles that consist of given words."""

    def made(*texts: str, names: Sequence[str] = ()) -> Stories:
        articles = [article(f"{number}", text) for number, text in enumerate(texts)]
        return stories_of(articles, [text.split() for text in texts], frozenset(names))

    return made


def _words(kind: str, number: int, count: int) -> str:
    return " ".join(f"{kind}{number}x{n}" for n in range(count))


def _near(found: Stories) -> list[list[int]]:
    return [sorted(own.tolist()) for own in found.near]


def test_articles_that_share_only_usual_words_are_not_of_one_story(stories: Callable[..., Stories]) -> None:
    """Of sixty stories in two reports each, which all use the same three words, every report finds its other one."""
    texts = [f"police said closed {words} {_words('own', number, 5)}"
             for number in range(120) for words in [_words("story", number // 2, 25)]]  # fmt: skip
    assert _near(stories(*texts)) == [[number // 2 * 2, number // 2 * 2 + 1] for number in range(120)]


def test_strangers_are_not_of_one_story_for_want_of_others(stories: Callable[..., Stories]) -> None:
    """Where two articles are all there is, what they share is all that others have too; it is still little of each."""
    one, two = _words("one", 1, 60), _words("two", 1, 60)
    assert _near(stories(f"{one} said council", f"{two} said council")) == [[0], [1]]
    assert _near(stories(f"{one} said council", f"{one} said")) == [[0, 1], [0, 1]]


@pytest.mark.parametrize(("names", "together"), [("", False), ("orvane kesk tolm dorn", True)])
def test_names_tell_more_of_a_story_than_other_words(
    names: str, together: bool, stories: Callable[..., Stories]
) -> None:
    """Three articles that have four words in common are of one story where these are names."""
    copies = [_words("copied", number, 70) for number in range(3)]
    found = stories(*(f"{text} orvane kesk tolm dorn" for text in copies), *copies, names=names.split())
    assert ({1, 2} <= set(found.near[0].tolist())) is together


def test_an_article_is_the_first_of_its_own_story_and_the_nearest_come_next(stories: Callable[..., Stories]) -> None:
    """A story begins with the article itself, and goes on with those that share most with it."""
    words = [f"w{number}" for number in range(20)]
    texts = [" ".join(words), " ".join(words[:10]), " ".join(words[:18])]
    found = stories(*texts)
    assert found.near[0].tolist() == [0, 2, 1]
    np.testing.assert_array_equal(found.weights(0, found.known[0]), found.rare[0])


def test_two_articles_are_as_related_as_what_they_share(stories: Callable[..., Stories]) -> None:
    """An article is wholly related to itself, a stranger not at all; which of two comes first makes no difference."""
    words = [f"w{number}" for number in range(20)]
    texts = [
        " ".join(words),
        " ".join(words[:10]),
        " ".join(words[:18]),
        _words("other", 1, 30),
        _words("other", 1, 29),
    ]
    found = stories(*texts)
    every = np.arange(5)

    def between(one: int, two: int) -> float:
        (value,) = related(found.near, found.shared, every, np.array([one]), np.array([two])).tolist()
        return float(value)

    assert [between(n, n) for n in range(5)] == [1.0] * 5
    assert between(0, 3) == between(3, 0) == 0.0
    assert 0 < between(0, 1) < between(0, 2) < 1
    assert between(0, 1) == between(1, 0)


def test_what_one_article_alone_has_near_it_counts_for_both() -> None:
    """Where the other has so many nearer ones that it is not among them; articles may go by any numbers."""
    near = (np.array([7, 9]), np.array([9]))
    shared = (np.array([1.0, 0.4]), np.array([1.0]))
    pairs = np.array([[7, 9], [9, 7], [9, 9], [7, 12]])
    assert related(near, shared, np.array([7, 9]), *pairs.T).tolist() == [0.4, 0.4, 1.0, 0.0]
    none = np.zeros(0, dtype=np.int64)
    assert related((), (), none, none, none).tolist() == []


def test_no_articles_have_no_stories(stories: Callable[..., Stories]) -> None:
    """Nothing is found among nothing, and an article without words is of no story but its own."""
    assert stories().near == ()
    assert _near(stories("", "cranes fell")) == [[0], [1]]
