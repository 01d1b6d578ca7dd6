"""Work deep within a stage tells whoever watches how far it is, and nobody else."""

from __future__ import annotations

from whence.stages import done, watched


def test_who_watches_is_told() -> None:
    """What is done in between is told, to the one who watched last; before and behind that, to nobody."""
    told: list[tuple[str, int, int]] = []
    inner: list[tuple[str, int, int]] = []
    done("pairs", 1, 9)
    with watched(lambda *one: told.append(one)):
        done("pairs", 2, 9)
        with watched(lambda *one: inner.append(one)):
            done("pairs", 3, 9)
        done("pairs", 4, 9)
    done("pairs", 5, 9)
    assert told == [("pairs", 2, 9), ("pairs", 4, 9)]
    assert inner == [("pairs", 3, 9)]
