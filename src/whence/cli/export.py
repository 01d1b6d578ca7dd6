"""`whence export`: a case file as JSON, CSV or passages, on standard output as it is made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from whence import words
from whence.cli.stale import tell_if_stale

__all__ = ["export"]

_TOGETHER = 1 << 16


@click.command(help=words.HELP_EXPORT, short_help=words.HELP_EXPORT_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    type=click.Choice(["json", "csv", "passages", "training"]),
    default="json",
    show_default=True,
    help=words.HELP_AS,
)
def export(case: Path, *, form: str) -> None:
    """Print a case file; click prints `words.HELP_EXPORT`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick
    from whence.export.shared import case_passages  # noqa: PLC0415  -- as above
    from whence.export.sheet import case_csv  # noqa: PLC0415  -- as above
    from whence.export.whole import case_json  # noqa: PLC0415  -- as above

    forms: dict[str, Callable[[Case], Iterable[bytes]]] = {
        "json": case_json,
        "csv": case_csv,
        "passages": case_passages,
    }
    if form == "training":
        from whence.export.training import case_training  # noqa: PLC0415  -- as above

        forms[form] = case_training

    with Case(case, must_exist=True) as opened, opened.snapshot():
        _write(forms[form](opened))
        tell_if_stale(opened)


def _write(pieces: Iterable[bytes]) -> None:
    """Write bytes, for the encoding of an export is UTF-8 whatever the terminal's is."""
    out = sys.stdout.buffer
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _TOGETHER:
            out.write(waiting)
            waiting = bytearray()
    out.write(waiting)
    out.flush()
