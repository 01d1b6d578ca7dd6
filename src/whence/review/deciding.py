"""Decisions made and stored, one transaction each: what they are about is anchored, and what they set is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from whence.case.decisions import in_force
from whence.errors import WrongUse
from whence.records import Decision
from whence.review import wording
from whence.review.action import Action
from whence.review.anchors import Sides, of_sides
from whence.review.targets import Targets
from whence.review.values import of_value

if TYPE_CHECKING:
    from whence.case import Case

__all__ = [
    "add",
    "confirm",
    "correct",
    "decide",
    "denies",
    "denies_not",
    "different",
    "drop",
    "follows",
    "follows_not",
    "merge",
    "note",
    "same",
    "split",
    "undo",
]

_LONGEST_NAME = 200
_LONGEST_NOTE = 10_000


def decide(
    case: Case,
    *,
    action: Action | str,
    target: str,
    value: Mapping[str, object] | None = None,
    by: str,
    note: str = "",
    at: str | None = None,
) -> Decision:
    """Make a decision, store it, and return it.

    `target` are ids, or their beginnings: one, or two sides with `..` between them and `,` within. A claim's id stands
    for all its statements. `at` (ISO 8601) is now where it is not given. What it changes is seen once the collection
    is traced again (`pipeline.trace_case`).

    Raises `WrongUse` where an id means nothing here, or the value cannot be.
    """
    try:
        what = Action(action)
    except ValueError as error:
        raise WrongUse(wording.no_action(str(action))) from error
    if what is Action.undo:
        return undo(case, target, by=by, note=note, at=at)
    targets = Targets(case)
    sides, anchored, found = _MAKERS[what](targets, target, dict(value or {}))
    if what is Action.note and not note.strip():
        raise WrongUse(wording.NO_NOTE)
    return _store(
        case,
        Decision(
            target=_ids(sides),
            action=what.value,
            by=_by(by),
            at=_at(case, at),
            note=_note(note),
            value=of_value(found),
            anchor=of_sides(anchored),
        ),
    )


def undo(case: Case, decision: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Take a decision back, by its id or the beginning of it; an undo can be taken back as any other can.

    Raises `WrongUse` where the log holds no such decision, or it is taken back already.
    """
    held = case.decisions()
    found = [one for one in held if decision and one.id.startswith(decision)]
    if len(found) != 1:
        raise WrongUse(wording.no_decision(decision))
    if found[0] not in in_force(held):
        raise WrongUse(wording.UNDONE_ALREADY)
    return _store(
        case, Decision(target=found[0].id, action=Action.undo.value, by=_by(by), at=_at(case, at), note=_note(note))
    )


def confirm(case: Case, target: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that a statement is right as it stands; or, of two (`later..earlier`), that the step is, or the claim."""
    return decide(case, action=Action.confirm, target=target, by=by, note=note, at=at)


def correct(
    case: Case, statement: str, value: Mapping[str, object], *, by: str, note: str = "", at: str | None = None
) -> Decision:
    """Correct a statement; `docs/review.md` says what the value can set."""
    return decide(case, action=Action.correct, target=statement, value=value, by=by, note=note, at=at)


def add(
    case: Case, article: str, value: Mapping[str, object], *, by: str, note: str = "", at: str | None = None
) -> Decision:
    """Say that an article holds a statement that was not read: `content` and what else a correction can set of it."""
    return decide(case, action=Action.add, target=article, value=value, by=by, note=note, at=at)


def drop(case: Case, statement: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that a statement is none."""
    return decide(case, action=Action.drop, target=statement, by=by, note=note, at=at)


def same(case: Case, one: str, other: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that statements, or all those of two claims, are one claim."""
    return decide(case, action=Action.same, target=f"{one}..{other}", by=by, note=note, at=at)


def different(
    case: Case, chosen: str | Sequence[str], other: str, *, by: str, note: str = "", at: str | None = None
) -> Decision:
    """Say that the chosen statements are another claim than the other ones; of a claim's id, those not chosen."""
    some = chosen if isinstance(chosen, str) else ",".join(chosen)
    return decide(case, action=Action.different, target=f"{some}..{other}", by=by, note=note, at=at)


def merge(case: Case, one: str, other: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that two sources are one."""
    return decide(case, action=Action.merge, target=f"{one}..{other}", by=by, note=note, at=at)


def split(
    case: Case,
    chosen: str | Sequence[str],
    other: str | Sequence[str] = "",
    *,
    by: str,
    note: str = "",
    at: str | None = None,
) -> Decision:
    """Say that the chosen sources are another one than the others; by default, than all others taken for the same."""
    sides = [some if isinstance(some, str) else ",".join(some) for some in (chosen, other)]
    return decide(case, action=Action.split_, target="..".join(filter(None, sides)), by=by, note=note, at=at)


def follows(case: Case, later: str, earlier: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that a statement follows another, which makes them one claim."""
    return decide(case, action=Action.follows, target=f"{later}..{earlier}", by=by, note=note, at=at)


def follows_not(case: Case, later: str, earlier: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that a statement does not follow another."""
    return decide(case, action=Action.follows_not, target=f"{later}..{earlier}", by=by, note=note, at=at)


def denies(case: Case, denying: str, denied: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that a claim, or that of a statement, denies another, which makes them two claims."""
    return decide(case, action=Action.denies, target=f"{denying}..{denied}", by=by, note=note, at=at)


def denies_not(case: Case, denying: str, denied: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Say that a claim, or that of a statement, does not deny another, nor that one this."""
    return decide(case, action=Action.denies_not, target=f"{denying}..{denied}", by=by, note=note, at=at)


def note(case: Case, target: str, words: str, *, by: str, at: str | None = None) -> Decision:
    """Write something beside a statement, a source, a claim or an article; it changes nothing."""
    return decide(case, action=Action.note, target=target, by=by, note=words, at=at)


_Maker = Callable[[Targets, str, dict[str, object]], tuple[tuple[tuple[str, ...], ...], Sides, dict[str, object]]]
_MAKERS: Mapping[Action, _Maker] = {
    Action.add: Targets.to_add,
    Action.confirm: Targets.to_confirm,
    Action.correct: Targets.to_correct,
    Action.drop: Targets.whole,
    Action.same: Targets.statements,
    Action.different: Targets.statements,
    Action.merge: Targets.sources,
    Action.split_: Targets.sources,
    Action.follows: Targets.step,
    Action.follows_not: Targets.step,
    Action.denies: Targets.statements,
    Action.denies_not: Targets.statements,
    Action.note: Targets.anything,
}


def _ids(sides: Sequence[Sequence[str]]) -> str:
    return "..".join(",".join(side) for side in sides)


def _store(case: Case, decision: Decision) -> Decision:
    case.decide(decision)
    return decision


def _by(by: str) -> str:
    name = " ".join(by.split())
    if not name or len(name) > _LONGEST_NAME:
        raise WrongUse(wording.NO_NAME)
    return name


def _note(text: str) -> str:
    if len(text) > _LONGEST_NOTE:
        raise WrongUse(wording.LONG_NOTE)
    return text.strip()


def _at(case: Case, given: str | None) -> str:
    """Return a time in UTC. Now is never before what the log holds, so that what is decided last is the latest."""
    try:
        moment = datetime.now(UTC) if given is None else _utc(datetime.fromisoformat(given))
        if given is None and (held := case.decisions()):
            moment = max(moment, _utc(datetime.fromisoformat(held[-1].at)) + timedelta(microseconds=1))
    except (ValueError, OverflowError) as error:
        if given is None:
            return _written(datetime.now(UTC))
        raise WrongUse(wording.WRONG_TIME) from error
    return _written(moment)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
