"""`whence remove`: take articles out of a case file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from whence.cli import wording

__all__ = ["remove"]


@click.command(help=wording.HELP_REMOVE, short_help=wording.HELP_REMOVE_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_REMOVE_JSON)
def remove(case: Path, articles: tuple[str, ...], *, as_json: bool) -> None:
    """Take articles out; click prints `wording.HELP_REMOVE`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above

    with Case(case, must_exist=True) as opened:
        for name in dict.fromkeys(articles):
            if not opened.find(name):
                click.echo(f"whence: {wording.not_in_case(harmless(name))}", err=True)
        traced = opened.tracing() is not None
        removed = opened.remove(*articles)
    click.echo(json.dumps({"removed": removed}) if as_json else wording.removed(len(removed)))
    if removed and traced:
        click.echo(f"whence: {wording.TRACE_DROPPED}", err=True)
    if not removed:
        raise click.exceptions.Exit(1)
