"""The runs of a page come in reading order: columns by the white between them, and each run once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.pdf.columns import columns
from whence.ingest.pdf.lines import lines_of
from whence.ingest.pdf.records import Run


def run(text: str, left: float, middle: float, width: float, size: float = 10.0) -> Run:
    """Return a run of some letters at a place."""
    return Run(text, left, middle - size / 2, left + width, middle + size / 2, size, False, False)


def column(name: str, left: float, *, top: float = 700.0, lines: int = 8, width: float = 150.0) -> list[Run]:
    """Return the lines of a column, twelve points apart."""
    return [run(f"{name}{n}", left, top - 12 * n, width) for n in range(lines)]


def order(runs: list[Run]) -> str:
    """Return the columns' names in the order in which they are read."""
    names = [line.text[0] for part in columns(runs) for line in lines_of(part)]
    return "".join(name for n, name in enumerate(names) if n == 0 or names[n - 1] != name)


def test_columns_are_read_one_after_another() -> None:
    """Two columns, and three, are read from the left, each to its end."""
    assert order([*column("b", 220), *column("a", 50)]) == "ab"
    assert order([*column("c", 390), *column("a", 50), *column("b", 220)]) == "abc"


def test_a_headline_over_all_columns_stands_above_them() -> None:
    """A line that crosses the white parts what is above it from what is below."""
    upper = [*column("a", 50, top=780, lines=4), *column("b", 220, top=780, lines=4)]
    lower = [*column("c", 50, top=690), *column("d", 220, top=690)]
    assert order([*upper, run("h", 50, 715, 320, 20.0), *lower]) == "abhcd"


def test_a_headline_over_two_of_three_columns_is_theirs() -> None:
    """The third column, which the headline leaves free, is read after the two below it."""
    story = [run("h", 50, 725, 310, 20.0), *column("a", 50), *column("b", 220)]
    assert order([*story, *column("c", 390, top=730, lines=10)]) == "habc"


def test_gaps_between_paragraphs_side_by_side_part_nothing() -> None:
    """White that runs across both columns at one height leaves each column whole."""
    left = [*column("a", 50, lines=4), *column("a", 50, top=620, lines=4)]
    right = [*column("b", 220, lines=4), *column("b", 220, top=620, lines=4)]
    assert order([*left, *right]) == "ab"


def test_one_column_stays_one() -> None:
    """Lines that end early, and justified lines in two pieces with wide white between words, are no columns."""
    ragged = [run(f"a{n}", 50, 700 - 12 * n, 150 + 37 * (n % 7)) for n in range(20)]
    assert len(columns(ragged)) == 1
    cuts = [150 + 31 * (n % 9) for n in range(20)]
    pieces = [run(f"a{n}", 50, 700 - 12 * n, cuts[n] - 50) for n in range(20)]
    pieces += [run(f"b{n}", cuts[n] + 14, 700 - 12 * n, 500 - cuts[n] - 14) for n in range(20)]
    assert len(columns(pieces)) == 1


PLACES = st.tuples(st.floats(0, 600), st.floats(0, 800), st.floats(0.5, 500), st.floats(0.5, 40))


@given(st.lists(PLACES, max_size=60))
def test_each_run_comes_once(places: list[tuple[float, float, float, float]]) -> None:
    """Wherever runs stand, all of them come back, each once, in columns and in lines."""
    runs = [run(str(n), left, middle, width, size) for n, (left, middle, width, size) in enumerate(places)]
    found = [one for part in columns(runs) for one in part]
    assert sorted(map(id, found)) == sorted(map(id, runs))
    words = " ".join(line.text for part in columns(runs) for line in lines_of(part))
    assert sum(map(str.isdigit, words)) == sum(len(one.text) for one in runs)
