"""`whence export`: a case file in a format of other programs, on standard output as it is made, or in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.opening import case_to_read
from whence.cli.stale import tell_if_stale
from whence.export import wording
from whence.export.formats import FORMATS, Format

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["export"]


@click.command(help=wording.HELP, short_help=wording.HELP_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    type=click.Choice(list(FORMATS)),
    default="json",
    show_default=True,
    help=wording.HELP_AS,
)
@click.option("-o", "--output", metavar="PATH", type=click.Path(path_type=Path), help=wording.HELP_OUTPUT)
def export(case: Path, *, form: str, output: Path | None) -> None:
    """Write a case file; click prints `wording.HELP`."""
    wanted = FORMATS[form]
    output = None if str(output) == "-" else output
    if output is None and not wanted.is_text and sys.stdout.isatty():
        raise click.UsageError(wording.to_a_terminal(form))
    with case_to_read(case) as opened, opened.snapshot():
        if output is None:
            _print(wanted, opened)
        else:
            wanted.write_to(opened, output)
        tell_if_stale(opened)


def _print(wanted: Format, case: Case) -> None:
    """Write bytes, for the encoding of an export is its own, whatever the terminal's is."""
    out = sys.stdout.buffer
    wanted.write(case, out)
    out.flush()
