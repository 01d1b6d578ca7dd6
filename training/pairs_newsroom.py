"""Newsroom statements as units with the claims that they state, for training and measuring the pair decision.

Each statement of the truth gives a unit of its exact words, laid over the reading of its article. The readings' own
statements, with their less exact words, make a second collection, as the program will meet it.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.units import Unit
from whence.read.figures import figures
from whence.records import Act, Article, Form, Reading, Span, Spans, Statement

__all__ = ["OPPOSED", "OTHER", "SAME", "Event", "all_pairs", "load_event", "overlap", "relation"]

OTHER, SAME, OPPOSED = 0, 1, 2
"""What two statements are to one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event's units; `claims[i]` are the claims that unit `i` states, none where the truth lists no such statement.

    `denies` are the pairs of claims that conflict. `exact` says that the units stand at the truth's own words.
    """

    name: str
    units: tuple[Unit, ...]
    claims: tuple[frozenset[str], ...]
    denies: frozenset[frozenset[str]]
    exact: bool


def load_event(event: Path, readings: Sequence[Reading]) -> tuple[Event, Event]:
    """Lay the truth of `event` over the readings of its articles: once with its exact words, once with the readings'.

    Statements that the readings found beside the truth's are units too, for the program meets them as well.
    """
    truth = json.loads((event / "truth.json").read_text(encoding="utf-8"))
    by_file = {Path(r.article.file).name: r for r in readings}
    reading_of = {a["id"]: by_file.get(Path(a["file"]).name) for a in truth["articles"]}
    exact: dict[tuple[str, Spans], tuple[Unit, set[str]]] = {}
    read: dict[tuple[str, Spans], tuple[Unit, set[str]]] = {}
    for claim in truth["claims"]:
        for row in claim["statements"]:
            reading = reading_of[row["article"]]
            at = _locate(reading.article.text, row["content"]) if reading else None
            if reading is None or at is None:
                continue
            near = _nearest(reading, at)
            _note(exact, _unit(reading, _exact(reading.article, near, at, row)), claim["id"])
            if near is not None:
                _note(read, _unit(reading, near), claim["id"])
    denies = frozenset(frozenset((c["id"], d)) for c in truth["claims"] for d in c["denied_by"])
    return _event(event.name, exact, readings, denies, True), _event(event.name, read, readings, denies, False)


def _note(found: dict[tuple[str, Spans], tuple[Unit, set[str]]], unit: Unit, claim: str) -> None:
    found.setdefault((unit.article.id, unit.statement.content), (unit, set()))[1].add(claim)


def _event(
    name: str,
    found: dict[tuple[str, Spans], tuple[Unit, set[str]]],
    readings: Sequence[Reading],
    denies: frozenset[frozenset[str]],
    exact: bool,
) -> Event:
    """The units found, then the readings' other statements that overlap none of them."""
    taken: dict[str, list[Span]] = {}
    for unit, _ in found.values():
        taken.setdefault(unit.article.id, []).extend(unit.statement.content)
    others = [
        _unit(reading, statement)
        for reading in readings
        for statement in reading.statements
        if not _meet(statement.content, taken.get(reading.article.id, ()))
    ]
    return Event(
        name=name,
        units=(*(unit for unit, _ in found.values()), *others),
        claims=(*(frozenset(claims) for _, claims in found.values()), *(frozenset[str]() for _ in others)),
        denies=denies,
        exact=exact,
    )


def overlap(one: Unit, two: Unit) -> bool:
    """Whether two units have words of one place."""
    return one.article.id == two.article.id and _meet(one.statement.content, two.statement.content)


def _meet(one: Sequence[Span], two: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in two)


def all_pairs(members: Iterable[int]) -> NDArray[np.int64]:
    """Every pair (i, j) with i before j of these units."""
    of = np.array(list(members), dtype=np.int64)
    first, second = np.triu_indices(len(of), 1)
    return np.column_stack((of[first], of[second]))


def relation(event: Event, i: int, j: int) -> int:
    """What two units of one event are to one another; a shared claim outweighs a denial."""
    if event.claims[i] & event.claims[j]:
        return SAME
    denied = any(frozenset((a, b)) in event.denies for a in event.claims[i] for b in event.claims[j])
    return OPPOSED if denied else OTHER


def _exact(article: Article, near: Statement | None, at: Span, row: dict[str, Any]) -> Statement:
    """The statement that stands at `at`: what the reading has there, or one made from the truth's row."""
    read = figures(article.text, at)
    if near is not None:
        return dataclasses.replace(near, content=(at,), figures=read)
    block = next((i for i, b in enumerate(article.blocks) if b.span.start <= at.start < b.span.end), 0)
    return Statement(
        id=f"{article.id}-{row['id']}", article=article.id, form=Form(row["form"]), act=Act(row["act"]), content=(at,),
        hedged=bool(row["hedged"]), figures=read, block=block,
    )  # fmt: skip


def _unit(reading: Reading, statement: Statement) -> Unit:
    speaker = next((s for s in reading.sources if s.id == statement.speaker), None)
    text = reading.article.text
    words = " … ".join(text[a:b] for a, b in statement.content).strip("\"“”‘’' ")
    return Unit(statement=statement, article=reading.article, speaker=speaker, words=words)


def _nearest(reading: Reading, at: Span) -> Statement | None:
    """The statement that the scorers would take for the gold one: a Jaccard of half, or most of its words covered."""
    near = [(overlap, s) for s in reading.statements if (overlap := _overlap(s.content, at)) is not None]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _overlap(content: Sequence[Span], at: Span) -> float | None:
    shared = sum(max(0, min(end, at.end) - max(start, at.start)) for start, end in content)
    size = sum(end - start for start, end in content)
    jaccard = shared / max(1, size + at.end - at.start - shared)
    return jaccard if jaccard >= 0.5 or shared >= 0.8 * (at.end - at.start) else None


def _locate(text: str, content: str) -> Span | None:
    """Where the words of `content` stand in `text`, whatever white space and marks lie between them."""
    match = re.search(r"\W*".join(re.escape(word) for word in re.findall(r"\w+", content)), text)
    return Span(*match.span()) if match else None
