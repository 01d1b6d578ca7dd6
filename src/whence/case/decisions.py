"""The log of decisions in a case file: rows are added, never changed, and told by a hash of their contents.

A decision is *in force* unless another one that is in force takes it back; so a decision that took one back can be
taken back in its turn.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache

from whence.records import Decision

__all__ = ["UNDO", "add", "bearing", "digest", "digest_stored", "in_force", "load", "place"]

UNDO = "undo"
"""The action of a decision that takes another one back; its `target` is that one's id."""
_COLUMNS = "target, action, by, at, note, value, anchor"
_SAID_ONLY = frozenset({UNDO, "note"})


def add(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Add decisions to the log, pass over those that it holds, and return how many it did not."""
    sql = f"INSERT OR IGNORE INTO decision (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  -- own names
    rows = [(d.id, d.target, d.action, d.by, d.at, d.note, d.value, d.anchor) for d in decisions]
    return connection.executemany(sql, rows).rowcount if rows else 0


def load(connection: sqlite3.Connection) -> list[Decision]:
    """Return all decisions, by time and id."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM decision")  # noqa: S608  -- own names
    return sorted((Decision(**dict(row)) for row in rows), key=place)


def place(decision: Decision) -> tuple[str, str]:
    """Return the key that sorts decisions: by time (those without one first), and by id within a moment."""
    return _utc(decision.at), decision.id


def _utc(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that are not taken back, in their order; those that take others back are among them."""
    stands = _standing((decision.id, decision.target) for decision in decisions if decision.action == UNDO)
    return [decision for decision in decisions if stands(decision.id)]


def _standing(undone: Iterable[tuple[str, str]]) -> Callable[[str], bool]:
    """Return what says whether a decision stands, by its id; given are those that take others back, with these."""
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for by, decision in undone:
        taken[decision].append(by)

    @cache
    def stands(decision: str) -> bool:
        # A decision's id is a hash of what it names, so no decision can take itself back by a detour.
        return not any(stands(other) for other in taken.get(decision, ()))

    return stands


def bearing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions in force that a trace must heed: neither notes nor those that take others back."""
    return [decision for decision in in_force(decisions) if decision.action not in _SAID_ONLY]


def digest(decisions: Sequence[Decision]) -> str:
    """Return the SHA-256 of the decisions that a trace must heed, in hexadecimal; "" where there are none."""
    return _digest(decision.id for decision in bearing(decisions))


def digest_stored(connection: sqlite3.Connection) -> str:
    """Return the digest of the decisions of a case file, which every page asks for: no more is read than it takes."""
    rows = connection.execute("SELECT id, action, target FROM decision").fetchall()
    taken = [(row["id"], row["target"]) for row in rows if row["action"] == UNDO]
    standing = _standing(taken)
    return _digest(row["id"] for row in rows if row["action"] not in _SAID_ONLY and standing(row["id"]))


def _digest(found: Iterable[str]) -> str:
    ids = sorted(found)
    return hashlib.sha256("\n".join(ids).encode()).hexdigest() if ids else ""
