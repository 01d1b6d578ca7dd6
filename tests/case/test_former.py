"""The id that a claim had in a former trace leads to the claims that its statements are in now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.case import Case
from whence.case.former import Former, Held, SeveralNow
from whence.pipeline import trace_case
from whence.records import Act, Claim, Form, Range, Reading, Span, Statement, Trace, claim_id

NAMES = ("beacon-0", "echo-0", "fen-0", "mill-0")


def of(*groups: Sequence[str], parts: Sequence[Statement] = ()) -> Trace:
    """Return a trace of claims with these statements, named as tracing names them."""
    claims = (
        Claim(id=claim_id(group[0]), wording="w", statements=tuple(group), origins=(), independent=Range(1, 1))
        for group in groups
    )
    return Trace(claims=tuple(claims), parts=tuple(parts))


@pytest.fixture
def opened(tmp_path: Path, make: Callable[..., Reading]) -> Case:
    """Return a case file with an article and a statement of each name."""
    case = Case(tmp_path / "weir.case")
    case.add(filled(make))
    return case


def filled(make: Callable[..., Reading]) -> list[Reading]:
    return [make(name.partition("-")[0], "Weir opens\nThe weir opens.", ("Ada", "Weir opens")) for name in NAMES]


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        ([["echo-0"]], [["beacon-0", "echo-0"]], [("beacon-0", 1)]),  # an earlier article has joined it
        ([["echo-0", "fen-0"]], [["beacon-0", "echo-0", "fen-0"]], [("beacon-0", 2)]),
        ([["echo-0"], ["fen-0"]], [["beacon-0", "echo-0", "fen-0"]], [("beacon-0", 1)]),  # two are one
        ([["echo-0", "fen-0", "mill-0"]], [["beacon-0", "fen-0", "mill-0"]], [("beacon-0", 2)]),  # one is in none now
        ([["echo-0", "fen-0", "mill-0"]], [["beacon-0", "echo-0"], NAMES[2:]], [("fen-0", 2), ("beacon-0", 1)]),
        ([["echo-0", "fen-0"]], [["beacon-0", "echo-0"], ["fen-0"]], [("beacon-0", 1), ("fen-0", 1)]),
        ([["echo-0", "fen-0"]], [["echo-0"], ["fen-0"]], None),  # a claim has the id now
        ([["beacon-0"]], [["fen-0"]], None),  # nothing of it is in a claim
    ],
)  # fmt: skip
def test_a_former_id_leads_to_its_statements(
    opened: Case, before: list[list[str]], after: list[list[str]], now: list[tuple[str, int]] | None
) -> None:
    """It leads to each claim with statements of it, those with most of them first; an id in use is no former one."""
    asked = claim_id(before[0][0])
    opened.keep_trace(of(*before))
    assert opened.former(asked) is None
    opened.keep_trace(of(*after))
    found = opened.former(asked)
    held = now and tuple(Held(claim_id(first), number) for first, number in now)
    assert found == (held and Former(asked, len(before[0]), held))


groupings = st.lists(st.integers(0, 3), min_size=len(NAMES), max_size=len(NAMES)).map(
    lambda homes: [group for home in range(4) if (group := [n for n, h in zip(NAMES, homes, strict=True) if h == home])]
)


@given(st.lists(groupings, min_size=1, max_size=5))
@settings(max_examples=60)
def test_whatever_id_a_trace_gave_out_leads_somewhere(
    make: Callable[..., Reading], traces: list[list[list[str]]]
) -> None:
    """Through any number of traces each id is a claim's, or leads to just the claims that its statements are in."""
    last: dict[str, list[str]] = {}
    with Case(":memory:") as case:
        case.add(filled(make))
        for groups in traces:
            case.keep_trace(of(*groups))
            last |= {claim_id(group[0]): group for group in groups}
        home = case.claims_of(NAMES)
        for id, group in last.items():
            if next(case.claims(id), None) is None:
                found = case.former(id)
                assert found is not None
                assert found.statements == sum(held.statements for held in found.now) == len(group)
                assert {held.claim for held in found.now} == {home[statement] for statement in group}
            else:
                assert case.former(id) is None


@given(
    st.lists(st.one_of(groupings, st.tuples(st.sampled_from(["add", "remove"]), st.sampled_from(NAMES))), max_size=6)
)
@settings(max_examples=25)
def test_only_what_went_away_is_kept(
    make: Callable[..., Reading], history: list[list[list[str]] | tuple[str, str]]
) -> None:
    """Through any history all is kept that is there if each trace is remembered whole, and what is back let go."""
    expected: set[tuple[str, str]] = set()
    traced: list[list[str]] = []
    readings = {reading.statements[0].id: reading for reading in filled(make)}
    stored = set(NAMES)
    with Case(":memory:") as case:
        case.add(readings.values())
        for event in history:
            if event[:1] == ("add",):
                case.add([readings[event[1]]])
                stored.add(event[1])
                continue
            is_removal = event[:1] == ("remove",)
            if is_removal and event[1] not in stored:
                continue
            expected |= {(claim_id(group[0]), name) for group in traced for name in group}
            if is_removal:
                case.remove(readings[event[1]].article.file)
                stored.discard(event[1])
                expected = {(claim, name) for claim, name in expected if name in stored}
                traced = []
            else:
                traced = [own for group in event if (own := [name for name in group if name in stored])]
                case.keep_trace(of(*traced))
                now = {claim_id(group[0]) for group in traced}
                expected = {(claim, name) for claim, name in expected if claim not in now}
            assert {tuple(row) for row in case.rows("SELECT claim, statement FROM former_claim")} == expected


def test_a_claim_is_asked_for_by_its_former_id(opened: Case) -> None:
    """One claim is meant by a whole former id; where it is several now, that is said with their ids."""
    opened.keep_trace(of(["echo-0", "fen-0"], ["mill-0"]))
    opened.keep_trace(of(["beacon-0", "echo-0"], ["fen-0", "mill-0"]))
    several, one = claim_id("echo-0"), claim_id("mill-0")
    assert opened.claim_now(one) == claim_id("fen-0")
    for id in (claim_id("beacon-0"), one[:8], "", "nothing"):
        assert opened.claim_now(id) == id
    said = f"the claim that had the id {several} is 2 claims now: "
    with pytest.raises(SeveralNow, match=said + r"\w+ \(1 of its statements\), \w+ \(1 of its statements\)") as found:
        opened.claim_now(several)
    assert {held.claim for held in found.value.former.now} == {claim_id("beacon-0"), claim_id("fen-0")}


def test_the_beginning_of_an_id_is_enough(opened: Case) -> None:
    """A former id may be cut short where it stays unmistakable; what no claim had leads nowhere."""
    opened.keep_trace(of(["echo-0"], ["fen-0"]))
    opened.keep_trace(of(["beacon-0", "echo-0", "fen-0"]))
    for name in ("echo-0", "fen-0"):
        assert opened.former(claim_id(name)[:6]) == opened.former(claim_id(name))
    assert [opened.former(given) for given in ("", "zz", claim_id("beacon-0"), claim_id("nothing"))] == [None] * 4


def test_what_was_traced_before_ids_were_kept_is_found_by_its_earliest_statement(
    tmp_path: Path, make: Callable[..., Reading], older: Callable[[int], AbstractContextManager[None]]
) -> None:
    """An older case file kept nothing of former traces: there the whole id leads to its earliest statement's claim."""
    path = tmp_path / "old.case"
    with older(11), Case(path) as case:
        case.add(filled(make))
        case.keep_trace(of(["echo-0", "fen-0"]))
        case.keep_trace(of(["beacon-0", "echo-0"], ["fen-0"]))
    with Case(path) as case:
        assert case.former(claim_id("echo-0")) == Former(claim_id("echo-0"), 0, (Held(claim_id("beacon-0"), 1),))
        assert case.former(claim_id("echo-0")[:15]) is None
        case.keep_trace(of(["beacon-0"], ["echo-0", "fen-0"]))
        case.keep_trace(of(["beacon-0", "echo-0", "fen-0"]))
        assert case.former(claim_id("echo-0")) == Former(claim_id("echo-0"), 2, (Held(claim_id("beacon-0"), 2),))


def test_a_statement_that_is_split_leads_to_its_parts(opened: Case) -> None:
    """Where what was one statement is parts now, they lead to the claims of all of them."""
    parts = [
        Statement(
            id=f"echo-part{n}",
            article="id-echo",
            form=Form.indirect,
            act=Act.assertion,
            content=(span,),
            part_of="echo-0",
        )
        for n, span in enumerate((Span(0, 4), Span(5, 10)))
    ]
    opened.keep_trace(of(["echo-0"]))
    opened.keep_trace(of(["beacon-0", "echo-part0"], ["echo-part1"], parts=parts))
    found = opened.former(claim_id("echo-0"))
    assert found is not None
    assert {held.claim for held in found.now} == {claim_id("beacon-0"), claim_id("echo-part1")}


def test_a_corrected_statement_leads_to_what_stands_in_its_place(opened: Case) -> None:
    """A statement whose words were corrected has another id: the one that shares most of its words stands for it."""
    (reading,) = (one for one in opened.readings() if one.article.id == "id-echo")
    (said,) = reading.statements
    shorter = replace(said, id="echo-corrected", content=(Span(5, 10),))
    beside = replace(said, id="echo-beside", content=(Span(9, 24),))
    opened.keep_trace(of(["echo-0"]))
    corrected = replace(reading, statements=(shorter, beside))
    opened.keep_trace(of(["echo-beside"], ["echo-corrected"]), corrected_readings=[corrected])
    found = opened.former(claim_id("echo-0"))
    assert found == Former(claim_id("echo-0"), 1, (Held(claim_id("echo-corrected"), 1),))


def test_what_is_removed_goes_with_its_article(opened: Case, tmp_path: Path) -> None:
    """Removing an article takes its rows away; the other statements lead on as soon as the collection is traced."""
    opened.keep_trace(of(["echo-0", "fen-0"]))
    opened.remove("echo.txt")
    assert opened.former(claim_id("echo-0")) is None
    with sqlite3.connect(tmp_path / "weir.case") as plain:
        assert plain.execute("SELECT statement FROM former_claim").fetchall() == [("fen-0",)]
    opened.keep_trace(of(["beacon-0", "fen-0"]))
    assert opened.former(claim_id("echo-0")) == Former(claim_id("echo-0"), 1, (Held(claim_id("beacon-0"), 1),))


def test_an_earlier_article_that_joins_leaves_the_address_whole(tmp_path: Path, make: Callable[..., Reading]) -> None:
    """Traced for real: a claim whose earliest version turns out to be an older article's keeps its former address."""
    said = ("Ines Okker", "The weir at Mill Reach will open in June")
    text = "Weir to open\nThe weir at Mill Reach will open in June, Ines Okker said."
    with Case(tmp_path / "real.case") as case:
        case.add([make("echo", text, said, outlet="Tarn Echo", at="2027-03-05")])
        trace_case(case)
        (before,) = (claim for claim in case.claims() if "echo-0" in claim.statements)
        case.add([make("beacon", text, said, outlet="The Lowmarsh Beacon", at="2027-03-02")])
        trace_case(case)
        (after,) = (claim for claim in case.claims() if "echo-0" in claim.statements)
        assert before.id != after.id
        assert case.former(before.id) == Former(before.id, 1, (Held(after.id, 1),))
