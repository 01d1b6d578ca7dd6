"""Several files as one zip, or in a folder: the same contents give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from whence.errors import WrongUse
from whence.export import wording

__all__ = ["File", "into_file", "into_folder", "into_zip"]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: no clock stands in an export
_MODE = 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One of several files: its name below the folder, with `/` between, and what writes it."""

    name: str
    write: Callable[[IO[bytes]], object]


def into_zip(files: Iterable[File], out: IO[bytes]) -> None:
    """Write files as one zip archive, which may go into a pipe."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _FIRST_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            with archive.open(entry, "w", force_zip64=True) as one:
                file.write(one)


def into_folder(files: Iterable[File], folder: Path) -> None:
    """Write files into a new or an empty folder; `WrongUse` where it holds anything, which would be taken for ours."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUse(wording.not_empty(folder.name))
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        place = folder / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        into_file(file.write, place)


def into_file(write: Callable[[IO[bytes]], object], path: Path) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is complete."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as out:
            write(out)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
