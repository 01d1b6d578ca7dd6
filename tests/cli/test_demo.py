"""`whence demo`: the bundled example through the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from whence.case import Case
from whence.cli.app import cli
from whence.example import example_files


def test_demo_reads_every_bundled_article() -> None:
    """Each of the example's files becomes one object, and each has statements that somebody is said to have made."""
    result = CliRunner().invoke(cli, ["demo", "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [row["article"]["file"].rsplit("/", 1)[-1] for row in rows] == [file.name for file in example_files()]
    assert all(any(s["form"] != "own_voice" for s in row["statements"]) for row in rows)


def test_demo_can_show_the_structure() -> None:
    """With --structure every line of the pages stands there with its role, without the network."""
    result = CliRunner().invoke(cli, ["demo", "--structure"])
    assert result.exit_code == 0
    assert all(role in result.stdout for role in ("headline", "paragraph", "caption", "credit"))


def test_demo_traces_the_example_and_writes_its_dossier(tmp_path: Path) -> None:
    """It opens on a claim of several outlets with one origin, and leaves a case file and a page that hold it."""
    result = CliRunner().invoke(cli, ["demo", str(tmp_path)])
    assert result.exit_code == 0, result.output
    with Case(tmp_path / "example.case", must_exist=True) as case:
        trace = case.trace()
        outlet = {r.article.id: r.article.outlet for r in case.readings()}
        article = {s.id: s.article for r in case.readings() for s in r.statements}
    assert trace is not None
    article |= {s.id: s.article for s in trace.parts}
    single = [
        claim
        for claim in trace.claims
        if claim.independent == (1, 1) and len({outlet[article[s]] for s in claim.statements}) >= 3
    ]
    assert single
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert all(claim.id in page for claim in single)
