"""A source that the user names to the files that it stands for, one at a time and in a fixed order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whence import words
from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.kinds import refuse_suffix
from whence.records import Skipped

__all__ = ["Found", "files_of", "shown"]

_SAVED_PARTS = "_files"  # a browser that saves page.html puts its pictures and scripts into page_files
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file. `file` is its path as given, `name` the part below the source, which alone enters its identity.

    `named` tells that the user named this very file, rather than a folder that holds it.
    """

    path: Path
    file: str
    name: str
    named: bool = True


def files_of(source: str) -> Iterator[Found | Skipped]:
    """Yield the files of a path, a folder or a pattern: sorted, hidden ones left out, folders read when reached."""
    try:
        yield from _of_path(source)
    except OSError as error:
        yield Skipped(source=shown(source), reason=os_reason(error))
    except ValueError:  # a zero byte, or a character that no file's name can hold
        yield Skipped(source=shown(source), reason=wording.MISSING)


def shown(name: str) -> str:
    """Return a file's name as text: bytes of it that are no UTF-8 stand as U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace") if not name.isascii() else name


def os_reason(error: OSError) -> str:
    """Say in words why the operating system gave no bytes."""
    if isinstance(error, PermissionError):
        return wording.NOT_PERMITTED
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return wording.MISSING
    return words.system_error(error.strerror or type(error).__name__)


def _of_path(source: str) -> Iterator[Found | Skipped]:
    path = Path(source)
    if path.is_dir():
        yield from _of_folder(source)
    elif path.exists():
        yield Found(path=path, file=shown(source), name=shown(path.name))
    elif glob.has_magic(source):
        yield from _of_pattern(source)
    else:
        yield Skipped(source=shown(source), reason=_missing(source))


def _missing(source: str) -> str:
    if "://" in source:
        return wording.SCHEME
    host = source.split("/", 1)[0]
    looks_like_host = "." in host.strip(".") and (source.lower().startswith("www.") or "/" in source)
    return wording.MISSING_ADDRESS if looks_like_host and not Path(host).exists() else wording.MISSING


def _of_pattern(pattern: str) -> Iterator[Found | Skipped]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        yield Skipped(source=shown(pattern), reason=wording.NO_MATCH)
    for match in matches:
        if Path(match).exists():
            yield from _of_path(match)
        else:  # a link that leads nowhere
            yield Skipped(source=shown(match), reason=wording.MISSING)


def _of_folder(source: str) -> Iterator[Found | Skipped]:
    empty = True
    for found in _walk(source, ""):
        empty = False
        yield found
    if empty:
        yield Skipped(source=shown(source), reason=wording.EMPTY_FOLDER)


def _walk(folder: str, below: str) -> Iterator[Found | Skipped]:
    """Yield what lies in a folder, by name; `below` is the way to it from the folder that the user named."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(source=shown(folder), reason=os_reason(error))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith(".") or _is_saved_part(entry.name, names):
            continue
        path, name = os.path.join(folder, entry.name), f"{below}{entry.name}"  # noqa: PTH118 - "./a" stays "./a"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, f"{name}/")
        else:
            yield _entry(entry, path, name)


def _entry(entry: os.DirEntry[str], path: str, name: str) -> Found | Skipped:
    try:
        if not entry.is_file():  # a pipe would keep the run waiting; a link may lead to a folder or nowhere
            return Skipped(source=shown(path), reason=wording.NOT_A_FILE)
        refuse_suffix(entry.name)
    except OSError as error:
        return Skipped(source=shown(path), reason=os_reason(error))
    except Unreadable as error:
        return Skipped(source=shown(path), reason=str(error))
    return Found(path=Path(path), file=shown(path), name=shown(name), named=False)


def _is_saved_part(name: str, beside: set[str]) -> bool:
    """Whether this folder holds the pictures and scripts of a page that a browser saved beside it."""
    stem = name.removesuffix(_SAVED_PARTS)
    return stem != name and any(f"{stem}{suffix}" in beside for suffix in _PAGES)
