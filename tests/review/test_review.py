"""Decisions in a case file: made, heeded by every trace, taken back, handed on, never lost."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import pipeline, review
from whence.by_hand import ByHand
from whence.case import Case
from whence.errors import WrongUse
from whence.export.training import case_training
from whence.export.whole import case_json
from whence.records import Act, Claim, Decision, LinkBasis, Order, Reading, Span, Trace

Make = Callable[..., Reading]
STATEMENTS = ("beacon-0", "beacon-1", "echo-0", "echo-1", "post-0", "post-1")
SOURCES = ("beacon-Ines Okker", "beacon-Rolf Arnaud", "echo-Okker", "echo-Arnaud", "post-Mayor Okker")
TWO = st.lists(st.sampled_from(STATEMENTS), min_size=2, max_size=2, unique=True).map("..".join)
TWO_SOURCES = st.lists(st.sampled_from(SOURCES), min_size=2, max_size=2, unique=True).map("..".join)
ONE = st.sampled_from(STATEMENTS)
VALUE = st.sampled_from(
    [
        {"act": "denial"},
        {"hedged": True},
        {"source": None},
        {"source": {"name": "Tilda Brandt", "kind": "named_person"}},
    ]
)
MADE = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["same", "different", "follows", "follows_not"]), TWO, st.none()),
        st.tuples(st.sampled_from(["denies", "denies_not"]), TWO, st.none()),
        st.tuples(st.sampled_from(["merge", "split"]), TWO_SOURCES, st.none()),
        st.tuples(st.just("correct"), ONE, VALUE),
        st.tuples(st.sampled_from(["confirm", "drop"]), ONE, st.none()),
    ),
    min_size=1,
    max_size=6,
)
Made = list[tuple[str, str, dict[str, object] | None]]


@contextmanager
def opened(readings: list[Reading]) -> Iterator[Case]:
    """Open a new case file that holds some readings, not traced."""
    with tempfile.TemporaryDirectory() as folder, Case(Path(folder) / "a.case") as case:
        case.add(readings)
        yield case


def decided(case: Case, made: Made) -> list[Decision]:
    """Make decisions, a second between them, but for those that cannot be: a step inside one article."""
    found = []
    for number, (action, target, value) in enumerate(made):
        try:
            at = f"2027-03-09T10:00:{number:02}Z"
            found.append(review.decide(case, action=action, target=target, value=value, by="Ada", at=at))
        except WrongUse:
            continue
    return found


def home(trace: Trace) -> dict[str, str]:
    """Return the claim of each statement."""
    return {statement: claim.id for claim in trace.claims for statement in claim.statements}


def denied(trace: Trace) -> set[tuple[str, str]]:
    """Return which claims are denied by which."""
    return {(claim.id, by) for claim in trace.claims for by in claim.denied_by}


def exported(case: Case) -> bytes:
    return b"".join(case_json(case))


# --- heeded ---------------------------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(MADE)
def test_what_is_taken_back_leaves_no_trace(mill: list[Reading], made: Made) -> None:
    """Whatever was decided, and traced: once all of it is taken back, the collection is what it was."""
    with opened(mill) as case:
        pipeline.trace_case(case)
        before = exported(case)
        some = decided(case, made)
        pipeline.trace_case(case)
        for decision in some:
            review.undo(case, decision.id, by="Bo")
        readings, _ = pipeline.trace_case(case)
        assert exported(case) == before
        assert readings == list(case.readings()) == list(case.as_read()) == sorted(mill, key=lambda r: r.article.file)
        assert len(review.log(case)) == 2 * len(some)
        assert review.conflicts(case) == ()


@settings(max_examples=15)
@given(MADE, st.randoms(use_true_random=False))
def test_the_order_of_import_makes_no_difference(mill: list[Reading], made: Made, chance: random.Random) -> None:
    """Two copies that get the same decisions in another order, some of them twice, are traced alike."""
    with opened(mill) as one, opened(mill) as other:
        for statement in ("beacon-0", "post-1"):
            review.note(one, statement, "seen", by="Ada", at="2027-03-09T09:00:00Z")
        decided(one, made)
        lines = list(review.export_log(one))
        shuffled = lines * 2
        chance.shuffle(shuffled)
        half = len(shuffled) // 2
        added = review.import_log(other, shuffled[:half]) + review.import_log(other, shuffled[half:])
        assert added == len(lines)
        assert list(review.export_log(other)) == lines
        pipeline.trace_case(one)
        pipeline.trace_case(other)
        assert exported(one) == exported(other)
        assert review.conflicts(one) == review.conflicts(other)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from(["same", "different", "follows", "denies", "denies_not"]), TWO, st.none()),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_not_overruled_holds_in_the_trace(mill: list[Reading], made: Made) -> None:
    """Statements that are one claim by hand share one, those that are two do not; a step or denial by hand is there."""
    with opened(mill) as case:
        some = decided(case, made)
        _, trace = pipeline.trace_case(case)
        overruled = {conflict.decision.id for conflict in review.conflicts(case)}
        claims, steps = home(trace), {(step.later, step.earlier): step for step in trace.steps}
        for decision in some:
            if decision.id in overruled:
                continue
            one, other = decision.target.split("..")
            if decision.action == "denies_not":
                assert not {(claims[one], claims[other]), (claims[other], claims[one])} & denied(trace)
                continue
            assert (claims[one] == claims[other]) == (decision.action not in ("different", "denies"))
            if decision.action == "denies":
                assert (claims[other], claims[one]) in trace.denials_by_hand()
            if decision.action == "follows":
                assert steps[one, other].basis is LinkBasis.by_hand
                assert steps[one, other].order is Order.by_hand


def test_a_decision_makes_the_trace_old(traced: Case) -> None:
    """A decision is stored at once; the trace says that it is older, and is made again when it is asked for."""
    kept = traced.tracing()
    assert kept is not None and (kept.current, kept.decided) == (True, False)
    review.same(traced, "beacon-1", "post-1", by="Ada")
    kept = traced.tracing()
    assert kept is not None and (kept.current, kept.decided) == (False, True)
    _, trace = pipeline.trace_case(traced)
    assert home(trace)["beacon-1"] == home(trace)["post-1"]
    assert pipeline.trace_case(traced, progress=lambda *_: pytest.fail("traced again"))[1] == trace
    manifest = traced.manifest()["trace"]
    assert isinstance(manifest, dict) and len(manifest["decisions"]) == 64


def test_a_note_changes_nothing(traced: Case) -> None:
    """What is written beside a finding does not make the trace old."""
    review.note(traced, "beacon-0", "ask her again", by="Ada")
    kept = traced.tracing()
    assert kept is not None and kept.current


def test_a_correction_goes_into_the_export(traced: Case) -> None:
    """A corrected statement stands in the case file in place of what was read, which is kept."""
    review.correct(traced, "echo-0", {"act": "denial", "source": {"name": "Arnaud", "kind": "named_person"}}, by="Ada")
    pipeline.trace_case(traced)
    (now,) = [s for r in traced.readings() for s in r.statements if s.id == "echo-0"]
    (read,) = [s for r in traced.as_read() for s in r.statements if s.id == "echo-0"]
    assert (now.act, now.speaker) == (Act.denial, "echo-Arnaud")
    assert (read.act, read.speaker) == (Act.assertion, "echo-Okker")
    assert b'"id":"echo-0","article":"id-echo","form":"indirect","act":"denial"' in exported(traced)
    assert [hit.file for hit in traced.search("", source="Arnaud")] == ["beacon.txt", "echo.txt", "echo.txt"]


def test_merged_claims_hold_every_statement(traced: Case) -> None:
    """Two claims that are one by hand have all their statements together, and a step leads to none but one."""
    one, other = home(traced.trace() or Trace())["beacon-0"], home(traced.trace() or Trace())["beacon-1"]
    review.same(traced, one, other, by="Ada", note="one thing")
    _, trace = pipeline.trace_case(traced)
    claim = next(claim for claim in trace.claims if "beacon-0" in claim.statements)
    assert set(claim.statements) == {"beacon-0", "echo-0", "post-0", "beacon-1", "echo-1"}
    assert any(link.basis is LinkBasis.by_hand for link in trace.links)


def test_split_claims_part_the_chosen_from_the_rest(traced: Case) -> None:
    """Chosen statements are one claim and the others another, and no step leads from one to the other."""
    claim = home(traced.trace() or Trace())["post-0"]
    review.different(traced, ["post-0"], claim, by="Ada")
    _, trace = pipeline.trace_case(traced)
    assert home(trace)["beacon-0"] == home(trace)["echo-0"] != home(trace)["post-0"]
    assert not any(step.later == "post-0" for step in trace.steps)


def test_a_step_by_hand_goes_against_the_clock(traced: Case) -> None:
    """An earlier article can follow a later one, where a person says so; none then follows in a circle."""
    review.follows(traced, "beacon-0", "post-0", by="Ada")
    _, trace = pipeline.trace_case(traced)
    steps = {step.later: step for step in trace.steps}
    assert (steps["beacon-0"].earlier, steps["beacon-0"].basis) == ("post-0", LinkBasis.by_hand)
    assert "post-0" not in steps or steps["post-0"].earlier != "beacon-0"


def test_a_confirmed_step_keeps_its_credit(traced: Case) -> None:
    """A step that rests on a credit still does, now surely; one that was inferred is by hand."""
    stored = traced.trace() or Trace()
    credit = next(step for step in stored.steps if step.basis is LinkBasis.credit)
    inferred = next(step for step in stored.steps if step.basis is LinkBasis.inferred)
    for step in (credit, inferred):
        review.confirm(traced, f"{step.later}..{step.earlier}", by="Ada")
    _, trace = pipeline.trace_case(traced)
    steps = {(step.later, step.earlier): step for step in trace.steps}
    assert steps[credit.later, credit.earlier] == replace(credit, score=1.0)
    assert steps[inferred.later, inferred.earlier].basis is LinkBasis.by_hand


def test_a_step_that_is_none_is_not_found(traced: Case) -> None:
    """Where a person says that a statement does not follow another, it does not."""
    (step, *_) = (traced.trace() or Trace()).steps
    review.follows_not(traced, step.later, step.earlier, by="Ada")
    _, trace = pipeline.trace_case(traced)
    assert (step.later, step.earlier) not in {(s.later, s.earlier) for s in trace.steps}


def denials(trace: Trace) -> set[tuple[str, str]]:
    """Return the statements that show who denies whom, the denying one first."""
    assert {(claim.id, by) for claim in trace.claims for by in claim.denied_by} == {
        (home(trace)[one.denied], home(trace)[one.denying]) for one in trace.denials
    }
    return {(one.denying, one.denied) for one in trace.denials}


def test_a_denial_that_was_missed_is_stated(traced: Case) -> None:
    """A claim denies another because a person says so, marked so, and the trace comes back from the file as it was."""
    assert denials(traced.trace() or Trace()) == set()
    review.denies(traced, "post-1", "beacon-0", by="Ada")
    _, trace = pipeline.trace_case(traced)
    assert denials(trace) == {("post-1", "beacon-0")}
    assert [(one.basis, one.score) for one in trace.denials] == [(LinkBasis.by_hand, 1.0)]
    assert traced.trace() == trace
    assert b'"denied_by_hand":["%s"]' % home(trace)["post-1"].encode() in exported(traced)


def test_what_denies_what_it_was_taken_for_is_another_claim(traced: Case) -> None:
    """Two statements of one claim, of which one denies the other, are two claims."""
    before = home(traced.trace() or Trace())
    assert before["post-0"] == before["beacon-0"]
    review.denies(traced, "post-0", "beacon-0", by="Ada")
    _, trace = pipeline.trace_case(traced)
    assert home(trace)["post-0"] != home(trace)["beacon-0"]
    assert (home(trace)["beacon-0"], home(trace)["post-0"]) in trace.denials_by_hand()


def test_a_wrong_denial_is_taken_back(example_case: Case) -> None:
    """What is said to deny nothing denies nothing; all other denials stay; it can be said the other way round."""
    before = example_case.trace() or Trace()
    claims = {claim.id: claim for claim in before.claims}
    (denied, denying), *_ = [(claim.id, by) for claim in before.claims for by in claim.denied_by]
    assert len(before.denials) >= 2
    made = review.denies_not(example_case, denied, denying, by="Ada")
    _, trace = pipeline.trace_case(example_case)
    assert set(trace.denials) < set(before.denials)
    assert len(trace.denials) == len(before.denials) - 1
    assert trace.claims == tuple(replace(c, denied_by=()) if c.id == denied else c for c in before.claims)
    review.undo(example_case, made.id, by="Ada")
    review.denies(example_case, claims[denied].statements[0], denying, by="Bo")
    _, trace = pipeline.trace_case(example_case)
    assert (denying, denied) in trace.denials_by_hand()
    assert not any((c.id, by) == (denied, denying) for c in trace.claims for by in c.denied_by)


def test_sources_are_merged_and_split(traced: Case) -> None:
    """Sources that are one by hand count once, and those that are two are never one, whatever their names are."""
    review.split(traced, "echo-Okker", by="Ada")
    review.merge(traced, "echo-Arnaud", "post-Tilda Brandt", by="Ada")
    _, trace = pipeline.trace_case(traced)
    same = dict(trace.same)
    assert same.get("echo-Okker", "echo-Okker") != same.get("beacon-Ines Okker", "beacon-Ines Okker")
    assert same.get("post-Mayor Okker", "") == "beacon-Ines Okker"
    assert same.get("echo-Arnaud", "echo-Arnaud") == same.get("post-Tilda Brandt", "post-Tilda Brandt")
    claim: Claim = next(claim for claim in trace.claims if "echo-0" in claim.statements)
    assert len(claim.origins) == 2


def test_the_bundled_example_is_what_it_was(example_case: Case) -> None:
    """Decisions on a real collection are heeded, and leave nothing behind when they are taken back."""
    before = exported(example_case)
    claims = list(example_case.claims())
    stored = example_case.trace() or Trace()
    inferred = next(step for step in stored.steps if step.basis is LinkBasis.inferred)
    attributed = next(s for r in example_case.readings() for s in r.statements if s.speaker and s.cue)
    made = [
        review.same(example_case, claims[0].id, claims[5].id, by="Ada"),
        review.different(example_case, claims[2].statements[:1], claims[2].id, by="Ada"),
        review.confirm(example_case, f"{inferred.later}..{inferred.earlier}", by="Ada"),
        review.correct(example_case, attributed.id, {"act": "belief"}, by="Ada"),
        review.confirm(example_case, attributed.id, by="Ada"),
    ]
    _, trace = pipeline.trace_case(example_case)
    assert exported(example_case) != before
    assert review.conflicts(example_case) == ()
    joined = {home(trace).get(s) for s in (*claims[0].statements, *claims[5].statements)} - {None}
    assert len(joined) == 1
    for decision in made:
        review.undo(example_case, decision.id, by="Ada")
    pipeline.trace_case(example_case)
    assert exported(example_case) == before


# --- found again ----------------------------------------------------------------------------------------------------


def test_decisions_outlive_a_further_article(traced: Case, make: Make) -> None:
    """After an article is added and the collection traced again, all that was decided still holds."""
    review.same(traced, "beacon-1", "post-1", by="Ada")
    review.correct(traced, "echo-0", {"hedged": True}, by="Ada")
    said = ("Okker", "the weir at the mill will open in June")
    traced.add(
        [make("wire", "Okker says the weir at the mill will open in June.", said, outlet="Wire", at="2027-03-05")]
    )
    readings, trace = pipeline.trace_case(traced)
    assert home(trace)["beacon-1"] == home(trace)["post-1"]
    assert [s.hedged for r in readings for s in r.statements if s.id == "echo-0"] == [True]
    assert home(trace)["wire-0"] == home(trace)["beacon-0"]


def reread(reading: Reading, number: int, **changes: object) -> Reading:
    """Return a reading as another model may read it: one statement is another one, with another id."""
    statements = list(reading.statements)
    statements[number] = replace(statements[number], id=f"new-{number}", **changes)  # type: ignore[arg-type]
    return replace(reading, statements=tuple(statements))


def test_a_statement_is_found_again_by_its_words(traced: Case, mill: list[Reading]) -> None:
    """Read anew with somewhat other spans, a statement has another id and is found by what both share."""
    review.correct(traced, "echo-0", {"act": "denial"}, by="Ada")
    review.different(traced, "echo-0", "beacon-0", by="Ada")
    (start, end), *_ = mill[1].statements[0].content
    again = [mill[0], reread(mill[1], 0, content=(Span(start + 4, end),)), mill[2]]
    applied = review.apply(again, traced.decisions())
    assert applied.conflicts == ()
    assert applied.readings[1].statements[0].act is Act.denial
    assert applied.by_hand.apart == (("beacon-0", "new-0"),)


def test_what_is_not_found_is_a_conflict(traced: Case, mill: list[Reading]) -> None:
    """A statement that is gone, an article that is gone, words that are gone: each is told with its reason."""
    gone = review.correct(traced, "echo-0", {"act": "denial"}, by="Ada")
    pair = review.same(traced, "post-1", "beacon-1", by="Bo")
    empty = replace(mill[1], statements=mill[1].statements[1:])
    found = review.apply([mill[0], empty], traced.decisions())
    assert [(conflict.decision, conflict.by) for conflict in found.conflicts] == [(gone, None), (pair, None)]
    assert "half of its words" in found.conflicts[0].reason
    assert "not in this collection" in found.conflicts[1].reason
    assert found.by_hand == ByHand()
    other = replace(mill[1], article=replace(mill[1].article, text="x" * 200))
    (first, *_) = review.apply([mill[0], other], traced.decisions()).conflicts
    assert "no longer stand" in first.reason


def test_conflicts_of_a_case_file_are_listed(traced: Case) -> None:
    """Where an article is removed, decisions about it are conflicts until it is there again."""
    review.follows(traced, "post-0", "echo-0", by="Ada")
    assert review.conflicts(traced) == ()
    (post,) = [reading for reading in traced.readings() if reading.article.id == "id-post"]
    traced.remove("id-post")
    assert [conflict.reason for conflict in review.conflicts(traced)] == ["its article is not in this collection"]
    traced.add([post])
    assert review.conflicts(traced) == ()


def test_the_later_of_two_holds_and_the_earlier_is_listed(traced: Case) -> None:
    """Two people say otherwise: the later decision is heeded, and the other names it."""
    one = review.same(traced, "beacon-1", "post-1", by="Ada", at="2027-03-09T10:00:00Z")
    two = review.different(traced, "post-1", "beacon-1", by="Bo", at="2027-03-09T13:00:00+02:00")
    (conflict,) = review.conflicts(traced)
    assert (conflict.decision, conflict.by) == (one, two)
    assert "Bo" in conflict.reason
    review.undo(traced, two.id, by="Bo")
    assert review.conflicts(traced) == ()
    _, trace = pipeline.trace_case(traced)
    assert home(trace)["beacon-1"] == home(trace)["post-1"]


def test_one_field_set_twice(traced: Case) -> None:
    """Of two corrections of one field the later holds, and of two fields both do."""
    one = review.correct(traced, "echo-0", {"act": "denial", "hedged": True}, by="Ada")
    two = review.correct(traced, "echo-0", {"act": "belief"}, by="Bo")
    (conflict,) = review.conflicts(traced)
    assert (conflict.decision, conflict.by) == (one, two)
    readings, _ = pipeline.trace_case(traced)
    (found,) = [s for r in readings for s in r.statements if s.id == "echo-0"]
    assert (found.act, found.hedged) == (Act.belief, True)


# --- the log --------------------------------------------------------------------------------------------------------


def test_an_undo_can_be_taken_back(traced: Case) -> None:
    """What is taken back holds again when that is taken back, and nothing is ever deleted."""
    made = review.correct(traced, "echo-0", {"act": "denial"}, by="Ada")
    undone = review.undo(traced, made.id[:6], by="Ada")
    assert review.standing(traced) == [undone]
    with pytest.raises(WrongUse, match="already"):
        review.undo(traced, made.id, by="Ada")
    again = review.undo(traced, undone.id, by="Ada")
    assert review.standing(traced) == [made, again]
    assert review.log(traced) == [made, undone, again]


def test_decisions_follow_one_another_in_time(traced: Case) -> None:
    """However fast they are made, and whatever another's clock says, the decision made last is the latest."""
    review.note(traced, "echo-0", "from another's clock", by="Bo", at="2999-01-01")
    made = [review.note(traced, "echo-0", str(number), by="Ada") for number in range(20)]
    assert review.log(traced)[1:] == made


def test_two_logs_become_one_without_doubles(mill: list[Reading]) -> None:
    """Two copies of a case that are reviewed apart and then merged hold the same decisions, each once."""
    with opened(mill) as one, opened(mill) as other:
        shared = review.same(one, "beacon-0", "echo-0", by="Ada", at="2027-03-09T10:00:00Z")
        assert review.merge_logs(other, one) == 1
        mine = review.same(one, "beacon-1", "echo-1", by="Ada", at="2027-03-09T11:00:00Z")
        theirs = review.undo(other, shared.id, by="Bo", at="2027-03-09T12:00:00Z")
        assert review.merge_logs(one, other) == 1
        assert review.merge_logs(other, one) == 1
        assert review.log(one) == review.log(other) == [shared, mine, theirs]


@pytest.mark.parametrize("line", ["{}", "[1]", "nonsense", '{"target":"a","action":"same","by":"A"}', '{"x":"y"}'])
def test_a_line_that_is_no_decision_is_refused(traced: Case, line: str) -> None:
    """A log with such a line adds nothing."""
    good = Decision(target="a", action="note", by="Ada", at="2027-03-09")
    review.note(traced, "echo-0", "x", by="Ada")
    lines = [*review.export_log(traced), line]
    with opened([]) as other, pytest.raises(WrongUse, match="line 2"):
        review.import_log(other, lines)
    assert good not in traced.decisions()


def test_a_changed_line_is_refused(traced: Case) -> None:
    """A decision whose contents do not fit its id was changed on the way."""
    review.note(traced, "echo-0", "June", by="Ada")
    (line,) = review.export_log(traced)
    with opened([]) as other, pytest.raises(WrongUse, match="changed"):
        review.import_log(other, [line.replace(b"June", b"July")])


def test_a_decision_of_another_whence_is_kept_and_listed(traced: Case) -> None:
    """What this whence does not understand stays in the log, and is a conflict rather than an error."""
    traced.decide(Decision(target="c1", action="paint", by="Ada", at="2027-03-09"))
    traced.decide(Decision(target="c1", action="undo", by="Ada", at="2027-03-09"))
    traced.decide(Decision(target="c1", action="same", by="Ada", at="yesterday", anchor='[[{"statement":1}]]'))
    assert [conflict.by for conflict in review.conflicts(traced)] == [None] * 3
    assert len(review.log(traced)) == 3
    pipeline.trace_case(traced)


@pytest.mark.parametrize(
    ("action", "target", "value", "by", "at"),
    [
        ("paint", "echo-0", None, "Ada", None),
        ("same", "echo-0", None, "Ada", None),
        ("same", "echo-0..echo-0", None, "Ada", None),
        ("same", "echo-0..no such", None, "Ada", None),
        ("same", "echo..beacon-0", None, "Ada", None),
        ("follows", "echo-0..echo-1", None, "Ada", None),
        ("follows", "echo-0,echo-1..beacon-0", None, "Ada", None),
        ("confirm", "echo-0..post-1", {"what": "step"}, "Ada", None),
        ("correct", "echo-0", {}, "Ada", None),
        ("correct", "echo-Okker", {"act": "denial"}, "Ada", None),
        ("drop", "echo-0", None, " ", None),
        ("drop", "echo-0", None, "Ada", "tomorrow"),
        ("note", "echo-0", None, "Ada", None),
        ("undo", "echo-0", None, "Ada", None),
        ("merge", "echo-Okker..echo-0", None, "Ada", None),
        ("split", "post-Tilda Brandt", None, "Ada", None),
    ],
)
def test_what_cannot_be_decided_is_refused(
    traced: Case, action: str, target: str, value: dict[str, object] | None, by: str, at: str | None
) -> None:
    """An id that means nothing here, two sides that are one, nobody who decides: wrong use, and nothing is stored."""
    with pytest.raises(WrongUse):
        review.decide(traced, action=action, target=target, value=value, by=by, at=at)
    assert review.log(traced) == []


# --- denials found again --------------------------------------------------------------------------------------------


def test_a_denial_outlives_articles_and_another_network(traced: Case, mill: list[Reading], make: Make) -> None:
    """It holds while one statement of each claim is found, whichever claims hold them then."""
    trace = traced.trace() or Trace()
    claim = home(trace)["beacon-0"]
    assert {s for s, of in home(trace).items() if of == claim} == {"beacon-0", "echo-0", "post-0"}
    review.denies(traced, "post-1", claim, by="Ada")
    (start, end), *_ = mill[1].statements[0].content
    again = [reread(mill[1], 0, content=(Span(start + 4, end),)), mill[2]]
    applied = review.apply(again, traced.decisions())
    assert applied.conflicts == ()
    assert [(set(one.denying), set(one.denied)) for one in applied.by_hand.denials] == [
        ({"post-1"}, {"new-0", "post-0"})
    ]
    said = ("Okker", "the weir at the mill will open in June")
    wire = make("wire", "Okker says the weir at the mill will open in June.", said, outlet="Wire", at="2027-03-01")
    traced.add([wire])
    traced.remove("id-beacon")
    _, trace = pipeline.trace_case(traced)
    assert review.conflicts(traced) == ()
    assert (home(trace)["wire-0"], home(trace)["post-1"]) in trace.denials_by_hand()


def test_a_denial_of_a_claim_that_is_gone_is_a_conflict(traced: Case) -> None:
    """Where no statement of a side is left, the decision is listed with the reason, and comes back with the article."""
    for make_it in (review.denies, review.denies_not):
        made = make_it(traced, "post-1", "beacon-0", by="Ada")
        (post,) = [reading for reading in traced.readings() if reading.article.id == "id-post"]
        traced.remove("id-post")
        assert [(one.decision, one.reason) for one in review.conflicts(traced)] == [
            (made, "its article is not in this collection")
        ]
        pipeline.trace_case(traced)
        traced.add([post])
        assert review.conflicts(traced) == ()
        review.undo(traced, made.id, by="Ada")


def test_of_two_about_one_denial_the_later_holds(traced: Case) -> None:
    """The earlier one is listed with the one that says otherwise, and holds again once that is taken back."""
    one = review.denies(traced, "post-1", "beacon-0", by="Ada", at="2027-03-09T10:00:00Z")
    two = review.denies_not(traced, "beacon-0", "post-1", by="Bo", at="2027-03-09T11:00:00Z")
    (conflict,) = review.conflicts(traced)
    assert (conflict.decision, conflict.by) == (one, two)
    assert "neither denies the other by Bo" in conflict.reason
    _, trace = pipeline.trace_case(traced)
    assert denials(trace) == set()
    review.undo(traced, two.id, by="Bo")
    _, trace = pipeline.trace_case(traced)
    assert denials(trace) == {("post-1", "beacon-0")}


# --- asked ----------------------------------------------------------------------------------------------------------


def test_questions_come_least_certain_first_and_once(example_case: Case) -> None:
    """Each question has its words and keys; what is answered is not asked again, and pages follow each other."""
    items = review.queue(example_case, limit=1000)
    assert len(items) == review.waiting(example_case) > 20
    assert [item.score for item in items] == sorted(item.score for item in items)
    assert {item.kind for item in items} >= {"step", "claim", "near", "statement"}
    assert all(item.one.words and [key.key for key in item.keys] == ["y", "n"] for item in items)
    assert review.queue(example_case, after=items[4].place, limit=3) == items[5:8]
    left = list(items)
    for kind, key in (("step", "n"), ("claim", "y"), ("near", "y"), ("statement", "y")):
        item = next(item for item in left if item.kind == kind)
        review.answer(example_case, item, key, by="Ada")
        left = [other for other in left if {other.target, item.target} != {item.target} and not _same(other, item)]
        assert [one.place for one in review.queue(example_case, limit=1000)] == [one.place for one in left]
    with pytest.raises(KeyError):
        review.answer(example_case, items[0], "x", by="Ada")


def _same(one: review.Item, other: review.Item) -> bool:
    """Whether two questions are about the same two statements: deciding one decides both."""
    return set(one.target.split("..")) == set(other.target.split("..")) and ".." in one.target


def test_claims_that_nearly_were_one_are_asked_about(example_case: Case) -> None:
    """A yes makes two claims one, a no keeps them two: neither is asked again, also once the collection is traced."""
    yes, no = [item for item in review.queue(example_case, limit=1000) if item.kind == "near"][:2]
    review.answer(example_case, yes, "y", by="Ada")
    review.answer(example_case, no, "n", by="Ada")
    _, traced = pipeline.trace_case(example_case)
    home = {statement: claim.id for claim in traced.claims for statement in claim.statements}
    assert yes.other is not None
    assert no.other is not None
    assert home[yes.one.id] == home[yes.other.id]
    assert home[no.one.id] != home[no.other.id]
    targets = {item.target for item in review.queue(example_case, limit=1000)}
    assert not targets & {yes.target, no.target}


def test_denials_that_are_not_sure_are_asked_about(example_case: Case) -> None:
    """A yes marks the denial as a person's, a no takes it back; other decisions on both statements leave it open."""
    (item,) = [item for item in review.queue(example_case, limit=1000) if item.kind == "denial"]
    assert item.score < 0.7
    assert {(key.key, key.action.value) for key in item.keys} == {("y", "denies"), ("n", "denies_not")}
    waiting = review.waiting(example_case)
    other = review.different(example_case, *item.target.split(".."), by="Ada")
    assert [one.kind for one in review.queue(example_case, limit=1000) if one.target == item.target] == ["denial"]
    review.undo(example_case, other.id, by="Ada")
    for key in ("y", "n"):
        made = review.answer(example_case, item, key, by="Ada")
        assert review.waiting(example_case) == waiting - 1
        _, trace = pipeline.trace_case(example_case)
        found = [one.basis for one in trace.denials if f"{one.denying}..{one.denied}" == item.target]
        assert found == ([LinkBasis.by_hand] if key == "y" else [])
        assert not [one for one in review.queue(example_case, limit=1000) if one.kind == "denial"]
        review.undo(example_case, made.id, by="Ada")


def test_nothing_is_asked_where_nothing_is_traced(mill: list[Reading]) -> None:
    """A case file without a trace has no questions."""
    with opened(mill) as case:
        assert review.queue(case) == ()


def test_a_statement_that_was_missed_is_added(traced: Case) -> None:
    """It is traced and exported as any other, can be corrected and taken back, and outlives a re-read."""
    home = next(r.article for r in traced.readings() if "Boats wait" in r.article.text)
    start = home.text.index("Boats wait")
    value = {"content": [[start, start + 10]], "source": {"name": "The lock keeper", "kind": "named_person"}}
    made = review.add(traced, home.id, value, by="Ada")
    _, trace = pipeline.trace_case(traced)
    (found,) = (s for s in traced.reading(home.id).statements if s.content == ((start, start + 10),))  # type: ignore[union-attr]
    assert [station.name for station in found.chain] == ["The lock keeper"]
    assert any(found.id in claim.statements for claim in trace.claims)
    review.correct(traced, found.id, {"act": "belief"}, by="Ada")
    pipeline.trace_case(traced, again=True)
    (again,) = (s for s in traced.reading(home.id).statements if s.id == found.id)  # type: ignore[union-attr]
    assert again.act is Act.belief
    assert review.conflicts(traced) == ()
    rows = [json.loads(line) for line in case_training(traced)]
    assert [(row["id"], row["label"]) for row in rows if row["row"] == "relation"] == [(found.id, "statement")]
    review.undo(traced, made.id, by="Ada")
    pipeline.trace_case(traced)
    assert len(traced.reading(home.id).statements) == 2  # type: ignore[union-attr]
    assert [conflict.decision.action for conflict in review.conflicts(traced)] == ["correct"]


def test_what_is_added_and_read_after_all_is_one(traced: Case) -> None:
    """A statement that is there already is not there twice: what the decision sets corrects it."""
    reading = next(traced.readings())
    known = reading.statements[0]
    shorter = [[known.content[0].start, known.content[0].end - 3]]
    review.add(traced, reading.article.id, {"content": shorter, "source": None}, by="Ada")
    pipeline.trace_case(traced)
    now = traced.reading(reading.article.id)
    assert now is not None
    assert len(now.statements) == len(reading.statements)
    (one,) = (s for s in now.statements if s.id == known.id)
    assert (one.content[0].end, one.speaker) == (known.content[0].end - 3, None)


@pytest.mark.parametrize("value", [{}, {"act": "belief"}, {"content": [[0, 10**6]]}])
def test_a_statement_without_words_is_not_added(traced: Case, value: dict[str, object]) -> None:
    """What is added must stand in the article."""
    home = next(traced.readings()).article.id
    with pytest.raises(WrongUse):
        review.add(traced, home, value, by="Ada")
    with pytest.raises(WrongUse):
        review.add(traced, "nothing", {"content": [[0, 4]]}, by="Ada")
