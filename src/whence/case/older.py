"""An older case file that is only read: it stays as it is, and a copy of it is brought to this version and read."""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from pathlib import Path
from tempfile import mkdtemp

from whence.case import wording
from whence.case.connection import connect, connect_to_read, told
from whence.case.migrate import is_newest, migrate
from whence.errors import CaseError

__all__ = ["Copy", "connect_to_newest", "copy_of_older"]

_NO_PLACE = ("SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")


class Copy:
    """A copy of an open case file, brought to this version, in a folder of its own for temporary files.

    `close` removes it. Where it is not called, the copy goes when nothing refers to it any more, or when the program
    ends by itself.

    Raises `CaseError` where it cannot be made.
    """

    def __init__(self, source: sqlite3.Connection) -> None:
        try:
            folder = Path(mkdtemp(prefix="whence-"))
        except OSError as error:
            raise CaseError(wording.NO_COPY) from error
        self.path = folder / "copy.case"
        self.close = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        try:
            _copy(source, self.path)
        except BaseException:
            self.close()
            raise


def connect_to_newest(path: Path) -> tuple[sqlite3.Connection, Copy | None]:
    """Open a file as `connect_to_read` does, or a copy of it that is of this version, which lasts while one holds it.

    Raises as `migrate` does, and `CaseError` where there is no place for a copy.
    """
    connection = connect_to_read(path)
    try:
        copy = None if is_newest(connection) else Copy(connection)
    except BaseException:
        connection.close()
        raise
    if copy is None:
        return connection, None
    connection.close()
    return connect_to_read(copy.path), copy


def copy_of_older(path: Path) -> Copy | None:
    """Return a copy of a file that is of this version, None where the file is so itself; raises as above."""
    with told():
        connection, copy = connect_to_newest(path)
        connection.close()
    return copy


def _copy(source: sqlite3.Connection, path: Path) -> None:
    try:
        target = connect(path)
        try:
            source.backup(target)  # with what stands in the file's log, while others write to it
            migrate(target)
        finally:
            target.close()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith(_NO_PLACE):
            raise CaseError(wording.NO_COPY) from error
        raise
