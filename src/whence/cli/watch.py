"""`whence watch`: follow feeds, and add what is new in them to a case file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.add import add_found
from whence.cli.read import read
from whence.cli.screen import Screen, screen
from whence.errors import WrongUse
from whence.watch import wording

if TYPE_CHECKING:
    from whence.case import Added, Case
    from whence.records import Article, Skipped
    from whence.watch.rounds import Look, Watch

__all__ = ["watch"]

_AS_IN_READ = ("max_size", "allow_private", "quiet")
_EVERY = "15m"


@click.command(help=wording.HELP_WATCH, short_help=wording.HELP_WATCH_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("feeds", nargs=-1, metavar="[FEED…]")
@click.option("--once", is_flag=True, help=wording.HELP_ONCE)
@click.option("--every", metavar="TIME", help=wording.HELP_EVERY)
@click.option("--trace", is_flag=True, help=wording.HELP_TRACE)
@click.option("--delay", type=click.FloatRange(0.0, 3600.0), default=2.0, metavar="SECONDS", help=wording.HELP_DELAY)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_JSON)
def watch(
    case: Path,
    feeds: tuple[str, ...],
    *,
    once: bool,
    every: str | None,
    trace: bool,
    delay: float,
    as_json: bool,
    max_size: int,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Follow feeds; click prints `wording.HELP_WATCH`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick

    if once and every is not None:
        raise click.UsageError(wording.ONCE_AND_EVERY)
    try:
        interval, named = _asked(every, feeds, max_size)
    except WrongUse as error:
        raise click.UsageError(str(error)) from error
    with Case(case, must_exist=not named) as opened, screen(as_json=as_json, quiet=quiet) as out:
        watching = _watching(opened, case, out, delay=delay, max_size=max_size, allow_private=allow_private)
        watching.follow(named)
        opened.add((), inputs=feeds)
        if not watching.feeds():
            raise click.UsageError(wording.NO_FEEDS)
        run = _Run(opened, watching, out, trace=trace, as_json=as_json)
        try:
            looked = run.once() if once else run.again_and_again(interval)
        except KeyboardInterrupt:
            out.say(wording.STOPPED)
            raise
    if looked.feeds and looked.failed == looked.feeds:
        raise click.exceptions.Exit(1)


watch.params += [option for option in read.params if option.name in _AS_IN_READ]  # the same as read's


def _asked(every: str | None, feeds: tuple[str, ...], max_size: int) -> tuple[timedelta, list[tuple[str, str]]]:
    from whence.watch.every import interval  # noqa: PLC0415  -- as above
    from whence.watch.sources import feeds_named  # noqa: PLC0415  -- as above

    return interval(every or _EVERY), list(feeds_named(feeds, max_bytes=max_size))


def _watching(case: Case, path: Path, out: Screen, *, delay: float, max_size: int, allow_private: bool) -> Watch:
    from whence.ingest.polite.asking import Polite  # noqa: PLC0415  -- as above
    from whence.watch.rounds import Watch  # noqa: PLC0415  -- as above

    return Watch(
        path,
        Polite(max_bytes=max_size, allow_private=allow_private, delay=delay),
        add=_adder(case, out, max_size),
        max_bytes=max_size,
        allow_private=allow_private,
        tell=out.say,
        busy=out.busy,
    )


def _adder(case: Case, out: Screen, max_size: int) -> Callable[[Iterable[Article | Skipped]], Added]:
    """Return what stores articles, by the way that `whence add` goes."""

    def add(found: Iterable[Article | Skipped]) -> Added:
        return add_found(case, out, found, (), mapping=(), max_size=max_size)[0]

    return add


class _Run:
    """One run: looks, tells, traces, waits."""

    def __init__(self, case: Case, watching: Watch, out: Screen, *, trace: bool, as_json: bool) -> None:
        self._case = case
        self._watching = watching
        self._out = out
        self._trace = trace
        self._as_json = as_json

    def once(self, every: timedelta | None = None) -> Look:
        """Look once, and trace where that is asked for and something is new."""
        look = self._watching.look(every)
        if self._as_json:
            click.echo(json.dumps(asdict(look)))
        else:
            click.echo(wording.added(look.articles, look.skipped, look.put_off, look.feeds, look.failed))
        if self._trace and look.articles:
            from whence.in_parts import trace_stored  # noqa: PLC0415  -- as above
            from whence.processes import cores  # noqa: PLC0415  -- as above

            trace_stored(self._case, jobs=cores(), progress=self._out.stage, on_part=self._out.part)
        return look

    def again_and_again(self, every: timedelta) -> Look:
        """Look until somebody ends it: at all feeds at first, then at each when its time has come."""
        asked: timedelta | None = None
        while True:
            began = datetime.now(UTC)
            self.once(asked)
            asked = every
            until = max(self._watching.due(began + every), began + timedelta(seconds=1))
            self._out.say(wording.next_look(until.astimezone().strftime("%H:%M:%S")))
            time.sleep(max(0.0, (until - datetime.now(UTC)).total_seconds()))
