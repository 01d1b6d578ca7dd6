"""The plan in many parts gives what one machine gives, whatever the parts and their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.link.passages import attributed_words, copied_passages
from whence.records import Moment, Precision, ReadFrom, Reading, Trace
from whence.scale import copies
from whence.scale.components import components
from whence.scale.outcome import readings_of, trace_of
from whence.scale.placing import distinct, placed
from whence.scale.plan import STAGES, plan

from .conftest import on_one_machine


@pytest.mark.parametrize(("blocks", "seed"), [(1, 1), (5, 2)])
def test_parts_give_the_trace_of_the_whole(
    blocks: int, seed: int, small: list[Reading], traced_small: Trace, made: Any, here: Any
) -> None:
    """Statements, passages, links, credits, sources, claims, steps and their order are one machine's."""
    engine = here(blocks, seed)
    stages: list[str] = []
    outcome = plan(engine.table(small), engine, progress=lambda name, *_: stages.append(name), reader=made.QuickReader)
    found = trace_of(outcome)
    for name in Trace.__slots__:
        assert getattr(found, name) == getattr(traced_small, name), name
    assert stages == list(STAGES)
    assert list(readings_of(outcome)) == sorted(small, key=lambda r: (r.article.file, r.article.id))


@pytest.mark.parametrize("blocks", [16, 64])
def test_more_parts_than_articles_give_the_trace_of_the_whole(blocks: int, made: Any, here: Any) -> None:
    """Parts in which nothing lies, or articles without anything to compare, change nothing."""
    few = made.collection(2, 2, seed=3)
    engine = here(blocks, 1)
    found = trace_of(plan(engine.table(few), engine, reader=made.QuickReader))
    assert found == on_one_machine(few, made)


def test_the_small_collection_has_what_tracing_knows(traced_small: Trace) -> None:
    """The comparison is of claims, parts, credits with and without their article, denials and unlike steps."""
    assert traced_small.parts
    assert {credit.target is None for credit in traced_small.credits} == {True, False}
    assert any(claim.denied_by for claim in traced_small.claims)
    assert len({step.basis for step in traced_small.steps}) >= 4
    assert len({step.order for step in traced_small.steps}) >= 3


def _dated(reading: Reading, day: int) -> Reading:
    moment = Moment(
        at=f"20{31 + day // 336}-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}",
        precision=Precision.day,
        read_from=ReadFrom.meta,
    )
    return replace(reading, article=replace(reading.article, published=moment))


@pytest.mark.parametrize("apart", [0, 1, 30])
def test_a_text_that_everybody_prints_is_linked_as_on_one_machine(apart: int, made: Any, here: Any) -> None:
    """Fingerprints of many places are a star and a chain in parts too, strewn ones within their bursts."""
    (told,) = made.collection(1, 1, seed=5)
    many = [
        _dated(replace(told, article=replace(told.article, id=f"{n:04d}", file=f"{n:04d}", outlet=None)), n * apart)
        for n in range(60)
    ]
    engine = here(4, 3)
    articles = placed(distinct(engine.table(many), 4), 4)
    pages = copies.tokens(articles)
    words = sum(len(page.tokens.keys) for page in pages.rows())
    rows = sorted(copies.passages(pages, engine, len(many), words).rows(), key=lambda row: row[2])
    expected = list(copied_passages((r.article for r in many), quotations=attributed_words(many)))
    assert len(expected) >= 2 * len(many) - 3
    assert [row[3] for row in rows] == expected


def test_an_article_that_comes_twice_counts_once(small: list[Reading], here: Any) -> None:
    """Of two articles with one id one is kept, with the number of its file's place among all."""
    engine = here(3, 4)
    rows = placed(distinct(engine.table([*small, *small[:7]]), 3), 3).rows()
    assert sorted(number for number, _ in rows) == list(range(len(small)))
    assert sorted(rank for _, (rank, _) in rows) == list(range(len(small)))


_Edges = list[tuple[int, int]]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40), st.integers(1, 4), st.booleans())
def test_components_are_those_of_the_graph(here: Any, edges: _Edges, blocks: int, at_once: bool) -> None:
    """Each node has the least node that it hangs together with, by rounds of stars as at once."""
    engine = here(blocks, len(edges))
    columns = [tuple(np.array(part, dtype=np.int64).reshape(-1, 2).T) for part in (edges[::2], edges[1::2])]
    found = components(engine.table(columns), engine, "graph", few=1000 if at_once else -1)
    assert sorted(found.rows()) == sorted(_least(edges))


def _least(edges: _Edges) -> Iterator[tuple[int, int]]:
    near: dict[int, set[int]] = {}
    for a, b in edges:
        joined = near.get(a, {a}) | near.get(b, {b})
        for node in joined:
            near[node] = joined
    return ((node, min(all_)) for node, all_ in near.items())
