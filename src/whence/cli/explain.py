"""`whence explain`: why a finding is what it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from whence.cli import wording
from whence.cli.opening import case_to_read

__all__ = ["explain"]


@click.command(help=wording.HELP_EXPLAIN, short_help=wording.HELP_EXPLAIN_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("finding", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_EXPLAIN_JSON)
def explain(case: Path, finding: str, *, as_json: bool) -> None:
    """Print what a finding rests on; click prints `wording.HELP_EXPLAIN`."""
    from whence.explain import explain as explained  # noqa: PLC0415  -- as above
    from whence.explain import fact_json, print_fact  # noqa: PLC0415  -- as above
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above

    with case_to_read(case) as opened, opened.snapshot():
        fact = explained(opened, finding)
    if as_json:
        line = json.dumps(fact_json(fact), ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        print_fact(fact, console_for(sys.stdout), more=wording.AND_MORE)
