"""A case file of any older version, or an empty file, to the newest version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from whence import __version__, words
from whence.case import schema, summary, traces
from whence.case.connection import transaction
from whence.errors import CaseError, NewerCase

__all__ = ["is_newest", "migrate", "version_of"]


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a case file to the newest version in one transaction; leave one that is there already alone.

    Raises `NewerCase` for a file that a newer whence has made, and `CaseError` for another program's.
    """
    if is_newest(connection):
        return
    newest = len(schema.VERSIONS)
    connection.execute("PRAGMA foreign_keys = OFF")  # so that a table can be replaced; a transaction cannot switch it
    try:
        with transaction(connection):
            for version in range(version_of(connection), newest):  # again: another process may have been quicker
                _to(connection, version + 1)
            summary.fill(connection, _traced(connection))
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def is_newest(connection: sqlite3.Connection) -> bool:
    """Whether a case file is of this version, and not of an older one; raises as `migrate` does."""
    return version_of(connection) == len(schema.VERSIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a case file, 0 for an empty file.

    Raises `NewerCase` and `CaseError` as `migrate` does.
    """
    application, version = (_number(connection, name) for name in ("application_id", "user_version"))
    if application == 0 and version == 0 and _is_empty(connection):
        return 0
    if application != schema.APPLICATION_ID or version < 1:
        raise CaseError(words.CASE_OF_ANOTHER)
    if version > len(schema.VERSIONS):
        raise NewerCase(words.newer_case(version, len(schema.VERSIONS)))
    return version


def _to(connection: sqlite3.Connection, version: int) -> None:
    for statement in _statements(schema.VERSIONS[version - 1]):
        connection.execute(statement)
    connection.executemany(
        "INSERT OR REPLACE INTO manifest (key, value) VALUES (?, ?)",
        [("schema", str(version)), ("whence", __version__)],
    )
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise CaseError(words.CASE_TROUBLES["SQLITE_CORRUPT"])
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def _traced(connection: sqlite3.Connection) -> set[str] | None:
    """The articles that the stored trace is of: all where it is current, else those with a statement in a claim."""
    if traces.is_current(connection):
        return None
    sql = """
        SELECT s.article FROM claim_statement AS m
        JOIN (SELECT id, article FROM statement UNION ALL SELECT id, article FROM part) AS s ON s.id = m.statement
    """
    return {row["article"] for row in connection.execute(sql)}


def _statements(script: str) -> Iterator[str]:
    """Split a script: `executescript` would end the transaction that it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
