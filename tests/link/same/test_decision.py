from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from whence.errors import ModelMissing
from whence.link.same import candidates, decide, prepare
from whence.link.same.weights import load, save, shipped
from whence.link.units import Unit

PAIRS = (
    ("Three people died when the bridge at Orvane fell.", "The fall of the Orvane bridge killed three people.", "same"),
    (
        "Three people died when the bridge at Orvane fell.",
        "Four people died when the bridge at Orvane fell.",
        "opposed",
    ),
    ("The council approved the harbour plan.", "The council did not approve the harbour plan.", "opposed"),
    ("The ferry line will close in May.", "The ferry line will not close in May.", "opposed"),
    ("The ferry line will close in May.", "In May the ferry line will be closed.", "same"),
    ("Dozens of homes were flooded in Tolm.", "A bakery in Tolm won the regional prize.", "other"),
    ("The tanker Brisa ran aground off Tolm.", "The tanker Brisa had been built in a yard at Kesk.", "other"),
)


@pytest.mark.parametrize(("one", "two", "which"), PAIRS)
def test_pairs_are_told_apart(unit: Callable[..., Unit], one: str, two: str, which: str) -> None:
    """A reworded claim is the same; another figure or a negation opposes it; another fact of it is another."""
    found = decide(prepare([unit(one), unit(two, day=1)]), np.array([[0, 1]]))
    scores = {"same": found.same[0], "opposed": found.opposed[0]}
    scores["other"] = 1 - sum(scores.values())
    assert max(scores, key=lambda key: scores[key]) == which


def test_another_number_scores_below_the_same_one(unit: Callable[..., Unit]) -> None:
    """Whatever the wording, the claim with the figure is nearer than the same words with another figure."""
    for number, wrong in (("three", "four"), ("12", "19"), ("forty-one", "14")):
        units = [
            unit(f"{number} miners were brought up alive"), unit(f"rescuers brought up {number} living miners"),
            unit(f"{wrong} miners were brought up alive"),
        ]  # fmt: skip
        found = decide(prepare(units), np.array([[0, 1], [0, 2]]))
        assert found.same[0] > found.same[1]


def test_probabilities_add_up_and_do_not_depend_on_order(unit: Callable[..., Unit]) -> None:
    """Both probabilities lie between 0 and 1, together at most 1, and the same way round or the other."""
    units = [unit(text, day=i) for i, text in enumerate(t for pair in PAIRS for t in pair[:2])]
    prepared = prepare(units)
    pairs = candidates(prepared)
    there, back = decide(prepared, pairs), decide(prepared, pairs[:, ::-1])
    assert ((there.same >= 0) & (there.opposed >= 0) & (there.same + there.opposed <= 1.0001)).all()
    np.testing.assert_allclose(there.same, back.same, atol=1e-3)


def test_nothing_to_decide_gives_nothing() -> None:
    """No units and no pairs are no error."""
    prepared = prepare([])
    pairs = candidates(prepared)
    assert pairs.shape == (0, 2)
    assert decide(prepared, pairs).same.shape == (0,)


def test_weights_are_kept_as_written(tmp_path) -> None:
    """What is saved is loaded again, in half precision; a file that is not there says what to do."""
    save(shipped(), tmp_path / "weights.npz")
    again = load(tmp_path / "weights.npz")
    np.testing.assert_array_equal(again.first, shipped().first)
    with pytest.raises(ModelMissing, match="install whence again"):
        load(tmp_path / "none.npz")
