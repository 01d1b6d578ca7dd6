"""What a case file is made of: versions, digests of the network and the settings, inputs, counts."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from whence import __version__
from whence.case.migrate import version_of
from whence.case.traces import tracing

__all__ = ["ReadBy", "code_digest", "manifest", "model_digest", "settings_digest"]

_PACKAGE = Path(__file__).parents[1]
_TABLES = ("article", "statement", "source", "skipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """What read an article: whence's version, and the digests of its network and of the settings, "" where unknown."""

    whence: str = __version__
    model: str = ""
    settings: str = ""


def model_digest(folder: Path) -> str:
    """Return the SHA-256 of the network's files, names included, in hexadecimal; "" where there are none."""
    files = [path for path in folder.glob("*") if path.suffix in (".onnx", ".json", ".npz")]
    return _digest_of(folder, files) if files else ""


@cache
def code_digest() -> str:
    """Return the SHA-256 of the package's source files, names included, in hexadecimal.

    What is kept of a run that was broken off is by this code, whatever its version says: no other may go on with it.
    """
    return _digest_of(_PACKAGE, _PACKAGE.rglob("*.py"))


def settings_digest(settings: Mapping[str, object]) -> str:
    """Return the SHA-256 of the settings that bear on what is read, in hexadecimal; the order makes no difference."""
    return hashlib.sha256(msgspec.json.encode(settings, order="deterministic")).hexdigest()


def manifest(connection: sqlite3.Connection) -> dict[str, object]:
    """Return the manifest: the same for the same articles, inputs and versions, in whatever order they were added."""
    return {
        "schema": version_of(connection),
        "whence": __version__,
        "read_by": [dict(row) for row in connection.execute(_READ_BY)],
        "inputs": [row["source"] for row in connection.execute("SELECT source FROM input ORDER BY source")],
        "counts": {f"{name}s" if name != "skipped" else name: _count(connection, name) for name in _TABLES},
        "trace": _trace(connection),
        "owners": dict(map(tuple, connection.execute("SELECT outlet, owner FROM owner ORDER BY outlet"))),
    }


def _trace(connection: sqlite3.Connection) -> dict[str, object] | None:
    """Return what made the stored trace, None where the collection is not traced."""
    found = tracing(connection)
    if found is None:
        return None
    by = {"whence": found.by.whence, "model": found.by.model, "settings": found.by.settings, "as_of": found.by.as_of}
    by |= {"decisions": found.by.decisions} if found.by.decisions else {}
    return by | {"articles": found.articles, "current": found.current, "counts": found.counts}


_READ_BY = """
    SELECT r.whence, r.model, r.settings, count(*) AS articles
    FROM read_by AS r JOIN article AS a ON a.read_by = r.n
    GROUP BY r.n ORDER BY r.whence, r.model, r.settings
"""


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  -- a name of `_TABLES`


def _digest_of(folder: Path, files: Iterable[Path]) -> str:
    """The digest of some files of a folder, by their names there."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path.relative_to(folder).as_posix()}\0{_digest(path)}\n".encode())
    return whole.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
