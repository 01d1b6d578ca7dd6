"""Links to claims: groups, steps, changes, origins, denials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from whence.by_hand import NOTHING, ByHand
from whence.link.linked import Linked, Pair
from whence.link.pairs import Floats, Ints, Pairs
from whence.link.units import Unit
from whence.records import Claim, Link, LinkBasis, LinkKind, Reading, Step, Trace, claim_id
from whence.stages import OnStage, teller
from whence.trace.claims import grouped_of, rejoined
from whence.trace.decided import NOTHING_DECIDED, Decided, numbered
from whence.trace.denials import as_decided, bearing, denials, denied_by, member_of, records_of
from whence.trace.likeness import likeness
from whence.trace.near import near_misses, nearly
from whence.trace.origins import origins_of, range_of
from whence.trace.routes import circular_of, missing_of
from whence.trace.setting import Setting
from whence.trace.steps import steps_of, unordered_of
from whence.trace.timeline import Timeline
from whence.trace.wholes import put_together

__all__ = ["TRACE_STAGES", "claims_of", "in_order", "links_of", "place_of", "sure", "trace"]

TRACE_STAGES = ("claims", "routes", "origins")
_QUOTED = 0.6


def trace(
    readings: Sequence[Reading], linked: Linked, *, progress: OnStage | None = None, by_hand: ByHand = NOTHING
) -> Trace:
    """Return what a collection as a whole lets one say, from its readings and what links them.

    What people have decided of claims, steps and denials (`by_hand`) holds, whatever speaks against it.
    """
    begin = teller(TRACE_STAGES, progress)
    setting = Setting(linked, readings, by_hand.sources_apart)
    decided = numbered(linked.units, by_hand)
    begin("claims")
    count, first = len(linked.units), Pairs.of(linked.pairs)
    alike = likeness(linked.units, first, setting)
    groups = grouped_of(count, first, alike, one=sorted(decided.one), apart=sorted(decided.apart))
    groups = rejoined(linked.units, groups, decided.apart)
    units, groups, every = put_together(readings, linked, groups)
    decided = numbered(units, by_hand, {n for group in groups for n in group}, linked.units)
    alike = sure(likeness(units, every, setting), every, decided)
    groups = in_order(groups, units, setting.timeline)
    inside = _inside(groups, count, every)
    pairs, scores = list(every.taken(inside)), alike[inside].tolist()
    begin("routes")
    by_pair = {(p.a, p.b): p for p in pairs}
    steps = [steps_of(group, units, by_pair, setting, decided) for group in groups]
    begin("origins")
    members = [member_of(unit, setting) for unit in units]
    opposed = every.taken(np.flatnonzero(bearing(every)))
    against = denials(groups, members, opposed)
    against = as_decided(against, groups, decided.denials)
    claims = claims_of(groups, units, pairs, scores, steps, setting, denied_by(against), decided)
    return Trace(
        parts=tuple(units[n].statement for n in sorted(n for group in groups for n in group) if _is_part(units[n])),
        same=tuple(sorted((a, b) for a, b in linked.same.items() if a != b)),
        passages=linked.passages,
        links=tuple(links_of(groups, units, pairs, scores, setting, decided)),
        credits=linked.credits,
        claims=tuple(claims),
        steps=tuple(step for found in steps for _, step in sorted(found.items())),
        near=near_misses(groups, units, nearly(groups, count, every, alike), decided.apart),
        denials=records_of(against, groups, opposed, {n: unit.id for n, unit in enumerate(units)}),
    )


def in_order(groups: Sequence[Sequence[int]], units: Sequence[Unit], timeline: Timeline) -> list[list[int]]:
    """The groups in the order of their first statements in print, each in the order of time."""
    found = [sorted(group, key=lambda n: place_of(units[n], timeline)) for group in groups]
    return sorted(found, key=lambda group: place_of(units[group[0]], timeline))


def claims_of(
    groups: Sequence[Sequence[int]],
    units: Sequence[Unit],
    pairs: Sequence[Pair],
    alike: Sequence[float],
    steps: Sequence[Mapping[int, Step]],
    setting: Setting,
    denied: Mapping[int, Sequence[int]] = MappingProxyType({}),
    decided: Decided = NOTHING_DECIDED,
) -> list[Claim]:
    """The claim of each group; each hangs on its own units, pairs and steps, and on who denies it (`denied`)."""
    by_pair = {(p.a, p.b): p for p in pairs}
    how_alike = dict(zip(by_pair, alike, strict=True))
    ids = [claim_id(units[group[0]].id) for group in groups]
    return [
        _claim(ids, number, groups, units, by_pair, how_alike, steps[number], denied.get(number, []), setting, decided)
        for number in range(len(groups))
    ]


def sure(alike: Floats, pairs: Pairs, decided: Decided) -> Floats:
    """The likeness of each pair; those that are one claim by hand are sure."""
    if not decided.one:
        return alike
    size = int(pairs.b.max(initial=0)) + 1
    by_hand = np.isin(pairs.a * size + pairs.b, [a * size + b for a, b in decided.one if b < size])
    return np.where(by_hand, 1.0, alike)


def _inside(groups: Sequence[Sequence[int]], count: int, pairs: Pairs) -> Ints:
    """The rows of the pairs of which both units, of `count`, are of one group."""
    home = np.full(count, -1, dtype=np.int64)
    for number, group in enumerate(groups):
        home[group] = number
    return np.flatnonzero((home[pairs.a] == home[pairs.b]) & (home[pairs.a] >= 0))


def _is_part(unit: Unit) -> bool:
    return unit.statement.part_of is not None


def _claim(
    ids: Sequence[str],
    number: int,
    groups: Sequence[Sequence[int]],
    units: Sequence[Unit],
    pairs: Mapping[tuple[int, int], Pair],
    alike: Mapping[tuple[int, int], float],
    steps: Mapping[int, Step],
    denied_by: Sequence[int],
    setting: Setting,
    decided: Decided,
) -> Claim:
    group = groups[number]
    origins = origins_of(group, units, steps, alike, setting)
    return Claim(
        id=ids[number],
        wording=units[group[0]].words,
        statements=tuple(units[n].id for n in group),
        origins=origins,
        independent=range_of(origins),
        denied_by=tuple(ids[n] for n in denied_by),
        circular=circular_of(group, units, steps, setting),
        missing=missing_of(group, units, setting),
        unordered=unordered_of(group, units, pairs, steps, setting, decided),
        confidence=round(min((step.score for step in steps.values()), default=1.0), 3),
    )


def place_of(unit: Unit, timeline: Timeline) -> tuple[tuple[str, str, str], int, str]:
    """What a unit's place in a claim is told by: its time, its place in the text, its id."""
    return timeline.place(unit), unit.statement.content[0].start, unit.id


def links_of(
    groups: Sequence[Sequence[int]],
    units: Sequence[Unit],
    pairs: Sequence[Pair],
    alike: Sequence[float],
    setting: Setting,
    decided: Decided = NOTHING_DECIDED,
) -> list[Link]:
    """The links inside claims, in the order of their statements."""
    home = {n: number for number, group in enumerate(groups) for n in group}
    return [
        Link(
            a=units[pair.a].id,
            b=units[pair.b].id,
            kind=_kind(pair),
            basis=_basis(pair, units, decided, setting),
            score=round(score, 3),
            passages=pair.passages,
        )
        for pair, score in zip(pairs, alike, strict=True)
        if home.get(pair.a, -1) == home.get(pair.b, -2) and score > 0
    ]


def _basis(pair: Pair, units: Sequence[Unit], decided: Decided, setting: Setting) -> LinkBasis:
    if (pair.a, pair.b) in decided.one:
        return LinkBasis.by_hand
    if setting.versions.of_one(units[pair.a].article.id, units[pair.b].article.id):
        return LinkBasis.version
    return LinkBasis.copied if pair.passages else LinkBasis.inferred


def _kind(pair: Pair) -> LinkKind:
    if pair.quoted >= _QUOTED:
        return LinkKind.same_quotation
    return LinkKind.copied_words if pair.passages else LinkKind.same_claim
