"""Tests for pairs as columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.link.linked import Pair
from whence.link.pairs import Pairs, agreeing
from whence.link.same.plain import plain_unit
from whence.link.units import Unit
from whence.records import Act, Passage, PassageKind, Source, SourceKind, Span

SHARE = st.floats(0, 1)
PASSAGES = st.lists(
    st.builds(
        lambda a, b: Passage(a=a, b=b, a_span=Span(0, 9), b_span=Span(0, 9), kind=PassageKind.narrative, score=1.0),
        st.sampled_from("abc"),
        st.sampled_from("xyz"),
    ),
    max_size=2,
).map(tuple)
PAIRS = st.lists(
    st.builds(
        Pair,
        a=st.integers(0, 20),
        b=st.integers(21, 40),
        same=SHARE,
        opposed=SHARE,
        copied=SHARE,
        quoted=SHARE,
        related=SHARE,
        passages=PASSAGES,
    )
)


@given(PAIRS, st.data())
def test_columns_give_the_pairs_that_they_were_made_of(pairs: list[Pair], data: st.DataObject) -> None:
    """Whole, one by one from either end, in a slice, and in any choice of rows."""
    columns = Pairs.of(pairs)
    assert list(columns) == pairs
    assert [columns[n] for n in range(-len(pairs), 0)] == pairs
    assert list(columns[1::2]) == pairs[1::2]
    rows = data.draw(st.permutations(range(len(pairs))))[: len(pairs) // 2]
    assert list(columns.taken(np.array(rows, dtype=np.int64))) == [pairs[n] for n in rows]
    assert columns.shared.tolist() == [max(pair.copied, pair.quoted) for pair in pairs]
    assert Pairs.of(columns) is columns


@given(st.lists(PAIRS, max_size=4))
def test_columns_are_joined_end_to_end(parts: list[list[Pair]]) -> None:
    """All pairs of all parts, in their order, each with its passages."""
    assert list(Pairs.joined(map(Pairs.of, parts))) == [pair for part in parts for pair in part]


CLUB = "The club has survived by lowering fees and raising rents, while two others have closed and one opened again."
WENT = "The ferry sailed on Monday with all hands."


def said(words: str, *, act: Act = Act.assertion, negated: bool = False, by: str | None = None) -> Unit:
    """A statement in these words, of a person where one is named."""
    unit = plain_unit(words)
    speaker = by and Source(id=by, name=by, kind=SourceKind.named_person)
    return replace(unit, statement=replace(unit.statement, act=act, negated=negated), speaker=speaker or None)


@pytest.mark.parametrize(
    ("one", "other", "shared", "opposed"),
    [
        (said(CLUB), said(CLUB), 0.0, 0.0),
        (said(CLUB), said(CLUB.upper()), 0.0, 0.0),
        (said(CLUB), said(CLUB + " So it says."), 0.85, 0.0),  # its copy, and more
        (said(CLUB), said(CLUB + " So it says."), 0.5, 0.75),  # little of it is copied
        (said(CLUB), said(CLUB + " So it says."), 0.65, 0.75),  # the opposition is surer
        (said(WENT), said(WENT, act=Act.denial), 0.0, 0.75),  # it is denied in the same words
        (said(WENT), said("The ferry has not sailed on Monday.", negated=True), 0.85, 0.75),
        (said(WENT), said("The ferry sank on Monday."), 0.0, 0.75),
        (said(WENT, by="Ida Voss"), said(WENT + " Or so.", by="Otto Brand"), 0.85, 0.75),  # another person says it
        (said(WENT, by="Ida Voss"), said(WENT + " Or so.", by="Voss"), 0.85, 0.0),
        (said(WENT, by="Ida Voss"), said(WENT + " Or so."), 0.85, 0.0),
        (said(WENT, by="Ida Voss"), said(WENT, by="Otto Brand"), 0.85, 0.0),
    ],
)
def test_the_same_words_are_not_opposed(one: Unit, other: Unit, shared: float, opposed: float) -> None:
    """Nor are words of which most are shared, unless one is denied or negated, or two people say them."""
    pairs = Pairs.of([Pair(a=0, b=1, same=0.2, opposed=0.75, copied=shared)])
    assert agreeing(pairs, (one, other)).opposed.tolist() == [opposed]
