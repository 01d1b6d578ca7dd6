"""Which claims deny which: by statements that express opposite propositions, acts of denial, and what stands together.

Two statements are seldom surely opposed when they are looked at alone. Reports set a claim and its denial side by side,
however, each with its source; so two claims are opposed where their statements are so rather more than others, and
stand in one paragraph of some article from different sources. What weighs how much was fitted on the events that were
written for whence (`docs/decisions/`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.link.linked import Pair
from whence.link.pairs import Pairs
from whence.link.units import Unit
from whence.records import Act
from whence.trace.setting import Setting

__all__ = [
    "LEAST_ALIKE",
    "LEAST_DENIED",
    "LEAST_SEEN",
    "LEAST_TOGETHER",
    "Member",
    "against",
    "bearing",
    "denials",
    "member_of",
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
LEAST_TOGETHER = 0.5
"""The probability, from all that is seen of two claims of several statements, from which they are opposed."""
MOST = 2
"""How many claims one claim stands against at most: what seems opposed to more is mostly only of another topic."""

_SEVERAL = 2  # statements that each of two claims has, which are opposed by all that is seen of them
_QUARTER = 4  # the most opposed of so many pairs count
_EDGE = 0.01  # no probability is surer than this, so that its logarithm stays in bounds
_WEIGHTS = (-0.062, 1.487, 2.046, 0.874)  # of `seen_of`, by `training/denials.py`

Two = tuple[int, int]


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
    """Return which pairs bear on denials at all: those that are opposed, and of one matter."""
    found: NDArray[np.bool_] = (pairs.opposed >= LEAST_SEEN) & (pairs.same >= LEAST_ALIKE)
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


def denials(groups: Sequence[Sequence[int]], members: Sequence[Member], pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """Return, by number of group, the groups that deny it; `members` are all units by their numbers.

    Of two opposed groups the one with acts of denial or with negations denies the other; where both or neither have
    them, the later one does. A group stands against those that its acts of denial are nearest to, then those that most
    speaks for, and at most `MOST` of them. A claim that is denied is no less a claim: both stand. The pairs are
    those that are `bearing`.
    """
    home = {n: number for number, group in enumerate(groups) for n in group}
    apart = [pair for pair in pairs if len({home.get(pair.a), home.get(pair.b)} - {None}) == 2]
    aimed = _aimed(apart, home, members)
    ranked: list[tuple[float, float, Two]] = []
    for both, opposed in sorted(against(apart, home).items()):
        several = min(len(groups[n]) for n in both) >= _SEVERAL
        how = _together([groups[n] for n in both], members, opposed) if several else 0.0
        if how >= LEAST_TOGETHER or (not several and (opposed[0] >= LEAST or both in aimed)):
            ranked.append((-aimed.get(both, 0.0), -how, both))
    taken: defaultdict[int, int] = defaultdict(int)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for _, _, (a, b) in sorted(ranked):
        if max(taken[a], taken[b]) >= MOST:
            continue
        taken[a] += 1
        taken[b] += 1
        denied, denying = (b, a) if _denying(members, groups[a]) > _denying(members, groups[b]) else (a, b)
        found[denied].append(denying)
    return {denied: sorted(several) for denied, several in sorted(found.items())}


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
