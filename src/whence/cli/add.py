"""`whence add`: read sources and store what they say in a case file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence import words
from whence.cli import wording
from whence.cli.pace_wording import HELP_JOBS
from whence.cli.read import read
from whence.cli.screen import Screen, screen
from whence.errors import WrongUse
from whence.records import Article, Reading, Skipped

if TYPE_CHECKING:
    from whence.case import Added, Case
    from whence.case.earlier import Stored
    from whence.ingest.counting import Expected
    from whence.ingest.raw import Item

__all__ = ["AS_IN_READ", "Earlier", "add", "add_found", "jobs_option", "sources_found"]

AS_IN_READ = ("mapping", "max_size", "allow_private", "quiet")
jobs_option = click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=HELP_JOBS)


@click.command(help=wording.HELP_ADD, short_help=wording.HELP_ADD_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@jobs_option
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_ADD_JSON)
def add(
    case: Path,
    sources: tuple[str, ...],
    *,
    jobs: int | None,
    as_json: bool,
    mapping: tuple[tuple[str, str], ...],
    max_size: int,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Store the sources' articles; click prints `wording.HELP_ADD`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick
    from whence.ingest.counting import Expected  # noqa: PLC0415  -- as above

    earlier, expected = Earlier(), Expected(sources)
    found = sources_found(
        sources, mapping=mapping, max_size=max_size, allow_private=allow_private, earlier=earlier, expected=expected
    )
    with Case(case) as opened, screen(as_json=as_json, quiet=quiet) as out:
        earlier.stored = opened.earlier()
        added, known = add_found(
            opened, out, found, sources, mapping=mapping, max_size=max_size, jobs=jobs, expected=expected
        )
    _tell(added, known, as_json=as_json)
    if not (added.articles or added.known_articles or known):
        raise click.exceptions.Exit(1)


add.params += [option for option in read.params if option.name in AS_IN_READ]  # the same as read's, and so they stay


class Earlier:
    """Finds what the case file holds, as soon as that is open: `stored` is what it finds then."""

    stored: Stored | None = None

    def article(self, identity: str) -> Article | None:
        """Return the article of an identity."""
        return None if self.stored is None else self.stored.article(identity)

    def captured(self, keys: Sequence[tuple[str, ...]]) -> Article | None:
        """Return the article of the record that one of the keys names."""
        return None if self.stored is None else self.stored.captured(keys)


def sources_found(
    sources: tuple[str, ...],
    *,
    mapping: tuple[tuple[str, str], ...],
    max_size: int,
    allow_private: bool,
    earlier: Earlier | None = None,
    expected: Expected | None = None,
) -> Iterator[Item]:
    """Return what the sources hold, as it is asked for; a mapping that cannot mean anything is wrong usage at once."""
    from whence.ingest import ingest_raw  # noqa: PLC0415  -- as above

    try:
        return ingest_raw(
            sources,
            mapping=dict(mapping),
            max_bytes=max_size,
            allow_private=allow_private,
            earlier=earlier,
            expected=expected,
            stdin=sys.stdin.buffer if "-" in sources and sys.stdin is not None else None,
        )
    except WrongUse as error:
        raise click.UsageError(str(error)) from error


def add_found(
    case: Case,
    out: Screen,
    found: Iterable[Item],
    sources: tuple[str, ...],
    *,
    mapping: tuple[tuple[str, str], ...],
    max_size: int,
    jobs: int | None = None,
    expected: Expected | None = None,
) -> tuple[Added, int]:
    """Read and store what a case file does not hold; return what was added and how many articles were passed over.

    `jobs` processes read, one a core where it is None; one process, this one, writes. `expected` says how many there
    are, where it is the one that reading the sources is told of.
    """
    from whence.pipeline import read_by  # noqa: PLC0415  -- as above
    from whence.processes import cores  # noqa: PLC0415  -- as above

    if expected is not None:
        expected.count()
        found = _told(found, expected)
    out.expect(expected)
    run = _Run(case, out, jobs or cores())
    added = case.add(run.read(found), read_by=read_by(mapping=dict(mapping), max_bytes=max_size), inputs=sources)
    return added, run.known


def _told(found: Iterable[Item], expected: Expected) -> Iterator[Item]:
    """Yield what was found, and note of each that it came."""
    for item in found:
        expected.came()
        yield item


class _Run:
    """One run: reads what the case file does not hold, counts what it holds, and shows how far it is."""

    def __init__(self, case: Case, out: Screen, jobs: int) -> None:
        self.known = 0
        self._jobs = jobs
        self._case = case
        self._out = out

    def read(self, found: Iterable[Item]) -> Iterator[Reading | Skipped]:
        """Yield the readings of new articles, and what was skipped when its turn comes."""
        from whence.pipeline import read_new  # noqa: PLC0415  -- as above

        for one in read_new(self._case, found, jobs=self._jobs, on_known=self._pass_over, on_skip=self._out.skip):
            yield one
            if isinstance(one, Reading):
                self._out.count(one.article.file)  # behind the yield: it is stored now

    def _pass_over(self) -> None:
        self.known += 1
        self._out.pass_over()


def _tell(added: Added, passed_over: int, *, as_json: bool) -> None:
    known = added.known_articles + passed_over
    if as_json:
        counts = {
            "articles": added.articles,
            "statements": added.statements,
            "sources": added.sources,
            "skipped": added.skipped,
            "known": {"articles": known, "skipped": added.known_skipped},
        }
        click.echo(json.dumps(counts))
        return
    click.echo(words.added(added.articles, added.statements, added.skipped))
    if known or added.known_skipped:
        click.echo(wording.known(known, added.known_skipped))
