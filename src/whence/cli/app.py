"""The command `whence`: its group of verbs, its exit codes, and how it ends when it is interrupted."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from whence import __version__, words
from whence.cli import wording
from whence.cli.add import add
from whence.cli.check import check
from whence.cli.demo import demo
from whence.cli.diff import diff
from whence.cli.explain import explain
from whence.cli.export import export
from whence.cli.match import match
from whence.cli.mcp import mcp
from whence.cli.pictures import pictures
from whence.cli.read import read
from whence.cli.remove import remove
from whence.cli.report import report
from whence.cli.review import review
from whence.cli.scale import import_, scale
from whence.cli.search import search
from whence.cli.serve import serve
from whence.cli.trace import trace
from whence.cli.versions import versions
from whence.cli.watch import watch
from whence.errors import WhenceError, WrongUse
from whence.processes.blas import one_thread
from whence.processes.garbage import look_seldom

__all__ = ["cli", "main"]

_NOTHING, _WRONG_USE = 1, 2
_INTERRUPTED = 130  # 128 + SIGINT, as a shell counts
_PIPE_CLOSED = 141  # 128 + SIGPIPE


class _Verbs(click.Group):
    """The verbs; where nobody reads on, each ends as a shell's own commands do, rather than with click's status."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _forget_output()
            raise click.exceptions.Exit(_PIPE_CLOSED) from None


@click.group(
    cls=_Verbs,
    help=wording.HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="whence", message="%(prog)s %(version)s", help=wording.HELP_VERSION)
def cli() -> None:
    """Gather the verbs; click prints `wording.HELP`."""


for verb in (
    read,
    add,
    watch,
    trace,
    explain,
    match,
    pictures,
    diff,
    versions,
    export,
    search,
    review,
    report,
    remove,
    serve,
    mcp,
    check,
    scale,
    import_,
    demo,
):
    cli.add_command(verb)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its status: 0 done, 1 nothing usable, 2 wrong usage, 130 interrupted."""
    status = _run(arguments)
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int:
    one_thread()
    look_seldom()
    try:
        status = cli.main(args=arguments, prog_name="whence", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _forget_output()
        return _INTERRUPTED
    except OSError as error:
        if error.errno != errno.EPIPE:
            return _stopped(error)
        _forget_output()
        return _PIPE_CLOSED
    except WrongUse as error:
        click.echo(f"whence: {error}", err=True)
        return _WRONG_USE
    except Exception as error:  # the last line of defence: a sentence, not a traceback
        return _stopped(error)
    return int(status or 0)


def _stopped(error: Exception) -> int:
    if os.environ.get("WHENCE_DEBUG"):
        raise error
    if isinstance(error, WhenceError):
        told = str(error)
    elif isinstance(error, OSError) and error.strerror:  # a full disk behind standard output, say
        told = wording.system_stopped(error.strerror, str(error.filename or ""))
    else:
        told = words.unforeseen(type(error).__name__)
    click.echo(f"whence: {told}", err=True)
    return _NOTHING


def _forget_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush does not fail again."""
    with suppress(OSError, ValueError):  # no real file stands behind it, as in a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
