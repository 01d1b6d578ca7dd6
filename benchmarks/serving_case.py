"""A case file of many statements, made of the bundled example again and again, for measuring how it is served.

    PYTHONPATH=src python benchmarks/serving_case.py big.case [100000]

Each copy of the example is another event: other names of the same length in all its texts, other outlets, other days,
other ids; so every span stays where it was, and no network is run but on the example itself. Some events are told by
many copies, whose claims are then one claim each: most claims have one article, as in any collection, and some have
more than a hundred. The same call makes the same records.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from whence.case import Case
from whence.example import example_files
from whence.pipeline import read, trace_readings
from whence.records import (
    Article,
    Claim,
    LinkBasis,
    Moment,
    Order,
    Precision,
    Reading,
    Step,
    Trace,
)

__all__ = ["STATEMENTS", "Copy", "copied", "families", "make_case"]

STATEMENTS = 100_000
_FAMILIES = (1, 1, 1, 2, 1, 1, 6, 1, 1, 1, 3, 1, 20, 1, 1, 1)  # copies that tell one event, over and over
_EDITIONS = 24  # of each outlet's name
_TOWNS = ("North", "South", "East", "West", "Upper", "Lower", "Old", "New")
_PAPERS = ("Edition", "Weekend", "Extra")
_NAME = re.compile(r"\b[A-ZÀ-Þ][a-zß-ÿ]{3,}\b")
_VOCABULARIES = 40  # sets of other names
_LETTERS = "aeioulnrst"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Copy:
    """One telling of an event: `event` has its own names and days, `telling` counts those of one event from 0."""

    number: int
    event: int
    telling: int


def families(statements: int, each: int) -> list[list[Copy]]:
    """Return copies by event, as many as give so many statements where each gives `each`."""
    found: list[list[Copy]] = []
    number = 0
    while number * each < statements:
        size = _FAMILIES[len(found) % len(_FAMILIES)]
        found.append([Copy(number + telling, len(found), telling) for telling in range(size)])
        number += size
    return found


# --- one copy -------------------------------------------------------------------------------------------------------


def copied(record: _T, copy: Copy) -> _T:
    """Return a record of the example as a copy has it: other names, outlets, days and ids."""
    return cast(_T, _copied(record, copy))


def _copied(value: object, copy: Copy) -> object:
    if isinstance(value, Article):
        return _article(value, copy)
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return _text(value, copy)
    if isinstance(value, tuple):
        parts = [_copied(part, copy) for part in value]
        return tuple(parts) if type(value) is tuple else cast(Any, type(value))(*parts)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _field(f.name, getattr(value, f.name), copy) for f in fields(value)})
    return value


_IDS = {
    "id", "article", "speaker", "parent", "part_of", "a", "b", "later", "earlier", "statement", "target", "source",
    "denied_by", "circular", "unordered", "statements",
}  # fmt: skip


def _field(name: str, value: object, copy: Copy) -> object:
    if name in _IDS:
        return _ids(value, copy)
    if name in ("outlet", "through") and isinstance(value, str):
        return _outlet(value, copy)
    return _copied(value, copy)


def _ids(value: object, copy: Copy) -> object:
    if isinstance(value, str):
        return hashlib.sha256(f"{copy.number}/{value}".encode()).hexdigest()[:16]
    if type(value) is tuple:
        return tuple(_ids(part, copy) for part in value)
    return _copied(value, copy)  # spans: a statement's `source`


def _article(article: Article, copy: Copy) -> Article:
    """An article's copy; its text keeps its length, so that every span holds."""
    known: dict[str, Any] = {
        name: _copied(getattr(article, name), copy) for name in ("text", "title", "authors", "agency", "tags")
    }
    return replace(
        article,
        id=cast(str, _ids(article.id, copy)),
        digest=hashlib.sha256(f"{copy.number}/{article.digest}".encode()).hexdigest(),
        file=f"{copy.number:05}/{Path(article.file).name}",
        url=article.url and f"{article.url}?copy={copy.number}",
        outlet=article.outlet and _outlet(article.outlet, copy),
        published=_moment(article.published, copy),
        updated=_moment(article.updated, copy),
        captured=_moment(article.captured, copy),
        **known,
    )


def _outlet(name: str, copy: Copy) -> str:
    """One of several editions of an outlet: those of a copy belong together."""
    edition = copy.number % _EDITIONS
    return f"{_TOWNS[edition % len(_TOWNS)]} {name} {_PAPERS[edition // len(_TOWNS)]}"


def _moment(moment: Moment | None, copy: Copy) -> Moment | None:
    if moment is None or moment.precision is Precision.month:
        return moment
    moved = datetime.fromisoformat(moment.at) - timedelta(days=2 * copy.event) + timedelta(days=copy.telling)
    return replace(moment, at=moved.date().isoformat() if moment.precision is Precision.day else moved.isoformat())


def _text(text: str, copy: Copy) -> str:
    return _NAME.sub(partial(_renamed, copy.event % _VOCABULARIES), text)


def _renamed(vocabulary: int, found: re.Match[str]) -> str:
    """Another word of the same length for a word with a capital, the same one each time in an event."""
    word = found[0]
    seed = hashlib.sha256(f"{vocabulary}/{word}".encode()).digest()
    return word[:2] + "".join(_LETTERS[seed[n % 32] % len(_LETTERS)] for n in range(len(word) - 2))


# --- the trace ------------------------------------------------------------------------------------------------------


def _traces(trace: Trace, groups: Sequence[Sequence[Copy]]) -> Trace:
    """The trace of all copies: an event's tellings share its claims, and each telling follows the one before it."""
    parts, same, passages, links, credits_, claims, steps = ([] for _ in range(7))  # type: ignore[var-annotated]
    for group in groups:
        tellings = [copied(trace, copy) for copy in group]
        first = tellings[0]
        for n, telling in enumerate(tellings):
            parts += telling.parts
            passages += telling.passages
            links += telling.links
            credits_ += telling.credits
            steps += telling.steps
            steps += _follow(tellings[n - 1], telling) if n else []
        same += _same(trace, group)
        claims += [
            _joined(some, [c.id for c in first.claims]) for some in zip(*(t.claims for t in tellings), strict=True)
        ]
    return Trace(
        parts=tuple(parts),
        same=tuple(same),
        passages=tuple(passages),
        links=tuple(links),
        credits=tuple(credits_),
        claims=tuple(claims),
        steps=tuple(steps),
    )


def _joined(claims: Sequence[Claim], ids: Sequence[str]) -> Claim:
    """One claim of several tellings' claims: its origins are the first telling's, with all that lead to them."""
    first = claims[0]
    origins = tuple(
        replace(origin, statements=tuple(s for claim in claims for s in claim.origins[n].statements))
        for n, origin in enumerate(first.origins)
    )
    return replace(
        first,
        statements=tuple(s for claim in claims for s in claim.statements),
        origins=origins,
        circular=tuple(ring for claim in claims for ring in claim.circular),
        unordered=tuple(pair for claim in claims for pair in claim.unordered),
        denied_by=tuple(i for i in first.denied_by if i in ids),
    )


def _follow(before: Trace, after: Trace) -> list[Step]:
    return [
        Step(
            later=new.statements[0],
            earlier=old.statements[0],
            basis=LinkBasis.inferred,
            order=Order.clock,
            score=0.7,
        )
        for old, new in zip(before.claims, after.claims, strict=True)
    ]


def _same(trace: Trace, group: Sequence[Copy]) -> Iterator[tuple[str, str]]:
    """Each telling's sources lead to those of the first telling."""
    same = dict(trace.same)
    ones = dict.fromkeys([*same, *same.values(), *(o.source for c in trace.claims for o in c.origins if o.source)])
    for copy in group:
        for source in ones:
            one, stands = (cast(str, _ids(i, c)) for i, c in ((source, copy), (same.get(source, source), group[0])))
            if one != stands:
                yield one, stands


# --- the case file --------------------------------------------------------------------------------------------------


def make_case(path: Path, statements: int = STATEMENTS, say: Callable[[str], None] = lambda _: None) -> None:
    """Make a case file of about so many statements that count, traced; it must not be there yet."""
    readings = list(read(*example_files()))
    trace = trace_readings(readings)
    split = {part.part_of for part in trace.parts}
    each = sum(len(reading.statements) for reading in readings) + len(trace.parts) - len(split)
    groups = families(statements, each)
    say(f"{sum(map(len, groups))} copies of {len(readings)} articles in {len(groups)} events")
    with Case(path) as case:
        case.add(copied_reading(reading, copy) for group in groups for copy in group for reading in readings)
        say("articles stored")
        case.keep_trace(_traces(trace, groups))
        say("trace stored")


def copied_reading(reading: Reading, copy: Copy) -> Reading:
    """Return a reading as a copy has it."""
    return replace(
        reading,
        article=copied(reading.article, copy),
        statements=copied(reading.statements, copy),
        sources=copied(reading.sources, copy),
    )


if __name__ == "__main__":
    start = time.perf_counter()
    make_case(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else STATEMENTS,
        lambda text: print(f"{time.perf_counter() - start:6.1f} s  {text}", flush=True),
    )
