"""A collection traced in parts: the same to the byte as at once, wherever it is broken off, by one process or more."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import whence
from whence import in_parts
from whence.browse.first_claims import first_claims
from whence.case import Case
from whence.cli import pace_wording
from whence.cli.app import cli
from whence.export.whole import case_json
from whence.pipeline import trace_case, traced_by
from whence.records import Reading
from whence.report.views import claim_views
from whence.review import deciding


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Return stories told many times over, with changes."""
    path = Path(__file__).parent / "scale" / "collection.py"
    spec = importlib.util.spec_from_file_location("made_collection", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return list(module.collection(3, 5))


@pytest.fixture(scope="module")
def at_once(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the export of the collection traced at once."""
    with Case(tmp_path_factory.mktemp("at-once") / "a.case") as case:
        case.add(readings)
        trace_case(case)
        return b"".join(case_json(case))


def export(path: Path, readings: list[Reading], **options: Any) -> bytes:
    """Add a collection to a case file, trace it in parts, and return its export."""
    with Case(path) as case:
        case.add(readings)
        in_parts.trace_in_parts(case, path.with_suffix(".tracing"), by=traced_by(case), **options)
        return b"".join(case_json(case))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_collection_in_parts_is_traced_as_at_once(
    jobs: int, readings: list[Reading], at_once: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The export has the same bytes, and nothing is left beside the case file."""
    monkeypatch.setattr(in_parts, "_A_PART", 5)
    assert export(tmp_path / "b.case", readings, jobs=jobs) == at_once
    assert not (tmp_path / "b.tracing").exists()


def test_a_run_that_is_broken_off_goes_on(
    readings: list[Reading], at_once: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stops, the next run takes what is done, and gives the same bytes."""
    monkeypatch.setattr(in_parts, "_A_PART", 8)
    works: list[int] = []

    def stop_at(most: int) -> None:
        count = 0

        def on_part(*_: int) -> None:
            nonlocal count
            count += 1
            if count > most:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            export(tmp_path / "c.case", readings, on_part=on_part)
        works.append(count)

    for most in (5, 40, 60):
        stop_at(most)
    whole: list[int] = []
    assert export(tmp_path / "c.case", readings, on_part=lambda *_: whole.append(1)) == at_once
    other: list[int] = []
    assert export(tmp_path / "d.case", readings, on_part=lambda *_: other.append(1)) == at_once
    assert len(whole) < len(other)


def test_the_first_claims_are_those_of_the_whole_table(readings: list[Reading], tmp_path: Path) -> None:
    """The claims of most articles are shown as where the whole collection is in memory."""
    with Case(tmp_path / "e.case") as case:
        case.add(readings)
        in_parts.trace_in_parts(case, tmp_path / "e.tracing", by=traced_by(case))
        shown, count = first_claims(case, most=5)
        trace = case.trace()
        assert trace is not None
        whole = {view.id: view for view in claim_views(list(case.readings()), trace)}
        assert count == len(whole)
        assert shown
        assert [(v.wording, v.articles, v.changes) for v in shown] == [
            (whole[v.id].wording, whole[v.id].articles, whole[v.id].changes) for v in shown
        ]
        assert [view.id for view in first_claims(case, shown[0].id[:9])[0]] == [shown[0].id]


def test_the_command_traces_a_large_collection_in_parts(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claims of most articles are printed, one of them as a tree, and a second run takes what is stored."""
    path = str(tmp_path / "f.case")
    with Case(path) as case:
        case.add(readings)
    monkeypatch.setattr(in_parts, "MANY", 5)
    first, second = (CliRunner().invoke(cli, ["trace", path, "--jobs", "1"]) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout
    with Case(path) as case:
        views, _ = first_claims(case)
    assert views[0].id in first.stdout
    tree = CliRunner().invoke(cli, ["trace", path, "--claim", views[0].id])
    assert tree.exit_code == 0
    assert views[0].id in tree.stdout
    assert CliRunner().invoke(cli, ["trace", path, "--claim", "nothing"]).exit_code == 1


def test_a_large_collection_is_one_of_many_statements(readings: list[Reading], tmp_path: Path) -> None:
    """Long articles take more memory than short ones: what counts is what is compared."""
    count = sum(len(reading.statements) for reading in readings)
    with Case(tmp_path / "g.case") as case:
        case.add(readings)
        assert [in_parts.is_large(case, many) for many in (count - 1, count)] == [True, False]
        assert not in_parts.is_large(case)


def test_what_is_printed_for_programs_is_the_whole_either_way(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claims as JSON have the same bytes, also as of a time, and nothing is left beside the case file."""
    path = str(tmp_path / "h.case")
    with Case(path) as case:
        case.add(readings)
    asked = (["--again"], ["--as-of", "2031-03-17"])
    whole = [CliRunner().invoke(cli, ["trace", path, "--json", *own]) for own in asked]
    monkeypatch.setattr(in_parts, "MANY", 5)
    parts = [CliRunner().invoke(cli, ["trace", path, "--json", "--jobs", "1", *own]) for own in asked]
    assert [one.exit_code for one in (*whole, *parts)] == [0] * 4
    assert [one.stdout for one in parts] == [one.stdout for one in whole]
    assert parts[0].stdout != parts[1].stdout
    assert {file.suffix for file in tmp_path.iterdir()} <= {".case", ".case-wal", ".case-shm"}


def decided(path: Path, readings: list[Reading]) -> None:
    """Store a collection, and decisions on its statements."""
    with Case(path) as case:
        case.add(readings)
        deciding.drop(case, readings[0].statements[0].id, by="Ann")
        deciding.correct(case, readings[1].statements[0].id, {"hedged": True}, by="Ann")


@pytest.mark.parametrize("time", ["", "2031-03-17"])
def test_decisions_on_statements_are_heeded_in_parts(
    time: str, readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection that people have corrected is traced as at once, from Python too, and as of a time."""
    path = tmp_path / "i.case"
    decided(path, readings)
    found = []
    for many in (10**6, 5):
        monkeypatch.setattr(in_parts, "MANY", many)
        with whence.Case(shutil.copy(path, tmp_path / f"{many}.case")) as case:
            if time:
                with case.as_of(time, tmp_path / f"{many}-then.case") as then:
                    found.append(b"".join(case_json(then.store)))
            else:
                case.trace()
                found.append(b"".join(case_json(case.store)))
    assert found[0] == found[1]


def test_a_large_collection_with_decisions_on_claims_is_traced_at_once(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people have decided of claims is heeded whatever the size, and why it is not in parts is said."""
    path = tmp_path / "j.case"
    with Case(path) as case:
        case.add(readings)
        _, trace = trace_case(case)
        deciding.same(case, trace.claims[0].id, trace.claims[-1].id, by="Ann")
        monkeypatch.setattr(in_parts, "MANY", 5)
        assert not in_parts.goes_in_parts(case)
    said = CliRunner().invoke(cli, ["trace", str(path)])
    assert said.exit_code == 0
    assert pace_wording.AT_ONCE in said.stderr
    given = CliRunner().invoke(cli, ["trace", str(path), "--json"])
    both = {trace.claims[0].statements[0], trace.claims[-1].statements[0]}
    assert any(both <= set(claim["statements"]) for claim in json.loads(given.stdout)["claims"])
