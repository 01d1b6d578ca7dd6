"""Decisions applied: pure, readings and decisions in, corrected readings and constraints out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from whence.by_hand import ByHand
from whence.case.decisions import UNDO, in_force, place
from whence.records import Decision, Reading
from whence.review import wording
from whence.review.action import Action
from whence.review.anchors import Anchor, ArticleAnchor, Sides, SourceAnchor, StatementAnchor, sides_of
from whence.review.constraints import Constraints
from whence.review.corrections import added, can_be_placed, corrected
from whence.review.places import Lost, Places
from whence.review.values import value_of

__all__ = ["Applied", "Conflict", "apply", "articles_of"]

_ON_STATEMENTS = frozenset({Action.add, Action.confirm, Action.correct, Action.drop})
_ON_DENIALS = frozenset({Action.denies, Action.denies_not})
_ACTIONS = frozenset(Action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A decision that is in force and cannot be heeded, or not wholly, and why.

    `by` is the later decision that says otherwise, None where what was decided about is not found.
    """

    decision: Decision
    reason: str
    by: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What decisions make of readings.

    `readings` are all of them, in their order; `changed` those that differ from what was read. `found` gives, for
    each decision that was found again, by its id, the ids of its sides now. `on_denials` are the decisions that
    `by_hand.denials` come from, one each: which of them speak of the same claims is known only where these are
    (`review.opposed`).
    """

    readings: tuple[Reading, ...]
    changed: tuple[Reading, ...] = ()
    by_hand: ByHand = field(default_factory=ByHand)
    conflicts: tuple[Conflict, ...] = ()
    found: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    on_denials: tuple[Decision, ...] = ()


def apply(readings: Sequence[Reading], decisions: Sequence[Decision]) -> Applied:
    """Return readings, as they were read, with decisions applied; those that are taken back play no part.

    The order of both makes no difference to what is done: of two decisions that contradict each other, the later holds
    (by time, then by id), and the other is among the conflicts.
    """
    run = _Run(readings, frozenset(decision.id for decision in decisions))
    held = [decision for decision in sorted(in_force(decisions), key=place) if run.understands(decision)]
    run.add([decision for decision in held if decision.action == Action.add])
    run.correct([decision for decision in held if _is_on_statement(decision)])
    run.constrain([decision for decision in held if not _is_on_statement(decision)])
    return run.applied()


def articles_of(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the ids of the articles that decisions are about: `apply` needs the readings of no others."""
    return frozenset(anchor.article for one in decisions for side in sides_of(one.anchor) for anchor in side)


def _is_on_statement(decision: Decision) -> bool:
    return decision.action in _ON_STATEMENTS and ".." not in decision.target


class _Run:
    """One application: what is read, what is corrected so far, and what stands in the way."""

    def __init__(self, readings: Sequence[Reading], known: Collection[str]) -> None:
        self._as_read = {reading.article.id: reading for reading in readings}
        self._readings = dict(self._as_read)  # with what people have added
        self._now = dict(self._readings)
        self._known = known
        self._conflicts: list[Conflict] = []
        self._found: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._by_hand = ByHand()
        self._on_denials: tuple[Decision, ...] = ()

    def applied(self) -> Applied:
        now = tuple(self._now[article] for article in self._readings)
        return Applied(
            readings=now,
            changed=tuple(
                one for one, read in zip(now, self._as_read.values(), strict=True) if one is not read and one != read
            ),
            by_hand=self._by_hand,
            conflicts=tuple(sorted(self._conflicts, key=lambda conflict: place(conflict.decision))),
            found=self._found,
            on_denials=self._on_denials,
        )

    def understands(self, decision: Decision) -> bool:
        """Whether a decision bears on anything; where it should and cannot, that is a conflict."""
        if decision.action == UNDO:
            if decision.target not in self._known:
                self._conflict(decision, wording.NOTHING_TO_UNDO)
            return False
        understood = decision.action in _ACTIONS and bool(sides_of(decision.anchor))
        if not understood:
            self._conflict(decision, wording.NOT_UNDERSTOOD)
        return understood

    def _conflict(self, decision: Decision, reason: str) -> None:
        self._conflicts.append(Conflict(decision=decision, reason=reason))

    def _overruled(self, decision: Decision, by: Iterable[Decision]) -> None:
        for one in by:
            said = wording.overruled(wording.ACTIONS[Action(one.action)], one.by, one.at)
            self._conflicts.append(Conflict(decision=decision, reason=said, by=one))

    # --- statements -------------------------------------------------------------------------------------------------

    def add(self, decisions: Sequence[Decision]) -> None:
        """Add statements that were not read; one that was read after all, or was added before, is that one.

        What they set besides their words is set as a correction does.
        """
        for decision in decisions:
            try:
                ((anchor,),) = sides_of(decision.anchor)
                assert isinstance(anchor, ArticleAnchor)
                value = value_of(decision.value)
                places = Places(self._readings[name] for name in (anchor.article,) if name in self._readings)
                reading = places.reading(anchor.article)
                if not can_be_placed(value, reading.article.text):
                    raise Lost(wording.PLACES_GONE)
                one = added(reading, decision.id, value)
                assert one.content
                known = places.alike(one)
            except Lost as lost:
                self._conflict(decision, str(lost))
                continue
            except (AssertionError, ValueError, KeyError):
                self._conflict(decision, wording.NOT_UNDERSTOOD)
                continue
            if known is None:
                self._readings[anchor.article] = replace(reading, statements=(*reading.statements, one))
                self._now[anchor.article] = self._readings[anchor.article]
            self._found[decision.id] = ((known or one.id,),)

    def correct(self, decisions: Sequence[Decision]) -> None:
        """Correct the readings, statement by statement; of two values of one field, the later is set."""
        places = Places(self._readings.values())
        by_statement: dict[tuple[str, str], list[Decision]] = {}
        for decision in decisions:
            if decision.action == Action.add and decision.id not in self._found:
                continue  # it is a conflict already
            try:
                (anchor,), *_ = sides_of(decision.anchor)
                if decision.action == Action.add:
                    found = self._found[decision.id][0][0]
                else:
                    assert isinstance(anchor, StatementAnchor)
                    found = places.statement(anchor)
                if not can_be_placed(value_of(decision.value), self._readings[anchor.article].article.text):
                    raise Lost(wording.PLACES_GONE)
            except Lost as lost:
                self._conflict(decision, str(lost))
                continue
            except (AssertionError, ValueError):
                self._conflict(decision, wording.NOT_UNDERSTOOD)
                continue
            self._found[decision.id] = ((found,),)
            by_statement.setdefault((anchor.article, found), []).append(decision)
        values: dict[str, dict[str, list[dict[str, Any]]]] = {}
        dropped: set[str] = set()
        for (article, statement), some in by_statement.items():
            held = self._held(some)
            dropped |= {statement} if held[-1].action == Action.drop else set()
            values.setdefault(article, {})[statement] = [value_of(one.value) for one in held if one.value]
        for article, own in values.items():
            self._now[article] = corrected(self._readings[article], own, dropped)

    def _held(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Of one statement's decisions, in their order, those that hold; the others are overruled."""
        last = decisions[-1]
        is_drop = last.action == Action.drop
        held = [one for one in decisions if (one.action == Action.drop) == is_drop]
        for one in decisions:
            if one not in held:
                self._overruled(one, [last])
        for number, one in enumerate(held):
            fields = value_of(one.value)
            after = [other for other in held[number + 1 :] if _says_otherwise(fields, value_of(other.value))]
            self._overruled(one, after[-1:])
        return held

    # --- claims, sources, steps -------------------------------------------------------------------------------------

    def constrain(self, decisions: Sequence[Decision]) -> None:
        """Gather the constraints, the latest first."""
        places, constraints = Places(self._readings.values(), self._now.values()), Constraints()
        for decision in reversed(decisions):
            try:
                self._overruled(decision, self._constrain(decision, places, constraints))
            except Lost as lost:
                self._conflict(decision, str(lost))
            except (AssertionError, ValueError):
                self._conflict(decision, wording.NOT_UNDERSTOOD)
        self._by_hand, self._on_denials = constraints.by_hand(), constraints.on_denials()

    def _constrain(self, decision: Decision, places: Places, constraints: Constraints) -> list[Decision]:
        action, sides = Action(decision.action), sides_of(decision.anchor)
        if action in _ON_DENIALS:
            sides = tuple(_left(side, places) for side in sides)
        ids = tuple(tuple(_found(anchor, places) for anchor in side) for side in sides)
        self._found[decision.id] = ids
        if action is Action.note:
            return []
        if len(ids) != 2 or not all(ids):
            raise Lost(wording.NOT_UNDERSTOOD)
        if set(ids[0]) & set(ids[1]):
            raise Lost(wording.NOW_ONE)
        if action in (Action.merge, Action.split_):
            of_sources = constraints.same_source if action is Action.merge else constraints.other_sources
            return of_sources(ids, decision)
        return self._on_claims(decision, sides, ids, places, constraints)

    @staticmethod
    def _on_claims(
        decision: Decision, sides: Sides, ids: tuple[tuple[str, ...], ...], places: Places, constraints: Constraints
    ) -> list[Decision]:
        action = Action(decision.action)
        units = [
            [places.units(anchor.article, name) for anchor, name in zip(side, some, strict=True)]
            for side, some in zip(sides, ids, strict=True)
        ]
        every = [[unit for one in side for unit in one] for side in units]
        first = [*units[0][0], *units[1][0]]
        is_step = action is Action.confirm and value_of(decision.value).get("what") == "step"
        if set(every[0]) & set(every[1]):
            raise Lost(wording.NOW_ONE)
        if action is Action.follows or is_step:
            return constraints.follows(ids[0][0], ids[1][0], first, decision, confirmed=is_step)
        if action is Action.follows_not:
            return constraints.follows_not(ids[0][0], ids[1][0], decision)
        if action is Action.different:
            return constraints.other_claims(every, decision)
        if action in _ON_DENIALS:
            return constraints.denies(every, decision, holds=action is Action.denies)
        return constraints.same_claim(first, every, decision)


def _found(anchor: Anchor, places: Places) -> str:
    if isinstance(anchor, StatementAnchor):
        return places.statement(anchor)
    return places.source(anchor) if isinstance(anchor, SourceAnchor) else places.reading(anchor.article).article.id


def _left(side: tuple[Anchor, ...], places: Places) -> tuple[Anchor, ...]:
    """Return what is still found of a claim that was decided about; raises `Lost` where nothing is."""
    left, lost = [], Lost(wording.NOT_UNDERSTOOD)
    for anchor in side:
        try:
            places.units(anchor.article, _found(anchor, places))
            left.append(anchor)
        except Lost as one:
            lost = one
    if not left:
        raise lost
    return tuple(left)


def _says_otherwise(fields: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    return any(name in later and later[name] != value for name, value in fields.items())
