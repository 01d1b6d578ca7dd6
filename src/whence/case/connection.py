"""A connection to a case file: how it is opened, how its transactions run, and how SQLite's errors are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whence import words
from whence.addresses import canonical_address
from whence.case.query import fold
from whence.errors import CaseError
from whence.records import claim_id, decision_id

__all__ = ["connect", "connect_to_read", "empty_log", "is_case_file", "opened", "told", "transaction"]

_OLDEST = (3, 37, 0)  # STRICT tables
_PATIENCE = 60.0  # seconds to wait for another process that writes; a transaction is one article
_BEGINNING = b"SQLite format 3\0"


def is_case_file(path: Path) -> bool:
    """Whether a file begins as every case file does, and every other SQLite file too."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def connect(path: Path) -> sqlite3.Connection:
    """Open a file with the settings that a case file wants: rows by name, foreign keys, no implicit transactions.

    `synchronous` stays FULL: what `add` has counted is on the disk, also after a power cut. What is deleted is
    overwritten with zeros.
    """
    return _connected(str(path), "foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", uri=False)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that is there, so that no byte of it can change; others may write to it meanwhile.

    SQLite keeps two small files beside one that is open. Where they can be neither found nor made, as on a medium that
    cannot be written to, nobody else can write either, and the file is read by itself.

    One that is not of this version cannot be brought to it so: `older.connect_to_newest` reads a copy of it.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _connected(address, "query_only = ON", "schema_version", uri=True)  # asked, so that the file is read
    except sqlite3.OperationalError:
        if path.with_name(f"{path.name}-wal").exists():
            raise
    return _connected(f"{address}&immutable=1", "query_only = ON", uri=True)


def _connected(where: str, *pragmas: str, uri: bool) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < _OLDEST:
        raise CaseError(words.old_sqlite(sqlite3.sqlite_version))
    connection = sqlite3.connect(where, timeout=_PATIENCE, isolation_level=None, uri=uri)
    try:
        connection.row_factory = sqlite3.Row
        connection.create_function("fold", 1, _fold, deterministic=True)
        connection.create_function("canonical_address", 1, canonical_address, deterministic=True)
        connection.create_function("claim_id", 1, claim_id, deterministic=True)
        connection.create_function("decision_id", 7, decision_id, deterministic=True)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for what stands below, and close it behind that; SQLite's errors are told as a case file's."""
    with told():
        connection = connect(path)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Run what stands below as one transaction: all of it is stored, or nothing. `DEFERRED` is for reading only."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def empty_log(connection: sqlite3.Connection) -> None:
    """Move what the write-ahead log holds into the file, and empty it, unless another process is reading just now."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")


@contextmanager
def told() -> Iterator[None]:
    """Turn an error of SQLite into a `CaseError` that says what it means for the case file."""
    try:
        yield
    except sqlite3.Error as error:
        raise CaseError(_meaning(error)) from error
    except UnicodeDecodeError as error:  # SQLite's own message, or a text that it holds, has bytes that are none
        raise CaseError(words.CASE_TROUBLES["SQLITE_CORRUPT"]) from error


def _meaning(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    for start, meaning in words.CASE_TROUBLES.items():
        if name.startswith(start):
            return meaning
    return words.case_trouble(str(error))


def _fold(text: object) -> str:
    return fold(text) if isinstance(text, str) else ""
