"""A case file as the one JSON object of the contract."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import msgspec

from whence.case.doubts import denials_by_hand
from whence.export.contract import (
    Json,
    article_json,
    claim_json,
    identified,
    skipped_json,
    source_json,
    statement_json,
    step_json,
)
from whence.export.pieces import joined
from whence.records import Reading, Statement, Step, Trace
from whence.versions.stored import stored_histories

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["case_json", "steps_json", "trace_json", "traced_json"]

_TEXTS = 256  # articles whose texts are at hand while steps are written: steps of one claim stand together


def case_json(case: Case) -> Iterator[bytes]:
    """Yield the pieces of one object, a list after the other, so that no collection is ever whole in memory."""
    encode = msgspec.json.encode
    lists: dict[str, Iterable[object]] = {
        "articles": map(article_json, case.articles()),
        "sources": _sources(case),
        "statements": map(statement_json, _statements(case)),
        "claims": map(partial(claim_json, by_hand=denials_by_hand(case)), case.claims()),
        "steps": _steps(case, case.steps()),
        "skipped": map(skipped_json, case.skipped()),
    }
    yield b"{"
    for name, items in lists.items():
        yield encode(name) + b":["
        yield from joined(items)
        yield b"],"
    yield b'"manifest":' + encode(case.manifest()) + b","
    yield b'"versions":[' + b"".join(joined(_versions(case))) + b"]"
    for name, found in _beside(case):
        yield b"," + encode(name) + b":" + encode(found)
    yield b"}\n"


def steps_json(steps: Iterable[Step], text: Callable[[str], str]) -> Iterator[Json]:
    """Yield steps as the contract has them; `text` gives the text of the article that a statement stands in."""
    for step in steps:
        before, after = (text(end) if step.changes else "" for end in (step.earlier, step.later))
        yield step_json(step, before, after)


def trace_json(trace: Trace, readings: Sequence[Reading], by_hand: Collection[tuple[str, str]] = ()) -> bytes:
    """Return one object with the claims and the steps of a trace, as an export has them.

    `by_hand` says who denies whom because a person has said so (`Trace.denials_by_hand`).
    """
    texts = {reading.article.id: reading.article.text for reading in readings}
    home = {s.id: s.article for reading in readings for s in reading.statements} | {
        s.id: s.article for s in trace.parts
    }
    steps = steps_json(trace.steps, lambda statement: texts.get(home.get(statement, ""), ""))
    claims = list(map(partial(claim_json, by_hand=by_hand), trace.claims))
    return msgspec.json.encode({"claims": claims, "steps": list(steps)}) + b"\n"


def traced_json(case: Case, claim: str | None = None) -> Iterator[bytes]:
    """Yield the pieces of what `trace_json` gives of a case file's trace, or of one claim of it, by its id.

    So no collection is ever whole in memory.
    """
    claims = list(case.claims(claim)) if claim is not None else case.claims()
    steps = case.steps(later=claims[0].statements) if isinstance(claims, list) else case.steps()
    yield b'{"claims":['
    yield from joined(map(partial(claim_json, by_hand=denials_by_hand(case)), claims), between=b",")
    yield b'],"steps":['
    yield from joined(_steps(case, steps), between=b",")
    yield b"]}\n"


def _steps(case: Case, steps: Iterable[Step]) -> Iterator[Json]:
    text = lru_cache(_TEXTS)(case.text)
    return steps_json(steps, lambda statement: text(case.article_of(statement) or ""))


def _versions(case: Case) -> Iterator[Json]:
    """Yield the articles that have several versions: their address, and the articles' ids in the order of capture."""
    for history in stored_histories(case):
        yield {"address": history.address, "articles": [article.id for article in history.articles]}


def _beside(case: Case) -> Iterator[tuple[str, list[Json]]]:
    """Yield what stands beside the collection where it was looked for: published checks, and pictures shown twice."""
    checks = case.checks()
    if checks:
        from whence.match.printing import claim_json as with_checks  # noqa: PLC0415  -- few exports hold any

        wordings = {claim.id: claim.wording for claim in case.claims()}
        of = {claim: [one for one in checks if one.claim == claim] for claim in dict.fromkeys(c.claim for c in checks)}
        yield "published_checks", [with_checks(claim, wordings[claim], own) for claim, own in of.items()]
    groups = case.picture_groups()
    if groups:
        from whence.pictures.showing import group_json  # noqa: PLC0415  -- as above

        wanted = {article for group in groups for article in group.articles}
        articles = {article.id: article for article in case.articles() if article.id in wanted}
        yield "pictures", [group_json(group, articles) for group in groups]


def _sources(case: Case) -> Iterator[Json]:
    """Yield the sources; where the collection is traced, each as the collection identifies it."""
    traced = case.tracing() is not None
    for reading in case.readings():
        if traced:
            yield from identified(reading.sources, case.standing_for(source.id for source in reading.sources))
        else:
            yield from map(source_json, reading.sources)


def _statements(case: Case) -> Iterator[Statement]:
    """Yield each article's statements, and behind them the parts that its contents were split into."""
    for reading in case.readings():
        yield from reading.statements
        yield from case.parts(reading.article.id)
