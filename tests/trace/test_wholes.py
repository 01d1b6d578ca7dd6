from __future__ import annotations

from typing import Any

from whence.link.linked import Linked, Pair
from whence.link.parts import parts_of
from whence.link.units import unit_of
from whence.records import Form, Trace
from whence.trace import trace

SAID = "Nine boats were lost. The harbour wall is gone."
DIRECT = {"by": ("Orla Finn", "named_person"), "form": Form.direct}


def traced(collection: Any, *alike: tuple[int, int]) -> Trace:
    """The trace of a collection whose contents are split, with these pairs of units alike, by their numbers."""
    readings = collection.ordered
    units = [
        unit_of(one, r.article, collection.sources.get(one.speaker or ""))
        for r in readings
        for s in r.statements
        for one in parts_of(r.article, s) or (s,)
    ]
    linked = Linked(
        units=tuple(units),
        pairs=tuple(Pair(a=a, b=b, same=0.97, opposed=0.0, related=1.0) for a, b in sorted(alike)),
        passages=(),
        credits=(),
        same={s.id: s.id for r in readings for s in r.sources},
        outlets={},
        published_by={},
    )
    return trace(readings, linked)


def test_parts_that_are_one_claim_are_their_whole_again(collection: Any) -> None:
    """Where all parts of a statement have come into one claim, the claim holds the whole, and no part is left over."""
    collection.article("a", "Tarn Times", "2031-03-03", ("s1", SAID, DIRECT))
    collection.article("b", "Night Owl", "2031-03-04", ("s2", SAID, DIRECT))
    found = traced(collection, (0, 2), (1, 3))
    assert [claim.statements for claim in found.claims] == [("s1", "s2")]
    assert found.parts == ()


def test_each_part_that_is_left_is_in_one_claim(collection: Any) -> None:
    """Where the sentences of a quotation were taken up apart, its parts stay, each in exactly one claim."""
    collection.article("a", "Tarn Times", "2031-03-03", ("s1", SAID, DIRECT))
    collection.article("b", "Night Owl", "2031-03-04", ("s2", "Nine boats were lost", {}))
    collection.article("c", "Vale Wire", "2031-03-04", ("s3", "The harbour wall is gone", {}))
    found = traced(collection, (0, 2), (1, 3))
    claimed = [s for claim in found.claims for s in claim.statements]
    assert sorted(claimed) == sorted([*(part.id for part in found.parts), "s2", "s3"])
    assert len(found.parts) == 2
