"""`whence diff`: what changed between two case files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence import words
from whence.cli import wording
from whence.cli.opening import case_to_read
from whence.records import Claim, Step

if TYPE_CHECKING:
    from whence.case import Case
    from whence.case.compare import Changed, Difference, Regrouped

__all__ = ["diff"]


@click.command(help=wording.HELP_DIFF, short_help=wording.HELP_DIFF_SHORT)
@click.argument("before", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("after", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_DIFF_JSON)
def diff(before: Path, after: Path, *, as_json: bool) -> None:
    """Print what is different in the second case file; click prints `wording.HELP_DIFF`."""
    from whence.case.compare import compare  # noqa: PLC0415  -- as above

    with case_to_read(before) as old, case_to_read(after) as new, old.snapshot(), new.snapshot():
        found = compare(old, new)
        lines = list(_lines(found, old, new))
        for name, case in ((before, old), (after, new)):
            _tell(name, case)
    if as_json:
        from whence.export.difference import difference_json  # noqa: PLC0415  -- as above

        sys.stdout.buffer.write(difference_json(found))
        sys.stdout.buffer.flush()
        return
    for line in lines or [wording.NO_DIFFERENCE]:
        click.echo(line)


def _tell(name: Path, case: Case) -> None:
    """Say on standard error where a case file is not traced, or not all of it."""
    tracing = case.tracing()
    if tracing is None:
        click.echo(f"whence: {wording.untraced(_plain(str(name)))}", err=True)
    elif not tracing.current:
        click.echo(f"whence: {_plain(str(name))}: {words.stale(tracing.articles, len(case.files()))}", err=True)


# --- lines ----------------------------------------------------------------------------------------------------------


def _lines(found: Difference, old: Case, new: Case) -> Iterator[str]:
    yield from _listed(wording.ARTICLES_ADDED, (_plain(file) for _, file in found.articles_added))
    yield from _listed(wording.ARTICLES_REMOVED, (_plain(file) for _, file in found.articles_removed))
    yield from _listed(wording.CLAIMS_APPEARED, map(_claim, found.appeared))
    yield from _listed(wording.CLAIMS_VANISHED, map(_claim, found.vanished))
    for title, groups in (
        (wording.CLAIMS_MERGED, found.merged),
        (wording.CLAIMS_SPLIT, found.split),
        (wording.CLAIMS_REGROUPED, found.regrouped),
    ):
        yield from _listed(title, (line for group in groups for line in _group(group)))
    yield from _listed(wording.CLAIMS_CHANGED, (line for changed in found.changed for line in _changed(changed)))
    yield from _listed(wording.STEPS_APPEARED, (_step(step, new) for step in found.steps_appeared))
    yield from _listed(wording.STEPS_VANISHED, (_step(step, old) for step in found.steps_vanished))
    yield from _listed(wording.STEPS_CHANGED, (_step(other, new, one) for one, other in found.steps_changed))


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield title
        yield from (f"  {line}" for line in found)


def _claim(claim: Claim) -> str:
    said = f"{words.count(len(claim.statements), words.VERSION_COUNT)}, {words.origins(claim.independent)}"
    return f"{_plain(claim.wording)} ({said})  {claim.id}"


def _group(group: Regrouped) -> Iterator[str]:
    yield from (f"- {_claim(claim)}" for claim in group.before)
    yield from (f"+ {_claim(claim)}" for claim in group.after)


def _changed(changed: Changed) -> Iterator[str]:
    before, after = changed.before, changed.after
    yield f"{_plain(after.wording)}  {after.id}"
    if changed.added or changed.removed:
        yield f"  {wording.versions_changed(len(changed.added), len(changed.removed))}"
    if before.independent != after.independent:
        yield f"  {words.origins(before.independent)} → {words.origins(after.independent)}"
    names = [sorted({origin.name for origin in claim.origins}) for claim in (before, after)]
    if names[0] != names[1]:
        yield f"  {wording.ORIGINS}: {' → '.join(_plain(', '.join(some)) or wording.NOBODY for some in names)}"
    if before.wording != after.wording:
        yield f"  {wording.WORDED_BEFORE}: {_plain(before.wording)}"
    if len(before.denied_by) != len(after.denied_by):
        yield f"  {wording.denials_changed(len(before.denied_by), len(after.denied_by))}"
    if before.missing != after.missing:
        sides = [_plain(", ".join(claim.missing)) or wording.NOBODY for claim in (before, after)]
        yield f"  {wording.NOT_HERE}: {' → '.join(sides)}"


def _step(step: Step, case: Case, before: Step | None = None) -> str:
    """Return a step as one line: both outlets, its basis, its changes; and what these were, where they were others."""
    sides = " ← ".join(_outlet(case, end) for end in (step.later, step.earlier))
    was = f"{_rests(before)} → " if before is not None and _rests(before) != _rests(step) else ""
    return f"{sides}: {was}{_rests(step)}  {step.later}..{step.earlier}"


def _rests(step: Step) -> str:
    kinds = ", ".join(words.CHANGES[change.kind].lower() for change in step.changes)
    return words.BASES[step.basis] + (f"; {kinds}" if kinds else "")


def _outlet(case: Case, statement: str) -> str:
    article = case.article_of(statement)
    return _plain((case.outlet(article) if article else None) or words.NO_OUTLET)


def _plain(text: str) -> str:
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above

    return harmless(text)
