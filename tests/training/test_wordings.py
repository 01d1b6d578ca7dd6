"""Claims in many wordings are read as they are marked, and each mistake in a file is named with its line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from wordings import parse, situations

SITUATION = """
situation: Ferry aground
claim 1: The engines had stopped
Her mate said {the engines had stopped}.
"{No power},” said Dorn. "{We were drifting.}"
{Dead engines} - officer
claim 2 opposes 1: The engines ran
The owner insists {both engines ran}.
{Both were running}, a log shows.
They {never failed}.
"""


def test_contents_are_the_marked_words() -> None:
    """What stands in braces is the content; the text is the line without them."""
    (found,) = parse(SITUATION)
    assert found.name == "Ferry aground"
    said = [(w.claim, [w.text[a:b] for a, b in w.content]) for w in found.wordings]
    assert said[:3] == [(1, ["the engines had stopped"]), (1, ["No power", "We were drifting."]), (1, ["Dead engines"])]
    assert found.wordings[1].text == '"No power,” said Dorn. "We were drifting."'
    assert found.opposed == {frozenset((1, 2))}


@pytest.mark.parametrize(
    ("line", "instead", "mistake"),
    [
        ("situation: Ferry aground", "Ferry aground", "line 2: begin with"),
        ("claim 1: The engines had stopped", "claim one: stopped", "line 3: not `claim N"),
        ("{Dead engines} - officer", "Dead engines - officer", "line 6: mark the words"),
        ("{Dead engines} - officer", "{Dead {engines}} - officer", "line 6: mark the words"),
        ("{Dead engines} - officer", "", "claim 1 has 2 lines"),
        ("{Dead engines} - officer", "Her mate said {the engines had stopped}.", "twice: Her mate"),
        ("claim 2 opposes 1", "claim 2 opposes 3", "claims [2, 3] cannot oppose"),
    ],
)
def test_mistakes_are_named(line: str, instead: str, mistake: str) -> None:
    """A file with a mistake is refused, and the message says where it is."""
    with pytest.raises(ValueError) as error:
        parse(SITUATION.replace(line, instead, 1))
    assert mistake in str(error.value)


def test_what_is_kept_is_well_formed() -> None:
    """Every situation that trains has several claims, and some that are opposed."""
    found = situations()
    assert len({s.name for s in found}) > 400
    assert all(len({w.claim for w in s.wordings}) >= 4 for s in found)
    assert sum(bool(s.opposed) for s in found) > 0.9 * len(found)
