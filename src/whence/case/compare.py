"""What changed between two traces: of one case at two times, or of two cases that share articles.

Claims are matched by the statements that they share, for a claim's id may change with its earliest statement. Both
sides' claims that hang together by shared statements are one group: one on each side is the same claim, several to one
a merger, one to several a split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Claim, Origin, Step, Trace

if TYPE_CHECKING:
    from whence.case.store import Case

__all__ = ["Changed", "Difference", "Regrouped", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A claim that both sides have, and that is not the same; `added` and `removed` are ids of statements."""

    before: Claim
    after: Claim
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """Claims whose statements are grouped otherwise: merged (`after` is one), split (`before` is one), or both."""

    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is different on the second side: articles as pairs of id and file, changed steps as before and after."""

    articles_added: tuple[tuple[str, str], ...] = ()
    articles_removed: tuple[tuple[str, str], ...] = ()
    appeared: tuple[Claim, ...] = ()
    vanished: tuple[Claim, ...] = ()
    merged: tuple[Regrouped, ...] = ()
    split: tuple[Regrouped, ...] = ()
    regrouped: tuple[Regrouped, ...] = ()
    changed: tuple[Changed, ...] = ()
    steps_appeared: tuple[Step, ...] = ()
    steps_vanished: tuple[Step, ...] = ()
    steps_changed: tuple[tuple[Step, Step], ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def compare(before: Case, after: Case) -> Difference:
    """Return what is different in a second case file; a case that is not traced has no claims and no steps."""
    files = before.files(), after.files()
    traces = before.trace() or Trace(), after.trace() or Trace()
    return Difference(
        articles_added=_only(files[1], files[0]),
        articles_removed=_only(files[0], files[1]),
        **_claims(traces[0].claims, traces[1].claims),
        **_steps(traces[0].steps, traces[1].steps),
    )


def _only(some: Mapping[str, str], others: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    found = [(article, file) for article, file in some.items() if article not in others]
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


# --- claims ---------------------------------------------------------------------------------------------------------


def _claims(before: Sequence[Claim], after: Sequence[Claim]) -> dict[str, tuple]:  # type: ignore[type-arg]  # per field
    found: dict[str, list[object]] = defaultdict(list)
    held, holds = ({frozenset(claim.statements): claim for claim in claims} for claims in (before, after))
    for versions, claim in held.items():
        if versions in holds:
            found["changed"] += _changed(claim, holds[versions])
    left = [claim for versions, claim in held.items() if versions not in holds]
    for old, new in _groups(left, [claim for versions, claim in holds.items() if versions not in held]):
        if not old:
            found["appeared"] += new
        elif not new:
            found["vanished"] += old
        elif len(old) == len(new) == 1:
            found["changed"] += _changed(old[0], new[0])
        else:
            kind = "merged" if len(new) == 1 else "split" if len(old) == 1 else "regrouped"
            found[kind].append(Regrouped(before=tuple(old), after=tuple(new)))
    return {name: tuple(some) for name, some in found.items()}


def _groups(before: Sequence[Claim], after: Sequence[Claim]) -> list[tuple[list[Claim], list[Claim]]]:
    """Return the claims of both sides that hang together, in the order of the first side and then of the second."""
    owners: dict[str, list[tuple[int, int]]] = defaultdict(list)
    sides = (before, after)
    for side, claims in enumerate(sides):
        for place, claim in enumerate(claims):
            for statement in claim.statements:
                owners[statement].append((side, place))
    seen: set[tuple[int, int]] = set()
    groups = []
    for side, claims in enumerate(sides):
        for place in range(len(claims)):
            if (side, place) in seen:
                continue
            found = _reached((side, place), sides, owners)
            seen |= found
            groups.append(tuple([sides[s][p] for s, p in sorted(found) if s == wanted] for wanted in (0, 1)))
    return [(one, other) for one, other in groups]


def _reached(
    start: tuple[int, int], sides: Sequence[Sequence[Claim]], owners: Mapping[str, Sequence[tuple[int, int]]]
) -> set[tuple[int, int]]:
    found, waiting = {start}, [start]
    while waiting:
        side, place = waiting.pop()
        for statement in sides[side][place].statements:
            for other in owners[statement]:
                if other not in found:
                    found.add(other)
                    waiting.append(other)
    return found


def _changed(before: Claim, after: Claim) -> list[Changed]:
    added = tuple(s for s in after.statements if s not in set(before.statements))
    removed = tuple(s for s in before.statements if s not in set(after.statements))
    if not (added or removed) and _seen(before) == _seen(after):
        return []
    return [Changed(before=before, after=after, added=added, removed=removed)]


def _seen(claim: Claim) -> tuple[object, ...]:
    """What of a claim is compared beside its statements."""
    origins = sorted(map(_origin, claim.origins))
    return claim.wording, claim.independent, origins, len(claim.denied_by), claim.circular, claim.missing


def _origin(origin: Origin) -> tuple[str, str, str, int]:
    return origin.name, origin.kind.value, origin.through or "", len(origin.statements)


# --- steps ----------------------------------------------------------------------------------------------------------


def _steps(before: Sequence[Step], after: Sequence[Step]) -> dict[str, tuple]:  # type: ignore[type-arg]  # as above
    old = {(step.later, step.earlier): step for step in before}
    new = {(step.later, step.earlier): step for step in after}
    both = [(step, new[pair]) for pair, step in old.items() if pair in new]
    return {
        "steps_appeared": tuple(step for pair, step in new.items() if pair not in old),
        "steps_vanished": tuple(step for pair, step in old.items() if pair not in new),
        "steps_changed": tuple((one, other) for one, other in both if _rests(one) != _rests(other)),
    }


def _rests(step: Step) -> tuple[object, ...]:
    """What of a step is compared; how sure it is may differ a little without a difference that one can name."""
    return step.basis, step.order, step.changes, step.credit
