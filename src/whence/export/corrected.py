"""Corrections made in an annotation tool, taken in as decisions: what a tool changed, and nothing else.

.ann, .xmi, .json ──read──▶ Marked ──compared with what stands now──▶ decisions of the review's log
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.errors import Unreadable, WhenceError, WrongUse
from whence.export import wording
from whence.export.brat.reading import read_brat
from whence.export.cas.reading import read_cas, read_cas_json
from whence.export.marks import Marked, marked, merged
from whence.export.xml import holdable
from whence.records import Decision, Reading, Skipped, Spans
from whence.text.shown import harmless

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["take_in"]

Json = dict[str, Any]
_ENDINGS = (".ann", ".xmi", ".json")
_LARGEST = 256 << 20  # bytes of one file


def take_in(case: Case, path: Path, *, by: str, at: str | None = None) -> Iterator[Decision | Skipped]:
    """Yield the decisions that corrected files of a folder (or one file) stand for, each stored as it is made.

    A statement whose marks are gone is dropped, one whose marks were changed is corrected in what was changed, and what
    was marked anew is added. A file that was not made from an article as it stands here, and a mark that says nothing,
    is skipped with the reason. What the log says already makes no second decision, so that a folder can be taken in
    again.

    Raises `WrongUse` where there is no such file.
    """
    files = sorted(one for one in path.rglob("*") if one.suffix in _ENDINGS) if path.is_dir() else [path]
    if not files or not all(one.is_file() and one.suffix in _ENDINGS for one in files):
        raise WrongUse(wording.NOTHING_CORRECTED)
    from whence.review.state import applied_now  # noqa: PLC0415  -- it needs what reading and linking need

    decided = {reading.article.id: reading for reading in applied_now(case).readings}
    for file in files:
        try:
            reading, found = _read(file, case, decided)
        except (Unreadable, OSError) as error:
            told = str(error) if isinstance(error, Unreadable) else wording.CANNOT_BE_READ
            yield Skipped(source=file.name, reason=told)
            continue
        yield from _decide(case, file.name, reading, found, by, at)


def _read(file: Path, case: Case, decided: Mapping[str, Reading]) -> tuple[Reading, list[Marked]]:
    """Return an article as it stands with all decisions, and the marks of a file on it."""
    article = file.stem.rpartition(".")[2]
    reading = decided.get(article) or next(case.as_read(article), None)
    if reading is None:
        raise Unreadable(wording.NO_SUCH_ARTICLE)
    if file.stat().st_size > _LARGEST:
        raise Unreadable(wording.CANNOT_BE_READ)
    text = reading.article.text
    if file.suffix != ".ann":
        read = read_cas if file.suffix == ".xmi" else read_cas_json
        there, found = read(file.read_bytes())
        if there != holdable(text):
            raise Unreadable(wording.OTHER_TEXT)
        return reading, found
    beside = file.with_suffix(".txt")
    if not beside.is_file() or beside.read_bytes() != text.encode("utf-8", "replace"):
        raise Unreadable(wording.OTHER_TEXT)
    try:
        return reading, read_brat(file.read_text(encoding="utf-8"), text)
    except UnicodeDecodeError as error:
        raise Unreadable(wording.CANNOT_BE_READ) from error


def _decide(
    case: Case, file: str, reading: Reading, found: Sequence[Marked], by: str, at: str | None
) -> Iterator[Decision | Skipped]:
    from whence import review  # noqa: PLC0415  -- as above

    known = {one.statement: one for one in marked(reading) if one.content or one.cue}
    dropped = {statement.id for one in case.as_read(reading.article.id) for statement in one.statements} - known.keys()
    there = {one.statement: one for one in reversed(found) if one.statement in known}
    for one in found:
        if one.statement in dropped or there.get(one.statement) is one:
            continue
        twin = _twin(one, known, there, reading)
        if twin is not None:  # it was added when these files were taken in before
            there[twin] = one
            continue
        try:
            if one.statement in known or not one.content:
                raise WrongUse(wording.added(_shown(one, reading)))
            yield review.add(case, reading.article.id, _changed(Marked(statement=""), one, reading), by=by, at=at)
        except WhenceError as error:
            yield Skipped(source=file, reason=str(error))
    for name, before in known.items():
        after = there.get(name)
        try:
            if after is None or (before.content and not after.content):
                yield review.drop(case, name, by=by, at=at)
            elif value := _changed(before, after, reading):
                yield review.correct(case, name, value, by=by, at=at)
        except WhenceError as error:
            yield Skipped(source=f"{file}: {name}", reason=str(error))


def _twin(one: Marked, known: Mapping[str, Marked], there: Mapping[str, Marked], reading: Reading) -> str | None:
    """Return the statement of the article that has the same words as a mark, and no mark of its own."""
    text = reading.article.text
    same = (name for name, other in known.items() if other.content and merged(other.content, text) == one.content)
    return next((name for name in same if name not in there), None)


def _shown(one: Marked, reading: Reading) -> str:
    return " … ".join(reading.article.text[start:end] for start, end in one.content or one.cue)


def _changed(before: Marked, after: Marked, reading: Reading) -> Json:
    """Return the value of a correction: what a tool has changed."""
    text = reading.article.text
    value: Json = {}
    for name in ("content", "cue"):
        spans = getattr(after, name)
        if spans != merged(getattr(before, name), text) and (spans or name == "cue"):
            value[name] = _pairs(spans)
    if after.act and after.act != before.act:
        value["act"] = after.act
    for name in ("hedged", "negated"):
        if getattr(after, name) != getattr(before, name):
            value[name] = getattr(after, name)
    return value | _source(before, after, text)


def _source(before: Marked, after: Marked, text: str) -> Json:
    """Return who says it, where that was changed: the name that is given, else the words that are marked now."""
    was = merged(before.source, text)
    named = harmless(before.name or ""), before.kind
    given = harmless(after.name) if after.name else named[0], after.kind or named[1]
    same_name = not before.source or given == named
    if after.source == was and (same_name or not after.source):
        return {}
    if not after.source:
        return {"source": None}
    renamed = after.name is not None and harmless(after.name) != named[0]
    near = any(a < d and c < b for a, b in was for c, d in after.source)
    name = after.name if renamed or near else " ".join(text[a:b] for a, b in after.source)
    kind = after.kind or before.kind
    return {"source": {"name": name, "kind": kind, "spans": _pairs(after.source)}}


def _pairs(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]
