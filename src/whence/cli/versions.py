"""`whence versions`: the captures of one address, and what changed between them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.opening import case_to_read
from whence.errors import WrongUse
from whence.records import Reading
from whence.versions import wording

if TYPE_CHECKING:
    from whence.case import Case
    from whence.versions.grouping import History

__all__ = ["versions"]


@click.command(help=wording.HELP, short_help=wording.HELP_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("article", metavar="[ARTICLE]", required=False)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_JSON)
def versions(case: Path, article: str | None, *, as_json: bool) -> None:
    """Print an article's versions; click prints `wording.HELP`."""
    from whence.versions.stored import history_of, stored_histories  # noqa: PLC0415  -- as above

    with case_to_read(case) as opened, opened.snapshot():
        try:
            found = stored_histories(opened) if article is None else iter([history_of(opened, article)])
        except WrongUse as error:
            raise click.UsageError(str(error)) from error
        shown = _objects(found, opened) if as_json else _pages(found, opened, whole=article is not None)
    if not shown:
        click.echo(wording.NONE, err=True)
        raise click.exceptions.Exit(1)


def _readings(history: History, case: Case) -> list[Reading]:
    found = (case.reading(article.id) for article in history.articles)
    return [reading for reading in found if reading is not None]


def _objects(found: Iterable[History], case: Case) -> int:
    import msgspec  # noqa: PLC0415  -- as above

    from whence.versions.as_json import history_json  # noqa: PLC0415  -- as above

    number = 0
    for history in found:
        number += 1
        sys.stdout.buffer.write(msgspec.json.encode(history_json(history, _readings(history, case))) + b"\n")
    sys.stdout.buffer.flush()
    return number


def _pages(found: Iterable[History], case: Case, *, whole: bool) -> int:
    """Print what changed word by word, or for each article in a few lines."""
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above
    from whence.versions.differences import differences  # noqa: PLC0415  -- as above
    from whence.versions.printing import print_histories, print_history  # noqa: PLC0415  -- as above

    console, number = console_for(sys.stdout), 0
    for history in found:
        number += 1
        readings = _readings(history, case)
        if whole:
            print_history(history, readings, console)
        else:
            print_histories([(history, [differences(a, b) for a, b in pairwise(readings)])], console)
    return number
