"""Run as a program: `whence` with a reader and a tracer that need no network, for the tests of the commands.

The reader takes each line of an article for a statement of its keeper; the tracer takes statements of the same words
for one claim, whose later statements follow the first. Time goes by in small steps. With KILL_AT in the environment,
the process kills itself at that step of its work: at an SQL statement, or at the beginning of a stage. With KILL_STAGE
the real tracer runs, and an alarm ends the process KILL_AFTER seconds after that stage has begun, or at its end. With
TIMES, what seconds each stage of the real tracer took stands in a line of that file.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from whence import pipeline
from whence.by_hand import NOTHING, ByHand
from whence.case import store
from whence.cli.app import main
from whence.records import (
    Act,
    Article,
    Change,
    ChangeKind,
    Claim,
    Form,
    LinkBasis,
    Order,
    Origin,
    Range,
    Reading,
    Source,
    SourceKind,
    Statement,
    Step,
    Trace,
)

PAUSE = float(os.environ.get("PAUSE", "0"))
KILL_AT = int(os.environ.get("KILL_AT", "-1"))
KILL_STAGE = int(os.environ.get("KILL_STAGE", "-1"))
STAGES = ("copies", "wording", "claims")
done = 0


def step(_: object = None) -> None:
    """Count a step of the work, and kill the process where it is the last that it may do."""
    global done  # noqa: PLW0603  -- the program counts
    if done == KILL_AT:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1


def read_all(articles: Iterable[Article]) -> Iterator[Reading]:
    for article in articles:
        time.sleep(PAUSE)
        keeper = Source(id="k" + article.id, name="keeper", kind=SourceKind.unnamed)
        statements = tuple(
            Statement(
                id=f"{article.id}-{n}",
                article=article.id,
                form=Form.indirect,
                act=Act.assertion,
                content=(block.span,),
                speaker=keeper.id,
                block=n,
            )
            for n, block in enumerate(article.blocks)
        )
        yield Reading(article=article, statements=statements, sources=(keeper,))


def trace_readings(
    readings: Sequence[Reading],
    *,
    as_of: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    by_hand: ByHand = NOTHING,
) -> Trace:
    del as_of, by_hand  # the command leaves out what was not in print by then
    for number, name in enumerate(STAGES, start=1):
        step()
        if progress is not None:
            progress(name, number, len(STAGES))
        time.sleep(PAUSE)
    found: dict[str, list[Statement]] = {}
    for reading in readings:
        for statement in reading.statements:
            words = " ".join(reading.article.text[start:end] for start, end in statement.content)
            found.setdefault(words, []).append(statement)
    claims = tuple(claim(words, some) for words, some in found.items())
    steps = tuple(follows(later, some[0]) for some in found.values() for later in some[1:])
    return Trace(claims=claims, steps=steps)


def trace_really(
    readings: Sequence[Reading],
    *,
    as_of: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    by_hand: ByHand = NOTHING,
    trace: Callable[..., Trace] = pipeline.trace_readings,
) -> Trace:
    began: list[float] = []

    def begin() -> None:
        """End the process where a stage begins after the one in which it is to end."""
        began.append(time.monotonic())
        if len(began) == KILL_STAGE + 1 > 1:
            os.kill(os.getpid(), signal.SIGALRM)

    def tell(name: str, number: int, of: int) -> None:
        begin()
        if number == KILL_STAGE:
            signal.setitimer(signal.ITIMER_REAL, float(os.environ["KILL_AFTER"]))
        if progress is not None:
            progress(name, number, of)

    found = trace(readings, as_of=as_of, progress=tell, by_hand=by_hand)
    begin()
    if "TIMES" in os.environ:
        Path(os.environ["TIMES"]).write_text("".join(f"{b - a}\n" for a, b in pairwise(began)), encoding="utf-8")
    return found


def claim(words: str, statements: list[Statement]) -> Claim:
    ids = tuple(statement.id for statement in statements)
    origin = Origin(source=statements[0].speaker, kind=SourceKind.unnamed, name="keeper", statements=ids)
    name = f"c{hashlib.sha256(ids[0].encode()).hexdigest()[:15]}"
    return Claim(id=name, wording=words, statements=ids, origins=(origin,), independent=Range(1, 1))


def follows(later: Statement, earlier: Statement) -> Step:
    change = Change(kind=ChangeKind.hedge_dropped, before=earlier.content, after=later.content)
    basis = LinkBasis.inferred
    return Step(later=later.id, earlier=earlier.id, basis=basis, order=Order.clock, score=0.5, changes=(change,))


def connect(path: object, connect: Callable[..., object] = store.connect) -> object:
    connection = connect(path)
    if KILL_AT >= 0 or os.environ.get("COUNT"):
        connection.set_trace_callback(step)  # type: ignore[attr-defined]  # SQLite's
    return connection


if __name__ == "__main__":
    if KILL_STAGE < 0:
        sys.modules["whence.read"] = ModuleType("whence.read")  # for the real one would load the network
    importlib.import_module("whence.read").__dict__["read_all"] = read_all
    pipeline.__dict__["trace_readings"] = trace_readings if KILL_STAGE < 0 else trace_really
    store.connect = connect  # type: ignore[assignment]
    try:
        main(sys.argv[1:])
    finally:
        if os.environ.get("COUNT"):
            print(f"steps: {done}", file=sys.stderr)
