"""`whence demo`: the bundled example, read as any other sources are."""

from __future__ import annotations

import os

import click

from whence import words
from whence.cli.read import read
from whence.example import example_files

__all__ = ["demo"]


@click.command(help=words.HELP_DEMO, short_help=words.HELP_DEMO_SHORT)
@click.option("--json", "as_json", is_flag=True, help=words.HELP_JSON)
@click.option("--structure", is_flag=True, help=words.HELP_STRUCTURE)
@click.pass_context
def demo(context: click.Context, *, as_json: bool, structure: bool) -> None:
    """Read the bundled articles; click prints `words.HELP_DEMO`."""
    sources = tuple(os.path.relpath(file) for file in example_files())
    context.invoke(read, sources=sources, as_json=as_json, structure=structure)
