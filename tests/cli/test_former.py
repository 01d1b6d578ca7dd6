"""In a terminal, and for a Python program, the id that a claim had in a former trace still means it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import whence
from whence.case import Case
from whence.cli.app import cli
from whence.errors import WhenceError


def run(*given: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in given])


def test_explain_says_that_a_claim_has_changed(example_case: Case, renamed: Any) -> None:
    """The claim of now is explained, and a note says that its id is another; of several each is named."""
    result = run("explain", example_case.path, renamed.changed[:7])
    assert result.exit_code == 0
    first, second, *_ = result.stdout.splitlines()
    assert first.startswith("claim ") and renamed.now in result.stdout
    assert "note the claim has changed since it had the id that you gave" in f"{first} {second}"
    several = run("explain", example_case.path, renamed.parted, "--json")
    assert [fact["id"] for fact in json.loads(several.stdout)["facts"]] == list(renamed.both)


@pytest.mark.parametrize(
    "command",
    [
        ["trace", "--claim"],
        ["trace", "--json", "--claim"],
        ["match", "--claim"],
        ["report", "-o", "-", "--claim"],
    ],
)
def test_commands_take_a_claim_by_its_former_id(example_case: Case, renamed: Any, command: list[str]) -> None:
    """What is printed is the claim of now, as under its own id; standard error says so, or that it is several now."""
    verb, *options = command
    now, then, several = (
        run(verb, example_case.path, *options, id) for id in (renamed.now, renamed.changed, renamed.parted)
    )
    assert then.stdout_bytes == now.stdout_bytes
    assert then.exit_code == now.exit_code
    assert f"{renamed.changed} → {renamed.now}: the claim has changed" in then.stderr
    assert "the claim has changed" not in now.stderr
    assert several.exit_code == 1
    assert all(id in f"{several.stderr}{several.exception}" for id in renamed.both)


def test_a_program_finds_a_claim_by_its_former_id(example_case: Case, renamed: Any) -> None:
    """`Case.claim` gives the claim of now, under its own id, and raises where it is several now."""
    with whence.Case(example_case.path, read_only=True) as case:
        assert case.claim(renamed.changed) == case.claim(renamed.now)
        assert case.explain(renamed.changed).id == renamed.now
        with pytest.raises(WhenceError, match="is 2 claims now"):
            case.claim(renamed.parted)
