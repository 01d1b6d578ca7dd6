"""The help of every verb: its examples stand a line each, and can be pasted."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from whence.cli.app import cli

VERBS = sorted(cli.commands)


def examples(verb: str) -> list[list[str]]:
    """The arguments of the examples in a verb's help that call whence, pipes and redirections left out."""
    lines = re.findall(r"^  (?:.*\| )?whence (.+)$", cli.commands[verb].help or "", re.MULTILINE)
    calls = [re.split(r" [|>&#]|\s{3,}", call)[0] for line in lines for call in line.split("&& whence ")]
    return [shlex.split(call) for call in calls]


@pytest.mark.parametrize("verb", VERBS)
def test_help_prints_its_examples_as_they_are_written(verb: str) -> None:
    """No mark for the help's layout is printed, and each example stands on a line of its own."""
    command = cli.commands[verb]
    shown = command.get_help(click.Context(command, info_name=verb, terminal_width=200, max_content_width=200))
    assert "\\b" not in shown
    assert len(re.findall(r"^ {2,}(?:.*\| )?whence ", shown, re.MULTILINE)) >= len(
        re.findall(r"^ {2,}(?:.*\| )?whence ", command.help or "", re.MULTILINE)
    )


@pytest.mark.parametrize("verb", VERBS)
def test_examples_of_a_help_are_taken(verb: str) -> None:
    """Every example names a verb that there is, with arguments and options that it has."""
    found = examples(verb)
    assert found
    for name, *arguments in found:
        cli.commands[name].make_context(name, arguments)
