"""`whence read`: print who says what in each article."""

from __future__ import annotations

import re
import sys
from typing import BinaryIO

import click

from whence.cli import wording
from whence.cli.screen import Screen, screen
from whence.errors import WrongUse
from whence.ingest import MAX_BYTES
from whence.records import Skipped

__all__ = ["read"]

_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)\s*(k|m|g)?i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def _size(value: object) -> int:
    """Read a number of bytes, perhaps with a unit."""
    found = _SIZE.fullmatch(str(value).strip())
    size = int(float(found[1]) * _UNITS[(found[2] or "").lower()]) if found else 0
    if not 0 < size < 1 << 40:
        raise click.BadParameter(wording.BAD_SIZE)
    return size


def _pair(value: object) -> tuple[str, str]:
    """Read a pair of names, `outlet=series`."""
    field, mark, name = str(value).partition("=")
    if not (field.strip() and mark and name.strip()):
        raise click.BadParameter(wording.BAD_MAP)
    return field.strip(), name.strip()


@click.command(help=wording.HELP_READ, short_help=wording.HELP_READ_SHORT)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_JSON)
@click.option("--structure", is_flag=True, help=wording.HELP_STRUCTURE)
@click.option("--own-voice/--no-own-voice", default=True, help=wording.HELP_OWN_VOICE)
@click.option("--map", "mapping", type=_pair, multiple=True, metavar="FIELD=NAME", help=wording.HELP_MAP)
@click.option("--max-size", type=_size, default=MAX_BYTES, metavar="SIZE", help=wording.HELP_SIZE)
@click.option("--allow-private", is_flag=True, help=wording.HELP_PRIVATE)
@click.option("-q", "--quiet", is_flag=True, help=wording.HELP_QUIET)
def read(
    sources: tuple[str, ...],
    *,
    as_json: bool,
    structure: bool,
    own_voice: bool,
    mapping: tuple[tuple[str, str], ...],
    max_size: int,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Print who says what in each article; click prints `wording.HELP_READ`."""
    if structure and as_json:
        raise click.UsageError(wording.STRUCTURE_WITH_JSON)
    options = {
        "mapping": dict(mapping),
        "allow_private": allow_private,
        "max_bytes": max_size,
        "stdin": _stdin(sources),
    }
    try:
        with screen(as_json=as_json, quiet=quiet, own_voice=own_voice) as out:
            (_structures if structure else _readings)(sources, options, out)
    except WrongUse as error:
        raise click.UsageError(str(error)) from error
    if not out.read:
        raise click.exceptions.Exit(1)


def _readings(sources: tuple[str, ...], options: dict[str, object], out: Screen) -> None:
    from whence.pipeline import read as read_sources  # noqa: PLC0415  -- so that help and usage are quick

    for reading in read_sources(*sources, on_skip=out.skip, **options):  # type: ignore[arg-type]  # named as its own
        out.reading(reading)


def _structures(sources: tuple[str, ...], options: dict[str, object], out: Screen) -> None:
    from whence.ingest import ingest  # noqa: PLC0415  -- as above

    for found in ingest(sources, **options):  # type: ignore[arg-type]  # named as its own
        if isinstance(found, Skipped):
            out.skip(found)
        else:
            out.structure(found)


def _stdin(sources: tuple[str, ...]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in sources and sys.stdin is not None else None
