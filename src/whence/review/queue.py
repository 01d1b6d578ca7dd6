"""The decisions that are worth asking for, the least certain first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from whence import words
from whence.case.decisions import bearing
from whence.case.doubts import Doubt
from whence.records import Decision
from whence.report.plain import harmless
from whence.review import wording
from whence.review.action import Action
from whence.review.deciding import decide
from whence.review.state import applied_now

if TYPE_CHECKING:
    from whence.case import Case
    from whence.explain.view import View

__all__ = ["Item", "Key", "Shown", "answer", "queue", "waiting"]

_MOST = 50
_MARKS = '“”"«»'


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One side of a question: its id, its words, who is said to say so, and the article's outlet and time."""

    id: str
    article: str
    words: str
    who: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that answers, what it means, and the decision that it makes."""

    key: str
    meaning: str
    action: Action
    target: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question: `score` is how sure whence is of what it did, `place` is what `queue` goes on `after`.

    `kind` is step, claim (put together), near (kept apart), denial (the first is of the claim that denies), source or
    statement; `other` is None for a question about one statement.
    """

    kind: str
    target: str
    score: float
    place: str
    question: str
    one: Shown
    other: Shown | None
    keys: tuple[Key, ...]


def queue(case: Case, *, after: str = "", limit: int = _MOST) -> tuple[Item, ...]:
    """Return what to ask next, the least certain first: at most `limit` questions behind the place `after`.

    What is decided already is left out. A collection that is not traced has no questions.
    """
    from whence.explain.view import View  # noqa: PLC0415  -- explanations look at decisions in their turn

    view = View(case)
    known = _Known(case)
    rows = (row for row in case.doubts(_row_of(after)) if not known.holds(row))
    return tuple(islice((item for row in rows if (item := _item(row, view)) is not None), limit))


def waiting(case: Case) -> int:
    """Return how many questions there are."""
    known = _Known(case)
    return case.doubt_count() - sum(known.holds(row) for row in case.doubts_about(known.members()))


def answer(case: Case, item: Item, key: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Make the decision that a key stands for; raises `KeyError` for a key that answers nothing."""
    found = next((one for one in item.keys if one.key == key), None)
    if found is None:
        raise KeyError(key)
    value: Mapping[str, object] = {"what": found.what} if found.what else {}
    return decide(case, action=found.action, target=found.target, value=value, by=by, note=note, at=at)


class _Known:
    """What is decided already: by the ids that decisions name, or where these are gone, by what was found again."""

    def __init__(self, case: Case) -> None:
        self._single: set[str] = set()
        self._by_member: defaultdict[str, list[tuple[Ids, Ids, str]]] = defaultdict(list)
        decisions = bearing(case.decisions())
        sides = {one.id: tuple(tuple(side.split(",")) for side in one.target.split("..")) for one in decisions}
        held = case.stored(name for some in sides.values() for side in some for name in side)
        gone = [one for one in decisions if not held.issuperset(name for side in sides[one.id] for name in side)]
        sides |= applied_now(case, gone).found if gone else {}
        for decision in decisions:
            self._add(decision, [frozenset(side) for side in sides[decision.id]])

    def _add(self, decision: Decision, sides: Sequence[Ids]) -> None:
        if len(sides) == 1:
            self._single |= sides[0]
        elif len(sides) == 2:
            for name in sides[0] | sides[1]:
                self._by_member[name].append((sides[0], sides[1], decision.action))

    def members(self) -> set[str]:
        """Return the ids of all that is decided about."""
        return self._single | self._by_member.keys()

    def holds(self, row: Doubt) -> bool:
        """Whether somebody has decided about this."""
        _, kind, one, other = row
        if kind == "statement":
            return one in self._single
        return any(
            _answers(kind, action) and _across(one, other, first, second, action)
            for first, second, action in self._by_member.get(one, ())
        )


Ids = frozenset[str]
_TOGETHER = (Action.same, Action.merge)


def _answers(kind: str, action: str) -> bool:
    """Whether a decision answers a question of such a kind: that two are two claims does not say who denies whom."""
    if kind == "denial":
        return action in (Action.denies, Action.denies_not, Action.same)
    return action != Action.denies_not


def _across(one: str, other: str, first: Ids, second: Ids, action: str) -> bool:
    if action in _TOGETHER:
        return {one, other} <= first | second
    return (one in first and other in second) or (one in second and other in first)


# --- items ----------------------------------------------------------------------------------------------------------


def _row_of(place: str) -> Doubt:
    score, kind, one, other = [*place.split("|"), "", "", "", ""][:4]
    try:
        return float(score), kind, one, other
    except ValueError:
        return -1.0, "", "", ""


def _item(row: Doubt, view: View) -> Item | None:
    score, kind, one, other = row
    shown = [_source(name, view) if kind == "source" else _statement(name, view) for name in (one, other) if name]
    if not shown or None in shown:
        return None
    first, *rest = [side for side in shown if side is not None]
    target = f"{one}..{other}" if other else one
    return Item(
        kind=kind,
        target=target,
        score=score,
        place=f"{score:.3f}|{kind}|{one}|{other}",
        question=wording.QUESTIONS[kind],
        one=first,
        other=rest[0] if rest else None,
        keys=tuple(_keys(kind, target)),
    )


def _keys(kind: str, target: str) -> Iterator[Key]:
    yes, no = _ANSWERS[kind]
    for key, (action, what) in (("y", yes), ("n", no)):
        yield Key(key=key, meaning=wording.ANSWERS[kind, key], action=action, target=target, what=what)


_Answer = tuple[Action, str]
_ANSWERS: Mapping[str, tuple[_Answer, _Answer]] = {
    "step": ((Action.confirm, "step"), (Action.follows_not, "")),
    "claim": ((Action.same, ""), (Action.different, "")),
    "near": ((Action.same, ""), (Action.different, "")),
    "denial": ((Action.denies, ""), (Action.denies_not, "")),
    "source": ((Action.merge, ""), (Action.split_, "")),
    "statement": ((Action.confirm, ""), (Action.drop, "")),
}


def _statement(name: str, view: View) -> Shown | None:
    found = view.statement(name)
    if found is None:
        return None
    said = _once_marked(view.quoted(found.article, found.content or found.cue))
    return Shown(id=name, article=found.article, words=said, who=view.who(found), place=view.place(found.article))


def _source(name: str, view: View) -> Shown | None:
    home = next((article for source, article in view.case.namings(name) if source == name), None)
    found = view.source(home, name) if home is not None else None
    if home is None or found is None:
        return None
    said = [_once_marked(view.quoted(home, s.content)) for s in view.says(home, name) if s.part_of is None]
    who = f"{harmless(found.name)} ({words.KINDS[found.kind]})"
    return Shown(id=name, article=home, words=_shortly(said), who=who, place=view.place(home))


def _once_marked(said: str) -> str:
    """Return quoted words without the marks around those that are a quotation in their article."""
    return said[1:-1] if said[1:2] in _MARKS and said[-2:-1] in _MARKS and len(said) > len(_MARKS) else said


def _shortly(said: Sequence[str], most: int = 2) -> str:
    return " / ".join(said[:most]) + (" …" if len(said) > most else "")
