from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from _pytest.mark.structures import ParameterSet

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
    assert decided(unit(one), unit(two, day=1)) == which


def decided(one: Unit, two: Unit) -> str:
    """What the decision takes a pair for."""
    found = decide(prepare([one, two]), np.array([[0, 1]]))
    scores = {"same": found.same[0], "opposed": found.opposed[0]}
    scores["other"] = 1 - sum(scores.values())
    return max(scores, key=lambda key: scores[key])


def seen_as_one(one: str, two: str, why: str) -> ParameterSet:
    """A pair that should not be the same, and is, and why that is so."""
    return pytest.param(one, two, marks=pytest.mark.xfail(strict=False, reason=why))


SAME_PEOPLE = (
    ("Marla Quist was arrested on Tuesday.", "Marla Quist was elected to the board in spring."),
    (
        "Marla Quist resigned as chair of the harbour board.",
        "Marla Quist was questioned by the police for three hours.",
    ),
    ("The fire crews of Brenholt reached the depot at noon.", "The fire crews of Brenholt were praised by the mayor."),
    (
        "The captain, Jorun Hale, left the bridge before the ship struck.",
        "The captain, Jorun Hale, had slept two hours.",
    ),
    ("The miners of Ostvik asked for higher pay.", "The miners of Ostvik voted to end the strike."),
    ("Doctors in Pellmouth treated nine children for burns.", "Doctors in Pellmouth said they had too few beds."),
    ("Police questioned the driver, Ned Carrow.", "The driver, Ned Carrow, had worked for the firm since 2019."),
    ("The union's members voted for the strike.", "The union's members have elected a new leader."),
    ("The crew of the Brisa was rescued.", "The crew of the Brisa had not been paid since March."),
    seen_as_one(
        "Nurses at the Pellmouth clinic asked for longer breaks.",
        "Nurses at the Pellmouth clinic treated the wounded all night.",
        "a long subject in common weighs more than two short predicates that have nothing in common",
    ),
)
LOOK_ALIKES = (
    ("Tank 4 at the Brenholt depot burned for six hours.", "Tank 7 at the Brenholt depot was cooled in time."),
    ("Tank 4 at the Brenholt depot burned for six hours.", "Tank 7 at the Brenholt depot did not burn."),
    ("Tank 4 at the Brenholt depot exploded.", "Tank 7 at the Brenholt depot exploded."),
    ("The second tank at the depot burned out at dawn.", "The third tank at the depot was cooled and saved."),
    ("The northern tank at the depot burned out on Monday.", "The southern tank at the depot was saved on Monday."),
    ("The red tank at the depot leaked.", "The blue tank at the depot leaked."),
    ("The larger tank leaked into the canal.", "The smaller tank did not leak."),
    ("Batch KX-118 of the syrup was recalled after three patients fell ill.", "Batch KX-204 of the syrup was cleared."),
    ("Batch KX-118 of Calvodin was recalled.", "Batch KX-204 of Calvodin was recalled."),
    ("Batch 118 of Calvodin contained glass.", "Batch 204 of Calvodin contained no glass."),
    ("The first batch of Calvodin was recalled in Tolm.", "The second batch of Calvodin was sold in Tolm."),
    ("The spring batch of the vaccine was destroyed.", "The autumn batch of the vaccine was shipped to clinics."),
    ("Flight NV 312 turned back to Lissen after smoke was seen.", "Flight NV 480 landed in Lissen without trouble."),
    ("Flight NV312 from Lissen was cancelled.", "Flight NV480 from Lissen was cancelled."),
    ("The morning flight to Lissen was cancelled.", "The evening flight to Lissen left on time."),
    ("The flight from Tolm was diverted to Kesk.", "The flight from Orvane landed on time."),
    ("The first flight to Lissen was cancelled.", "The second flight to Lissen took off at noon."),
    ("The ferry Brisa ran aground off Tolm.", "The ferry Alma ran aground off Tolm."),
    ("The older brother was found alive.", "The younger brother was found dead."),
    seen_as_one(
        "The diesel tank at the depot caught fire.",
        "The petrol tank at the depot was emptied in time.",
        "only two words of a kind tell the things apart, and their directions are near each other",
    ),
    seen_as_one(
        "The second tank at the depot caught fire at dawn.",
        "The third tank at the depot caught fire at dawn.",
        "another ordinal weighs less than all other words, which are equal",
    ),
    seen_as_one(
        "The morning flight to Lissen was cancelled.",
        "The evening flight to Lissen was cancelled.",
        "parts of a day are taken for times, which reports of one thing seldom give alike",
    ),
    seen_as_one(
        "The flight from Tolm was delayed by fog.",
        "The flight to Tolm was delayed by fog.",
        "prepositions are not compared",
    ),
    seen_as_one(
        "Anders Holm was charged with fraud.",
        "Birte Holm was charged with fraud.",
        "a first name that stands nowhere but at the beginning of a sentence is not known to be a name",
    ),
)


@pytest.mark.parametrize(("one", "two"), [*SAME_PEOPLE, *LOOK_ALIKES])
def test_look_alikes_are_not_the_same(unit: Callable[..., Unit], one: str, two: str) -> None:
    """Nor are two things said of the same people, nor one thing of two tanks, two batches, or two flights."""
    assert decided(unit(one), unit(two, day=1)) != "same"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Tank 4 at the Brenholt depot burned for six hours.",
            "For six hours tank 4 of the Brenholt depot was on fire.",
        ),
        ("The red tank at the depot leaked.", "There was a leak in the red tank at the depot."),
        (
            "The recall of batch KX-118 came after three patients fell ill.",
            "Batch KX-118 was recalled after three fell ill.",
        ),
        ("Flight NV 312 turned back to Lissen after smoke was seen.", "After smoke was seen, flight NV 312 returned."),
    ],
)
def test_one_thing_in_other_words_is_the_same(unit: Callable[..., Unit], one: str, two: str) -> None:
    """What tells look-alikes apart does not part the same tank, batch or flight from itself."""
    assert decided(unit(one), unit(two, day=1)) == "same"


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
