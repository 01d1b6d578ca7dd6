"""`whence mcp`: an assistant asks a case file."""

from __future__ import annotations

from pathlib import Path

import click

from whence.assistant import wording
from whence.errors import WhenceError

__all__ = ["mcp"]


@click.command(help=wording.HELP_MCP, short_help=wording.HELP_MCP_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
def mcp(case: Path) -> None:
    """Answer an assistant until it hangs up; click prints `wording.HELP_MCP`."""
    try:
        from whence.assistant.server import server  # noqa: PLC0415  -- an extra, and help is quick without
    except ImportError as error:
        raise WhenceError(wording.NEEDS_MCP) from error
    server(case).run("stdio")
