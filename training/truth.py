"""The newsroom's truth brought to units: which unit is which true statement."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from whence.link.units import Unit
from whence.records import Span

__all__ = ["Gold", "gold_of"]

_LIKE = 0.5
_COVERED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A true statement that was found: its id, claim, source and parent in the truth, and the unit's number."""

    id: str
    claim: str
    source: str
    comes_from: str | None
    changes: tuple[str, ...]
    unit: int


def gold_of(event: Path, units: Sequence[Unit]) -> dict[str, Gold]:
    """The true statements of an event that some unit meets, by id; a unit may meet several."""
    truth = json.loads((event / "truth.json").read_text(encoding="utf-8"))
    files = {a["id"]: PurePath(a["file"]).name for a in truth["articles"]}
    by_file: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        by_file[PurePath(unit.article.file).name].append(number)
    found: dict[str, Gold] = {}
    for claim in truth["claims"]:
        for row in claim["statements"]:
            meeting = _meeting(row, units, by_file[files[row["article"]]])
            if meeting is not None:
                found[row["id"]] = Gold(
                    id=row["id"],
                    claim=claim["id"],
                    source=row["source"],
                    comes_from=row["comes_from"],
                    changes=tuple(row["changes"]),
                    unit=meeting,
                )
    return found


def _meeting(row: dict[str, Any], units: Sequence[Unit], numbers: Sequence[int]) -> int | None:
    """The unit that meets a true statement best; None where none has half of its characters or covers it."""
    if not numbers:
        return None
    place = _place(units[numbers[0]].article.text, row["content"])
    if place is None:
        return None
    scored = [(_likeness(units[n], place), n) for n in numbers]
    kept = [(like, -n) for like, n in scored if like >= _LIKE or _covered(units[n], place) >= _COVERED]
    return -max(kept)[1] if kept else None


def _place(text: str, content: str) -> Span | None:
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", content))
    match = re.search(pattern, text)
    return Span(*match.span()) if match else None


def _shared(unit: Unit, place: Span) -> int:
    return sum(max(0, min(end, place.end) - max(start, place.start)) for start, end in unit.statement.content)


def _likeness(unit: Unit, place: Span) -> float:
    shared = _shared(unit, place)
    return shared / (sum(e - s for s, e in unit.statement.content) + place.end - place.start - shared)


def _covered(unit: Unit, place: Span) -> float:
    return _shared(unit, place) / (place.end - place.start)
