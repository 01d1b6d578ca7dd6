"""Fingerprints: what an article chooses hangs on its own words; what recurs is found by its code."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.link import fingerprints
from whence.link.candidates import candidates_of
from whence.link.collection import collect
from whence.link.fingerprints import rare_pairs, winnowed
from whence.records import Article

Make = Callable[..., Article]


@settings(max_examples=80)
@given(seed=st.integers(0, 100_000))
def test_an_article_chooses_the_same_fingerprints_whatever_stands_beside_it(seed: int, article: Make) -> None:
    """Also between articles of no words, of fewer than a hashed run has, and of one run."""
    chance = random.Random(seed)
    lengths = [chance.choice((0, 1, 3, 4, 5, 9, 30)) for _ in range(chance.randrange(1, 7))]
    papers = [article(f"n{i}", " ".join(chance.choices("abcdefgh", k=n)), day=i) for i, n in enumerate(lengths)]
    together = collect(papers, {})
    found = winnowed(together).tolist()
    alone = []
    for paper, offset in zip(papers, together.offsets.tolist(), strict=False):
        alone += [print_ + offset for print_ in winnowed(collect([paper], {})).tolist()]
    assert found == alone


def test_blocks_of_a_collection_make_no_difference(
    article: Make, prose: Callable[[int, int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fingerprints of a collection taken a few articles at a time are those of the whole."""
    collection = collect([article(f"n{i}", prose(i % 7, 40 + i)) for i in range(12)], {})
    whole = [sorted(f(collection).tolist()) for f in (winnowed, rare_pairs)]
    monkeypatch.setattr(fingerprints, "_BLOCK", 100)
    assert [sorted(f(collection).tolist()) for f in (winnowed, rare_pairs)] == whole


@settings(max_examples=60)
@given(codes=st.lists(st.integers(0, 40), max_size=60), spread=st.integers(1, 1 << 20))
def test_places_of_equal_fingerprints_are_shared(codes: list[int], spread: int, article: Make) -> None:
    """A place is shared if another place bears its code, whatever the codes' digits have in common."""
    collection = collect([article(f"n{i}", "lock " * 20, day=i) for i in range(4)], {})
    rows = np.array([(c * spread << 32) | place for place, c in enumerate(codes)], dtype=np.uint64)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, code in enumerate(codes):
        places[code].append(place)
    shared = sorted(place for some in places.values() if len(some) > 1 for place in some)
    assert candidates_of(collection, rows, all_pairs=50).shared.tolist() == shared


def test_a_fingerprint_of_very_many_places_is_not_lost(article: Make) -> None:
    """Where one code has more places than are counted, it still counts as shared."""
    many = (1 << 16) + 1
    collection = collect([article(f"n{i}", "lock " * (many // 2 + 1), day=i) for i in range(2)], {})
    rows = np.arange(many, dtype=np.uint64) | np.uint64(5 << 32)
    assert len(candidates_of(collection, rows, all_pairs=2).shared) == many
