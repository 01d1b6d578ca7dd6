"""The case file keeps a trace whole, gives it back equal, and knows of which articles it is."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.case import Case, TracedBy
from whence.case.connection import transaction
from whence.case.doubts import denials_by_hand
from whence.errors import CaseError
from whence.records import (
    Change,
    Claim,
    Credit,
    Decision,
    Denial,
    Link,
    LinkBasis,
    LinkKind,
    Order,
    Origin,
    Passage,
    Range,
    Reading,
    SourceKind,
    Span,
    Statement,
    Step,
    Trace,
)

scores = st.floats(0, 1)
small = st.integers(0, 9)
spans = st.builds(Span, small, small)
texts = st.text(max_size=5)


def every(kind: type, **parts: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return a strategy for a record in which every field varies, those with a default too."""
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{field.name: parts.get(field.name, st.from_type(hints[field.name])) for field in fields(kind)}
    )


def some(kind: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(kind, max_size=3).map(tuple)


passages = every(Passage, a_span=spans, b_span=spans, score=scores)
changes = every(Change, before=some(spans), after=some(spans))
origins = every(Origin, could_be=small)
claims = every(Claim, origins=some(origins), independent=st.builds(Range, small, small), confidence=scores)
steps = every(Step, score=scores, changes=some(changes), credit=some(spans), passages=some(passages))
places = {name: some(spans) for name in ("content", "source", "cue", "addressee", "evidence", "scare")}
parts = every(Statement, article=st.just("id-beacon"), confidence=scores, block=small, figures=st.just(()), **places)
traces = st.builds(
    Trace,
    parts=st.lists(parts, max_size=3, unique_by=lambda part: part.id).map(tuple),
    same=st.lists(st.tuples(texts, texts), max_size=3, unique_by=lambda pair: pair[0]).map(tuple),
    passages=some(passages),
    links=some(every(Link, score=scores, passages=some(passages))),
    credits=some(every(Credit, words=some(spans))),
    claims=st.lists(claims, max_size=3, unique_by=lambda claim: claim.id).map(tuple),
    steps=some(steps),
)


@given(first=traces, second=traces)
@settings(max_examples=60)
def test_a_trace_comes_back_equal(make: Callable[..., Reading], first: Trace, second: Trace) -> None:
    """Any trace comes back equal, field for field and in its order; a second one takes its place without a rest."""
    with Case(":memory:") as case:
        case.add([make("beacon", "Weir opens\n" * 3, ("Ada", "Weir opens"))])
        assert case.trace() is None
        for trace in (first, second):
            case.keep_trace(trace)
            assert case.trace() == trace
        assert list(case.claims()) == list(second.claims)
        assert list(case.steps()) == list(second.steps)


def test_denials_come_back_with_what_they_rest_on(case: Case, weir_trace: Trace) -> None:
    """Each has its statements, its score and whether a person has stated it, in the order of the claims."""
    (claim,) = weir_trace.claims
    first = replace(claim, denied_by=("d2", "d3"))
    others = [
        Claim(id=f"d{n}", wording="w", statements=(f"{name}-0",), origins=(), independent=Range(1, 1))
        for n, name in ((2, "beacon"), (3, "fen"))
    ]
    found = (
        Denial(denying="beacon-0", denied="echo-0", basis=LinkBasis.inferred, score=0.81),
        Denial(denying="fen-0", denied="beacon-part", basis=LinkBasis.by_hand, score=1.0),
    )
    trace = replace(weir_trace, claims=(first, *others), denials=found)
    case.keep_trace(trace)
    assert case.trace() == trace
    assert denials_by_hand(case) == trace.denials_by_hand() == {(claim.id, "d3")}
    asked = [doubt for doubt in case.doubts() if doubt[1] == "denial"]
    assert asked == []
    case.keep_trace(replace(trace, denials=(replace(found[0], score=0.61), found[1])))
    assert [doubt for doubt in case.doubts() if doubt[1] == "denial"] == [(0.61, "denial", "beacon-0", "echo-0")]
    assert case.doubt_count() == len(list(case.doubts()))


def test_halves_of_surrogate_pairs_do_not_stop_a_trace(case: Case, weir_trace: Trace) -> None:
    """A wording with a half of a surrogate pair is stored with U+FFFD in its place, and nothing is stored twice."""
    (claim,) = weir_trace.claims
    case.keep_trace(replace(weir_trace, claims=(replace(claim, wording="opens \ud83d"),)))
    assert [found.wording for found in case.claims()] == ["opens \ufffd"]
    kept = case.tracing()
    assert kept is not None
    assert kept.counts == {"claims": 1, "steps": 1, "links": 1, "credits": 2, "passages": 1, "parts": 1}


def test_a_trace_knows_whether_it_is_of_all_articles(case: Case, weir: list[Reading], weir_trace: Trace) -> None:
    """It is current when it is made, no longer when an article is added, and says what made it."""
    by = TracedBy(whence="9", model="m", settings="s", as_of="2027-03")
    case.keep_trace(weir_trace, traced_by=by)
    kept = case.tracing()
    assert kept is not None
    assert (kept.by, kept.articles, kept.current) == (by, 3, True)
    other = replace(weir[2].article, id="id-other", file="other.txt")
    case.add([Reading(article=other)])
    assert case.trace() == weir_trace
    assert case.manifest()["trace"] == {
        "whence": "9",
        "model": "m",
        "settings": "s",
        "as_of": "2027-03",
        "articles": 3,
        "current": False,
        "counts": {"claims": 1, "steps": 1, "links": 1, "credits": 2, "passages": 1, "parts": 1},
    }


def test_a_trace_of_some_articles_is_not_current(case: Case, weir_trace: Trace) -> None:
    """A trace of fewer articles than are stored says so from the start."""
    case.keep_trace(weir_trace, articles=["id-echo", "id-beacon"])
    kept = case.tracing()
    assert kept is not None
    assert (kept.articles, kept.current) == (2, False)


def test_a_removed_article_takes_the_trace_along(case: Case, weir_trace: Trace, tmp_path: Path) -> None:
    """Of a trace nothing is left when one of its articles goes, its words neither; decisions and owners stay."""
    decision = Decision(target="c1", action="split", by="Ada", at="2027-03-09T10:00:00Z", note="two weirs")
    case.decide(decision)
    case.keep_owners({"Tarn Echo": "Tarn Media"})
    case.keep_trace(weir_trace)
    assert any(b"will open in June" in path.read_bytes() for path in tmp_path.iterdir())
    assert case.remove("no such") == []
    assert case.trace() == weir_trace
    case.remove("id-beacon")
    assert (case.trace(), case.tracing(), list(case.claims()), list(case.steps())) == (None, None, [], [])
    assert not any(b"will open in June" in path.read_bytes() for path in tmp_path.iterdir())
    assert (case.decisions(), case.owners()) == ([decision], {"Tarn Echo": "Tarn Media"})


def test_a_trace_of_an_article_that_is_gone_is_refused(case: Case, weir: list[Reading], weir_trace: Trace) -> None:
    """Where an article was removed while it was traced, nothing of the trace is stored, and what was stays."""
    ids = [reading.article.id for reading in weir]
    case.remove("id-leaflet")
    with pytest.raises(CaseError, match="removed while the collection was traced"):
        case.keep_trace(weir_trace, articles=ids)
    assert case.trace() is None


def test_decisions_are_only_added(case: Case, tmp_path: Path) -> None:
    """The log keeps its order, and no program changes what stands in it."""
    for number in range(3):
        case.decide(Decision(target="c1", action="merge", by="Ada", at=f"2027-03-0{number + 1}"))
    assert [decision.at for decision in case.decisions()] == ["2027-03-01", "2027-03-02", "2027-03-03"]
    raw = sqlite3.connect(tmp_path / "weir.case", isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        raw.execute("UPDATE decision SET action = 'split'")
    raw.close()


def test_pieces_of_a_trace_are_found_by_what_they_belong_to(case: Case, weir_trace: Trace) -> None:
    """Links and steps by statement, credits and parts by article, claims by id and by statement."""
    case.keep_trace(weir_trace)
    (part,), (step,) = weir_trace.parts, weir_trace.steps
    assert case.parts("id-beacon") == [part]
    assert case.parts("id-echo") == []
    assert list(case.steps(later=["echo-0"])) == list(case.steps(earlier=[part.id])) == [step]
    assert list(case.steps(later=[part.id])) == []
    assert case.links(["echo-0"]) == case.links([part.id, "echo-0"]) == list(weir_trace.links)
    assert case.credits("id-echo") == list(weir_trace.credits)
    assert case.claims_of(["beacon-0", "echo-0"]) == {"echo-0": "c1"}
    assert list(case.claims("c1", "c2")) == list(weir_trace.claims)
    assert case.same_as(["echo-Rolf Arnaud", "beacon-Ines Okker"]) == {"echo-Rolf Arnaud": "beacon-Ines Okker"}


def test_readings_and_search_are_the_same_with_a_trace(case: Case, weir: list[Reading], weir_trace: Trace) -> None:
    """A part is not among an article's statements as they were read, and the search finds its words once."""
    before = case.search("june", source="okker")
    case.keep_trace(weir_trace)
    assert list(case.readings()) == weir
    assert case.search("june", source="okker") == before
    assert len(before) == 1


def test_readers_see_one_trace_while_another_is_stored(case: Case, weir_trace: Trace, tmp_path: Path) -> None:
    """In the midst of the writer's transaction a reader has the old trace whole, and behind it the new one."""
    case.keep_trace(weir_trace)
    (claim,) = weir_trace.claims
    newer = Trace(claims=(replace(claim, origins=(), wording="new"),))
    with Case(tmp_path / "weir.case") as reader:
        with transaction(case._connection):
            from whence.case import traces as stored

            stored.keep(case._connection, newer, TracedBy(), None)
            assert reader.trace() == weir_trace
        assert reader.trace() == newer
        with reader.snapshot():
            assert reader.trace() == newer
            case.keep_trace(weir_trace)
            assert reader.trace() == newer
        assert reader.trace() == weir_trace


def test_a_large_trace_is_stored_in_seconds(tmp_path: Path) -> None:
    """Twenty thousand statements in five thousand claims, with links and steps, are stored and read back in seconds."""
    claims, steps, links = [], [], []
    for number in range(5_000):
        ids = tuple(f"s{number * 4 + place:08}" for place in range(4))
        origin = Origin(source=None, kind=SourceKind.unnamed, name="officials", statements=ids)
        claims.append(
            Claim(id=f"c{number}", wording="w" * 80, statements=ids, origins=(origin,), independent=Range(1, 1))
        )
        for later, earlier in zip(ids[1:], ids, strict=False):
            steps.append(Step(later=later, earlier=earlier, basis=LinkBasis.credit, order=Order.clock, score=0.5))
            links.append(Link(a=earlier, b=later, kind=LinkKind.same_claim, basis=LinkBasis.inferred, score=0.5))
    trace = Trace(claims=tuple(claims), steps=tuple(steps), links=tuple(links))
    with Case(tmp_path / "large.case") as case:
        case.keep_trace(trace)
        began = time.process_time()
        case.keep_trace(trace)
        assert case.trace() == trace
        assert time.process_time() - began < 15  # it takes about one; a machine may be busy
