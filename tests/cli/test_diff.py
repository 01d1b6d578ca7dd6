"""`whence diff`: what changed between two case files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.case import Case
from whence.case.compare import compare
from whence.cli.app import cli
from whence.records import Change, ChangeKind, Claim, LinkBasis, Order, Range, Reading, Step, Trace


def claims(*groups: str) -> tuple[Claim, ...]:
    """Return claims of statements that are named by letters, `ab` for a claim of `a` and `b`."""
    return tuple(
        Claim(id=f"c-{g}", wording=g, statements=tuple(g), origins=(), independent=Range(1, 1)) for g in groups
    )


def step(later: str, earlier: str, *changes: ChangeKind, basis: LinkBasis = LinkBasis.copied) -> Step:
    made = tuple(Change(kind=kind) for kind in changes)
    return Step(later=later, earlier=earlier, basis=basis, order=Order.clock, score=0.5, changes=made)


def case_of(trace: Trace, path: Path | str = ":memory:", readings: list[Reading] | None = None) -> Case:
    case = Case(path)
    case.add(readings or [])
    case.keep_trace(trace)
    return case


def diff(*arguments: object) -> Any:
    return CliRunner().invoke(cli, ["diff", *map(str, arguments)])


@pytest.mark.parametrize(
    ("before", "after", "kind", "sides"),
    [
        ("ab", "ab cd", "appeared", ["cd"]),
        ("ab cd", "cd", "vanished", ["ab"]),
        ("ab cd", "abcd", "merged", [("ab cd", "abcd")]),
        ("ab cd", "acdb", "merged", [("ab cd", "acdb")]),
        ("abcd", "ab cd", "split", [("abcd", "ab cd")]),
        ("abc de", "ab cde", "regrouped", [("abc de", "ab cde")]),
        ("ab", "abc", "changed", [("ab", "abc")]),
        ("abx", "ab", "changed", [("abx", "ab")]),
    ],
)
def test_claims_are_matched_by_their_statements(before: str, after: str, kind: str, sides: list[object]) -> None:
    """Claims that share no statement appear or vanish; those that do are the same, merged, split or regrouped."""
    with case_of(Trace(claims=claims(*before.split()))) as old, case_of(Trace(claims=claims(*after.split()))) as new:
        found = compare(old, new)
    kinds = ("appeared", "vanished", "merged", "split", "regrouped", "changed")
    assert [name for name in kinds if getattr(found, name)] == [kind]
    if kind in ("appeared", "vanished"):
        assert [claim.wording for claim in getattr(found, kind)] == sides
    elif kind == "changed":
        assert [(one.before.wording, one.after.wording) for one in found.changed] == sides
    else:
        shown = [tuple(" ".join(c.wording for c in side) for side in (g.before, g.after)) for g in getattr(found, kind)]
        assert shown == sides


@given(
    st.lists(
        st.text("abcdefgh", min_size=1, max_size=4).map(lambda t: "".join(sorted(set(t)))), max_size=4, unique=True
    )
)
@settings(max_examples=30)
def test_the_same_trace_has_no_difference(groups: list[str]) -> None:
    """Whatever a trace is, it has no difference from itself."""
    trace = Trace(claims=claims(*groups), steps=tuple(step(g[-1], g[0]) for g in groups if len(g) > 1))
    with case_of(trace) as old, case_of(trace) as new:
        assert not compare(old, new)


def test_ranges_origins_and_steps_are_compared(weir: list[Reading], weir_trace: Trace, tmp_path: Path) -> None:
    """A claim's range, origins and what is missing, and a step's basis and changes, are shown as they were and are."""
    (claim,), (old_step,) = weir_trace.claims, weir_trace.steps
    later = replace(
        weir_trace,
        claims=(replace(claim, independent=Range(2, 2), origins=(), missing=(), denied_by=("x",)),),
        steps=(replace(old_step, basis=LinkBasis.inferred, changes=old_step.changes[1:]),),
    )
    paths = tmp_path / "1.case", tmp_path / "2.case"
    case_of(weir_trace, paths[0], weir[:2]).close()
    case_of(later, paths[1], weir).close()
    ran = diff(*paths)
    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [
        "Articles added",
        "  leaflet.txt",
        "Claims that changed",
        "  will open in June  c1",
        "    1 or 2 independent origins → 2 independent origins",
        "    origins: Ines Okker → none",
        "    denied by 0 → by 1 claim",
        "    credited, not in the collection: Fen News → none",
        "Steps that changed",
        "  Tarn Echo ← The Lowmarsh Beacon: the text credits it; hedge added, reworded → "
        "inferred from wording and time; reworded  echo-0..beacon-part",
    ]
    found = json.loads(diff(*paths, "--json").stdout_bytes)
    assert found["articles"] == {"added": [{"id": "id-leaflet", "file": "leaflet.txt"}], "removed": []}
    (changed,) = found["claims"]["changed"]
    assert [changed[side]["independent"]["min"] for side in ("before", "after")] == [1, 2]
    assert found["steps"]["changed"][0]["after"]["changes"] == ["reworded"]


def test_new_and_gone_are_listed_with_their_words(weir: list[Reading], tmp_path: Path) -> None:
    """Claims and steps on one side only, and mergers, have a line each under their heading."""
    paths = tmp_path / "1.case", tmp_path / "2.case"
    case_of(Trace(claims=claims("ab", "cd", "x"), steps=(step("b", "a"),)), paths[0], weir[:1]).close()
    case_of(Trace(claims=claims("abcd", "y"), steps=(step("d", "a", ChangeKind.reworded),)), paths[1]).close()
    assert diff(*paths).stdout.splitlines() == [
        "Articles removed",
        "  beacon.txt",
        "Claims that are new",
        "  y (1 version, 1 independent origin)  c-y",
        "Claims that are gone",
        "  x (1 version, 1 independent origin)  c-x",
        "Claims that became one",
        "  - ab (2 versions, 1 independent origin)  c-ab",
        "  - cd (2 versions, 1 independent origin)  c-cd",
        "  + abcd (4 versions, 1 independent origin)  c-abcd",
        "Steps that are new",
        "  outlet not stated ← outlet not stated: copied words; reworded  d..a",
        "Steps that are gone",
        "  outlet not stated ← outlet not stated: copied words  b..a",
    ]


def test_no_difference_is_said(weir: list[Reading], weir_trace: Trace, tmp_path: Path) -> None:
    """Two case files of the same articles, whatever order they were added in, and the same trace do not differ."""
    paths = tmp_path / "1.case", tmp_path / "2.case"
    case_of(weir_trace, paths[0], weir).close()
    case_of(weir_trace, paths[1], weir[::-1]).close()
    ran = diff(*paths)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "no difference\n", "")


def test_what_is_not_traced_is_told(weir: list[Reading], weir_trace: Trace, tmp_path: Path) -> None:
    """A case file without a trace, or with one of fewer articles, is named on standard error."""
    paths = tmp_path / "1.case", tmp_path / "2.case"
    with Case(paths[0]) as untraced:
        untraced.add(weir)
    with case_of(weir_trace, paths[1], weir[:2]) as stale:
        stale.add(weir[2:])
    ran = diff(*paths)
    assert ran.exit_code == 0
    assert f"{paths[0]} is not traced; trace it with: whence trace CASE" in ran.stderr
    assert f"{paths[1]}: the trace is of 2 articles, and the case file holds 3" in ran.stderr
    assert isinstance(diff(tmp_path / "none", paths[1]).exception, OSError)
    assert "  whence diff harbour.case" in diff("--help").stdout
