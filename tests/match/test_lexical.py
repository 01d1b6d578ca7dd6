"""Texts found by the words that they share."""

from __future__ import annotations

import math

import pytest

from whence.link.same.lexis import common_share
from whence.match.lexical import Lexical, cleaned, stems_of

TEXTS = ["The ferry left the channel", "A ferry sank", "The mayor left", ""]


def test_scores_are_those_of_bm25() -> None:
    """A score is the sum of rarity times the saturated count; English at large weighs as much as 500 texts."""
    index = Lexical(TEXTS)
    rarity = -math.log((2 + 500 * common_share("ferry")) / (4 + 500))
    sizes = [len(stems_of(text)) for text in TEXTS]
    long = sizes[1] / (sum(sizes) / 4)
    expected = rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * long))
    found = index.scores("ferries, ferry FERRY's")
    assert found[1] == pytest.approx(expected, abs=1e-5)
    assert found.tolist() == index.scores("ferry").tolist()
    assert (found > 0).tolist() == [True, True, False, False]


def test_posts_are_cleaned() -> None:
    """Addresses go, and tags and handles are words, in as many as their capitals and figures tell."""
    assert cleaned("#Ferry left https://t.example/x pic.twitter.com/abc by @orrany") == "Ferry left by orrany"
    assert cleaned("Why #PortAldane2031 and @orrany_news?") == "Why Port Aldane 2031 and orrany news ?"
    assert cleaned("McAdam lives on") == "McAdam lives on"
    assert stems_of("It’s the ferry’s https://a.example/b") == ["ferry"]
