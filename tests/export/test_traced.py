"""A traced case file for other programs: claims and steps as the contract has them, sheets, passages."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from whence.case import Case
from whence.export.prov.as_json import case_prov_json
from whence.export.shared import case_passages
from whence.export.sheet import case_csv
from whence.export.whole import case_json, trace_json
from whence.records import Article, Block, Claim, Denial, LinkBasis, Range, Reading, Role, Span, Trace

CLAIM = "id wording statements origins independent denied_by circular missing unordered confidence".split()
STEP = "later earlier basis score changes order credit passages".split()


@pytest.fixture
def traced(tmp_path: Path, weir: list[Reading], weir_trace: Trace) -> Case:
    """Return an open case file that holds the collection and its trace."""
    case = Case(tmp_path / "weir.case")
    case.add(weir)
    case.keep_trace(weir_trace)
    return case


def exported(case: Case) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(b"".join(case_json(case)))
    return found


def rows_of(case: Case) -> list[dict[str, str]]:
    text = b"".join(case_csv(case)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_claim_has_the_fields_of_the_contract_in_their_order(traced: Case) -> None:
    """The contract's fields stand first, in its order, and what the record has beyond stands behind."""
    (claim,) = exported(traced)["claims"]
    assert list(claim) == CLAIM
    assert claim["statements"] == ["beacon-part", "echo-0"]
    assert claim["independent"] == {"min": 1, "max": 2}
    assert claim["origins"] == [
        {
            "source": "beacon-Ines Okker",
            "statements": ["beacon-part", "echo-0"],
            "kind": "named_person",
            "name": "Ines Okker",
            "through": None,
            "could_be": 0,
        }
    ]
    assert claim["circular"] == claim["unordered"] == [["beacon-part", "echo-0"]]
    assert claim["missing"] == ["Fen News"]


def test_a_denial_that_a_person_stated_is_marked(traced: Case, weir_trace: Trace) -> None:
    """The claim names who denies it by hand, behind its other fields, and so does the provenance; no other does."""
    (claim,) = weir_trace.claims
    first = replace(claim, denied_by=("d2", "d3"))
    others = [
        Claim(id=f"d{n}", wording="w", statements=(f"{name}-0",), origins=(), independent=Range(1, 1))
        for n, name in ((2, "beacon"), (3, "fen"))
    ]
    by_hand = Denial(denying="fen-0", denied="echo-0", basis=LinkBasis.by_hand, score=1.0)
    trace = replace(weir_trace, claims=(first, *others), denials=(by_hand,))
    traced.keep_trace(trace)
    found = exported(traced)["claims"]
    assert list(found[0]) == [*CLAIM, "denied_by_hand"]
    assert (found[0]["denied_by"], found[0]["denied_by_hand"]) == (["d2", "d3"], ["d3"])
    assert [list(one) for one in found[1:]] == [CLAIM, CLAIM]
    assert json.loads(trace_json(trace, [], trace.denials_by_hand()))["claims"] == found
    provenance = b"".join(case_prov_json(traced)).decode()
    assert (provenance.count('whence:deniedBy"'), provenance.count('whence:deniedByHand"')) == (1, 1)


def test_a_step_has_the_words_of_its_changes(traced: Case) -> None:
    """A change opens to the words before and after, in pieces where they are, and empty where there are none."""
    (step,) = exported(traced)["steps"]
    assert list(step) == STEP
    assert [step[name] for name in STEP[:4]] == ["echo-0", "beacon-part", "credit", 0.8]
    first, second = step["changes"]  # type: ignore[misc]
    assert (first["kind"], first["before"], first["after"]) == ("hedge_added", "in June", "in autumn … at best")
    assert (second["before"], second["after"], second["before_spans"]) == ("", "", [])
    assert step["order"] == "clock"
    assert step["passages"][0]["kind"] == "narrative"  # type: ignore[index]


def test_parts_stand_behind_their_article_s_statements(traced: Case) -> None:
    """An export holds whole statements and parts; a source says which one stands for it."""
    found = exported(traced)
    assert [(s["id"], s["part_of"]) for s in found["statements"]] == [
        ("beacon-0", None),
        ("beacon-part", "beacon-0"),
        ("echo-0", None),
    ]
    assert [(s["id"], s["same_as"]) for s in found["sources"]] == [
        ("beacon-Ines Okker", None),
        ("echo-Rolf Arnaud", "beacon-Ines Okker"),
    ]


def test_a_source_bears_the_name_that_the_collection_identifies_it_by(traced: Case) -> None:
    """Name and kind are those of the source that stands for it; what its own article calls it is kept beside them."""
    named = {s["id"]: (s["name"], s["named"], s["aliases"]) for s in exported(traced)["sources"]}
    assert named["beacon-Ines Okker"] == ("Ines Okker", "Ines Okker", ["the mayor"])
    assert named["echo-Rolf Arnaud"] == ("Ines Okker", "Rolf Arnaud", ["the mayor", "Rolf Arnaud"])


def test_an_untraced_case_is_exported_as_before(tmp_path: Path, weir: list[Reading]) -> None:
    """Without a trace the lists of claims and steps are empty, and no source speaks of another."""
    with Case(tmp_path / "w.case") as case:
        case.add(weir)
        found = exported(case)
        assert (found["claims"], found["steps"]) == ([], [])
        assert all("same_as" not in source for source in found["sources"])
        assert all(row["claim"] == row["changes"] == "" for row in rows_of(case))


def test_the_sheet_says_of_each_statement_what_the_trace_says(traced: Case) -> None:
    """A row has its claim, the claim's wording, its origin and its changes with their words; a part names its whole."""
    rows = {row["id"]: row for row in rows_of(traced)}
    assert list(rows) == ["beacon-0", "beacon-part", "echo-0"]
    assert rows["beacon-0"]["claim"] == ""
    assert rows["beacon-part"]["part_of"] == "beacon-0"
    later = rows["echo-0"]
    assert (later["claim"], later["claim_wording"], later["origin"]) == ("c1", "will open in June", "Ines Okker")
    assert later["changes"] == "hedge_added: “in June” → “in autumn … at best”; reworded"


def test_no_word_of_a_trace_is_a_formula(traced: Case, weir_trace: Trace) -> None:
    """What the trace brings into a sheet is as harmless there as the rest."""
    (claim,) = weir_trace.claims
    origin = replace(claim.origins[0], name="=cmd()", through="x\ty")
    traced.keep_trace(replace(weir_trace, claims=(replace(claim, wording="@SUM(1)", origins=(origin,)),)))
    row = rows_of(traced)[-1]
    assert (row["claim_wording"], row["origin"]) == ("'@SUM(1)", "'=cmd() (x y)")


def test_passages_of_the_trace_are_rows(traced: Case) -> None:
    """Each passage is an object a line, with the articles' files."""
    (line,) = case_passages(traced)
    assert json.loads(line) == {
        "a": "beacon.txt",
        "b": "echo.txt",
        "a_span": [0, 4],
        "b_span": [0, 4],
        "kind": "narrative",
        "score": 0.75,
    }


def test_passages_are_found_where_nothing_is_traced(tmp_path: Path) -> None:
    """Without a trace the articles are compared there and then, and quoted words are known for such."""
    said = "the sluice at Orrin will stay shut until the silt of nine winters has been dug out by hand"
    with Case(tmp_path / "w.case") as case:
        for name in "ab":
            text = f"Sluice {name}\nOld Bett said {said}, and went home."
            blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
            case.add([Reading(article=Article(id=name, text=text, blocks=blocks, digest="", file=f"{name}.txt"))])
        (found,) = map(json.loads, case_passages(case))
        text = case.text("a")
    assert (found["a"], found["b"]) == ("a.txt", "b.txt")
    assert said in text[slice(*found["a_span"])]
