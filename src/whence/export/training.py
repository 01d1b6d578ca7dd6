"""What people have decided, as data to train on: relations with their text and spans, and pairs told one or two.

Only decisions that are in force and heeded wholly stand here, by time; `docs/review.md` says what each row holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

import msgspec

from whence.export.contract import GAP, Json
from whence.link.parts import parts_of
from whence.records import Article, Decision, Reading, Source, Spans, Statement
from whence.review.action import Action
from whence.review.state import applied_now
from whence.review.values import value_of

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_training"]

_ON_STATEMENTS = (Action.add, Action.confirm, Action.correct, Action.drop)
_PAIRS: dict[str, tuple[str, str]] = {
    Action.same: ("claim", "same"),
    Action.different: ("claim", "different"),
    Action.merge: ("source", "same"),
    Action.split_: ("source", "different"),
    Action.follows: ("step", "follows"),
    Action.follows_not: ("step", "follows_not"),
    Action.denies: ("denial", "denies"),
    Action.denies_not: ("denial", "denies_not"),
}


def case_training(case: Case) -> Iterator[bytes]:
    """Yield a JSON object a line."""
    applied = applied_now(case)
    against = {conflict.decision.id for conflict in applied.conflicts}
    as_read = {reading.article.id: reading for reading in case.as_read(*(r.article.id for r in applied.readings))}
    held = _Held(applied.readings, as_read.values())
    heeded = [one for one in case.decisions() if one.id in applied.found and one.id not in against]
    for row in (*_relations(heeded, applied.found, held), *_pairs(heeded, applied.found, held)):
        yield msgspec.json.encode(row) + b"\n"


class _Held:
    """Statements and sources by id, with their articles; those that a person has taken out as they were read."""

    def __init__(self, now: Iterable[Reading], as_read: Iterable[Reading]) -> None:
        self.statements: dict[str, tuple[Statement, Reading]] = {}
        self.sources: dict[str, tuple[Source, Reading]] = {}
        for reading in (*now, *as_read):
            for source in reading.sources:
                self.sources.setdefault(source.id, (source, reading))
            for statement in reading.statements:
                self.statements.setdefault(statement.id, (statement, reading))
                for part in parts_of(reading.article, statement):
                    self.statements.setdefault(part.id, (part, reading))


Found = Mapping[str, tuple[tuple[str, ...], ...]]


def _relations(heeded: Sequence[Decision], found: Found, held: _Held) -> Iterator[Json]:
    """Yield a row for each statement that was added, confirmed, corrected or taken out, as it is now."""
    by_statement: dict[str, list[Decision]] = {}
    for decision in heeded:
        if decision.action in _ON_STATEMENTS and len(found[decision.id]) == 1:
            by_statement.setdefault(found[decision.id][0][0], []).append(decision)
    for name, some in by_statement.items():
        if name not in held.statements:  # added, and taken out again: the articles do not have it
            continue
        statement, reading = held.statements[name]
        yield {
            "row": "relation",
            "label": "none" if some[-1].action == Action.drop else "statement",
            "set": sorted({field for one in some for field in value_of(one.value)}),
            **_relation(statement, reading),
            **_who(some),
        }


def _relation(statement: Statement, reading: Reading) -> Json:
    places = {name: getattr(statement, name) for name in ("content", "cue", "source", "addressee", "evidence")}
    start, end = _stretch(reading.article, [span for spans in places.values() for span in spans])
    speaker = next((source for source in reading.sources if source.id == statement.speaker), None)
    return {
        "id": statement.id,
        "article": reading.article.file,
        "text": reading.article.text[start:end],
        "offset": start,
        **{name: [[a - start, b - start] for a, b in spans] for name, spans in places.items()},
        "form": statement.form.value,
        "act": statement.act.value,
        "hedged": statement.hedged,
        "negated": statement.negated,
        "speaker": None if speaker is None else {"name": speaker.name, "kind": speaker.kind.value},
        "chain": msgspec.to_builtins(statement.chain),
    }


def _stretch(article: Article, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the range of the lines that hold all of some spans; of the spans alone where the article has no lines."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    lines = [block.span for block in article.blocks if block.span.start < last and first < block.span.end]
    return min([first, *(line.start for line in lines)]), max([last, *(line.end for line in lines)])


def _pairs(heeded: Sequence[Decision], found: Found, held: _Held) -> Iterator[Json]:
    """Yield a row for each pair that was decided about: the first of each side, or all across sides told apart."""
    for decision in heeded:
        sides = found[decision.id]
        if len(sides) != 2 or decision.action == Action.note:
            continue
        what, label = _PAIRS.get(decision.action, _confirmed(decision))
        apart = label == "different"
        for one, other in product(*sides) if apart else [(sides[0][0], sides[1][0])]:
            yield {
                "row": what,
                "label": label,
                "direct": all(len(side) == 1 for side in sides),
                "a": _side(what, one, held),
                "b": _side(what, other, held),
                **_who([decision]),
            }


def _confirmed(decision: Decision) -> tuple[str, str]:
    return ("step", "follows") if value_of(decision.value).get("what") == "step" else ("claim", "same")


def _side(what: str, name: str, held: _Held) -> Json:
    if what == "source":
        source, reading = held.sources[name]
        about: Json = {"name": source.name, "kind": source.kind.value, "description": source.description}
        return {"id": name, "article": reading.article.file, "outlet": reading.article.outlet, **about}
    statement, reading = held.statements[name]
    words = GAP.join(reading.article.text[start:end] for start, end in statement.content)
    published = reading.article.published
    return {
        "id": name,
        "article": reading.article.file,
        "outlet": reading.article.outlet,
        "published": published.at if published else None,
        "words": words,
        "content": _places(statement.content),
    }


def _places(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _who(decisions: Sequence[Decision]) -> Json:
    last = decisions[-1]
    return {"decisions": [one.id for one in decisions], "by": last.by, "at": last.at}
