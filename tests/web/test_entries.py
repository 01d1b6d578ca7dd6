"""A live page in the browser and for programs: its statements have the times of their entries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from whence.web.app import create_app


@pytest.fixture
def reader(live_case: Path) -> Iterator[TestClient]:
    """A visitor of a case file of a live page and a report."""
    with TestClient(create_app(live_case, work=False), base_url="http://127.0.0.1:8765") as opened:
        yield opened


def test_pages_mark_the_times_of_entries(reader: TestClient) -> None:
    """Lists, the claim's versions and the article say which times are entries'; the page's own is not marked."""
    rows = reader.get("/api/articles").json()["items"]
    live = next(row["id"] for row in rows if row["outlet"] == "Orm Courier")
    claim = max(reader.get("/api/claims").json()["items"], key=lambda row: len(row["statements"]))["id"]
    for path in ("/statements", "/steps", f"/claims/{claim}"):
        page = reader.get(path).text
        assert "3 Jun 2031, 12:00 UTC (entry)" in page, path
        assert "3 Jun 2031, 11:00 UTC (entry)" not in page, path
    assert "Entry of 3 June 2031, 12:00 UTC" in reader.get(f"/articles/{live}").text


def test_sheets_say_which_times_are_of_entries(reader: TestClient) -> None:
    """A list as a sheet has each statement's time, in order, and whether it is an entry's."""
    rows = list(csv.DictReader(io.StringIO(reader.get("/api/statements.csv").content.decode("utf-8-sig"))))
    assert [(row["earliest"][11:16], row["of_entry"]) for row in rows] == [
        ("08:55", "0"),
        ("09:00", "1"),
        ("10:00", "1"),
        *[("11:00", "0")] * 3,
        ("12:00", "1"),
    ]
    steps = list(csv.DictReader(io.StringIO(reader.get("/steps.csv").content.decode("utf-8-sig"))))
    assert ("1", "0") in {(row["of_entry"], row["of_entry_before"]) for row in steps}
