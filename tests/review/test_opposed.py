"""Decisions on denials that say otherwise of the same two claims, by different statements of them, are conflicts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from whence import pipeline, review
from whence.case import Case
from whence.explain import Fact, explain
from whence.export.training import case_training
from whence.records import Reading
from whence.review.about import about_articles, reasons

FIRST, SECOND, THIRD = (f"2027-03-09T1{hour}:00:00.000000Z" for hour in range(3))
BY_OTHERS = "a later decision says otherwise, by other statements of the same two claims: "


def conflicts(case: Case) -> list[tuple[str, str | None]]:
    """Return who made each decision that is not heeded, with who made the one that is heeded in its place."""
    return [(one.decision.by, one.by and one.by.by) for one in review.conflicts(case)]


def every(fact: Fact) -> Iterator[Fact]:
    yield fact
    for inner in fact.facts:
        yield from every(inner)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("denies beacon-1..beacon-0", "denies_not echo-1..echo-0", True),
        ("denies beacon-1..beacon-0", "denies_not echo-0..echo-1", True),
        ("denies_not beacon-1..beacon-0", "denies echo-0..post-0", False),  # two statements of one claim
        ("denies_not beacon-1..beacon-0", "denies echo-1..echo-0", True),
        ("denies beacon-1..beacon-0", "denies echo-0..echo-1", True),  # one each way
        ("denies beacon-1..beacon-0", "denies echo-1..post-0", False),
        ("denies_not beacon-1..beacon-0", "denies_not echo-0..echo-1", False),
        ("denies beacon-1..beacon-0", "denies_not post-1..echo-0", False),  # of another claim
    ],
)
def test_opposite_denials_of_the_same_claims_are_a_conflict(
    traced: Case, first: str, second: str, *, found: bool
) -> None:
    """The earlier is listed with the later, who made it and when; traced, the later is heeded and the list the same."""
    made = []
    for by, at, said in (("Ada", FIRST, first), ("Bo", SECOND, second)):
        action, target = said.split()
        made.append(review.decide(traced, action=action, target=target, by=by, at=at))
    before = review.conflicts(traced)
    assert [(one.decision, one.by) for one in before] == ([tuple(made)] if found else [])
    assert all(one.reason.startswith(BY_OTHERS) and one.reason.endswith(f"by Bo, {SECOND}") for one in before)
    _, trace = pipeline.trace_case(traced)
    assert review.conflicts(traced) == before
    home = {statement: claim.id for claim in trace.claims for statement in claim.statements}
    denials = {(home[one.denying], home[one.denied]) for one in trace.denials}
    for one in (made[1], *([] if found else [made[0]])):
        denying, denied = (home[name] for name in one.target.split(".."))
        both = {(denying, denied), (denied, denying)}
        assert denials & both == ({(denying, denied)} if one.action == "denies" else set())


def test_they_are_shown_wherever_conflicts_are(traced: Case) -> None:
    """At the articles of either, in the log and in explanations; as training data goes what is heeded alone."""
    ada = review.denies(traced, "beacon-1", "beacon-0", by="Ada", at=FIRST)
    bo = review.denies_not(traced, "post-0", "echo-1", by="Bo", at=SECOND)
    said = f"{BY_OTHERS}neither denies the other by Bo, {SECOND}"
    at_beacon = {one.decision.id: one.why_not for one in about_articles(traced, ["id-beacon"])}
    assert at_beacon == {ada.id: said}
    at_echo = {one.decision.id: one.why_not for one in about_articles(traced, ["id-echo"])}
    assert at_echo == {bo.id: ""}
    assert reasons(traced, [ada]) == reasons(traced, [ada, bo]) == {ada.id: said}
    claim = traced.claims_of(["beacon-0"])["beacon-0"]
    told = [(fact.id, tuple(inner.text for inner in fact.facts)) for fact in every(explain(traced, claim))]
    assert (ada.id, (said,)) in told
    assert (bo.id, ()) in told
    rows = b"".join(case_training(traced))
    assert bo.id.encode() in rows
    assert ada.id.encode() not in rows
    review.undo(traced, bo.id, by="Bo")
    assert conflicts(traced) == []
    assert {one.why_not for one in about_articles(traced, ["id-beacon"])} == {""}


def test_the_latest_of_several_is_heeded(traced: Case) -> None:
    """Of three about the same two claims the last holds: who said so earlier is heeded with it, others are not."""
    review.denies(traced, "beacon-1", "beacon-0", by="Ada", at=FIRST)
    review.denies_not(traced, "echo-1", "echo-0", by="Bo", at=SECOND)
    review.denies(traced, "echo-1", "post-0", by="Cy", at=THIRD)
    assert conflicts(traced) == [("Bo", "Cy")]


def test_a_whole_side_is_meant_where_an_article_shows_a_part_of_it(traced: Case, mill: list[Reading]) -> None:
    """What an article's page says of a decision about whole claims is what the list of conflicts says."""
    claims = {statement: claim.id for claim in traced.claims() for statement in claim.statements}
    review.denies(traced, claims["beacon-1"], claims["beacon-0"], by="Ada", at=FIRST)
    review.denies_not(traced, "post-0", "echo-1", by="Bo", at=SECOND)
    expected = {one.decision.id: one.reason for one in review.conflicts(traced)}
    assert len(expected) == 1
    for reading in mill:
        for one in about_articles(traced, [reading.article.id]):
            assert one.why_not == expected.get(one.decision.id, ""), reading.article.id


def test_without_a_trace_no_claims_are_known(traced: Case) -> None:
    """Where nothing is traced nothing tells that they are about the same claims; once it is, they are listed."""
    review.denies(traced, "beacon-1", "beacon-0", by="Ada", at=FIRST)
    review.denies_not(traced, "echo-1", "echo-0", by="Bo", at=SECOND)
    traced.remove("id-post")
    assert conflicts(traced) == []
    pipeline.trace_case(traced)
    assert conflicts(traced) == [("Ada", "Bo")]
