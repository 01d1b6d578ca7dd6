"""Denials by a cue: what is denied is compared as if it were asserted, and what asserts it is opposed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import whence
from whence.link.same import decide, prepare
from whence.link.same.denying import denies_its_content
from whence.link.units import Unit, unit_of

DENY = [
    ("Orrany Lines denied that the ferry had left the channel.", True),
    ("The minister denied taking money from the builders.", True),
    ("Police rejected claims that officers had fired first.", True),
    ("The club dismissed reports that its coach would leave.", True),
    ("The agency has ruled out that the batch was spoilt.", True),
    ("The minister denied he had met the builders.", True),
    ("The mayor denies any link to the fund.", False),
    ("The council rejected the treaty.", False),
    ("Voters would reject a candidate like him.", False),
    ("The board dismissed the director as an ineffective leader.", False),
    ("The spokesman disputed the claim that the tank had leaked.", True),
    ("The ferry had not left the channel, Orrany Lines said.", False),
    ("There is no danger to the public, the mayor said.", False),
    ("“We never took a penny,” the minister said, denying it.", False),
    ("The company did not deny that the batch was spoilt.", False),
    ("Orrany Lines said that the ferry had left the channel.", False),
]

AGAINST = [
    ("Some 40 homes may flood, the engineer Pia Lund said.", "The mayor, Otto Brand, denied that homes may flood."),
    ("The ferry left the channel, Thea Rusk said.", "Orrany Lines denied that the ferry had left the channel."),
    (
        "The minister took bribes from Halden Steel, two aides told the Times.",
        "The minister denied taking bribes from Halden Steel.",
    ),
    ("The bank is insolvent, analysts at Merrow said.", "The chairman, Jon Ost, denied that the bank is insolvent."),
]


def units_of(folder: Path, *texts: str) -> list[Unit]:
    """The first statement of each of some articles of one sentence, as they are read."""
    file = folder / "rows.jsonl"
    rows = [{"id": str(n), "text": text, "published": "2031-03-04"} for n, text in enumerate(texts)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    readings = [r for r in whence.read(file) if isinstance(r, whence.Reading)]
    return [unit_of(r.statements[0], r.article, None) for r in readings]


@pytest.mark.parametrize(("text", "expected"), DENY)
def test_a_cue_that_denies_is_told_from_a_content_that_negates(text: str, expected: bool, tmp_path: Path) -> None:
    """Only a verb of denial before its content turns it; a quotation, or a content with a "not", stands as it is."""
    (unit,) = units_of(tmp_path, text)
    assert denies_its_content(unit) is expected


@pytest.mark.parametrize(("said", "denied"), AGAINST)
def test_who_denies_what_another_says_is_opposed_to_it(said: str, denied: str, tmp_path: Path) -> None:
    """A denial in the very words of a claim is opposed to it and not the same, and the same as another denial."""
    units = units_of(tmp_path, said, denied, denied.replace("denied", "has denied"))
    found = decide(prepare(units), np.array([[0, 1], [1, 2], [1, 0]]))
    assert found.opposed[0] > 0.6 > found.same[0]
    assert found.same[1] > 0.6 > found.opposed[1]
    assert found.opposed[2] == found.opposed[0]


def test_who_denies_what_another_says_is_not_so_is_not_opposed_to_him(tmp_path: Path) -> None:
    """A denial of a thing and a sentence that it is not so say the same, and neither stands against the other."""
    said = "No fault was reported before the sailing, the line said.", "The line denied that any fault was reported."
    found = decide(prepare(units_of(tmp_path, *said)), np.array([[0, 1]]))
    assert found.opposed[0] < 0.4
