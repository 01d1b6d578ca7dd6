"""What the plan has left as the records of a trace, in the order in which one machine gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whence.records import Near, Passage, Reading, Trace
from whence.scale.claims import Traced
from whence.scale.packing import unpack
from whence.scale.plan import Outcome

__all__ = ["nearest_first", "readings_of", "trace_of"]


def readings_of(outcome: Outcome) -> Iterator[Reading]:
    """Yield the readings in the order of their files."""
    return (unpack(data) for _, (_, data) in sorted(outcome.articles.rows()))


def nearest_first(near: Near) -> tuple[float, str, str]:
    """What pairs of claims that nearly were one are put in order by."""
    return near.score, near.a, near.b


def trace_of(outcome: Outcome) -> Trace:
    """Return the whole trace, for a collection that one machine can hold."""
    claims: list[Traced] = sorted((one for _, one in outcome.claims.rows()), key=lambda one: one.place)
    known: list[Any] = sorted(outcome.known.rows(), key=lambda row: row[0])
    passages: list[tuple[Any, Passage]] = sorted(
        ((row[2], row[3]) for row in outcome.passages.rows()), key=lambda r: r[0]
    )
    return Trace(
        parts=tuple(part for _, part in sorted((p for one in claims for p in one.parts), key=lambda p: p[0])),
        same=tuple(sorted(outcome.same.rows())),
        passages=tuple(passage for _, passage in passages),
        links=tuple(link for _, _, link in sorted((x for one in claims for x in one.links), key=lambda x: x[:2])),
        credits=tuple(credit for _, one in known for credit in one.credits),
        claims=tuple(one.claim for one in claims),
        steps=tuple(step for one in claims for step in one.steps),
        near=tuple(sorted(outcome.near.rows(), key=nearest_first)),
        denials=tuple(denial for one in claims for denial in one.denials),
    )
