"""`whence match`: which published fact-checks speak of the claims of a case file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.former import claim_now
from whence.cli.read import read
from whence.cli.screen import Screen, screen
from whence.cli.stale import tell_if_stale
from whence.errors import WhenceError, WrongUse
from whence.match import wording
from whence.match.records import SURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whence.case import Case
    from whence.match import Matched
    from whence.match.records import Given

__all__ = ["match"]

_SHOWN = 5
_MAX_BYTES = 1 << 30  # the largest feed that is published holds a few hundred MB
_LIKE_READ = {option.name: option for option in read.params}
_SIZE, _PAIR = _LIKE_READ["max_size"].type, _LIKE_READ["mapping"].type


@click.command(help=wording.HELP, short_help=wording.HELP_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("feeds", nargs=-1, metavar="[FEED…]")
@click.option("--claim", metavar="ID", help=wording.HELP_CLAIM)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=_SHOWN, metavar="NUMBER", help=wording.HELP_LIMIT)
@click.option(
    "--threshold", type=click.FloatRange(0, 1), default=SURE, metavar="NUMBER", help=wording.help_threshold(SURE)
)
@click.option("--map", "mapping", type=_PAIR, multiple=True, metavar="FIELD=COLUMN", help=wording.HELP_MAP)
@click.option("--max-size", type=_SIZE, default=_MAX_BYTES, metavar="SIZE", help=wording.HELP_SIZE)
@click.option("--remove", is_flag=True, help=wording.HELP_REMOVE)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_JSON)
def match(
    case: Path,
    feeds: tuple[str, ...],
    *,
    claim: str | None,
    limit: int,
    threshold: float,
    mapping: tuple[tuple[str, str], ...],
    max_size: int,
    remove: bool,
    as_json: bool,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Find published checks; click prints `wording.HELP`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick

    if remove and (feeds or claim):
        raise click.UsageError(wording.REMOVE_ALONE)
    with Case(case, must_exist=True) as opened, screen(as_json=as_json, quiet=quiet) as out:
        if remove:
            removed = opened.drop_checks()
            click.echo(json.dumps({"removed": removed}) if as_json else wording.removed(removed))
            return
        if opened.tracing() is None:
            raise WhenceError(wording.NOT_TRACED)
        tell_if_stale(opened)
        if feeds:
            checks = _read(feeds, out, dict(mapping), max_size, allow_private)
            _find(opened, feeds, checks, threshold, out)
        found = _asked(opened, claim, threshold)
        claims = {one.id: one.wording for one in opened.claims()}
    if as_json:
        _print_json(found, claims, limit)
    else:
        _print(found, claims, limit)
    if not found:
        raise click.exceptions.Exit(1)


match.params += [option for option in read.params if option.name in ("allow_private", "quiet")]  # the same as read's


def _read(
    feeds: tuple[str, ...], out: Screen, mapping: Mapping[str, str], max_size: int, allow_private: bool
) -> list[Given]:
    """Read all feeds; what gave no check is told."""
    from whence.match.feeds import read_checks  # noqa: PLC0415  -- as above
    from whence.match.records import Given, PublishedCheck  # noqa: PLC0415  -- as above

    checks: dict[str, Given] = {}
    stdin = sys.stdin.buffer if "-" in feeds and sys.stdin is not None else None
    try:
        for feed in feeds:
            for item in read_checks(
                [feed], mapping=mapping, stdin=stdin, max_bytes=max_size, allow_private=allow_private
            ):
                if isinstance(item, PublishedCheck):
                    checks.setdefault(item.id, Given(item, feed))
                    out.count(feed)
                else:
                    out.skip(item)
    except WrongUse as error:
        raise click.UsageError(str(error)) from error
    return list(checks.values())


def _find(case: Case, feeds: tuple[str, ...], checks: list[Given], threshold: float, out: Screen) -> None:
    """Match the checks with the claims, and store what is found in the place of what these feeds gave before."""
    from whence.match.matching import match as matched  # noqa: PLC0415  -- as above

    if not checks:
        return
    out.say(wording.compared(len(checks)))
    found = matched(
        case.versions(), checks, threshold=threshold, progress=lambda n, of: out.stage(wording.COMPARING, n, of)
    )
    case.keep_checks(found, given=feeds, seen=[given.check.id for given in checks])


def _asked(case: Case, claim: str | None, threshold: float) -> list[Matched]:
    """Return what is stored, of one claim where its id, or the beginning of it, is given."""
    wanted: list[str] = []
    if claim is not None:
        wanted = [named.id for named in case.named(claim_now(case, claim)) if named.kind == "claim"]
        if len(wanted) != 1:
            raise WhenceError(wording.no_claim(claim, wanted))
    return [one for one in case.checks(*wanted) if one.score >= threshold]


def _print_json(found: list[Matched], claims: Mapping[str, str], limit: int) -> None:
    from whence.match.printing import claim_json  # noqa: PLC0415  -- as above

    for claim in dict.fromkeys(one.claim for one in found):
        own = [one for one in found if one.claim == claim][:limit]
        line = json.dumps(claim_json(claim, claims[claim], own), ensure_ascii=False, separators=(",", ":")) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _print(found: list[Matched], claims: Mapping[str, str], limit: int) -> None:
    from whence.match.printing import print_checks  # noqa: PLC0415  -- as above
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above

    print_checks(found, claims, console_for(sys.stdout), limit=limit)
