"""Reports of our own that look alike, read and traced as they are: two tanks, two batches, two flights, opposites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from whence.case import Case
from whence.in_parts import trace_in_parts
from whence.pipeline import read, trace_readings, traced_by
from whence.records import ChangeKind, Reading, Trace

NEWS, COURIER, RADIO = (
    {"outlet": "Lissen News", "published": "2031-07-01T09:00"},
    {"outlet": "Tolm Courier", "published": "2031-07-01T14:00"},
    {"outlet": "Radio Kesk", "published": "2031-07-02T08:00"},
)


class Collection(NamedTuple):
    """Readings with their trace."""

    readings: list[Reading]
    trace: Trace

    def claims(self, *words: str) -> dict[str, set[str]]:
        """The claims whose statements hold one of some words, by id, each with the articles that say so."""
        texts = {reading.article.id: reading.article.text for reading in self.readings}
        said = {s.id: s for reading in self.readings for s in reading.statements} | {s.id: s for s in self.trace.parts}
        found: dict[str, set[str]] = {}
        for claim in self.trace.claims:
            for own in (said[name] for name in claim.statements):
                content = " ".join(texts[own.article][start:end] for start, end in own.content).lower()
                if any(word in content for word in words):
                    found.setdefault(claim.id, set()).add(own.article)
        return found

    def changes(self) -> set[ChangeKind]:
        """All kinds of change."""
        return {change.kind for step in self.trace.steps for change in step.changes}


def traced(folder: Path, *reports: str) -> Collection:
    """Reports, each a title and a text on lines of their own, by three outlets in turn."""
    rows = [
        known | {"id": f"r{number}", "title": report.split("\n", 1)[0], "text": report}
        for number, (known, report) in enumerate(zip((NEWS, COURIER, RADIO), reports, strict=False))
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    readings = list(read(str(folder / "reports.jsonl")))
    assert len(readings) == len(reports)
    return Collection(readings, trace_readings(readings))


LOOK_ALIKES = {
    "two tanks": (
        ("tank 4", "tank 7"),
        (
            "Depot on fire\n\nTank 4 at the Brenholt depot burned for six hours, the fire chief, Marla Quist,"
            " said on Tuesday. Tank 7 was cooled with foam and did not catch fire, she said.",
            "Fuel burns\n\nFire chief Marla Quist said that tank 4 at the depot in Brenholt was on fire for six hours."
            " Tank 7 did not burn because crews had cooled it, Quist told reporters.\n\nThe road to Tolm was shut.",
            "After the fire\n\nThe fire at Brenholt destroyed tank 4, which burned for six hours. Tank 7 beside it was"
            " saved.",
        ),
    ),
    "two tanks told by their colours": (
        ("red tank", "blue tank"),
        (
            "Harbour master speaks\n\nThe red tank at the Brenholt depot leaked on Tuesday, the harbour master, Jorun"
            " Hale, said. The blue tank at the depot stayed tight, he said.",
            "Depot checked\n\nHarbour master Jorun Hale said the red tank at Brenholt had sprung a leak. The blue tank"
            " did not leak, he said.",
        ),
    ),
    "two batches": (
        ("kx-118", "kx-204"),
        (
            "Glass in a bottle\n\nBatch KX-118 of the cough syrup Calvodin contained glass, the maker, Orlin Pharma,"
            " said on Tuesday. Batch KX-204 contained no glass and stays on sale, the company said.",
            "Orlin withdraws syrup\n\nOrlin Pharma said that glass was found in batch KX-118 of Calvodin. Batch KX-204"
            " of the syrup was found to be clean and is still sold, it said.",
            "Syrup\n\nGlass was found in batch KX-118 of Calvodin. Batch KX-204 was cleared by the laboratory, the"
            " ministry of health said.",
        ),
    ),
    "two flights": (
        ("nv 312", "nv 480"),
        (
            "Smoke in the cabin\n\nFlight NV 312 turned back to Lissen after smoke was seen in the cabin, the airline"
            " Nordvane said on Tuesday. Flight NV 480 landed in Orvane on time, it said.",
            "A day of two flights\n\nSmoke in the cabin forced flight NV 312 to return to Lissen, Nordvane said. Flight"
            " NV 480 reached Orvane without delay, the airline said.",
            "Airline\n\nNordvane flight NV 312 went back to Lissen on Tuesday because of smoke. Flight NV 480 landed in"
            " Orvane as planned.",
        ),
    ),
    "one man, two propositions": (
        ("slept", "alarm"),
        (
            "Captain heard\n\nThe captain, Jorun Hale, had slept for two hours before the ship struck, the inquiry said"
            " on Tuesday.\n\nHale sounded the alarm at once when she struck, the mate, Ida Voss, told the News.",
            "Inquiry opens\n\nBefore the ship struck, captain Jorun Hale had slept for only two hours, according to the"
            " inquiry.\n\nHe gave the alarm as soon as she struck, said the mate, Ida Voss.",
        ),
    ),
    "two tanks told by what is in them": (
        ("diesel", "petrol"),
        (
            "Depot on fire\n\nThe diesel tank at the Brenholt depot caught fire on Tuesday, the fire chief, Jorun Hale,"
            " said. The petrol tank was emptied in time, he said.",
            "Fire chief speaks\n\nThe diesel tank in Brenholt was burning on Tuesday, said fire chief Jorun Hale. Crews"
            " had pumped out the petrol tank in time, he said.",
        ),
    ),
    "two people of one surname": (
        ("anders", "birte"),
        (
            "Two in court\n\nAnders Holm was charged with fraud on Tuesday, the prosecutor, Ida Voss, said. Birte Holm"
            " was released without charge, she said.",
            "Fraud charge\n\nProsecutor Ida Voss said that Anders Holm had been charged with fraud. Birte Holm has been"
            " released and is not charged, Voss said.",
        ),
    ),
}
SEEN_AS_ONE = {
    "two tanks told by what is in them": "one speaker, and two words of a kind: the pair decision takes them for one",
    "two people of one surname": "a first name that only begins sentences is not known to be one",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=False, reason=why))
        if (why := SEEN_AS_ONE.get(name))
        else name
        for name in LOOK_ALIKES
    ],
)
def test_look_alikes_are_claims_of_their_own(name: str, tmp_path: Path) -> None:
    """Each is one claim of all who report it, and no statement about the other is in it."""
    words, reports = LOOK_ALIKES[name]
    collection = traced(tmp_path, *reports)
    one, other = (collection.claims(word) for word in words)
    assert max(map(len, one.values())) == max(map(len, other.values())) == len(reports)
    assert not one.keys() & other.keys()


# --- opposites ------------------------------------------------------------------------------------------------------

FIRST = (
    "Bridge at Orvane falls\n\nThree people died when the bridge at Orvane fell on Tuesday, the police chief, Ida Voss,"
    " told the Lissen News. The driver of the bus that went down with it has been found, she said."
)
OPPOSED = {
    "in other words": (
        "Divers search the Orm\n\nFour people lost their lives in the fall of the bridge at Orvane, the mayor, Otto"
        " Brand, told the Courier.\n\nThe driver of the bus has not been found, Brand said."
    ),
    "in the same words": (
        "Divers search the Orm\n\nFour people died when the bridge at Orvane fell on Tuesday, the mayor, Otto Brand,"
        " told the Tolm Courier. The driver of the bus that went down with it has not been found, he said."
    ),
    "in the outlet's own voice": (
        "Divers search the Orm\n\nFour people died in Orvane on Tuesday. The driver of the bus has not been found."
    ),
}
DEATHS, DRIVER = ("people died", "lost their lives", "people have died"), ("driver of the bus",)


@pytest.mark.parametrize("name", OPPOSED)
def test_opposites_are_no_one_claim(name: str, tmp_path: Path) -> None:
    """Where each outlet has a source of its own, or says it itself, "three" and "four", "has" and "has not" are two."""
    collection = traced(tmp_path, FIRST, OPPOSED[name])
    for words in (DEATHS, DRIVER):
        claims = collection.claims(*words)
        assert len(claims) == 2
        assert all(len(articles) == 1 for articles in claims.values())
    assert not collection.changes() & {ChangeKind.figure_changed, ChangeKind.negation_flipped}


def test_opposites_are_no_one_claim_in_parts_either(tmp_path: Path) -> None:
    """A large collection knows of each statement who says it, where the words are shared."""
    readings, trace = traced(tmp_path, FIRST, OPPOSED["in the same words"])
    with Case(tmp_path / "a.case") as case:
        case.add(readings)
        trace_in_parts(case, tmp_path / "a.tracing", by=traced_by(case))
        assert case.trace() == trace


def test_an_opposite_that_follows_is_a_change_of_the_claim(tmp_path: Path) -> None:
    """Who retells another's report, with its source, and turns a figure or a negation round, changes one claim.

    So `docs/independence.md` has it: "a version that was changed on the way stays in the claim that it changes".
    """
    retold = (
        "Bridge gives way\n\nFour people died when the bridge at Orvane fell on Tuesday, the police chief, Ida Voss,"
        " told the Lissen News. The driver of the bus that went down with it has not been found, she told the paper."
    )
    collection = traced(tmp_path, FIRST, retold)
    for words in (DEATHS, DRIVER):
        ((_, articles),) = collection.claims(*words).items()
        assert len(articles) == 2
    assert collection.changes() >= {ChangeKind.figure_changed, ChangeKind.negation_flipped}
