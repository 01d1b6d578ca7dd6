"""`whence demo`: the bundled example, traced as any other sources are, with its dossier."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli import wording
from whence.cli.read import read
from whence.cli.report import report
from whence.cli.trace import trace
from whence.example import example_files

if TYPE_CHECKING:
    from whence.report.records import ClaimView

__all__ = ["demo"]

_OUTLETS = 3  # of a claim that is worth opening on


@click.command(help=wording.HELP_DEMO, short_help=wording.HELP_DEMO_SHORT)
@click.argument("folder", metavar="[FOLDER]", type=click.Path(path_type=Path, file_okay=False), default="whence-demo")
@click.option("--read", "as_read", is_flag=True, help=wording.HELP_DEMO_READ)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_DEMO_JSON)
@click.option("--structure", is_flag=True, help=wording.HELP_STRUCTURE)
@click.pass_context
def demo(context: click.Context, folder: Path, *, as_read: bool, as_json: bool, structure: bool) -> None:
    """Trace the bundled articles, or read them only; click prints `wording.HELP_DEMO`."""
    sources = tuple(os.path.relpath(file) for file in example_files())
    if as_read or as_json or structure:
        context.invoke(read, sources=sources, as_json=as_json, structure=structure)
        return
    folder.mkdir(parents=True, exist_ok=True)
    case, dossier = folder / "example.case", folder / "dossier.html"
    context.invoke(trace, case=case, sources=sources)
    _open_on_one(case)
    context.invoke(report, case=case, output=str(dossier), title=wording.DEMO_TITLE)
    click.echo(wording.demo_made(str(case), str(dossier)))


def _open_on_one(case: Path) -> None:
    """Print the tree of a claim that several outlets carry and one origin stands behind."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick
    from whence.report.claims import print_claim_tree  # noqa: PLC0415  -- as above
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above
    from whence.report.views import claim_views  # noqa: PLC0415  -- as above

    with Case(case, must_exist=True) as opened, opened.snapshot():
        traced = opened.trace()
        views = claim_views(list(opened.readings()), traced) if traced else ()
    chosen = _chosen(views)
    if chosen is not None:
        click.echo()
        print_claim_tree(chosen, console_for(sys.stdout))
        click.echo()


def _chosen(views: Sequence[ClaimView]) -> ClaimView | None:
    """The claim with one origin and most changes, of those that several outlets carry."""
    fit = [view for view in views if len(view.outlets) >= _OUTLETS and tuple(view.independent) == (1, 1)]
    return max(fit, key=lambda view: (view.changes, len(view.outlets), -view.number), default=None)
