"""The log of decisions as a file that two people can hand to each other: JSON Lines, by time and id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from whence.case.decisions import in_force, place
from whence.errors import WrongUse
from whence.records import Decision
from whence.review import wording

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["decisions_in", "export_log", "import_log", "log", "merge_logs", "standing"]


def log(case: Case) -> list[Decision]:
    """Return all decisions, by time and id; those that were taken back are among them."""
    return case.decisions()


def standing(case: Case) -> list[Decision]:
    """Return the decisions in force, by time and id: all but those that were taken back."""
    return in_force(case.decisions())


def export_log(case: Case) -> Iterator[bytes]:
    """Yield a JSON object a line for each decision, by time and id; the same log gives the same bytes."""
    for decision in case.decisions():
        yield msgspec.json.encode({"id": decision.id} | msgspec.to_builtins(decision), order="sorted") + b"\n"


def decisions_in(lines: Iterable[bytes | str]) -> list[Decision]:
    """Return the decisions of a log that `export_log` has written, by time and id.

    Raises `WrongUse` where a line is no decision, or its id does not fit its contents.
    """
    return sorted((_decision(line, number) for number, line in enumerate(lines, start=1) if line.strip()), key=place)


def import_log(case: Case, lines: Iterable[bytes | str]) -> int:
    """Add the decisions of another's log, and return how many this one did not hold. All are added, or none.

    Raises `WrongUse` as `decisions_in` does.
    """
    try:
        found = decisions_in(lines)
    except WrongUse as error:
        raise WrongUse(wording.nothing_added(str(error))) from error
    return case.decide(*found)


def merge_logs(case: Case, other: Case) -> int:
    """Add the decisions of another case file to this one's, and return how many it did not hold."""
    return case.decide(*other.decisions())


def _decision(line: bytes | str, number: int) -> Decision:
    try:
        found = msgspec.json.decode(line, type=dict[str, str])
        known = found.pop("id", None)
        decision = Decision(**found)
    except (msgspec.MsgspecError, TypeError) as error:
        raise WrongUse(wording.no_decision_line(number)) from error
    if known is not None and known != decision.id:
        raise WrongUse(wording.changed_line(number))
    return decision
