"""Small collections that are traced, and the bundled example, traced once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from whence import pipeline
from whence.case import Case
from whence.example import example_files
from whence.records import Reading

Make = Callable[..., Reading]


@pytest.fixture(scope="session")
def mill(make: Make) -> list[Reading]:
    """Return four articles about a weir that nobody has built: three claims, of which one has three versions."""
    return [
        make(
            "beacon",
            "Weir to open\nThe weir at the mill will open in June, Ines Okker said. The mill owner paid for the weir,"
            " Rolf Arnaud said.",
            ("Ines Okker", "The weir at the mill will open in June"),
            ("Rolf Arnaud", "The mill owner paid for the weir"),
            outlet="Lowmarsh Beacon",
            at="2027-03-02",
        ),
        make(
            "echo",
            "June it is\nThe weir at the mill will open in June, Okker told the Lowmarsh Beacon. The owner of the mill"
            " paid for it, Arnaud said.",
            ("Okker", "The weir at the mill will open in June"),
            ("Arnaud", "The owner of the mill paid for it"),
            outlet="Tarn Echo",
            at="2027-03-03",
        ),
        make(
            "post",
            "Boats wait\nMayor Okker said the mill's weir would open in June. Boats must wait, Tilda Brandt said.",
            ("Mayor Okker", "the mill's weir would open in June"),
            ("Tilda Brandt", "Boats must wait"),
            outlet="Fen Post",
            at="2027-03-04",
        ),
    ]


@pytest.fixture
def traced(tmp_path: Path, mill: list[Reading]) -> Iterator[Case]:
    """Return an open case file with the articles about the weir, traced."""
    with Case(tmp_path / "mill.case") as case:
        case.add(mill)
        pipeline.trace_case(case)
        yield case


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the case file of the bundled example, traced; it is not to be changed."""
    path = tmp_path_factory.mktemp("example") / "example.case"
    with Case(path) as case:
        case.add(pipeline.read(*example_files()))
        pipeline.trace_case(case)
    return path


@pytest.fixture
def example_case(example: Path, tmp_path: Path) -> Iterator[Case]:
    """Return an open copy of the bundled example's case file."""
    with Case(shutil.copy(example, tmp_path / "example.case")) as case:
        yield case
