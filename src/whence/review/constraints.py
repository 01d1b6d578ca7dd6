"""Decisions on claims, sources, steps and denials that may contradict one another, to constraints that do not.

The latest decision is heeded first, and each before it as far as those after it let it. What holds is transitive: of
three statements that are one claim by two decisions, no two can be two claims by an earlier one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from whence.by_hand import ByHand, Denied
from whence.case.decisions import place
from whence.records import Decision

__all__ = ["Constraints"]

Sides = Sequence[Sequence[str]]


class _Partition:
    """What is one and what is apart. A method returns the decision that stands in the way, None where none does."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._edges: defaultdict[str, list[tuple[str, Decision]]] = defaultdict(list)
        self._against: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        self.one: list[tuple[str, str]] = []
        self.apart: list[tuple[str, str]] = []

    def root(self, name: str) -> str:
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def join(self, names: Sequence[str], decision: Decision) -> Decision | None:
        """Make all of them one, or none."""
        roots = list(dict.fromkeys(map(self.root, names)))
        for place_, one in enumerate(roots):
            for other in roots[place_ + 1 :]:
                if other in self._against[one]:
                    return self._against[one][other]
        for name in names[1:]:
            self._join(names[0], name, decision)
        return None

    def _join(self, a: str, b: str, decision: Decision) -> None:
        one, other = self.root(a), self.root(b)
        if one == other:
            return
        self._parent[other] = one
        for far, why in self._against.pop(other, {}).items():
            self._against[one].setdefault(far, why)
            self._against[far].pop(other, None)
            self._against[far].setdefault(one, why)
        self._edges[a].append((b, decision))
        self._edges[b].append((a, decision))
        self.one.append((min(a, b), max(a, b)))

    def keep_apart(self, a: str, b: str, decision: Decision) -> Decision | None:
        one, other = self.root(a), self.root(b)
        if one == other:
            return self._between(a, b)
        self._against[one].setdefault(other, decision)
        self._against[other].setdefault(one, decision)
        self.apart.append((min(a, b), max(a, b)))
        return None

    def _between(self, a: str, b: str) -> Decision | None:
        """The latest of the decisions that make two one."""
        came: dict[str, tuple[str, Decision] | None] = {a: None}
        waiting = deque([a])
        while waiting and b not in came:
            at = waiting.popleft()
            for far, decision in self._edges[at]:
                if far not in came:
                    came[far] = (at, decision)
                    waiting.append(far)
        found, at = [], b
        while (back := came.get(at)) is not None:
            at = back[0]
            found.append(back[1])
        return max(found, key=place, default=None)

    def gather(self, names: Sequence[str], decision: Decision) -> None:
        """Make as many of them one as can be: each joins the first group that it may be one with."""
        groups: list[str] = []
        for name in names:
            for first in groups:
                if self.join((first, name), decision) is None:
                    break
            else:
                groups.append(name)


class Constraints:
    """Takes decisions, the latest first; each method returns the decisions that overrule the one it is given."""

    def __init__(self) -> None:
        self._claims, self._sources = _Partition(), _Partition()
        self._later: list[tuple[_Partition, Sequence[str], Decision]] = []
        self._follows: dict[str, tuple[str, Decision]] = {}
        self._confirmed: list[tuple[str, str]] = []
        self._not: dict[tuple[str, str], Decision] = {}
        self._denials: list[tuple[Denied, Decision]] = []

    def same_claim(self, first: Sequence[str], sides: Sides, decision: Decision) -> list[Decision]:
        """`first` are one claim; the other members of each side are so as far as no decision says otherwise."""
        self._later += [(self._claims, side, decision) for side in sides]
        return _some([self._claims.join(first, decision)])

    def other_claims(self, sides: Sides, decision: Decision) -> list[Decision]:
        """No member of one side is of one claim with a member of the other."""
        return self._two(self._claims, sides, decision)

    def same_source(self, sides: Sides, decision: Decision) -> list[Decision]:
        """The sides are one source."""
        self._later += [(self._sources, side, decision) for side in sides]
        return _some([self._sources.join([side[0] for side in sides], decision)])

    def other_sources(self, sides: Sides, decision: Decision) -> list[Decision]:
        """No member of one side is the source of a member of the other."""
        return self._two(self._sources, sides, decision)

    def _two(self, partition: _Partition, sides: Sides, decision: Decision) -> list[Decision]:
        self._later += [(partition, side, decision) for side in sides]
        return _some(partition.keep_apart(a, b, decision) for a in sides[0] for b in sides[1])

    def follows(
        self, later: str, earlier: str, both: Sequence[str], decision: Decision, *, confirmed: bool
    ) -> list[Decision]:
        """A statement follows another; `both` are the propositions of the two, which are one claim then."""
        held = self._follows.get(later)
        if held is not None and held[0] != earlier:
            return [held[1]]
        against = self._not.get((later, earlier)) or self._circle(later, earlier) or self._claims.join(both, decision)
        if against is not None:
            return [against]
        if held is None:
            self._follows[later] = (earlier, decision)
            self._confirmed += [(later, earlier)] if confirmed else []
        return []

    def _circle(self, later: str, earlier: str) -> Decision | None:
        """The decision by which the earlier leads to the later, perhaps by others between them."""
        at, why = earlier, None
        while at in self._follows and at != later:
            at, why = self._follows[at]
        return why if at == later else None

    def follows_not(self, later: str, earlier: str, decision: Decision) -> list[Decision]:
        """A statement does not follow another."""
        held = self._follows.get(later)
        if held is not None and held[0] == earlier:
            return [held[1]]
        self._not.setdefault((later, earlier), decision)
        return []

    def denies(self, sides: Sides, decision: Decision, *, holds: bool) -> list[Decision]:
        """The claim of the first side denies that of the second, and they are two; or neither denies the other.

        All of them are kept, for statements that two decisions are about may turn out to be of several claims; those
        that a later one speaks against of the same statements are overruled as far as they are of the same claims.
        """
        told = Denied(tuple(sides[0]), tuple(sides[1]), holds)
        against = [other for one, other in self._denials if _speaks_against(one, told)]
        if holds:
            against += _some(self._claims.keep_apart(a, b, decision) for a in sides[0] for b in sides[1])
        self._denials.append((told, decision))
        return _some(against)

    def on_denials(self) -> tuple[Decision, ...]:
        """Return the decisions that `ByHand.denials` come from, one each."""
        return tuple(decision for _, decision in self._denials)

    def by_hand(self) -> ByHand:
        """Return what holds of all that was given."""
        for partition, side, decision in self._later:
            partition.gather(side, decision)
        self._later = []
        return ByHand(
            sources_one=tuple(sorted(set(self._sources.one))),
            sources_apart=tuple(sorted(set(self._sources.apart))),
            one=tuple(sorted(set(self._claims.one))),
            apart=tuple(sorted(set(self._claims.apart))),
            follows=tuple(sorted((later, earlier) for later, (earlier, _) in self._follows.items())),
            confirmed=tuple(sorted(self._confirmed)),
            follows_not=tuple(sorted(self._not)),
            denials=tuple(one for one, _ in self._denials),
        )


def _speaks_against(one: Denied, other: Denied) -> bool:
    """Whether two say otherwise of the same statements: that there is a denial and none, or one each way."""
    alike = _meet(one.denying, other.denying) and _meet(one.denied, other.denied)
    turned = _meet(one.denying, other.denied) and _meet(one.denied, other.denying)
    if one.holds and other.holds:
        return turned and not alike
    return one.holds != other.holds and (alike or turned)


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    return not set(one).isdisjoint(other)


def _some(found: Iterable[Decision | None]) -> list[Decision]:
    """Return each decision once, the latest first."""
    return sorted(dict.fromkeys(one for one in found if one is not None), key=place, reverse=True)
