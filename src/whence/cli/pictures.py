"""`whence pictures`: the same picture in several articles, with what is said of it in each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.read import read
from whence.cli.screen import Screen, screen
from whence.pictures import wording

if TYPE_CHECKING:
    from whence.case import Case
    from whence.pictures.finding import Finder

__all__ = ["pictures"]

_MAX_BYTES = 40 << 20
_SIZE = next(option.type for option in read.params if option.name == "max_size")


@click.command(help=wording.HELP, short_help=wording.HELP_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--pages", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False), help=wording.HELP_PAGES)
@click.option("--fetch", "fetching", is_flag=True, help=wording.HELP_FETCH)
@click.option("--films", multiple=True, metavar="PLACE", type=click.Path(path_type=Path), help=wording.HELP_FILMS)
@click.option("--stored", is_flag=True, help=wording.HELP_STORED)
@click.option("--max-size", type=_SIZE, default=_MAX_BYTES, metavar="SIZE", help=wording.HELP_SIZE)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_JSON)
def pictures(
    case: Path,
    *,
    pages: Path | None,
    fetching: bool,
    films: tuple[Path, ...],
    stored: bool,
    max_size: int,
    as_json: bool,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Find pictures; click prints `wording.HELP`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick
    from whence.pictures.finding import Finder  # noqa: PLC0415  -- as above
    from whence.pictures.showing import group_json, print_groups  # noqa: PLC0415  -- as above
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above

    with Case(case, must_exist=True) as opened, screen(as_json=as_json, quiet=quiet) as out:
        if not stored:
            with Finder(folder=pages, fetching=fetching, allow_private=allow_private, max_bytes=max_size) as finder:
                _read(opened, finder, films, out)
        groups = opened.picture_groups()
        articles = {article.id: article for article in opened.articles()} if groups else {}
    if as_json:
        for group in groups:
            line = json.dumps(group_json(group, articles), ensure_ascii=False, separators=(",", ":")) + "\n"
            sys.stdout.buffer.write(line.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        print_groups(groups, articles, console_for(sys.stdout))
    if not groups:
        raise click.exceptions.Exit(1)


pictures.params += [option for option in read.params if option.name in ("allow_private", "quiet")]  # the same as read's


def _read(case: Case, finder: Finder, films: tuple[Path, ...], out: Screen) -> None:
    """Read the pictures of all articles, compare them, and store what is found in the place of what was stored."""
    from whence.pictures.grouping import grouped  # noqa: PLC0415  -- as above
    from whence.pictures.reading import read_pictures  # noqa: PLC0415  -- as above
    from whence.records import Skipped  # noqa: PLC0415  -- as above

    found = []
    articles = list(case.articles())
    for item in read_pictures(articles, finder, films=films, on_article=out.count):
        if isinstance(item, Skipped):
            out.skip(item)
        else:
            found.append(item)
    out.say(wording.comparing(len(found)))
    case.keep_pictures(found, grouped(found, {article.id: article.text for article in articles}))
