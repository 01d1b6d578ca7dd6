"""Pairs of statements that are no one claim: of reports that were printed months apart, compared as if of one day.

The events with truth are each one story, in which one pair in ten is of one claim; a collection of many stories has
more strangers by far. The reports are those of PolNeAR's train split, a year of one campaign: what two of them say
months apart is about the same people, and a claim of both hardly ever.
"""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import whence
from events import POLNEAR
from whence.link.collection import day_of
from whence.link.pairs import MOSTLY_SHARED, Pairs
from whence.link.same.stories import DAYS
from whence.link.units import Unit
from whence.records import Reading

__all__ = ["Reports", "reports"]

_REPORTS = 400
_FILE = "reports.pkl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Readings of reports without their dates, so that all are compared; `days` are those of each article's id."""

    readings: tuple[Reading, ...]
    days: dict[str, int]

    def dealt(self, parts: int) -> list[Reports]:
        """Deal the reports into so many parts."""
        return [replace(self, readings=self.readings[number::parts]) for number in range(parts)]

    def strangers(self, units: Sequence[Unit], pairs: Pairs, most: int) -> NDArray[np.int64]:
        """The rows of pairs that are no one claim; of more than so many, as many drawn by chance."""
        day = np.array([self.days[unit.article.id] for unit in units], dtype=np.int64)
        said_again = pairs.shared >= MOSTLY_SHARED  # an old quotation, given once more, is one claim
        rows = np.flatnonzero((np.abs(day[pairs.a] - day[pairs.b]) > DAYS) & ~said_again)
        return np.sort(np.random.default_rng(1).permutation(rows)[:most])


def reports(folder: Path | None) -> Reports:
    """The reports, read by the network in use; pickled readings, where a folder of them is given that has them."""
    if folder is not None and (folder / _FILE).exists():
        readings = pickle.loads((folder / _FILE).read_bytes())
    else:
        with tempfile.TemporaryDirectory() as place:
            rows = Path(place) / "reports.jsonl"
            rows.write_text("".join(f"{json.dumps(row)}\n" for row in _rows()), encoding="utf-8")
            readings = list(whence.read(str(rows)))
    days = {one.article.id: day_of(one.article.published) for one in readings}
    undated = (replace(one, article=replace(one.article, published=None, updated=None)) for one in readings)
    return Reports(readings=tuple(sorted(undated, key=lambda one: one.article.id)), days=days)


def _rows() -> Iterator[dict[str, str]]:
    """Reports with their dates, spread evenly over the corpus."""
    with POLNEAR.open(encoding="utf-8") as lines:
        found = [row for row in map(json.loads, lines) if row["split"] == "train" and row["date"]]
    for row in found[:: max(1, len(found) // _REPORTS)][:_REPORTS]:
        yield {"text": row["text"], "published": row["date"], "outlet": row["publisher"]}
