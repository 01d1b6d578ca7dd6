"""`whence scale` and `whence import`: trace a collection on many machines, and make a case file of what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli import wording as cli_wording
from whence.cli.opening import case_to_read, lines_of
from whence.cli.screen import screen
from whence.errors import CaseError, WrongUse
from whence.scale import wording

if TYPE_CHECKING:
    from whence.records import Decision

__all__ = ["import_", "scale"]


@click.command(help=wording.HELP_SCALE, short_help=wording.HELP_SCALE_SHORT)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("-o", "--out", required=True, metavar="OUT", help=wording.HELP_OUT)
@click.option("--master", metavar="URL", help=wording.HELP_MASTER)
@click.option("--blocks", type=click.IntRange(min=1), metavar="NUMBER", help=wording.HELP_BLOCKS)
@click.option(
    "--decisions", "logs", multiple=True, metavar="FILE", type=click.Path(path_type=Path), help=wording.HELP_DECISIONS
)
@click.option("--spark", "settings", multiple=True, metavar="NAME=VALUE", help=wording.HELP_SETTING)
@click.option("--map", "mapping", multiple=True, metavar="FIELD=NAME", help=cli_wording.HELP_MAP)
@click.option("-q", "--quiet", is_flag=True, help=cli_wording.HELP_QUIET)
def scale(
    sources: tuple[str, ...],
    *,
    out: str,
    master: str | None,
    blocks: int | None,
    logs: tuple[Path, ...],
    settings: tuple[str, ...],
    mapping: tuple[str, ...],
    quiet: bool,
) -> None:
    """Trace a collection with PySpark; click prints `wording.HELP_SCALE`."""
    from whence.scale.run import scale as run  # noqa: PLC0415  -- so that help and usage are quick
    from whence.scale.spark import session  # noqa: PLC0415  -- as above

    fields, own = _pairs(mapping, cli_wording.BAD_MAP), _pairs(settings, wording.BAD_SETTING)
    decided = [decision for log in logs for decision in _decisions(log)]
    with screen(as_json=False, quiet=quiet) as shown:
        spark = session(master, own.items())
        try:
            found = run(
                sources,
                out,
                session=spark,
                blocks=blocks,
                mapping=fields,
                decisions=decided,
                progress=lambda name, n, of: shown.stage(wording.STAGES[name], n, of),
            )
        except WrongUse as error:
            raise click.UsageError(str(error)) from error
        finally:
            spark.stop()
    click.echo(wording.done(found.articles, found.claims, found.skipped))
    if logs:
        click.echo(wording.decided(found.decisions, found.unheeded))
    if not found.articles:
        raise click.exceptions.Exit(1)


def _decisions(given: Path) -> list[Decision]:
    """The decisions of a log, or of a case file."""
    from whence.case.connection import is_case_file  # noqa: PLC0415  -- as above
    from whence.review import decisions_in  # noqa: PLC0415  -- as above

    try:
        if is_case_file(given):
            with case_to_read(given) as case:
                return case.decisions()
        return decisions_in(lines_of(given))
    except (CaseError, WrongUse) as error:
        raise type(error)(wording.no_log(str(given), str(error))) from error


def _pairs(given: tuple[str, ...], refused: str) -> dict[str, str]:
    """The names and values of options that are given as NAME=VALUE."""
    parts = [one.partition("=") for one in given]
    if any(not (name and value) for name, _, value in parts):
        raise click.UsageError(refused)
    return {name: value for name, _, value in parts}


@click.command("import", help=wording.HELP_IMPORT, short_help=wording.HELP_IMPORT_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="OUT")
def import_(case: Path, folder: str) -> None:
    """Make a case file; click prints `wording.HELP_IMPORT`."""
    from whence.case import Case  # noqa: PLC0415  -- as above
    from whence.scale.importing import check, imported  # noqa: PLC0415  -- as above

    check(folder)
    with Case(case) as opened:
        articles, claims = imported(opened, folder)
    click.echo(wording.imported(articles, claims))
