"""The collection: articles in time, words with weights, capitals that mean something."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from whence.link.collection import UNDATED, Collection, collect
from whence.link.fingerprints import blocks_of
from whence.link.tokens import key_of
from whence.records import Article, Moment, Precision, ReadFrom, Role

Make = Callable[..., Article]
DAY = datetime.date(2031, 3, 1).toordinal()


def bits(collection: Collection, word: str) -> float:
    return float(collection.bits(np.array([key_of(word) << 1], dtype=np.uint32))[0])


def test_articles_stand_by_day_and_id_with_the_undated_last(article: Make) -> None:
    """The order given makes no difference, to any array."""
    papers = [article(n, f"{n} wrote {n}", day=d) for n, d in (("d", None), ("b", 4), ("c", 1), ("a", 4))]
    collections = [collect(random.Random(s).sample(papers, 4), {}) for s in range(6)]
    for collection in collections:
        assert [h.id for h in collection.headers] == ["c", "a", "b", "d"]
        assert collection.days()[-1] == UNDATED
        assert (collection.keys == collections[0].keys).all()
        assert (collection.weights == collections[0].weights).all()


@pytest.mark.parametrize(
    ("at", "day"), [("2031-03-01", DAY), ("2031-03-01T08:30:00Z", DAY), ("2031-03", DAY), ("soon", UNDATED)]
)
def test_a_time_of_any_precision_gives_its_day(at: str, day: int, article: Make) -> None:
    """A month counts as its first day; what is no date counts as none."""
    made = article("a", "words", day=None)
    moment = Moment(at=at, precision=Precision.day, read_from=ReadFrom.given)
    dated = Article(id="a", text=made.text, blocks=made.blocks, digest="", file="a", published=moment)
    assert collect([dated], {}).headers[0].time.day == day


def test_within_a_day_the_clock_decides_and_a_bare_day_comes_last(article: Make) -> None:
    """Clocks are compared in UTC; what has no hour comes behind them, and before the day after."""
    times = {
        "d": "2031-03-04",
        "e": "2031-03-05T00:10:00Z",
        "c": "2031-03-04T09:00:00Z",
        "b": "2031-03-04T09:30:00+02:00",
    }
    papers = [
        replace(article(name, name), published=Moment(at=at, precision=_precision(at), read_from=ReadFrom.given))
        for name, at in times.items()
    ]
    assert [h.id for h in collect(papers, {}).headers] == ["b", "c", "d", "e"]


def _precision(at: str) -> Precision:
    return Precision.second if "T" in at else Precision.day


def test_common_words_weigh_little_in_a_small_pile_too(article: Make) -> None:
    """Among two articles "of the" tells next to nothing and "hinge" much; a word of all articles tells less."""
    pair = collect([article("a", "the hinge of the lock"), article("b", "a hinge of steel")], {})
    assert bits(pair, "the") < bits(pair, "government") < bits(pair, "hinge") < bits(pair, "unseen") + 0.1
    many = collect([article(f"n{i}", f"hinge word{i}") for i in range(300)], {})
    assert bits(many, "hinge") < 2 < bits(many, "word7")


def test_an_openings_capital_is_settled_by_the_words_other_places(article: Make) -> None:
    """A name that opens a sentence keeps its capital, and a common word loses it."""
    collection = collect([article("a", "Brenn spoke. Locks shut. They asked Brenn about locks.")], {})
    capital = dict(zip("Brenn spoke Locks shut They asked".split(), (collection.keys & 1).tolist(), strict=False))
    assert (capital["Brenn"], capital["Locks"], capital["They"]) == (1, 0, 0)


def test_credit_lines_are_kept_beside_the_words(article: Make) -> None:
    """Authors, bylines and credits are remembered though their lines are no body."""
    made = article("a", "By Coastwire", "Body.", authors=["A. Brenn"], roles=[Role.byline, Role.paragraph])
    collection = collect([made], {})
    assert collection.headers[0].credits == "A. Brenn\nBy Coastwire"
    assert len(collection.keys) == 1


def test_blocks_hold_whole_articles_and_miss_none(article: Make) -> None:
    """Hashing goes block by block over all words, also where articles are empty or longer than a block."""
    papers = [article("a", ""), article("b", "word " * 700_000), article("c", "word " * 500_000), article("d", "x y")]
    collection = collect(papers, {})
    blocks = list(blocks_of(collection))
    assert [low for low, _ in blocks[1:]] == [high for _, high in blocks[:-1]]
    assert (blocks[0][0], blocks[-1][1]) == (0, len(collection.keys))
    assert {edge for block in blocks for edge in block} <= set(collection.offsets.tolist())
