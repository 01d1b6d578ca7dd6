"""The sense of a statement: nearest to what states the same claim in other words, and its own whatever is beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from whence.link.same import prepare
from whence.link.units import Unit

CLAIMS = (
    (
        "Nobody in the cabin was left alive.",
        "All those aboard the coach had perished.",
        "The coach had left Tolm an hour late with nobody in the front row.",
    ),
    (
        "The warehouse doors had been chained from outside.",
        "Workers could not get out because the exits were locked.",
        "The warehouse's owner had bought new doors from a firm in Kesk.",
    ),
    (
        "Mrs Harle will step down as chair of the board.",
        "The board is to look for a successor to its chair.",
        "Mrs Harle had chaired the board for six years.",
    ),
    (
        "The vaccine was kept too warm on the lorry.",
        "Doses spoiled because the cooling had failed on the way.",
        "The lorry that carried the vaccine was stopped twice at the border.",
    ),
    (
        "Soldiers opened fire on the crowd.",
        "The marchers were shot at by the army.",
        "The crowd set fire to two army lorries.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("one", "same", "other"), CLAIMS)
def test_the_same_claim_is_nearer(unit: Callable[..., Unit], one: str, same: str, other: str) -> None:
    """A wording that shares few words is nearer than another fact about the same people and things."""
    senses = prepare([unit(text, day=n) for n, text in enumerate((one, same, other))]).senses.astype(np.float32)
    assert senses[0] @ senses[1] > senses[0] @ senses[2]


def test_a_sense_is_of_length_one_and_does_not_hang_on_other_statements(unit: Callable[..., Unit]) -> None:
    """What is prepared alone and what is prepared beside others is the same to the bit."""
    units = [unit(text, day=n) for n, text in enumerate(text for claim in CLAIMS for text in claim)]
    together = prepare(units).senses
    np.testing.assert_allclose(np.linalg.norm(together.astype(np.float32), axis=1), 1, atol=2e-3)
    for n, one in enumerate(units):
        np.testing.assert_array_equal(prepare([one]).senses[0], together[n])


def test_the_words_around_a_content_are_no_part_of_it(unit: Callable[..., Unit]) -> None:
    """Two contents of one sentence have senses of their own."""
    text = "{} and, he added, the harbour had been closed to traffic since the spring."
    one = prepare([unit("The pilot was asleep", within=text)]).senses[0].astype(np.float32)
    whole = prepare([unit(text.format("The pilot was asleep"))]).senses[0].astype(np.float32)
    assert one @ whole < 0.9
