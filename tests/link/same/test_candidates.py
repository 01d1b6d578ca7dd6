from __future__ import annotations

from collections.abc import Callable

import numpy as np

from whence.link.same import candidates, prepare
from whence.link.same.candidates import PARTNERS
from whence.link.same.stories import NEAR
from whence.link.units import Unit


def _collection(unit: Callable[..., Unit], prose: Callable[[int, int], str], stories: int, size: int) -> list[Unit]:
    """Stories that share no rare word, each told by `size` articles on successive days, three statements an article."""
    units = []
    for story in range(stories):
        for telling in range(size):
            told = [prose(story * 10 + part, 6).capitalize() for part in range(3)]
            page = ". ".join(told) + f". Told by {prose(9000 + story * 100 + telling, 2)}."
            units += [
                unit(part, within=page.replace(part, "{}"), article=f"{story}-{telling}", day=story * 90 + telling)
                for part in told
            ]
    return units


def test_restatements_meet_and_stories_do_not(unit: Callable[..., Unit], prose: Callable[[int, int], str]) -> None:
    """The same statement in two articles of a story is a candidate; articles of two stories have none."""
    units = _collection(unit, prose, 3, 4)
    pairs = {tuple(pair) for pair in candidates(prepare(units)).tolist()}
    story = [u.article.id.split("-")[0] for u in units]
    same = {(i, j) for i in range(len(units)) for j in range(i + 1, len(units)) if units[i].words == units[j].words}
    assert same <= pairs
    assert all(story[i] == story[j] for i, j in pairs)


def test_candidates_are_ordered_and_repeat_exactly(unit: Callable[..., Unit], prose: Callable[[int, int], str]) -> None:
    """Pairs ascend, i before j, none twice, and a second run gives the same ones."""
    units = _collection(unit, prose, 2, 5)
    first, second = candidates(prepare(units)), candidates(prepare(units))
    np.testing.assert_array_equal(first, second)
    assert (first[:, 0] < first[:, 1]).all()
    assert len(np.unique(first, axis=0)) == len(first)
    np.testing.assert_array_equal(first, first[np.lexsort((first[:, 1], first[:, 0]))])


def test_a_story_in_very_many_articles_stays_bounded(
    unit: Callable[..., Unit], prose: Callable[[int, int], str]
) -> None:
    """Where a hundred articles tell one story, an article meets only its nearest, and no statement proposes more."""
    units = _collection(unit, prose, 1, 100)
    prepared = prepare(units)
    assert max(len(near) for near in prepared.stories.near) <= NEAR + 1
    assert len(candidates(prepared)) <= PARTNERS * len(units)


def test_the_same_words_a_year_apart_are_another_story(unit: Callable[..., Unit]) -> None:
    """Articles that were printed long after one another do not meet; undated ones meet any."""
    text = "The Orvane ferry ran aground off Kesk with sheep aboard"
    apart = [unit(text), unit(text, day=400)]
    undated = [unit(text), unit(text, day=None)]
    assert len(candidates(prepare(apart))) == 0
    assert len(candidates(prepare(undated))) == 1
