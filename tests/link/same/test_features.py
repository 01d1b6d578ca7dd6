from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from whence.link.same.features import FEATURES, _at_hand, _columns, features
from whence.link.same.prepared import prepare
from whence.link.units import Unit
from whence.records import Act

SENTENCES = (
    "Seven boats left the harbour at Orvane on Friday",
    "The harbour at Orvane saw 7 boats leave",
    "Nine boats left the harbour at Orvane on Friday",
    "No boat has left Orvane",
    "Nearly 40 people were hurt",
    "37 people were hurt",
    "The mayor rejected the plan",
    "The mayor approved the plan",
    "17",
    "",
)


def _column(found: np.ndarray, name: str) -> np.ndarray:
    return found[:, FEATURES.index(name)]


def test_the_order_of_two_statements_does_not_matter(unit: Callable[..., Unit]) -> None:
    """Every feature is the same whichever statement comes first, and finite, also for a statement without words."""
    prepared = prepare([unit(text or "…", within="It was said: {}.") for text in SENTENCES])
    pairs = np.array([(i, j) for i in range(len(SENTENCES)) for j in range(len(SENTENCES))], dtype=np.int64)
    there, back = features(prepared, pairs), features(prepared, pairs[:, ::-1])
    assert there.shape == (len(pairs), len(FEATURES))
    assert np.isfinite(there).all()
    np.testing.assert_allclose(there, back, atol=2e-3)


@pytest.mark.parametrize(
    ("one", "two", "seen", "unseen"),
    [
        ("Seven boats left", "7 boats set sail", "figures equal", "figures conflict"),
        ("Seven boats left", "Nine boats left", "figures conflict exact", "figures equal"),
        ("Nearly 40 people were hurt", "37 people were hurt", "figures drifted", "figures conflict exact"),
        ("It held for 40 days", "It held for 40 weeks", "figures equal", "figures equal of unit"),
        ("The plan was approved", "The plan was not approved", "negation differs", "negation both"),
        ("The plan was approved", "The plan was rejected", "opposites", "negation both"),
        ("The red tank leaked", "The blue tank leaked", "opposites", "negation both"),
        ("The upper gate was shut", "The lower gate was shut", "opposites", "negation both"),
        ("It sank off Orvane in heavy seas", "It sank off Tolm in heavy seas", "names conflict", "names shared"),
        ("The first test failed", "The second test failed", "codes conflict", "codes shared"),
        ("It opens on Monday", "It opens on Friday", "when conflict", "when shared"),
    ],
)
def test_what_differs_is_seen(unit: Callable[..., Unit], one: str, two: str, seen: str, unseen: str) -> None:
    """Figures, polarity, names, ordinals and days are compared as what they are."""
    within = "They wrote of Orvane and of Tolm. {}."
    found = features(prepare([unit(one, within=within), unit(two, within=within)]), np.array([[0, 1]]))
    assert _column(found, seen)[0] > 0
    assert _column(found, unseen)[0] == 0


def test_a_fragment_is_read_with_its_sentence(unit: Callable[..., Unit]) -> None:
    """What a bare figure counts is told by the sentence around it."""
    units = [
        unit("17", within="The ferry company puts the missing passengers at {}."),
        unit("17 passengers of the ferry are missing"),
        unit("17 goats have been sold at the market"),
    ]
    found = features(prepare(units), np.array([[0, 1], [0, 2]]))
    assert _column(found, "covered by sentence, least")[0] > _column(found, "covered by sentence, least")[1]


def test_a_denial_counts_as_turned(unit: Callable[..., Unit]) -> None:
    """Denying that something happened is the opposite of saying it, though the words are the same."""
    units = [unit("the valve was open"), unit("the valve was open", act=Act.denial, within="Ossery denied that {}.")]
    found = features(prepare(units), np.array([[0, 1]]))
    assert _column(found, "turned differs")[0] == 1


def test_a_pair_is_measured_alike_whatever_stands_beside_it(unit: Callable[..., Unit]) -> None:
    """Measured among others, with all columns of words, or beside copies, statements' features are the same bits."""
    long = " ".join(f"{word}{number} stood" for number in range(20) for word in ("Orvane", "Kesk"))
    texts = (
        "No",
        "The Orvane ferry ran aground off Kesk",
        "It hit no rock, the Orvane",
        f"Nobody saw that {long}",
        long,
    )
    units = [unit(text, article=f"{number}") for number, text in enumerate((*texts, *texts))]
    prepared = prepare(units)
    pairs = np.array([(i, j) for i in range(len(units)) for j in range(i + 1, len(units))])
    wide = _at_hand(prepared, np.arange(len(units)))
    whole = np.column_stack([column for _, column in _columns(wide, pairs, np.arange(len(units)))]).astype(np.float32)
    np.testing.assert_array_equal(features(prepared, pairs), whole)
    for number in range(len(pairs)):
        np.testing.assert_array_equal(features(prepared, pairs[number : number + 1])[0], whole[number])
