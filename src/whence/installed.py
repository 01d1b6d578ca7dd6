"""What whence stands on here: its versions, its network, and which of its optional parts are installed."""

from __future__ import annotations

import platform
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from importlib import metadata

from whence.errors import WhenceError

__all__ = ["Extra", "Installed", "extras", "installed", "reads"]

_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+).*?;.*\bextra\s*==\s*[\"'](?P<extra>[\w.-]+)[\"']")
_PROBE = "Ferry to sail again\n\nThe ferry will sail on Monday, Ines Okker said."


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """An optional part: its name in `pip install '.[NAME]'`, and the packages of it that are not installed."""

    name: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Versions of whence, Python and SQLite; `words` says whether SQLite has full-text search (FTS5)."""

    whence: str
    python: str
    sqlite: str
    words: bool


def installed() -> Installed:
    """Return the versions in use."""
    from whence import __version__  # noqa: PLC0415  -- the package names it last

    return Installed(
        whence=__version__, python=platform.python_version(), sqlite=sqlite3.sqlite_version, words=_has_words()
    )


def extras() -> list[Extra]:
    """Return the optional parts that the package declares, by name."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for requirement in metadata.requires("whence") or ():
        if match := _REQUIREMENT.match(requirement):
            wanted[match["extra"]].append(match["name"])
    return [Extra(name=name, missing=tuple(filter(_is_missing, needs))) for name, needs in sorted(wanted.items())]


def reads() -> bool:
    """Whether the network reads: a sentence with one plain attribution gives a statement of its speaker."""
    from whence.pipeline import read  # noqa: PLC0415  -- the network takes a second to load

    try:
        (reading,) = read(text=_PROBE)
    except (WhenceError, ValueError):
        return False
    return any(source.name == "Ines Okker" for source in reading.sources)


def _has_words() -> bool:
    with sqlite3.connect(":memory:") as connection:
        return bool(connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0])


def _is_missing(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return True
    return False
