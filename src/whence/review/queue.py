"""The decisions that are worth asking for, the least certain first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from whence import words
from whence.case.decisions import in_force
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

SURE = 0.7
"""How sure a finding must be not to be asked about."""
_MOST = 50
_MARKS = '“”"«»'
_KINDS = ("step", "claim", "source", "statement")
_Row = tuple[float, str, str, str]


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

    `kind` is step, claim, source or statement; `other` is None for a question about one statement.
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

    What is decided already is left out. Nothing is asked of a collection that is not traced.
    """
    from whence.explain.view import View  # noqa: PLC0415  -- explanations look at decisions in their turn

    view = View(case)
    behind = _row_of(after) if after else (-1.0, "", "", "")
    rows = (row for row in _rows(case) if row > behind)
    return tuple(islice((item for row in rows if (item := _item(row, view)) is not None), limit))


def waiting(case: Case) -> int:
    """Return how many questions there are."""
    return len(_rows(case))


def answer(case: Case, item: Item, key: str, *, by: str, note: str = "", at: str | None = None) -> Decision:
    """Make the decision that a key stands for; raises `KeyError` for a key that answers nothing."""
    found = next((one for one in item.keys if one.key == key), None)
    if found is None:
        raise KeyError(key)
    value: Mapping[str, object] = {"what": found.what} if found.what else {}
    return decide(case, action=found.action, target=found.target, value=value, by=by, note=note, at=at)


def _rows(case: Case) -> list[_Row]:
    """All that could be asked: how sure it is, its kind, and its ids."""
    known = _Known(case)
    found = {
        (round(score, 3), kind, *(sorted((one, other)) if kind == "claim" else (one, other)))
        for kind in _KINDS
        for one, other, score in case.doubts(kind, SURE)
        if not known.holds(kind, one, other)
    }
    return sorted((score, kind, one, other) for score, kind, one, other in found)


class _Known:
    """What is decided already."""

    def __init__(self, case: Case) -> None:
        decisions = {decision.id: decision for decision in in_force(case.decisions())}
        self._single: set[str] = set()
        self._sides: list[tuple[frozenset[str], frozenset[str], bool]] = []
        for name, sides in applied_now(case).found.items():
            if decisions[name].action == Action.note:
                continue
            if len(sides) == 1:
                self._single |= set(sides[0])
            else:
                together = decisions[name].action in (Action.same, Action.merge)
                self._sides.append((frozenset(sides[0]), frozenset(sides[1]), together))

    def holds(self, kind: str, one: str, other: str) -> bool:
        """Whether somebody has decided about this."""
        if kind == "statement":
            return one in self._single
        return any(_across(one, other, *sides) for sides in self._sides)


def _across(one: str, other: str, first: frozenset[str], second: frozenset[str], together: bool) -> bool:
    if together:
        return {one, other} <= first | second
    return (one in first and other in second) or (one in second and other in first)


# --- items ----------------------------------------------------------------------------------------------------------


def _row_of(place: str) -> _Row:
    score, kind, one, other = [*place.split("|"), "", "", "", ""][:4]
    try:
        return float(score), kind, one, other
    except ValueError:
        return -1.0, "", "", ""


def _item(row: _Row, view: View) -> Item | None:
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
    said = [
        _once_marked(view.quoted(home, s.content))
        for s in view.statements(home)
        if s.speaker == name and s.part_of is None
    ]
    who = f"{harmless(found.name)} ({words.KINDS[found.kind]})"
    return Shown(id=name, article=home, words=_shortly(said), who=who, place=view.place(home))


def _once_marked(said: str) -> str:
    """Return quoted words without the marks around those that are a quotation in their article."""
    return said[1:-1] if said[1:2] in _MARKS and said[-2:-1] in _MARKS and len(said) > len(_MARKS) else said


def _shortly(said: Sequence[str], most: int = 2) -> str:
    return " / ".join(said[:most]) + (" …" if len(said) > most else "")
