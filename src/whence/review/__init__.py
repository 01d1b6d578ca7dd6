"""What people decide about a collection, and how it is applied again after every run and every change of the model.

    case ──decide──▶ Decision (a log that only grows) ──apply──▶ corrected readings, ByHand, conflicts

A decision is stored at once and seen in the trace once the collection is traced again (`whence.pipeline.trace_case`).
"""

from __future__ import annotations

from whence.review.action import Action
from whence.review.applying import Applied, Conflict, apply
from whence.review.deciding import (
    add,
    confirm,
    correct,
    decide,
    denies,
    denies_not,
    different,
    drop,
    follows,
    follows_not,
    merge,
    note,
    same,
    split,
    undo,
)
from whence.review.log import decisions_in, export_log, import_log, log, merge_logs, standing
from whence.review.queue import Item, Key, Shown, answer, queue, waiting
from whence.review.state import applied_now, conflicts

__all__ = [
    "Action",
    "Applied",
    "Conflict",
    "Item",
    "Key",
    "Shown",
    "add",
    "answer",
    "applied_now",
    "apply",
    "confirm",
    "conflicts",
    "correct",
    "decide",
    "decisions_in",
    "denies",
    "denies_not",
    "different",
    "drop",
    "export_log",
    "follows",
    "follows_not",
    "import_log",
    "log",
    "merge",
    "merge_logs",
    "note",
    "queue",
    "same",
    "split",
    "standing",
    "undo",
    "waiting",
]
