"""The events whose readings and truth train what whence learns: the newsroom's, and those written for whence."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from written import parse, write

__all__ = ["DATA", "FOLDS", "POLNEAR", "folds", "newsroom", "with_readings", "with_truth", "written_events"]

DATA = Path(os.environ.get("WHENCE_DATA", "../shared")) / "data"
POLNEAR = DATA / "attribution" / "polnear" / "polnear.jsonl"
_WRITTEN = Path(__file__).with_name("written")
FOLDS = 2
"""Into how many parts the newsroom's events are dealt; each part is measured by a network that saw none of it."""
_WORK = Path("model-work/written")


def newsroom(*, readings: bool) -> list[Path]:
    """The newsroom's events that have full readings, or those that have only a truth, in order of their names."""
    return sorted(
        folder
        for folder in (DATA / "newsroom").iterdir()
        if (folder / "truth.json").exists() and (folder / "reading").is_dir() == readings
    )


def folds() -> list[list[str]]:
    """The newsroom's events that each fold's network never sees: those with readings, then those without."""
    return [
        [event.name for readings in (True, False) for event in newsroom(readings=readings)[number::FOLDS]]
        for number in range(FOLDS)
    ]


def written_events() -> list[Path]:
    """The events of `training/written`, laid out as the newsroom's are below `model-work`."""
    found = []
    for file in sorted(_WRITTEN.glob("*.txt")):
        write(parse(file.read_text(encoding="utf-8")), _WORK / file.stem)
        found.append(_WORK / file.stem)
    return found


def with_readings(without: Collection[str] = ()) -> list[Path]:
    """All events that have full readings, but those named in `without`."""
    return [event for event in (*newsroom(readings=True), *written_events()) if event.name not in without]


def with_truth(without: Collection[str] = ()) -> list[Path]:
    """All events whose claims are known, but those named in `without`."""
    every = (*newsroom(readings=True), *newsroom(readings=False), *written_events())
    return sorted((event for event in every if event.name not in without), key=lambda event: event.name)
