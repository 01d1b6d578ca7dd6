"""How far a long run is, told by the names of its stages, and by how much of a stage's work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["OnStage", "OnWork", "done", "teller", "watched"]

OnStage = Callable[[str, int, int], None]
"""Is called where a stage begins, with its name, its number from 1, and how many there are."""

OnWork = Callable[[str, int, int], None]
"""Is called within a stage, with the name of what is being done, how many of it are done, and how many there are."""

_on_work: ContextVar[OnWork | None] = ContextVar("on_work", default=None)


def teller(stages: Sequence[str], on_stage: OnStage | None) -> Callable[[str], None]:
    """Return what tells `on_stage`, where there is one, that the stage of a name begins.

    >>> begin = teller(("copies", "claims"), lambda name, number, of: print(f"{name} ({number} of {of})"))
    >>> begin("claims")
    claims (2 of 2)
    """

    def begin(stage: str) -> None:
        if on_stage is not None:
            on_stage(stage, stages.index(stage) + 1, len(stages))

    return begin


@contextmanager
def watched(on_work: OnWork) -> Iterator[None]:
    """Let `on_work` be told how far the work is that is done meanwhile in this thread.

    What can be counted lies deep within the stages, in functions of which nobody else asks how far they are: so it is
    not handed down to them.
    """
    before = _on_work.set(on_work)
    try:
        yield
    finally:
        _on_work.reset(before)


def done(what: str, number: int, of: int) -> None:
    """Tell whoever watches how many of something are done.

    >>> with watched(lambda *told: print(*told)):
    ...     done("pairs", 2, 5)
    pairs 2 5
    """
    on_work = _on_work.get()
    if on_work is not None:
        on_work(what, number, of)
