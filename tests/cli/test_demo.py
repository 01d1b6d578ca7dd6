"""`whence demo`: the bundled example through the command line."""

from __future__ import annotations

import json

from click.testing import CliRunner

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
