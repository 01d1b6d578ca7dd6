"""How far a long run is, told by the names of its stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["OnStage", "teller"]

OnStage = Callable[[str, int, int], None]
"""Is called where a stage begins, with its name, its number from 1, and how many there are."""


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
