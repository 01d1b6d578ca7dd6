"""Which statements express one proposition: `whence.link.same` in many parts.

    articles, weights ─▶ what is compared of each ─▶ sent to whose story it is of ─▶ pairs, decided

Each article's statements are prepared once, where the network is; what they are compared by then travels to the blocks
whose articles have them in their stories. A pair that two blocks find is decided alike in both, and counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from whence.link.linking import relayed
from whence.link.same.candidates import candidates
from whence.link.same.decision import decide
from whence.link.same.prepared import FIGURES, Prepared, Sides, measure_of, prepare, speaker_of
from whence.link.same.stories import Stories
from whence.link.same.taking import take_apart
from whence.model.reader import Reader
from whence.scale.blocks import Columns, cut, gathered, of_kind
from whence.scale.engine import Engine, Shared, Table
from whence.scale.packing import unpack_with_units
from whence.scale.stories import Weighed, own_stems

__all__ = ["UNIT_BITS", "Compared", "compared", "decided"]

UNIT_BITS = 16
"""A statement's key is its article's number above so many bits of its place among the article's own."""

_TOGETHER = 32  # articles that are prepared at once
_ROWS = ("means", "scenes", "values", "loose", "negated", "has", "against", "traits")
_SIDES = ("kinds", "rare", "vectors")
Readers = Callable[[], Reader]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the statements of an article are compared by.

    `block` is where, `near` the article's story; `rows` are the arrays of `Prepared`; the words of `content` and
    `around` go by their numbers in the collection (-1 beyond the last), measures and speakers by what they are called.
    `relayed` are pairs of places of which one statement is mostly the other.
    """

    block: int
    near: NDArray[np.int64]
    rows: dict[str, NDArray[Any]]
    content: dict[str, NDArray[Any]]
    around: dict[str, NDArray[Any]]
    measures: tuple[tuple[str | None, ...], ...]
    speakers: tuple[str | None, ...]
    relayed: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.speakers)


def compared(
    articles: Table[tuple[int, tuple[int, bytes]]],
    weights: Table[tuple[int, tuple[int, Weighed]]],
    names: Shared[frozenset[str]],
    engine: Engine,
    reader: Readers | None = None,
) -> Table[tuple[int, Compared]]:
    """Prepare the statements of each article; `reader` makes the network that is used, the bundled one by default."""
    blocks = engine.blocks

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("data", (number, data))) for number, (_, data) in rows)

    def weighed(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("weights", (number, item))) for number, item in rows)

    def prepared(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Compared]]:
        for _, items in rows:
            held = dict(of_kind(items, "data"))
            own = iter(sorted(of_kind(items, "weights"), key=lambda item: item[0]))
            while some := list(islice(own, _TOGETHER)):
                parts = [(number, held[number], block, weight) for number, (block, weight) in some]
                yield from _compared(parts, names.value, reader)

    return articles.over(data).and_(weights.over(weighed)).grouped().over(prepared)


def _compared(
    some: Sequence[tuple[int, bytes, int, Weighed]], names: frozenset[str], reader: Readers | None
) -> Iterator[tuple[int, Compared]]:
    """Prepare some articles together: they share the network's time."""
    readings, units = zip(*(unpack_with_units(data) for _, data, _, _ in some), strict=True)
    taken = [[take_apart(unit, names) for unit in own] for own in units]
    stems = [own_stems(reading, own, names) for reading, own in zip(readings, taken, strict=True)]
    words = {stem: number for number, stem in enumerate(dict.fromkeys(stem for own in stems for stem in own))}
    held = [np.array([words[own[place]] for place in weighed.places.tolist()], dtype=np.int64)
            for own, (_, _, _, weighed) in zip(stems, some, strict=True)]  # fmt: skip
    orders = [np.argsort(own) for own in held]
    stories = Stories(
        near=tuple(np.array([n], dtype=np.int64) for n in range(len(some))),
        words=words,
        known=tuple(own[order] for own, order in zip(held, orders, strict=True)),
        rare=tuple(weighed.rare[order] for (_, _, _, weighed), order in zip(some, orders, strict=True)),
    )
    found = prepare(
        [u for own in units for u in own],
        reader=reader() if reader else None,
        names=names,
        stories=stories,
        taken=[one for own in taken for one in own],
    )
    numbers = np.full(len(words) + 1, -1, dtype=np.int64)  # the last stands for no word
    for places, (_, _, _, weighed) in zip(held, some, strict=True):
        numbers[places] = weighed.words
    first = 0
    for (number, _, block, weighed), mine in zip(some, units, strict=True):
        rows = slice(first, first + len(mine))
        first += len(mine)
        yield (
            number,
            Compared(
                block=block,
                near=weighed.near,
                rows={name: getattr(found, name)[rows] for name in _ROWS},
                content=_by_number(found.content, numbers, rows),
                around=_by_number(found.around, numbers, rows),
                measures=tuple(tuple(map(measure_of, unit.statement.figures[:FIGURES])) for unit in mine),
                speakers=tuple(map(speaker_of, mine)),
                relayed=tuple(relayed(mine)),
            ),
        )


def _by_number(sides: Sides, numbers: NDArray[np.int64], rows: slice) -> dict[str, NDArray[Any]]:
    return {"stems": numbers[sides.stems[rows]]} | {name: getattr(sides, name)[rows] for name in _SIDES}


def decided(
    prepared: Table[tuple[int, Compared]], asked: Table[tuple[int, tuple[int, int]]], engine: Engine
) -> Table[tuple[int, Columns]]:
    """Decide the pairs of each article's story, and those that are asked for.

    `asked` are rows of a block and two statements' keys, the lesser first. Returns rows of the block of the lesser
    statement's article with columns: both keys, the probabilities of one and of opposite propositions, and whether one
    relays the other. A pair may come twice, the same both times.
    """
    blocks = engine.blocks

    def wanted(rows: Iterator[tuple[int, Compared]]) -> Iterator[tuple[int, int]]:
        return ((own.block, number) for _, own in rows for number in own.near.tolist())

    def wanted_too(rows: Iterator[tuple[int, tuple[int, int]]]) -> Iterator[tuple[int, int]]:
        return ((block, key >> UNIT_BITS) for block, pair in rows for key in pair)

    def pairs(rows: Iterator[tuple[int, tuple[int, int]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((block, ("asked", pair)) for block, pair in rows)

    sent = gathered(prepared.over(wanted).and_(asked.over(wanted_too)), prepared, blocks)
    together = sent.over(lambda rows: ((block, ("own", item)) for block, item in rows)).and_(asked.over(pairs))
    return together.grouped().over(_decided)


def _decided(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Columns]]:
    for block, items in rows:
        own: list[tuple[int, Compared]] = sorted(of_kind(items, "own"), key=lambda item: item[0])
        if own:
            yield from _decided_in(block, own, sorted(set(of_kind(items, "asked"))))


def _decided_in(
    block: int, own: Sequence[tuple[int, Compared]], asked: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Columns]]:
    numbers = np.array([number for number, _ in own], dtype=np.int64)
    some = [one for _, one in own]
    prepared = _prepared(numbers, some, block)
    keys = np.array([n << UNIT_BITS | at for n, one in own for at in range(len(one))], dtype=np.int64)
    firsts = np.cumsum([0, *map(len, some)])
    passed_on = {(int(firsts[n]) + a, int(firsts[n]) + b) for n, one in enumerate(some) for a, b in one.relayed}
    chosen = {tuple(pair) for pair in candidates(prepared).tolist()}
    chosen |= {(a, b) for a, b in passed_on if some[int(prepared.article[a])].block == block}
    chosen |= {tuple(np.searchsorted(keys, pair).tolist()) for pair in asked}
    order = np.array(sorted(chosen), dtype=np.int64).reshape(-1, 2)
    decisions = decide(prepared, order)
    is_relayed = np.array([pair in passed_on for pair in map(tuple, order.tolist())], dtype=np.bool_)
    homes = np.array([one.block for one in some], dtype=np.int64)[prepared.article[order[:, 0]]]
    yield from cut(homes, (keys[order[:, 0]], keys[order[:, 1]], decisions.same, decisions.opposed, is_relayed))


def _prepared(numbers: NDArray[np.int64], some: Sequence[Compared], block: int) -> Prepared:
    """Put the statements of several articles together; only the block's own articles have a story."""
    owner = np.repeat(np.arange(len(some)), [len(one) for one in some])
    empty = numbers[:0]
    near = tuple(np.searchsorted(numbers, one.near) if one.block == block else empty for one in some)
    words = np.unique(np.concatenate([one.content["stems"].ravel() for one in some]
                                     + [one.around["stems"].ravel() for one in some]))  # fmt: skip
    words = words[words >= 0]
    rows = {name: np.concatenate([one.rows[name] for one in some]) for name in _ROWS}
    return Prepared(
        units=cast(Any, (None,) * len(owner)),  # the comparison looks at the arrays alone
        stories=Stories(near=near, words={}, known=(), rare=()),
        article=owner,
        content=_sides([one.content for one in some], words),
        around=_sides([one.around for one in some], words),
        measures=_measures(some),
        speakers=_numbered([speaker for one in some for speaker in one.speakers], np.int64),
        **rows,
    )


def _sides(parts: Sequence[dict[str, NDArray[Any]]], words: NDArray[np.int64]) -> Sides:
    stems = np.concatenate([part["stems"] for part in parts])
    local = np.where(stems >= 0, np.searchsorted(words, stems), -1).astype(np.int32)
    return Sides(stems=local, **{name: np.concatenate([part[name] for part in parts]) for name in _SIDES})


def _measures(some: Sequence[Compared]) -> NDArray[np.int32]:
    called = [own[at] if at < len(own) else None for one in some for own in one.measures for at in range(FIGURES)]
    found: NDArray[np.int32] = _numbered(called, np.int32).reshape(-1, FIGURES)
    return found


def _numbered(names: Sequence[str | None], kind: Any) -> NDArray[Any]:
    """Numbers for names, -1 for none."""
    numbers: dict[str, int] = {}
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names], dtype=kind)
