"""Which claims deny which: by statements that express opposite propositions, acts of denial, and what stands together.

Two statements are seldom surely opposed when they are looked at alone. Reports set a claim and its denial side by side,
however, each with its source; so two claims are opposed where their statements are so rather more than others, and
stand in one paragraph of some article from different sources. What weighs how much was fitted on the events that were
written for whence (`docs/decisions/`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.link.linked import Pair
from whence.link.pairs import Pairs
from whence.link.units import Unit
from whence.records import Act, Denial, LinkBasis
from whence.trace.decided import Denied, Two
from whence.trace.setting import Setting

__all__ = [
    "LEAST_ALIKE",
    "LEAST_DENIED",
    "LEAST_RELATED",
    "LEAST_SEEN",
    "LEAST_TOGETHER",
    "Against",
    "Member",
    "against",
    "as_decided",
    "bearing",
    "denials",
    "denied_by",
    "member_of",
    "overruled",
    "records_of",
    "seen_of",
]

LEAST = 0.6
"""The probability of opposition of two statements from which claims are opposed of which one has no other statement."""
LEAST_DENIED = 0.4
"""The same, where one of the two denies by its act and the other is the nearest that it could deny."""
LEAST_SEEN = 0.15
"""The same, from which a pair is looked at at all."""
LEAST_ALIKE = 0.06
"""The probability of being one proposition from which it is: what denies a claim is about its matter."""
LEAST_RELATED = 0.15
"""What their articles share at least (`Pair.related`): hardly any that report one event share less."""
LEAST_TOGETHER = 0.5
"""The probability, from all that is seen of two claims of several statements, from which they are opposed."""
MOST = 2
"""How many claims one claim stands against at most: what seems opposed to more is mostly only of another topic."""

_SEVERAL = 2  # statements that each of two claims has, which are opposed by all that is seen of them
_QUARTER = 4  # the most opposed of so many pairs count
_EDGE = 0.01  # no probability is surer than this, so that its logarithm stays in bounds
_WEIGHTS = (-0.062, 1.487, 2.046, 0.874)  # of `seen_of`, by `training/denials.py`
_SUREST = 0.999  # what whence finds is never as sure as what a person says


class Against(NamedTuple):
    """A group of units denies another: the numbers of both, and how sure that is.

    Where a person has said so, `score` is 1 and `ends` are a unit of each that they said it of; else it is less.
    """

    denied: int
    denying: int
    score: float
    ends: Two | None = None


class Member(NamedTuple):
    """What of a statement bears on denials: its act, whether it negates, who speaks, and where it stands.

    `speaker` is the id of the source's fullest naming, None in the outlet's own voice; `article` is an id or a number.
    """

    denies: bool
    negated: bool
    speaker: str | None
    article: str | int
    block: int


def bearing(pairs: Pairs) -> NDArray[np.bool_]:
    """Return which pairs bear on denials at all: those that are opposed, and of one matter, as their articles are."""
    of_one_matter = (pairs.same >= LEAST_ALIKE) & (pairs.related >= LEAST_RELATED)
    found: NDArray[np.bool_] = (pairs.opposed >= LEAST_SEEN) & of_one_matter
    return found


def member_of(unit: Unit, setting: Setting) -> Member:
    """Return what of a unit bears on denials."""
    person = None if unit.own_voice else setting.person(unit.speaker)
    return Member(
        denies=unit.statement.act is Act.denial,
        negated=unit.statement.negated,
        speaker=person.id if person else None,
        article=unit.article.id,
        block=unit.statement.block,
    )


def denials(groups: Sequence[Sequence[int]], members: Sequence[Member], pairs: Iterable[Pair]) -> list[Against]:
    """Return which groups deny which, in the order of those denied; `members` are all units by their numbers.

    Of two opposed groups the one with acts of denial or with negations denies the other; where both or neither have
    them, the later one does. A group stands against those that its acts of denial are nearest to, then those that most
    speaks for, and at most `MOST` of them. A claim that is denied is no less a claim: both stand. The pairs are
    those that are `bearing`.
    """
    home = {n: number for number, group in enumerate(groups) for n in group}
    apart = [pair for pair in pairs if len({home.get(pair.a), home.get(pair.b)} - {None}) == 2]
    aimed = _aimed(apart, home, members)
    ranked: list[tuple[float, float, Two]] = []
    sure: dict[Two, float] = {}
    for both, opposed in sorted(against(apart, home).items()):
        several = min(len(groups[n]) for n in both) >= _SEVERAL
        how = _together([groups[n] for n in both], members, opposed) if several else 0.0
        if how >= LEAST_TOGETHER or (not several and (opposed[0] >= LEAST or both in aimed)):
            ranked.append((-aimed.get(both, 0.0), -how, both))
            sure[both] = min(how if several else opposed[0], _SUREST)
    taken: defaultdict[int, int] = defaultdict(int)
    kept: dict[Two, bool] = {}  # whether the first of the two denies the second
    for _, _, (a, b) in sorted(ranked):
        if max(taken[a], taken[b]) >= MOST:
            continue
        taken[a] += 1
        taken[b] += 1
        kept[a, b] = _denying(members, groups[a]) > _denying(members, groups[b])
    return sorted(Against(*(both[::-1] if turned else both), sure[both]) for both, turned in kept.items())


def as_decided(found: Iterable[Against], groups: Sequence[Sequence[int]], decided: Iterable[Denied]) -> list[Against]:
    """Return which groups deny which as people have decided it, the latest first.

    What they say of two groups changes nothing between others, also where it takes a denial back: the program would
    only go on to what is less sure.
    A side stands for the group that holds most of its units. That there is no denial is said as well of every other
    group of which half the units or more are of that side: so a claim that falls apart later is denied by none of it.
    """
    told = {both: latest for both, ((_, latest), *_) in _told(groups, decided).items()}
    left = [one for one in found if (min(one[:2]), max(one[:2])) not in told]
    return sorted([*left, *(one for one in told.values() if one is not None)])


def overruled(groups: Sequence[Sequence[int]], decided: Iterable[Denied]) -> list[Two]:
    """Return which of some decisions on denials, the latest first, a later one speaks against of the same two groups.

    A pair is the number of a decision among them with that of the latest one about two groups, which holds there; what
    `as_decided` heeds of them is all that is left.
    """
    found = set()
    for (latest, said), *others in _told(groups, decided).values():
        found |= {(number, latest) for number, other in others if (said and said[:2]) != (other and other[:2])}
    return sorted(found)


def _told(groups: Sequence[Sequence[int]], decided: Iterable[Denied]) -> dict[Two, list[tuple[int, Against | None]]]:
    """What decisions say of each two groups, None for no denial, with their numbers, in their order."""
    told: defaultdict[Two, list[tuple[int, Against | None]]] = defaultdict(list)
    home = {n: number for number, group in enumerate(groups) for n in group}
    for number, (denying, denied, holds) in enumerate(decided):
        sides = [_meant(side, groups, home) for side in (denying, denied)]
        for a in sides[0][: 1 if holds else None]:
            for b in sides[1][: 1 if holds else None]:
                if a != b:
                    made = Against(b, a, 1.0, (_first(groups[b], denied), _first(groups[a], denying)))
                    told[min(a, b), max(a, b)].append((number, made if holds else None))
    return dict(told)


def _meant(side: Sequence[int], groups: Sequence[Sequence[int]], home: Mapping[int, int]) -> list[int]:
    """The groups that a side of a decision stands for, that which holds most of its units first."""
    held = Counter(home[n] for n in side if n in home)
    ranked = sorted(held, key=lambda number: (-held[number], number))
    return [*ranked[:1], *(number for number in ranked[1:] if 2 * held[number] >= len(groups[number]))]


def _first(group: Sequence[int], side: Sequence[int]) -> int:
    return min(set(group) & set(side))


def denied_by(found: Iterable[Against]) -> dict[int, list[int]]:
    """Return, by number of group, the groups that deny it."""
    by: defaultdict[int, list[int]] = defaultdict(list)
    for one in found:
        by[one.denied].append(one.denying)
    return dict(by)


def records_of(
    found: Iterable[Against], groups: Sequence[Sequence[int]], pairs: Iterable[Pair], ids: Mapping[int, str]
) -> tuple[Denial, ...]:
    """Return denials as the trace has them, each by the most opposed statements; `ids` are those of the units.

    How opposed is taken as it is shown, for its last digits hang on what is computed beside it.
    """
    found = list(found)
    home = {n: number for number, group in enumerate(groups) for n in group}
    most: dict[Two, tuple[float, str, str]] = {one[:2]: (0.0, "", "") for one in found if one.ends is None}
    for pair in pairs:
        for n, other in ((pair.a, pair.b), (pair.b, pair.a)):
            both = (home.get(n, -1), home.get(other, -1))
            if both in most:
                most[both] = min(most[both], (-round(pair.opposed, 3), ids[n], ids[other]))
    return tuple(
        Denial(denying=ids[one.ends[1]], denied=ids[one.ends[0]], basis=LinkBasis.by_hand, score=1.0)
        if one.ends is not None
        else Denial(
            denying=most[one[:2]][2],
            denied=most[one[:2]][1],
            basis=LinkBasis.inferred,
            score=min(round(one.score, 3), _SUREST),
        )
        for one in found
    )


def against(pairs: Iterable[Pair], home: Mapping[int, int]) -> dict[Two, list[float]]:
    """The oppositions between statements of two groups that are seen, the highest first."""
    found: defaultdict[Two, list[float]] = defaultdict(list)
    for pair in pairs:
        if pair.opposed >= LEAST_SEEN:
            a, b = sorted((home[pair.a], home[pair.b]))
            found[a, b].append(pair.opposed)
    return {both: sorted(several, reverse=True) for both, several in found.items()}


def _aimed(pairs: Iterable[Pair], home: Mapping[int, int], members: Sequence[Member]) -> dict[Two, float]:
    """The groups that acts of denial are nearest to, each by the sum of their opposition."""
    nearest: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        for n, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if members[n].denies:
                nearest[n] = max(nearest.get(n, (0.0, 0)), (pair.opposed, home[other]))
    found: defaultdict[Two, float] = defaultdict(float)
    for n, (opposed, other) in sorted(nearest.items()):
        if opposed >= LEAST_DENIED:
            found[min(home[n], other), max(home[n], other)] += opposed
    return found


def seen_of(
    one: Sequence[Member], other: Sequence[Member], opposed: Sequence[float]
) -> tuple[float, float, float, float]:
    """Return what is seen of two claims, by their statements and the oppositions between them, the highest first.

    One; how opposed the most opposed quarter of the pairs is (as log odds); in how many articles a statement of each
    stands in one paragraph, from different sources (as a logarithm); and whether no source speaks for both.
    """
    speakers = [{m.speaker for m in some} - {None} for some in (one, other)]
    apart = bool(speakers[0]) and bool(speakers[1]) and speakers[0].isdisjoint(speakers[1])
    most = _logit(_most(opposed, len(one) * len(other)))
    return 1.0, most, math.log1p(len(set(_beside(one, other)))), float(apart)


def _together(both: Sequence[Sequence[int]], members: Sequence[Member], opposed: Sequence[float]) -> float:
    """The probability that two groups of several statements are opposed, from all that is seen of them."""
    one, other = ([members[n] for n in group] for group in both)
    score = sum(w * x for w, x in zip(_WEIGHTS, seen_of(one, other, opposed), strict=True))
    return 1 / (1 + math.exp(-score))


def _most(opposed: Sequence[float], pairs: int) -> float:
    """The mean of the most opposed quarter of so many pairs; those that are not seen are opposed by half the least."""
    count = -(-pairs // _QUARTER)
    highest = opposed[:count]
    return (sum(highest) + (count - len(highest)) * LEAST_SEEN / 2) / count


def _beside(one: Sequence[Member], other: Sequence[Member]) -> Iterator[str | int]:
    """The articles that have a statement of each group in one paragraph, not from one source."""
    places: defaultdict[tuple[str | int, int], list[str | None]] = defaultdict(list)
    for member in other:
        places[member.article, member.block].append(member.speaker)
    for member in one:
        speakers = places.get((member.article, member.block), ())
        if any(speaker is None or speaker != member.speaker for speaker in speakers):
            yield member.article


def _logit(share: float) -> float:
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


def _denying(members: Sequence[Member], group: Sequence[int]) -> float:
    """The share of a group's statements that deny, or say that something is not so."""
    return sum(members[n].denies or members[n].negated for n in group) / len(group)
