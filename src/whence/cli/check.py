"""`whence check`: whether whence works here, and whether case files are whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli import check_wording as words
from whence.cli.opening import case_to_read

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["check"]

Line = tuple[str, str, str, bool]
"""The file that was checked or "", what was looked at, what was found, and whether it holds."""


@click.command(help=words.HELP, short_help=words.HELP_SHORT)
@click.argument("cases", nargs=-1, metavar="[CASE]…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=words.HELP_JSON)
def check(cases: tuple[Path, ...], *, as_json: bool) -> None:
    """Print a line a check; click prints `words.HELP`."""
    holds = True
    for of, name, found, well in (line for part in (map(_case, cases) if cases else [_here()]) for line in part):
        holds = holds and well
        if as_json:
            click.echo(json.dumps({"case": of or None, "check": name, "found": found, "holds": well}))
        else:
            told = found if well else click.style(found, bold=True)
            click.echo(f"{of + ': ' if len(cases) > 1 else ''}{name:<16} {told}")
    if not holds:
        raise click.exceptions.Exit(1)


def _here() -> Iterator[Line]:
    from whence.installed import extras, installed, reads  # noqa: PLC0415  -- so that help and usage are quick
    from whence.pipeline import network_digest  # noqa: PLC0415  -- as above

    here = installed()
    yield "", "whence", here.whence, True
    yield "", "Python", here.python, True
    yield "", "SQLite", f"{here.sqlite}, {words.HAS_WORDS if here.words else words.NO_WORDS}", here.words
    works = reads()
    yield "", "network", f"{network_digest()[:12]}, {words.READS if works else words.SILENT}", works
    for extra in extras():
        yield "", f"[{extra.name}]", words.lacking(extra.name) if extra.missing else words.HERE, True


def _case(path: Path) -> Iterator[Line]:
    from whence.case.integrity import CHECKS, troubles  # noqa: PLC0415  -- as above

    with case_to_read(path) as case, case.snapshot():
        for name in CHECKS:
            found = [trouble.where for trouble in troubles(case, name)]
            yield str(path), words.CHECKS[name], words.found(found) if found else words.WHOLE, not found
        yield str(path), "trace", _trace(case), True


def _trace(case: Case) -> str:
    tracing = case.tracing()
    if tracing is None:
        return words.UNTRACED
    return words.CURRENT if tracing.current and not case.unheeded() else words.OUTDATED
