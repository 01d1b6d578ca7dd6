"""`whence report`: a case file's claims as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whence import words
from whence.cli import wording
from whence.cli.former import claim_now
from whence.cli.opening import case_to_read
from whence.errors import WhenceError

__all__ = ["report"]


@click.command(help=wording.HELP_REPORT, short_help=wording.HELP_REPORT_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", required=True, help=wording.HELP_OUTPUT)
@click.option("--claim", "claims", multiple=True, metavar="ID", help=wording.HELP_CLAIM)
@click.option("--title", metavar="WORDS", help=wording.HELP_TITLE)
def report(case: Path, *, output: str, claims: tuple[str, ...], title: str | None) -> None:
    """Write a dossier; click prints `wording.HELP_REPORT`."""
    from whence.report.dossier import dossier  # noqa: PLC0415  -- as above

    with case_to_read(case) as opened, opened.snapshot():
        readings = list(opened.readings())
        trace, tracing = opened.trace(), opened.tracing()
        manifest, skipped, owners = opened.manifest(), opened.skipped(), opened.owners()
        checks = opened.checks()
        claims = tuple(claim_now(opened, claim) for claim in claims)
    if trace is None or not trace.claims:
        raise WhenceError(words.NOTHING_TRACED)
    notice = words.stale(tracing.articles, len(readings)) if tracing and not tracing.current else ""
    if notice:
        click.echo(f"whence: {notice}", err=True)
    page = dossier(
        readings,
        trace,
        manifest,
        claims=claims,
        title=title,
        skipped=skipped,
        owners=owners,
        notice=notice,
        checks=checks,
    )
    _write(output, page.encode("utf-8"))
    if output != "-":
        click.echo(f"whence: {wording.written(output, len(claims) or len(trace.claims), len(readings))}", err=True)


def _write(output: str, page: bytes) -> None:
    """Write the page whole or not at all: a reader never meets half of it."""
    from whence.export.packed import into_file  # noqa: PLC0415  -- so that help and usage are quick

    if output == "-":
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return
    into_file(lambda out: out.write(page), Path(output))
