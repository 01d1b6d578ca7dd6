"""A collection traced in parts: the same to the byte as at once, wherever it is broken off, by one process or more."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import whence
from whence import in_parts
from whence.browse.first_claims import first_claims
from whence.case import Case
from whence.cli.app import cli
from whence.cli.review_wording import NO_CONFLICTS
from whence.errors import WrongUse
from whence.export.whole import case_json
from whence.pipeline import trace_case, traced_by
from whence.records import LinkBasis, Reading, Trace
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


def ended(path: Path, last: int | None = None, after: float = 0.0) -> list[float]:
    """Trace a case file in a process of its own, and return how many seconds each stage took.

    Where a `last` stage is given, the process and those that work for it are killed so long `after` that has begun, or
    at its end.
    """
    paths = [str(Path(in_parts.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    given = {"PYTHONPATH": os.pathsep.join(paths), "PARENT": str(os.getpid())}
    running = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("killable.py")), "trace", str(path), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=os.environ | given | ({} if last is None else {"LAST": str(last)}),
        start_new_session=True,
    )
    began = []
    assert running.stdout is not None
    for line in running.stdout:
        if line.startswith("stage "):
            began.append(time.monotonic())
        if line == f"stage {last}\n":
            time.sleep(after)
            break
    if last is not None:
        os.killpg(running.pid, signal.SIGKILL)
    running.stdout.close()
    assert running.wait() == (0 if last is None else -signal.SIGKILL)
    return [later - one for one, later in pairwise(began)]


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="groups of processes are POSIX's")
def test_killed_inside_every_stage_a_run_in_parts_goes_on(
    readings: list[Reading], at_once: bytes, tmp_path: Path
) -> None:
    """`whence trace`, killed with its workers at a random moment of each stage in turn, ends as a clean run does.

    Storing the trace is such a stage, and so is clearing up after it.
    """
    for name in ("clean", "killed"):
        with Case(tmp_path / f"{name}.case") as case:
            case.add(readings)
    took = ended(tmp_path / "clean.case")
    assert len(took) == 10
    chance = random.Random(24)
    for stage, seconds in enumerate(took, start=1):
        ended(tmp_path / "killed.case", stage, chance.uniform(0, seconds))
        with Case(tmp_path / "killed.case") as case:
            assert len(case.files()) == len(readings)
            assert stage >= 9 or case.trace() is None
    ended(tmp_path / "killed.case")
    for name in ("clean", "killed"):
        with Case(tmp_path / f"{name}.case") as case:
            assert b"".join(case_json(case)) == at_once
            assert not in_parts.folder_of(case).exists()


def test_other_code_does_not_go_on_with_a_run_that_was_broken_off(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What whence kept is of no use once its code has changed, though its version has not: all is done anew."""

    def stopped(*_: int) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "e.tracing"
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "e.case", readings, on_part=stopped)
    (before,) = folder.iterdir()
    monkeypatch.setattr("whence.case.manifest.code_digest", lambda: "other code")
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "e.case", readings, on_part=stopped)
    (after,) = folder.iterdir()
    assert after != before


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


@pytest.mark.parametrize("more", [[], ["--as-of", "2031-03-17"]], ids=["now", "then"])
def test_outlets_of_one_owner_stand_together_in_parts_too(
    more: list[str], readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owners' table that the user gave is printed as at once: below all claims, and below one."""
    path, table = str(tmp_path / "o.case"), tmp_path / "owners.csv"
    with Case(path) as case:
        case.add(readings)
    outlets = sorted({reading.article.outlet for reading in readings if reading.article.outlet})
    table.write_text("outlet,owner\n" + "".join(f"{outlet},Tidewater\n" for outlet in outlets[:-1]))
    printed = []
    for many in (10**6, 5):
        monkeypatch.setattr(in_parts, "MANY", many)
        listed = CliRunner().invoke(cli, ["trace", path, "--owners", str(table), "--jobs", "1", *more])
        claim = listed.stdout.split(" · ")[1].split()[0]
        one = CliRunner().invoke(cli, ["trace", path, "--claim", claim, "--jobs", "1", *more])
        assert (listed.exit_code, one.exit_code) == (0, 0)
        printed.append([line for ran in (listed, one) for line in ran.stdout.splitlines() if "Tidewater" in line])
    assert len(printed[0]) == 2
    assert " · 0 claims" not in printed[0][0]
    assert printed[1] == printed[0]


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
    """Store a collection, and decisions on its statements, sources and claims."""
    with Case(path) as case:
        case.add(readings)
        deciding.drop(case, readings[0].statements[0].id, by="Ann")
        deciding.correct(case, readings[1].statements[0].id, {"hedged": True}, by="Ann")
        deciding.same(case, readings[1].statements[0].id, readings[-1].statements[0].id, by="Ann")
        deciding.follows(case, readings[2].statements[0].id, readings[3].statements[0].id, by="Ann")
        deciding.merge(case, readings[4].sources[0].id, readings[-1].sources[0].id, by="Ann")


def test_a_stored_trace_is_printed_for_programs_without_being_held(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in a large case file is written as it is read from there: the same bytes, of all claims or of one."""
    path = tmp_path / "j.case"
    decided(path, readings)
    text = readings[5].article.text
    with Case(path) as case:
        added = {"content": [[0, text.index("\n")]], "source": {"own_voice": True}}
        deciding.add(case, readings[5].article.id, added, by="Ann")
        trace_case(case)
        ids = [claim.id for claim in case.claims()]
    asked = ([], ["--claim", ids[0]], ["--claim", ids[-1][:12]], ["--claim", ""], ["--claim", "none"])
    whole = [CliRunner().invoke(cli, ["trace", str(path), "--json", *own]) for own in asked]
    monkeypatch.setattr(in_parts, "MANY", 5)
    monkeypatch.delattr(Case, "readings")
    monkeypatch.delattr(Case, "trace")
    parts = [CliRunner().invoke(cli, ["trace", str(path), "--json", *own]) for own in asked]
    assert [one.exit_code for one in parts] == [one.exit_code for one in whole] == [0, 0, 0, 1, 1]
    assert [one.stdout for one in parts] == [one.stdout for one in whole]
    why = [[str(one.exception).split(":")[0] for one in some] for some in (parts, whole)]
    assert why[0] == why[1]
    assert why[0][3] == "'' begins several ids"
    assert [[claim["id"] for claim in json.loads(one.stdout)["claims"]] for one in parts[:2]] == [ids, ids[:1]]


@pytest.mark.parametrize("time", ["", "2031-03-17"])
def test_decisions_are_heeded_in_parts_as_of_a_time_too(
    time: str, readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection that people have decided about is traced as at once, from Python too, and as of a time."""
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


# --- what people decide ---------------------------------------------------------------------------------------------


def same(case: Case, chance: random.Random) -> None:
    """Make one claim of two."""
    one, other = chance.sample(list(case.claims()), 2)
    deciding.same(case, one.id, other.id, by="Ann")


def different(case: Case, chance: random.Random) -> None:
    """Take some statements out of a claim."""
    claim = chance.choice([claim for claim in case.claims() if len(claim.statements) > 1])
    deciding.different(case, chance.sample(claim.statements, len(claim.statements) // 2), claim.id, by="Ann")


def merge(case: Case, chance: random.Random) -> None:
    """Make one source of two."""
    deciding.merge(case, *chance.sample(sources(case), 2), by="Ann")


def split(case: Case, chance: random.Random) -> None:
    """Take a source out of those that it was taken for."""
    one, other = chance.choice((case.trace() or Trace()).same)
    deciding.split(case, chance.choice((one, other)), by="Ann")


def split_two(case: Case, chance: random.Random) -> None:
    """Say of two namings that were taken for one source that they are two, and of no others."""
    deciding.split(case, *chance.choice((case.trace() or Trace()).same), by="Ann")


def follows(case: Case, chance: random.Random) -> None:
    """Say that a statement follows another, of its claim or of another one."""
    claims = list(case.claims())
    later, earlier = (chance.choice(chance.choice(claims).statements) for _ in range(2))
    deciding.follows(case, later, earlier, by="Ann")


def follows_not(case: Case, chance: random.Random) -> None:
    """Take a step away."""
    step = chance.choice(list(case.steps()))
    deciding.follows_not(case, step.later, step.earlier, by="Ann")


def confirm(case: Case, chance: random.Random) -> None:
    """Say that a step is right that rests on wording and time."""
    step = chance.choice([step for step in case.steps() if step.basis is LinkBasis.inferred])
    deciding.confirm(case, f"{step.later}..{step.earlier}", by="Ann")


def denies(case: Case, chance: random.Random) -> None:
    """Say that a claim denies another."""
    one, other = chance.sample(list(case.claims()), 2)
    deciding.denies(case, one.id, other.id, by="Ann")


def denies_not(case: Case, chance: random.Random) -> None:
    """Take a denial back, or say of two claims that neither denies the other."""
    claims = list(case.claims())
    found = [(one.denied_by[0], one.id) for one in claims if one.denied_by]
    one, other = chance.choice(found) if found else [claim.id for claim in chance.sample(claims, 2)]
    deciding.denies_not(case, one, other, by="Ann")


def correct(case: Case, chance: random.Random) -> None:
    """Correct a statement, or take it out."""
    statement = chance.choice([s for reading in case.readings() for s in reading.statements])
    if chance.random() < 0.5:
        deciding.drop(case, statement.id, by="Ann")
    else:
        deciding.correct(case, statement.id, {"act": "denial"}, by="Ann")


def sources(case: Case) -> list[str]:
    """Return the ids of all sources."""
    return [source.id for reading in case.readings() for source in reading.sources]


KINDS = (same, different, merge, split, split_two, follows, follows_not, confirm, denies, denies_not, correct)


@pytest.fixture(scope="module")
def traced(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case file with the collection, traced."""
    path = tmp_path_factory.mktemp("traced") / "k.case"
    with Case(path) as case:
        case.add(readings)
        trace_case(case)
    return path


def both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, str, Trace | None]]:
    """Trace copies of a case file at once and in parts; return the exports, what is said of conflicts, the traces."""
    found = []
    monkeypatch.setattr(in_parts, "_A_PART", 5)
    for many in (10**6, 5):
        copy = shutil.copy(path, path.with_name(f"{many}-{path.name}"))
        monkeypatch.setattr(in_parts, "MANY", many)
        with Case(copy) as case:
            in_parts.trace_stored(case)
            exported, trace = b"".join(case_json(case)), case.trace()
        found.append((exported, CliRunner().invoke(cli, ["review", str(copy), "--conflicts"]).stdout, trace))
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_decision_of_each_kind_is_heeded_in_parts(
    kind: Callable[[Case, random.Random], None],
    traced: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It changes the trace, which has the bytes of the trace at once."""
    path = shutil.copy(traced, tmp_path / "l.case")
    with Case(path) as case:
        before = case.trace()
        kind(case, random.Random(2))
    whole, parts = both_ways(path, monkeypatch)
    assert parts == whole
    _, conflicts, trace = parts
    assert trace != before
    assert conflicts == f"{NO_CONFLICTS}\n"


@pytest.mark.parametrize("seed", range(2))
def test_decisions_of_all_kinds_that_contradict_each_other_are_heeded_in_parts(
    seed: int, traced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many decisions those hold that hold at once, and the same conflicts are told."""
    path = shutil.copy(traced, tmp_path / "m.case")
    chance = random.Random(seed)
    with Case(path) as case:
        for _ in range(20):
            with suppress(WrongUse):  # a step inside one article
                chance.choice(KINDS)(case, chance)
        claim = chance.choice([claim for claim in case.claims() if len(claim.statements) > 1])
        deciding.same(case, *claim.statements[:2], by="Ann")
        deciding.different(case, *claim.statements[:2], by="Ben")
    whole, parts = both_ways(path, monkeypatch)
    assert parts == whole
    assert "a later decision says otherwise" in parts[1]


def test_decisions_on_the_example_are_heeded_in_parts(
    traced_example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection of real articles with decisions of all kinds is traced as at once."""
    path = shutil.copy(traced_example, tmp_path / "n.case")
    with Case(path) as case:
        for kind in KINDS:
            kind(case, random.Random(5))
    whole, parts = both_ways(path, monkeypatch)
    assert parts == whole
