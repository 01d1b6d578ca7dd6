"""`whence review`: decide about what is least certain, one question at a time, and see or hand on what was decided."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from whence import words
from whence.cli import review_wording as wording
from whence.cli.opening import case_to_read, lines_of
from whence.cli.review_writing import decided, pairs
from whence.errors import WrongUse

if TYPE_CHECKING:
    from whence.case import Case
    from whence.records import Decision
    from whence.review import Item

__all__ = ["review"]

_T = TypeVar("_T")
_SKIP, _UNDO, _QUIT, _CORRECT, _NOTE = "s", "u", "q", "c", "m"


@click.command(help=wording.HELP, short_help=wording.HELP_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--as", "by", metavar="NAME", help=wording.HELP_NAME)
@click.option("--list", "as_list", is_flag=True, help=wording.HELP_LIST)
@click.option("--log", "as_log", is_flag=True, help=wording.HELP_LOG)
@click.option("--conflicts", "as_conflicts", is_flag=True, help=wording.HELP_CONFLICTS)
@click.option("--undo", "undone", metavar="ID", help=wording.HELP_UNDO)
@click.option("--decide", "made", metavar="ACTION TARGET", nargs=2, help=wording.HELP_DECIDE)
@click.option("--set", "fields", metavar="NAME=VALUE", multiple=True, help=wording.HELP_SET)
@click.option("--note", default="", metavar="WORDS", help=wording.HELP_NOTE)
@click.option("--export", "into", metavar="FILE", type=click.Path(path_type=Path), help=wording.HELP_EXPORT)
@click.option("--import", "given", metavar="FILE", type=click.Path(path_type=Path), help=wording.HELP_IMPORT)
@click.option("--corrected", metavar="PATH", type=click.Path(path_type=Path), help=wording.HELP_CORRECTED)
@click.option("--json", "as_json", is_flag=True, help=wording.HELP_JSON)
def review(
    case: Path,
    *,
    by: str | None,
    as_list: bool,
    as_log: bool,
    as_conflicts: bool,
    undone: str | None,
    made: tuple[str, str] | None,
    fields: tuple[str, ...],
    note: str,
    into: Path | None,
    given: Path | None,
    corrected: Path | None,
    as_json: bool,
) -> None:
    """Decide about findings; click prints `review_wording.HELP`."""
    from whence.case import Case  # noqa: PLC0415  -- so that help and usage are quick

    asked = [as_list, as_log, as_conflicts, undone is not None, into is not None, given is not None, made is not None]
    asked.append(corrected is not None)
    if sum(asked) > 1:
        raise click.UsageError(wording.ONE_THING)
    if as_json and not any(asked[:3]):
        raise click.UsageError(wording.JSON_OF_WHAT)
    if made is None and (fields or note):
        raise click.UsageError(wording.DECIDE_OF_WHAT)
    only_read = as_list or as_log or as_conflicts or into is not None
    with case_to_read(case) if only_read else Case(case, must_exist=True) as opened:
        if as_list:
            _list(opened, as_json=as_json)
        elif as_log:
            _log(opened, as_json=as_json)
        elif as_conflicts:
            _conflicts(opened, as_json=as_json)
        elif into is not None:
            _export(opened, into)
        elif given is not None:
            _import(opened, given)
        elif made is not None:
            _decide(opened, *made, pairs(fields), _name(by), note)
        elif corrected is not None:
            _corrected(opened, corrected, _name(by))
        elif undone is not None:
            _undo(opened, undone, _name(by))
        else:
            _Session(opened, _name(by)).run()


def _name(by: str | None) -> str:
    try:
        return by or getpass.getuser()
    except (OSError, KeyError) as error:  # no login name, as in a container
        raise click.UsageError(wording.NO_NAME) from error


# --- a session ------------------------------------------------------------------------------------------------------


class _Session:
    """Questions and answers: each answer is stored before the next question is asked."""

    def __init__(self, case: Case, by: str) -> None:
        self._case = case
        self._by = by
        self._made: list[tuple[Decision, str]] = []  # each with the place of the question before it
        self._count = 0
        self._place = ""

    def run(self) -> None:
        """Ask until there is nothing left to ask, or nobody to answer."""
        from whence.review import queue, waiting  # noqa: PLC0415  -- as above

        left = waiting(self._case)
        try:
            while items := queue(self._case, after=self._place, limit=1):
                self._show(items[0], left)
                key = self._answered(items[0])
                if key == _QUIT:
                    return
                left += 1 if key == _UNDO else -1
            click.echo(wording.NOTHING_LEFT if self._case.tracing() else words.NOTHING_TRACED)
        finally:
            if self._count:
                click.echo(wording.made(self._count))

    def _show(self, item: Item, left: int) -> None:
        click.echo(wording.left(left))
        _print_item(item)
        keys = [(key.key, key.meaning) for key in item.keys]
        keys += [(_CORRECT, wording.CORRECT)] if item.kind == "statement" else []
        keys += [(_NOTE, wording.WRITE_NOTE), (_SKIP, wording.SKIP), (_UNDO, wording.UNDO), (_QUIT, wording.QUIT)]
        click.echo("  ".join(f"[{key}] {meaning}" for key, meaning in keys))

    def _answered(self, item: Item) -> str:
        """Take keys until one means something here, do what it means, and return it."""
        from whence.review import answer  # noqa: PLC0415  -- as above

        answers = {key.key: key.meaning for key in item.keys}
        writes = [_CORRECT, _NOTE] if item.kind == "statement" else [_NOTE]
        while True:
            key = _key()
            if key in answers:
                self._made.append((answer(self._case, item, key, by=self._by), self._place))
                self._count += 1
                self._place = item.place
                click.echo(f"{answers[key]}\n")
                return key
            if key in writes:
                if self._written(item, key) and key == _CORRECT:
                    return key
                continue
            if key == _UNDO and not self._take_back():
                continue
            if key in (_SKIP, _UNDO, _QUIT):
                self._place = item.place if key == _SKIP else self._place
                click.echo()
                return key
            click.echo(wording.keys([*answers, *writes, _SKIP, _UNDO, _QUIT]))

    def _written(self, item: Item, key: str) -> bool:
        """Ask for what is to be corrected or noted, store it, and say whether there was anything."""
        try:
            if key == _NOTE:
                found = decided(self._case, "note", item.target, {}, by=self._by, note=_line(wording.NOTE_ASKED))
            else:
                click.echo(wording.AS_IT_IS)
                fields = {name: said for name, asked in wording.ASKED.items() if (said := _line(asked))}
                found = decided(self._case, "correct", item.target, fields, by=self._by, note=_line(wording.NOTE_ASKED))
        except (WrongUse, click.UsageError) as error:
            click.echo(str(error))
            return False
        self._made.append((found, self._place))
        self._count += 1
        self._place = item.place if key == _CORRECT else self._place
        click.echo(f"{_said(found)}\n")
        return True

    def _take_back(self) -> bool:
        """Take back the last answer of this session, and go back to its question; whether there was one."""
        from whence.review import undo  # noqa: PLC0415  -- as above

        if not self._made:
            click.echo(wording.NOTHING_TO_UNDO)
            return False
        last, self._place = self._made.pop()
        undo(self._case, last.id, by=self._by)
        self._count += 1
        click.echo(wording.undone(_said(last)))
        return True


def _key() -> str:
    """Return the next key: a single one on a terminal, the first of a line elsewhere; the end is as good as to quit."""
    if sys.stdin is not None and sys.stdin.isatty():
        return click.getchar().lower()
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.strip().lower()[:1] if line else _QUIT


def _line(asked: str) -> str:
    """Ask for a line; the end of what there is to read is as good as an empty one."""
    click.echo(asked, nl=False)
    return sys.stdin.readline().strip() if sys.stdin is not None else ""


def _print_item(item: Item) -> None:
    click.echo(item.question)
    for side in (item.one, item.other):
        if side is not None:
            click.echo(f"  {side.words}\n    {side.who} · {side.place}")
    click.echo(f"  ({wording.sure(item.score)}; {item.target})")


# --- what there is --------------------------------------------------------------------------------------------------


def _list(case: Case, *, as_json: bool) -> None:
    from whence.review import queue  # noqa: PLC0415  -- as above

    place = ""
    while items := queue(case, after=place):
        place = items[-1].place
        for item in items:
            if as_json:
                _print_json(_item_json(item))
            else:
                _print_item(item)
    if not place and not as_json:
        click.echo(wording.NOTHING_LEFT if case.tracing() else words.NOTHING_TRACED)


def _item_json(item: Item) -> object:
    import msgspec  # noqa: PLC0415  -- as above

    return msgspec.to_builtins(item)


def _log(case: Case, *, as_json: bool) -> None:
    from whence.review import export_log, standing  # noqa: PLC0415  -- as above

    if as_json:
        sys.stdout.buffer.writelines(export_log(case))
        sys.stdout.buffer.flush()
        return
    held, stands = case.decisions(), {decision.id for decision in standing(case)}
    for decision in held:
        taken = "" if decision.id in stands else f" ({wording.TAKEN_BACK})"
        click.echo(f"{decision.id}  {decision.at}  {_said(decision)}{taken}")
    if not held:
        click.echo(wording.NO_DECISIONS)


def _said(decision: Decision) -> str:
    from whence.report.plain import harmless  # noqa: PLC0415  -- as above
    from whence.review.wording import said  # noqa: PLC0415  -- as above

    return harmless(said(decision))


def _conflicts(case: Case, *, as_json: bool) -> None:
    from whence.review import conflicts  # noqa: PLC0415  -- as above

    found = conflicts(case)
    for conflict in found:
        if as_json:
            by = conflict.by.id if conflict.by else None
            _print_json({"decision": conflict.decision.id, "reason": conflict.reason, "by": by})
        else:
            click.echo(
                f"{conflict.decision.id}  {conflict.decision.at}  {_said(conflict.decision)}\n  {conflict.reason}"
            )
    if not found and not as_json:
        click.echo(wording.NO_CONFLICTS)


def _undo(case: Case, given: str, by: str) -> None:
    from whence.review import undo  # noqa: PLC0415  -- as above

    held = {decision.id: decision for decision in case.decisions()}
    made = _usage(lambda: undo(case, given, by=by))
    click.echo(wording.undone(_said(held[made.target])))


def _decide(case: Case, action: str, target: str, fields: dict[str, str], by: str, note: str) -> None:
    found = _usage(lambda: decided(case, action, target, fields, by=by, note=note))
    click.echo(f"{found.id}  {wording.decided(_said(found))}")


def _export(case: Case, into: Path) -> None:
    from whence.export.packed import into_file  # noqa: PLC0415  -- as above
    from whence.review import export_log  # noqa: PLC0415  -- as above

    lines = list(export_log(case))
    if str(into) == "-":
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    into_file(lambda out: out.write(b"".join(lines)), into)
    click.echo(f"whence: {wording.written(str(into), len(lines))}", err=True)


def _import(case: Case, given: Path) -> None:
    from whence.review import conflicts, import_log  # noqa: PLC0415  -- as above

    lines = lines_of(given)
    before = len(case.decisions())
    added = _usage(lambda: import_log(case, lines))
    click.echo(wording.imported(added, before))
    if found := conflicts(case):
        click.echo(wording.conflicts(len(found)))
        _conflicts(case, as_json=False)


def _corrected(case: Case, path: Path, by: str) -> None:
    from whence.export.corrected import take_in  # noqa: PLC0415  -- as above
    from whence.records import Skipped  # noqa: PLC0415  -- as above

    made = 0
    for found in take_in(case, path, by=by):
        if isinstance(found, Skipped):
            click.echo(words.skipped(found.source, found.reason), err=True)
        else:
            made += 1
            click.echo(_said(found))
    click.echo(wording.made(made))


def _usage(do: Callable[[], _T]) -> _T:
    try:
        return do()
    except WrongUse as error:
        raise click.UsageError(str(error)) from error


def _print_json(found: object) -> None:
    line = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
