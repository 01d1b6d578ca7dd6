"""`whence search`: find words in a case file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence import words
from whence.cli import wording
from whence.cli.opening import case_to_read
from whence.errors import WrongUse

if TYPE_CHECKING:
    from whence.case import Hit, Snippet

__all__ = ["search"]

_MARKS = ('"', "“", "”", "„")


@click.command(help=wording.HELP_SEARCH, short_help=wording.HELP_SEARCH_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("wanted", nargs=-1, metavar="WORDS…")
@click.option("--source", metavar="NAME", help=wording.HELP_SOURCE)
@click.option("--outlet", metavar="NAME", help=wording.HELP_OUTLET)
@click.option("--since", metavar="TIME", help=wording.HELP_SINCE)
@click.option("--until", metavar="TIME", help=wording.HELP_UNTIL)
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="NUMBER", help=wording.HELP_LIMIT)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_SEARCH_JSON)
def search(
    case: Path,
    wanted: tuple[str, ...],
    *,
    source: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Print what holds the words; click prints `wording.HELP_SEARCH`."""
    narrowed = {"source": source, "outlet": outlet, "since": since, "until": until}
    if not (wanted or any(narrowed.values())):
        raise click.UsageError(wording.NOTHING_ASKED)
    try:
        with case_to_read(case) as opened:
            hits = opened.search(" ".join(map(_phrase, wanted)), limit=limit, **narrowed)
    except WrongUse as error:
        raise click.UsageError(str(error)) from error
    for number, hit in enumerate(hits):
        if as_json:
            _print_json(hit)
        else:
            _print(hit, first=number == 0)
    if not hits:
        click.echo(wording.NOTHING_FOUND, err=True)
        raise click.exceptions.Exit(1)


def _phrase(argument: str) -> str:
    """Return an argument of several words as the phrase that a shell has taken out of its quotation marks."""
    several = len(argument.split()) > 1 and not any(mark in argument for mark in _MARKS)
    return f'"{argument}"' if several else argument


def _print_json(hit: Hit) -> None:
    found = {
        "article": hit.article,
        "file": hit.file,
        "outlet": hit.outlet,
        "title": hit.title,
        "published": hit.published,
        "statement": hit.statement,
        "source": hit.source,
        "snippets": [_snippet_json(snippet) for snippet in hit.snippets],
    }
    line = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _snippet_json(snippet: Snippet) -> dict[str, object]:
    start, end = snippet.span
    return {"text": snippet.text, "start": start, "end": end, "marks": [list(mark) for mark in snippet.marks]}


def _print(hit: Hit, *, first: bool) -> None:
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above

    about = [hit.title or words.NO_HEADLINE, hit.outlet or words.NO_OUTLET, hit.published or words.NO_TIME]
    if not first:
        click.echo()
    click.echo(" · ".join(map(harmless, about)))
    click.echo(click.style(f"  {harmless(hit.file)}", dim=True))
    for snippet in hit.snippets:
        who = f"{harmless(hit.source)}: " if hit.source else ""
        click.echo(f"  {who}{_shown(snippet)}")


def _shown(snippet: Snippet) -> str:
    """Return a snippet as one line, with what was found in bold where the terminal has it."""
    shown, at = "", 0
    for start, end in snippet.marks:
        first, last = start - snippet.span.start, end - snippet.span.start
        shown += _line(snippet.text[at:first]) + click.style(_line(snippet.text[first:last]), bold=True)
        at = last
    return (shown + _line(snippet.text[at:])).strip()


def _line(text: str) -> str:
    """Return a text without line ends and control characters, with a space left where it begins or ends with one."""
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above

    plain = harmless(text)
    if not plain:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{plain}{' ' * text[-1].isspace()}"
