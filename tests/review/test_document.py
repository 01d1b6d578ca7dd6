"""The document's tables name what there is; tests/docs runs its commands."""

from __future__ import annotations

import re
from pathlib import Path

from whence import review
from whence.records import Act
from whence.review import Action
from whence.review.values import FIELDS

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")


def test_every_action_and_field_is_described() -> None:
    """The tables name every action with its function, every field of a correction, and every act."""
    rows = dict(re.findall(r"^\| `(\w+)\(case.* \| `(\w+)` \|$", DOCUMENT, re.MULTILINE))
    assert set(rows.values()) == set(Action)
    assert all(callable(getattr(review, name)) for name in rows)
    section = DOCUMENT.split("A correction's value sets some of:")[1].split("\n\n", 2)[1]
    assert {name for line in section.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])} == set(
        FIELDS
    )
    assert all(f"`{act}`" in section for act in Act)
