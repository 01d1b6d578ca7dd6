"""Runs and chains: as long as the words are equal, in order, without overlap."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from whence.link.candidates import candidates_of, places_of
from whence.link.collection import Collection, collect
from whence.link.fingerprints import WINDOW, WORDS, rare_pairs, winnowed
from whence.link.runs import Reach, chains_of, in_company, runs_of
from whence.link.tokens import fold, key_of
from whence.records import Article

Make = Callable[..., Article]
REACH = Reach(gap=20, drift=8)


def jumbled(seed: int, article: Make) -> Collection:
    """Two or three articles of few words, so that equal runs of every length and shift abound."""
    chance = random.Random(seed)
    words = "lock hinge diver mole crane barge tide quay".split()[: chance.randrange(2, 8)]
    texts = [" ".join(chance.choices(words, k=chance.randrange(60))) for _ in range(chance.randrange(2, 4))]
    return collect([article(f"n{i}", text, day=i) for i, text in enumerate(texts)], {})


def article_at(collection: Collection, place: int) -> int:
    return int(collection.articles_of(np.array([place]))[0])


@settings(max_examples=80)
@given(seed=st.integers(0, 100_000))
def test_runs_are_equal_and_cannot_be_longer(seed: int, article: Make) -> None:
    """A run's words are equal in two articles, and the words before and behind it differ or are another article's."""
    collection = jumbled(seed, article)
    keys = fold(collection.keys).tolist()
    runs = runs_of(collection, candidates_of(collection, winnowed(collection), all_pairs=50).pairs, words=WORDS)
    rows = list(zip(runs.one.tolist(), runs.two.tolist(), runs.length.tolist(), strict=True))
    for one, two, length in rows:
        assert length >= WORDS
        assert keys[one : one + length] == keys[two : two + length]
        for place in (-1, length):
            low, high = one + place, two + place
            inside = low >= 0 and high < len(keys)
            inside = inside and article_at(collection, low) == article_at(collection, one)
            inside = inside and article_at(collection, high) == article_at(collection, two)
            assert not inside or keys[low] != keys[high]
    assert len(set(rows)) == len(rows)


@settings(max_examples=80)
@given(seed=st.integers(0, 100_000))
def test_the_runs_of_a_chain_follow_one_another(seed: int, article: Make) -> None:
    """Within a chain both articles are read forwards, no word twice, and no gap is wider than the reach."""
    collection = jumbled(seed, article)
    runs = runs_of(collection, candidates_of(collection, winnowed(collection), all_pairs=50).pairs, words=WORDS)
    chains = chains_of(collection, runs, REACH)
    for low, high in zip(chains.edges[:-1], chains.edges[1:], strict=True):
        chain = chains.runs.at(np.arange(low, high))
        assert (chain.length > 0).all()
        for side in (chain.one, chain.two):
            gaps = side[1:] - (side + chain.length)[:-1]
            assert ((gaps >= 0) & (gaps <= REACH.gap)).all()
            assert len(set(collection.articles_of(side).tolist())) == 1


@settings(max_examples=80)
@given(seed=st.integers(0, 100_000))
def test_lone_pairs_make_no_chain_of_several_runs(seed: int, article: Make) -> None:
    """Without the pairs that have no company, the chains of two runs and more are the same, and no others are added."""
    chance = random.Random(seed)
    words = [f"w{n}" for n in range(chance.randrange(20, 60))]
    texts = [" ".join(chance.choices(words, k=chance.randrange(80))) for _ in range(5)]
    collection = collect([article(f"n{i}", text, day=i) for i, text in enumerate(texts)], {})
    single = (fold(collection.keys).astype(np.uint64) << np.uint64(32)) | np.arange(
        len(collection.keys), dtype=np.uint64
    )
    pairs = candidates_of(collection, single, all_pairs=50).pairs
    assert several(collection, in_company(collection, pairs, REACH)) == several(collection, pairs)


def several(collection: Collection, pairs: NDArray[np.uint64]) -> list[list[list[int]]]:
    """The chains of two runs and more that candidate pairs of single words lead to."""
    chains = chains_of(collection, runs_of(collection, pairs, words=1), REACH)
    runs = np.stack((chains.runs.one, chains.runs.two, chains.runs.length), axis=1).tolist()
    edges = chains.edges.tolist()
    return [runs[low:high] for low, high in pairwise(edges) if high - low > 1]


@settings(max_examples=60)
@given(before=st.integers(0, 40), after=st.integers(0, 40), seed=st.integers(0, 10_000))
def test_eight_shared_words_share_a_fingerprint(
    before: int, after: int, seed: int, article: Make, prose: Callable[[int, int], str]
) -> None:
    """Winnowing promises it: whatever stands around, some candidate lies within the shared run, on its diagonal."""
    run = prose(seed, WORDS + WINDOW - 1)
    a = article("a", f"{prose(seed + 1, before)} {run} {prose(seed + 2, after)}")
    b = article("b", f"{prose(seed + 3, after)} {run} {prose(seed + 4, before)}", day=1)
    collection = collect([a, b], {})
    one, two = places_of(candidates_of(collection, winnowed(collection), all_pairs=9).pairs)
    start = before, int(collection.offsets[1]) + after
    assert any(0 <= x - start[0] == y - start[1] < WINDOW for x, y in zip(one.tolist(), two.tolist(), strict=True))


def test_many_places_are_linked_few_times(article: Make, prose: Callable[[int, int], str]) -> None:
    """A fingerprint of two hundred articles gives two links an article; one of four gives all six."""
    shared = prose(0, 12)
    for count, limit in ((200, 2 * 200), (4, 6)):
        papers = [article(f"n{i:03}", f"{prose(i + 1, 9)} {shared} {prose(i + 999, 9)}") for i in range(count)]
        collection = collect(papers, {})
        prints = winnowed(collection)
        codes, counts = np.unique(prints >> np.uint64(32), return_counts=True)
        hot = int((counts == count).sum())
        assert hot >= 2
        assert len(candidates_of(collection, prints, all_pairs=24).pairs) <= limit * len(codes[counts > 1])


def test_rare_pairs_outlive_rewording(article: Make) -> None:
    """Two rare neighbours give one fingerprint in either order, with the same word's place."""
    a = article("a", "the corroded sluice was opened")
    b = article("b", "they opened a sluice that had corroded", day=1)
    collection = collect([a, b], {})
    one, two = places_of(candidates_of(collection, rare_pairs(collection), all_pairs=8).pairs)
    assert {key_of(w) for w in ("corroded", "sluice", "opened")} >= set(fold(collection.keys)[one].tolist())
    assert len(one) == 2
    assert (fold(collection.keys)[one] == fold(collection.keys)[two]).all()
