"""The page on many machines has the figures that were measured, and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


def test_the_tables_of_scale_are_printed_from_measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the tables into docs/scale.md changes nothing, and each of them has its place there."""
    monkeypatch.syspath_prepend(str(_ROOT / "benchmarks"))
    for name in ("scale_plan", "collection", "natural"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import scale_plan

    page = (_ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert scale_plan.put_into(page) == page
    assert all(table in page for table in scale_plan.tables().values())
