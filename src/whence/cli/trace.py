"""`whence trace`: add sources to a case file, link and trace what it holds, and print the claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from whence import words
from whence.cli import pace_wording, wording
from whence.cli.add import AS_IN_READ, Earlier, add_found, jobs_option, sources_found
from whence.cli.former import claim_now
from whence.cli.opening import case_to_read
from whence.cli.owners import owners_of, print_owners, print_owners_in, print_owners_of
from whence.cli.read import read
from whence.cli.screen import Screen, screen
from whence.errors import WhenceError, WrongUse
from whence.records import Reading, Trace

if TYPE_CHECKING:
    from whence.by_hand import ByHand
    from whence.case import Case
    from whence.in_print import InPrint

__all__ = ["trace"]

_SHOWN = 5  # ids that are named where the beginning of one fits several


@click.command(help=wording.HELP_TRACE, short_help=wording.HELP_TRACE_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, metavar="[SOURCE…]")
@click.option("--claim", metavar="ID", help=wording.HELP_ONE_CLAIM)
@click.option("--as-of", metavar="TIME", help=wording.HELP_AS_OF)
@click.option("--into", metavar="CASE", type=click.Path(path_type=Path), help=wording.HELP_INTO)
@click.option("--owners", metavar="FILE", type=click.Path(path_type=Path), help=wording.HELP_OWNERS)
@click.option("--again", is_flag=True, help=wording.HELP_AGAIN)
@jobs_option
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_TRACE_JSON)
def trace(
    case: Path,
    sources: tuple[str, ...],
    *,
    claim: str | None,
    as_of: str | None,
    into: Path | None,
    owners: Path | None,
    again: bool,
    jobs: int | None,
    as_json: bool,
    mapping: tuple[tuple[str, str], ...],
    max_size: int,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Trace a collection; click prints `wording.HELP_TRACE`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick
    from whence.ingest.counting import Expected  # noqa: PLC0415  -- as above
    from whence.times import asked  # noqa: PLC0415  -- as above

    if into is not None and as_of is None:
        raise click.UsageError(wording.INTO_WITHOUT_AS_OF)
    with _usage():
        if as_of is not None:
            asked(as_of)
        owned = None if owners is None else owners_of(owners)
        earlier, expected = Earlier(), Expected(sources)
        found = sources_found(
            sources, mapping=mapping, max_size=max_size, allow_private=allow_private, earlier=earlier, expected=expected
        )
        only_read = not (sources or again) and owned is None
        with (
            case_to_read(case) if only_read else Case(case, must_exist=not sources) as opened,
            screen(as_json=as_json, quiet=quiet) as out,
        ):
            earlier.stored = opened.earlier()
            if owned is not None:
                opened.keep_owners(owned)
            if sources:
                added, known = add_found(
                    opened, out, found, sources, mapping=mapping, max_size=max_size, jobs=jobs, expected=expected
                )
                if not as_json:
                    out.say(wording.added_and_known(added.articles, known + added.known_articles, added.skipped))
            run = _Run(opened, out, again=again, jobs=jobs)
            readings: list[Reading] = []
            traced = Trace()
            if run.goes_in_parts():
                with run.in_parts(as_of, into) as traced_case:
                    claim = _meant(traced_case, claim, as_of)
                    if traced_case.files():
                        out.stop()
                        _print_large(traced_case, opened.owners(), claim, as_json=as_json)
                        return
            else:
                readings, traced = run.now() if as_of is None else run.as_of(as_of, into)
                claim = _meant(opened, claim, as_of)
            held = opened.owners()
    if not readings:
        click.echo(f"whence: {wording.NOTHING_TO_TRACE if as_of is None else wording.NOTHING_BY_THEN}", err=True)
        raise click.exceptions.Exit(1)
    if as_json:
        _print_json(readings, traced, claim)
    else:
        _print(readings, traced, held, claim)


trace.params += [option for option in read.params if option.name in AS_IN_READ]  # the same as read's


class _Run:
    """One run over what a case file holds."""

    def __init__(self, case: Case, out: Screen, *, again: bool, jobs: int | None) -> None:
        self._case = case
        self._out = out
        self._again = again
        self._jobs = jobs

    def goes_in_parts(self) -> bool:
        """Whether the collection is traced in parts, and not at once."""
        from whence.in_parts import is_large  # noqa: PLC0415  -- as above

        return is_large(self._case)

    @contextmanager
    def in_parts(self, as_of: str | None, into: Path | None) -> Iterator[Case]:
        """Trace in parts, and give the case file that has the trace, one that is gone afterwards for a time alone."""
        from whence.in_parts import folder_of, trace_stored  # noqa: PLC0415  -- as above
        from whence.processes import cores  # noqa: PLC0415  -- as above

        jobs = self._jobs or cores()
        if as_of is None:
            trace_stored(
                self._case,
                jobs=jobs,
                again=self._again,
                progress=self._out.stage,
                on_part=self._out.part,
                on_stored=lambda: self._out.say(wording.TRACED_ALREADY),
            )
            yield self._case
            return
        with TemporaryDirectory(prefix=f"{folder_of(self._case).name}.", dir=self._case.path.parent) as folder:
            yield from self._as_of_in_parts(as_of, into or Path(folder) / "as-of.case", jobs)

    def _as_of_in_parts(self, time: str, into: Path, jobs: int) -> Iterator[Case]:
        from whence.api.as_of import as_of_in_parts  # noqa: PLC0415  -- as above
        from whence.case import Case  # noqa: PLC0415  -- as above
        from whence.in_parts import heeded  # noqa: PLC0415  -- as above
        from whence.in_print import InPrint  # noqa: PLC0415  -- as above

        decided, out, in_print = heeded(self._case), self._out, InPrint(self._case.articles(), time)
        as_of_in_parts(self._case, in_print, time, into, decided, progress=out.stage, on_part=out.part, jobs=jobs)
        self._say(in_print, len(self._case.files()), self._case.as_read(*in_print.cut) if in_print.cut else ())
        with Case(into) as other:
            yield other

    def now(self) -> tuple[list[Reading], Trace]:
        """Trace all articles and store what is found; what is stored of the same articles is taken as it is."""
        from whence.pipeline import trace_case  # noqa: PLC0415  -- as above
        from whence.stages import watched  # noqa: PLC0415  -- as above

        with watched(self._out.work):
            return trace_case(
                self._case,
                progress=self._out.stage,
                again=self._again,
                on_stored=lambda: self._out.say(wording.TRACED_ALREADY),
            )

    def as_of(self, time: str, into: Path | None) -> tuple[list[Reading], Trace]:
        """Trace what was in print by a time; nothing is stored but in the case file `into`, where one is named."""
        from whence.in_print import InPrint  # noqa: PLC0415  -- as above
        from whence.pipeline import with_decisions  # noqa: PLC0415  -- as above

        with self._case.snapshot():
            every, decided, by_hand = with_decisions(self._case)
        in_print = InPrint((reading.article for reading in every), time)
        readings = in_print.kept(decided)
        self._say(in_print, len(every), every)
        traced = self._trace(readings, time, by_hand)
        if into is not None:
            from whence.api.as_of import store  # noqa: PLC0415  -- as above

            store(self._case, into, in_print.kept(every), readings, traced, time)
        return readings, traced

    def _say(self, in_print: InPrint, of: int, readings: Iterable[Reading]) -> None:
        """Say what was in print, and what is left out of it."""
        later = in_print.left_out(readings)
        self._out.say(wording.as_of(len(in_print.ids), of, in_print.undated, later))

    def _trace(self, readings: list[Reading], time: str, by_hand: ByHand) -> Trace:
        from whence import pipeline  # noqa: PLC0415  -- as above
        from whence.stages import watched  # noqa: PLC0415  -- as above

        if not readings:
            return Trace()
        with watched(self._out.work):
            return pipeline.trace_readings(readings, as_of=time, progress=self._out.stage, by_hand=by_hand)


@contextmanager
def _usage() -> Iterator[None]:
    try:
        yield
    except WrongUse as error:
        raise click.UsageError(str(error)) from error


def _meant(case: Case, claim: str | None, as_of: str | None) -> str | None:
    """Return the id of the claim that a user names; of a trace as of a time, no former one is kept."""
    return claim if claim is None or as_of is not None else claim_now(case, claim)


def _chosen(traced: Trace, given: str) -> Trace:
    """Return a trace of one claim only, with its steps; the table's other claims are left out.

    Raises `WhenceError` where no id begins so, or several do.
    """
    wanted = _only([claim.id for claim in traced.claims if claim.id.startswith(given)], given)
    found = next(claim for claim in traced.claims if claim.id == wanted)
    inside = set(found.statements)
    return replace(traced, claims=(found,), steps=tuple(step for step in traced.steps if step.later in inside))


def _only(ids: Sequence[str], given: str) -> str:
    """Return the one id of those that begin as given; raises `WhenceError` where there is none, or several."""
    if len(ids) != 1:
        raise WhenceError(words.several_ids(given, ", ".join(ids[:_SHOWN])) if ids else words.no_claim(given))
    return ids[0]


def _print_json(readings: list[Reading], traced: Trace, claim: str | None) -> None:
    from whence.export.whole import trace_json  # noqa: PLC0415  -- as above

    shown = traced if claim is None else _chosen(traced, claim)
    sys.stdout.buffer.write(trace_json(shown, readings, traced.denials_by_hand()))
    sys.stdout.buffer.flush()


def _print_large(case: Case, owners: dict[str, str], claim: str | None, *, as_json: bool) -> None:
    """Print what was traced in parts."""
    if as_json:
        _print_stored(case, claim)
    else:
        _print_some(case, owners, claim)


def _print_stored(case: Case, claim: str | None) -> None:
    """Print what `_print_json` does, of a collection that is not to be held in memory."""
    from whence.browse.first_claims import ids_begun  # noqa: PLC0415  -- as above
    from whence.export.whole import traced_json  # noqa: PLC0415  -- as above

    with case.snapshot():
        wanted = None if claim is None else _only(ids_begun(case, claim), claim)
        for piece in traced_json(case, wanted):
            sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _print_some(case: Case, owners: dict[str, str], claim: str | None) -> None:
    """Print a claim, or those of most articles, of a collection that is not to be held in memory."""
    from whence.browse import overview  # noqa: PLC0415  -- as above
    from whence.browse.first_claims import first_claims  # noqa: PLC0415  -- as above
    from whence.report.claims import print_claim_tree, print_claims, print_not_read  # noqa: PLC0415  -- as above
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above

    views, count = first_claims(case, claim)
    console = console_for(sys.stdout)
    if claim is not None:
        _only([view.id for view in views], claim)
        print_claim_tree(views[0], console)
        print_owners_of(views[0], owners, console)
        return
    print_claims(views, console)
    print_not_read([(language.code, language.articles) for language in overview(case).languages], console)
    print_owners_in(case, owners, console)
    if count > len(views):
        click.echo(pace_wording.first_of(len(views), count))


def _print(readings: list[Reading], traced: Trace, owners: dict[str, str], claim: str | None) -> None:
    from whence.report.claims import (  # noqa: PLC0415  -- as above
        languages_not_read,
        print_claim_tree,
        print_claims,
        print_not_read,
    )
    from whence.report.terminal import console_for  # noqa: PLC0415  -- as above
    from whence.report.views import claim_views  # noqa: PLC0415  -- as above

    wanted = None if claim is None else _chosen(traced, claim).claims[0].id
    views = claim_views(readings, traced)
    console = console_for(sys.stdout)
    if wanted is None:
        print_claims(views, console)
        print_not_read(languages_not_read(readings), console)
        print_owners(views, owners, console)
        return
    (view,) = (view for view in views if view.id == wanted)
    print_claim_tree(view, console)
    print_owners_of(view, owners, console)
