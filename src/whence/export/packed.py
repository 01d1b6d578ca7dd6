"""Several files as one zip, or in a folder: the same contents give the same bytes."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from whence import words
from whence.errors import WhenceError, WrongUse
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
    """Write files into a new or an empty folder; `WrongUse` where it holds anything, which would be taken for ours.

    Raises `WhenceError` where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUse(wording.not_empty(str(folder)))
    for file in files:
        place = folder / file.name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_written(folder, error) from error
        into_file(file.write, place)


def into_file(write: Callable[[IO[bytes]], object], path: Path) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is complete.

    A pipe or a device is written to, never replaced. Raises `WrongUse` for a case file, which would be lost, and
    `WhenceError` where the file cannot be written.
    """
    from whence.case.connection import is_case_file  # noqa: PLC0415  -- the command line imports this, and is quick

    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as out:
                write(out)
            return
        if is_case_file(path):
            raise WrongUse(wording.is_case_file(str(path)))
        _replace(write, path)
    except (WhenceError, BrokenPipeError):
        raise
    except OSError as error:
        raise _not_written(path, error) from error


def _replace(write: Callable[[IO[bytes]], object], path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _not_written(path: Path, error: OSError) -> WhenceError:
    return WhenceError(words.not_written(str(path), error.strerror or type(error).__name__))
