"""What the statements of an article are compared by, as it travels: the words that there are, and no empty places.

A statement takes some three kilobytes so, and four times that in the arrays that pairs are compared by
(`whence.link.same.prepared.Prepared`): these are made of a few articles at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from whence.link.same.prepared import FIGURES, WORDS, Prepared, Sides, measure_of, speaker_of
from whence.link.same.stories import Stories
from whence.link.units import Unit

__all__ = ["Compared", "compared_of", "prepared_of"]

_ROWS = ("means", "scenes", "senses", "values", "loose", "negated", "denying", "traits")
_FLAGS = ("has", "against")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of some statements, end to end: `counts` are how many each has, the rest is as in `Sides`.

    `stems` are numbers of the whole collection.
    """

    counts: NDArray[np.int64]
    stems: NDArray[np.int64]
    kinds: NDArray[np.int8]
    rare: NDArray[np.float32]
    vectors: NDArray[np.float16]

    @classmethod
    def of(cls, sides: Sides, numbers: NDArray[np.int64], rows: slice) -> _Words:
        """Take some rows; `numbers` are those of the stems in the collection."""
        there = sides.stems[rows] >= 0
        return cls(
            counts=there.sum(1),
            stems=numbers[sides.stems[rows][there]],
            kinds=sides.kinds[rows][there],
            rare=sides.rare[rows][there],
            vectors=sides.vectors[rows][there],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the statements of an article are compared by.

    `block` is where, `near` the article's story and `shared` what it shares with each of it; `rows` are arrays of
    `Prepared`, `flags` those of its marks, eight to a byte; measures and speakers go by what they are called. `relayed`
    are pairs of places of which one statement is mostly the other.
    """

    block: int
    near: NDArray[np.int64]
    shared: NDArray[np.float64]
    rows: dict[str, NDArray[Any]]
    flags: dict[str, NDArray[np.uint8]]
    content: _Words
    around: _Words
    measures: tuple[tuple[str | None, ...], ...]
    speakers: tuple[str | None, ...]
    relayed: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.speakers)


def compared_of(
    found: Prepared,
    rows: slice,
    units: Sequence[Unit],
    *,
    block: int,
    near: NDArray[np.int64],
    shared: NDArray[np.float64],
    numbers: NDArray[np.int64],
    relayed: Sequence[tuple[int, int]],
) -> Compared:
    """Return some rows as they travel: those of one article's `units`; `numbers` are the words' in the collection."""
    return Compared(
        block=block,
        near=near,
        shared=shared,
        rows={name: getattr(found, name)[rows] for name in _ROWS},
        flags={name: np.packbits(getattr(found, name)[rows], axis=1) for name in _FLAGS},
        content=_Words.of(found.content, numbers, rows),
        around=_Words.of(found.around, numbers, rows),
        measures=tuple(tuple(map(measure_of, unit.statement.figures[:FIGURES])) for unit in units),
        speakers=tuple(map(speaker_of, units)),
        relayed=tuple(relayed),
    )


def prepared_of(some: Sequence[Compared], near: Sequence[NDArray[np.int64]]) -> Prepared:
    """Put the statements of several articles together; `near` are the places of each one's story among them."""
    owner = np.repeat(np.arange(len(some)), [len(one) for one in some])
    words = np.unique(np.concatenate([side.stems for one in some for side in (one.content, one.around)]))
    rows: dict[str, Any] = {name: np.concatenate([one.rows[name] for one in some]) for name in _ROWS}
    for name in _FLAGS:
        rows[name] = np.unpackbits(np.concatenate([one.flags[name] for one in some]), axis=1).view(np.bool_)
    return Prepared(
        units=cast(Any, (None,) * len(owner)),  # the comparison looks at the arrays alone
        stories=Stories(near=tuple(near), shared=(), words={}, known=(), rare=()),
        article=owner,
        content=_sides([one.content for one in some], words),
        around=_sides([one.around for one in some], words),
        measures=_measures(some),
        speakers=_numbered([speaker for one in some for speaker in one.speakers], np.int64),
        **rows,
    )


def _sides(parts: Sequence[_Words], words: NDArray[np.int64]) -> Sides:
    """Words in their places, and empty places beyond the last, as `prepare` leaves them."""
    there = np.arange(WORDS) < np.concatenate([part.counts for part in parts])[:, None]
    width = parts[0].vectors.shape[1] if parts else 0
    sides = Sides(
        stems=np.full(there.shape, -1, dtype=np.int32),
        kinds=np.zeros(there.shape, dtype=np.int8),
        rare=np.zeros(there.shape, dtype=np.float32),
        vectors=np.zeros((*there.shape, width), dtype=np.float16),
    )
    sides.stems[there] = np.searchsorted(words, np.concatenate([part.stems for part in parts]))
    for name in ("kinds", "rare", "vectors"):
        getattr(sides, name)[there] = np.concatenate([getattr(part, name) for part in parts])
    return sides


def _measures(some: Sequence[Compared]) -> NDArray[np.int32]:
    called = [own[at] if at < len(own) else None for one in some for own in one.measures for at in range(FIGURES)]
    found: NDArray[np.int32] = _numbered(called, np.int32).reshape(-1, FIGURES)
    return found


def _numbered(names: Sequence[str | None], kind: Any) -> NDArray[Any]:
    """Numbers for names, -1 for none."""
    numbers: dict[str, int] = {}
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names], dtype=kind)
