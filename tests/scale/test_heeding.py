"""What people have decided of claims, sources and steps holds in many parts as on one machine."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import pytest

from whence.by_hand import ByHand
from whence.link.linking import units_of
from whence.records import Decision, Reading, Trace
from whence.review.constraints import Constraints
from whence.scale.outcome import trace_of
from whence.scale.plan import plan

from .conftest import on_one_machine


def _decided(readings: list[Reading], traced: Trace, chance: random.Random) -> ByHand:
    """Return decisions on statements, whole ones and parts, that are of one claim or of several, and on sources."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for unit in units_of(readings):
        for name in {unit.id, unit.statement.part_of or unit.id}:
            parts[name].append(unit.id)
    sources = [source.id for reading in readings for source in reading.sources]
    constraints = Constraints()
    for number in range(chance.randrange(1, 24)):
        decision = Decision(target=f"{number}", action="same", by="Ada", at=f"2031-05-01T00:00:{59 - number:02d}Z")
        claim = chance.choice(traced.claims).statements
        some = claim if chance.random() < 0.5 and len(claim) > 1 else list(parts)
        one, other = chance.sample(some, 2)
        sides = parts[one], parts[other]
        if set(sides[0]) & set(sides[1]):
            continue
        kind = chance.randrange(6)
        if kind == 0:
            constraints.same_claim([sides[0][0], sides[1][0]], sides, decision)
        elif kind == 1:
            constraints.other_claims(sides, decision)
        elif kind == 2:
            constraints.follows(one, other, [*sides[0], *sides[1]], decision, confirmed=chance.random() < 0.5)
        elif kind == 3:
            step = chance.choice(traced.steps)
            constraints.follows_not(step.later, step.earlier, decision)
        elif kind == 4:
            constraints.same_source([[name] for name in chance.sample(sources, 2)], decision)
        else:
            constraints.other_sources([[name] for name in chance.choice(traced.same)], decision)
    return constraints.by_hand()


@pytest.mark.parametrize(("seed", "blocks"), [(1, 1), (2, 3), (3, 16), (4, 5), (5, 8)])
def test_decisions_are_heeded_as_on_one_machine(
    seed: int, blocks: int, small: list[Reading], traced_small: Trace, made: Any, here: Any
) -> None:
    """Whatever has been decided, the trace is one machine's; statements that are one or apart are so in its claims."""
    by_hand = _decided(small, traced_small, random.Random(seed))
    engine = here(blocks, seed)
    found = trace_of(plan(engine.table(small), engine, reader=made.QuickReader, by_hand=by_hand))
    one_machine = on_one_machine(small, made, by_hand)
    for name in Trace.__slots__:
        assert getattr(found, name) == getattr(one_machine, name), name
    assert found != traced_small
    home = {statement: claim.id for claim in found.claims for statement in claim.statements}
    for pairs, are_one in ((by_hand.one, True), (by_hand.apart, False)):
        known = [(home[a], home[b]) for a, b in pairs if a in home and b in home]  # others are in wholes
        assert all((a == b) == are_one for a, b in known)


def test_decisions_about_what_is_not_there_change_nothing(
    small: list[Reading], traced_small: Trace, made: Any, here: Any
) -> None:
    """Ids of statements and sources that the collection does not have are passed over."""
    (one, other), source = traced_small.claims[0].statements[:2], small[0].sources[0].id
    gone = (("0000", one), ("0000", "1111"), (other, "2222"))
    by_hand = ByHand(
        one=gone, apart=gone, follows=gone, sources_one=(("3333", source),), sources_apart=((source, "4"),)
    )
    engine = here(3, 1)
    assert trace_of(plan(engine.table(small), engine, reader=made.QuickReader, by_hand=by_hand)) == traced_small
