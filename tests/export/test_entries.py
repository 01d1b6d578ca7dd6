"""Statements of a live page, in formats that say when a statement was published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from whence.case import Case
from whence.export.graph.network import Network
from whence.export.sheet import case_csv
from whence.export.stix.bundle import case_stix


@pytest.fixture
def case(live_case: Path) -> Iterator[Case]:
    """The case file of a live page and a report, which no test here changes."""
    with Case(live_case) as opened:
        yield opened


WHEN = {
    "Bridge closed: the day so far": "2031-06-03T08:55:00",
    "“The bridge will stay closed until the end of June,”": "2031-06-03T12:00:00",
    "A crack runs through the second pier": "2031-06-03T10:00:00",
    "The county has closed the bridge over the Orm": "2031-06-03T09:00:00",
}
HEAD = "Bridge closed: the day so far"


def test_a_sheet_has_the_times_of_entries(case: Case) -> None:
    """A row of a statement in an entry has its entry's time, and says so."""
    rows = list(csv.DictReader(io.StringIO(b"".join(case_csv(case)).decode("utf-8-sig"))))
    live = {row["words"]: (row["published"], row["of_entry"]) for row in rows if row["outlet"] == "Orm Courier"}
    assert live == {words: (f"{at}+00:00", "" if words == HEAD else "yes") for words, at in WHEN.items()}
    assert {(row["published"], row["of_entry"]) for row in rows if row["outlet"] == "Vale Wire"} == {
        ("2031-06-03T11:00:00+00:00", "")
    }


def test_a_graph_has_the_times_of_entries(case: Case) -> None:
    """A statement's node, and the edges to it, are there since its entry was published."""
    network = Network(case)
    said = {n.fields["words"]: n.since for n in network.nodes() if n.fields.get("outlet") == "Orm Courier"}
    assert said == {words: f"{at}Z" for words, at in WHEN.items()}
    assert {edge.since for edge in network.edges()} == {f"{at}Z" for w, at in WHEN.items() if w != HEAD} | {
        "2031-06-03T08:55:00Z",
        "2031-06-03T11:00:00Z",
    }


def test_a_stix_bundle_has_the_times_of_entries(case: Case) -> None:
    """A note of a statement, the grouping of its claim and a relationship have their statements' times."""
    found = json.loads(b"".join(case_stix(case)))["objects"]
    notes = {one["content"]: one["created"] for one in found if one["type"] == "note"}
    assert {words: notes[words] for words in WHEN} == {words: f"{at}.000Z" for words, at in WHEN.items()}
    grouped = {one["name"]: one["created"] for one in found if one["type"] == "grouping"}
    assert grouped["A crack runs through the second pier"] == "2031-06-03T10:00:00.000Z"
    assert "2031-06-03T12:00:00.000Z" in {one["created"] for one in found if one["type"] == "relationship"}
