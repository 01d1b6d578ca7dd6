"""What is still to be read and traced, kept in the case file, so that it goes on where a server was stopped.

A job is a list of things to read and, behind them, one tracing of the whole collection. The bytes of a thing to read
stand in the case file until it is read.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from whence.case.connection import opened, transaction
from whence.case.rows import storable

__all__ = ["Item", "ItemKind", "Job", "JobState", "Jobs", "Waiting"]


class JobState(StrEnum):
    """How far a job is."""

    waiting = "waiting"
    reading = "reading"
    tracing = "tracing"
    done = "done"
    failed = "failed"

    @property
    def ended(self) -> bool:
        """Whether nothing more happens to it."""
        return self in (JobState.done, JobState.failed)


class ItemKind(StrEnum):
    """What is to be read: bytes of a file, an address, or a text."""

    file = "file"
    address = "address"
    text = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing to read. `name` is a file's name or an address; `url` and `outlet` are what is known beside it."""

    kind: ItemKind
    name: str
    data: bytes | None = None
    url: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a job reads. `n` is its key; `read` says whether its turn has been, `reason` why it gave nothing.

    `articles` were new, `known` stood in the case file before; `tries` counts how often its reading was begun.
    """

    n: int
    kind: ItemKind
    name: str
    read: bool
    articles: int = 0
    known: int = 0
    statements: int = 0
    reason: str | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job. `at` is when it was asked for (UTC, ISO 8601); `again` traces also what is traced already.

    `stage`, `stage_number` (from 1) and `stages` say where the tracing is; `failure` why it ended without one.
    """

    id: str
    state: JobState
    at: str
    again: bool
    items: tuple[Item, ...] = ()
    stage: str = ""
    stage_number: int = 0
    stages: int = 0
    tries: int = 0
    failure: str | None = None

    @property
    def read(self) -> int:
        """How many of its things have been read, or passed over with a reason."""
        return sum(item.read for item in self.items)


class Jobs:
    """The jobs of a case file of the newest version: it must have been opened as a `Case` before.

    Every method opens the file for itself and may raise `CaseError`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def ask(self, things: Iterable[Waiting], *, at: str, again: bool = False) -> str:
        """Put a job at the end of the line, in one transaction, and return its id."""
        job = secrets.token_hex(8)
        with opened(self._path) as connection, transaction(connection):
            sql = "INSERT INTO job (id, state, at, again) VALUES (?, ?, ?, ?)"
            connection.execute(sql, (job, JobState.waiting.value, at, int(again)))
            for thing in things:
                names = storable((thing.name, thing.url, thing.outlet))
                connection.execute(_ASK, (job, thing.kind.value, *names, thing.data))
        return job

    def job(self, given: str) -> Job | None:
        """Return the job of an id, None where there is none."""
        with opened(self._path) as connection:
            row = connection.execute("SELECT * FROM job WHERE id = ?", (given,)).fetchone()
            return None if row is None else _job(row, connection)

    def all(self, *, limit: int = 50) -> list[Job]:
        """Return the jobs, the last asked for first."""
        with opened(self._path) as connection:
            rows = connection.execute("SELECT * FROM job ORDER BY n DESC LIMIT ?", (limit,)).fetchall()
            return [_job(row, connection) for row in rows]

    def next(self) -> Job | None:
        """Return the first job that has not ended, None where there is none."""
        with opened(self._path) as connection:
            row = connection.execute(_NEXT).fetchone()
            return None if row is None else _job(row, connection)

    def begin(self, job: str, item: int) -> Waiting:
        """Note that the reading of a thing begins, and return it."""
        with opened(self._path) as connection, transaction(connection):
            connection.execute("UPDATE job SET state = ? WHERE id = ?", (JobState.reading.value, job))
            connection.execute("UPDATE job_item SET tries = tries + 1, known = 0 WHERE n = ?", (item,))
            row = connection.execute("SELECT * FROM job_item WHERE n = ?", (item,)).fetchone()
        return Waiting(
            kind=ItemKind(row["kind"]), name=row["name"], data=row["data"], url=row["url"], outlet=row["outlet"]
        )

    def count(self, item: int, *, articles: int = 0, known: int = 0, statements: int = 0) -> None:
        """Note how much of a thing has been read so far."""
        with opened(self._path) as connection, transaction(connection):
            connection.execute(_COUNT, (articles, known, statements, item))

    def end(self, item: int, *, reason: str | None = None) -> None:
        """Note that a thing has been read, or why not, and forget its bytes."""
        with opened(self._path) as connection, transaction(connection):
            sql = "UPDATE job_item SET state = 'read', reason = ?, data = NULL WHERE n = ?"
            connection.execute(sql, (storable(reason) if reason else None, item))

    def trace(self, job: str, *, name: str = "", number: int = 0, of: int = 0) -> None:
        """Note at which stage the tracing is; without a name, that it begins."""
        with opened(self._path) as connection, transaction(connection):
            more = 0 if name else 1
            connection.execute(_TRACE, (JobState.tracing.value, name, number, of, more, job))

    def close(self, job: str, *, failure: str | None = None) -> None:
        """Note that a job has ended, well or not."""
        state = JobState.failed if failure else JobState.done
        with opened(self._path) as connection, transaction(connection):
            sql = "UPDATE job SET state = ?, failure = ? WHERE id = ?"
            connection.execute(sql, (state.value, storable(failure) if failure else None, job))


_ASK = "INSERT INTO job_item (job, kind, name, url, outlet, data, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')"
_NEXT = "SELECT * FROM job WHERE state IN ('waiting', 'reading', 'tracing') ORDER BY n LIMIT 1"
_COUNT = """
    UPDATE job_item SET articles = articles + ?, known = known + ?, statements = statements + ? WHERE n = ?
"""
_TRACE = "UPDATE job SET state = ?, stage = ?, stage_number = ?, stages = ?, tries = tries + ? WHERE id = ?"
_ITEMS = """
    SELECT n, kind, name, state, tries, articles, known, statements, reason FROM job_item WHERE job = ? ORDER BY n
"""


def _job(row: sqlite3.Row, connection: sqlite3.Connection) -> Job:
    return Job(
        id=row["id"],
        state=JobState(row["state"]),
        at=row["at"],
        again=bool(row["again"]),
        items=tuple(map(_item, connection.execute(_ITEMS, (row["id"],)))),
        stage=row["stage"],
        stage_number=row["stage_number"],
        stages=row["stages"],
        tries=row["tries"],
        failure=row["failure"],
    )


def _item(row: sqlite3.Row) -> Item:
    return Item(
        n=row["n"],
        kind=ItemKind(row["kind"]),
        name=row["name"],
        read=row["state"] == "read",
        articles=row["articles"],
        known=row["known"],
        statements=row["statements"],
        reason=row["reason"],
        tries=row["tries"],
    )
