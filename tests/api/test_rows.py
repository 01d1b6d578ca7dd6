"""Lists of a case file as data frames."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import whence

NAMES = ["claims", "articles", "statements", "sources", "outlets", "steps"]


@pytest.fixture(scope="module")
def case(traced_example: Path) -> whence.Case:
    """Return the traced example, open to be read."""
    return whence.Case(traced_example, read_only=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_a_table_of_its_records(case: whence.Case, name: str) -> None:
    """A table has a row a record and a column a field, and gives the records back."""
    from whence.arrow import from_table

    rows = getattr(case, name)()
    table = rows.to_arrow()
    assert table.num_rows == len(rows) > 0
    assert from_table(rows.kind, table) == list(rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_a_data_frame(case: whence.Case, name: str) -> None:
    """pandas and Polars get the same rows and columns, texts as texts and numbers as numbers."""
    rows = getattr(case, name)()
    pandas, polars = rows.to_pandas(), rows.to_polars()
    assert len(pandas) == len(polars) == len(rows)
    assert list(pandas.columns) == list(polars.columns) == rows.to_arrow().column_names


def test_a_data_frame_is_asked_as_usual(case: whence.Case) -> None:
    """Counts of a data frame are those of the list."""
    claims = case.claims()
    assert claims.to_polars()["articles"].sum() == sum(row.articles for row in claims)
    assert set(claims.to_pandas()["id"]) == {row.id for row in claims}
    assert case.claims(words="no such words").to_polars().is_empty()


@pytest.mark.parametrize(
    ("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars"), ("pyarrow", "to_arrow")]
)
def test_what_is_not_installed_is_said(
    case: whence.Case, library: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a library is missing, the error says what to install."""
    from whence.arrow.library import pyarrow

    pyarrow.cache_clear()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(whence.WhenceError, match=r"pip install '\.\["):
        getattr(case.sources(), method)()
    pyarrow.cache_clear()
