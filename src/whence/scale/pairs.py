"""Which statements express one proposition: `whence.link.same` in many parts.

    articles, weights ─▶ what is compared of each ─▶ sent to whose story it is of ─▶ pairs, decided

Each article's statements are prepared once, where the network is; what they are compared by then travels to the blocks
whose articles have them in their stories. A pair that two blocks find is decided alike in both, and counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.linking import relayed
from whence.link.same.candidates import candidates
from whence.link.same.decision import decide
from whence.link.same.prepared import Prepared, prepare
from whence.link.same.stories import Stories, related
from whence.link.same.taking import take_apart
from whence.link.same.vectors import Encoded
from whence.model.reader import Reader
from whence.scale.blocks import Columns, cut, gathered, of_kind
from whence.scale.engine import Engine, Shared, Table
from whence.scale.packing import unpack_with_units
from whence.scale.statements import Compared, compared_of, prepared_of
from whence.scale.stories import Weighed, own_stems

__all__ = ["UNIT_BITS", "Compared", "compared", "decided"]

UNIT_BITS = 16
"""A statement's key is its article's number above so many bits of its place among the article's own."""

_TOGETHER = 32  # articles that are prepared at once
_PARAGRAPHS = 1024  # the last ones whose tokens are kept: most of a block's, in some 40 MB
_OWN = 16  # articles whose candidates are chosen at once: their stories have some hundreds
_PAIRS = 1 << 16  # pairs that are decided at once
Ints = NDArray[np.int64]
Readers = Callable[[], Reader]


def compared(
    articles: Table[tuple[int, tuple[int, bytes]]],
    weights: Table[tuple[int, tuple[int, Weighed]]],
    names: Shared[frozenset[str]],
    where: Shared[Ints],
    reader: Readers | None = None,
) -> Table[tuple[int, Compared]]:
    """Prepare the statements of each article, in the block in which it is compared: copies are encoded once there.

    `where` are the blocks of articles by their numbers; `reader` makes the network that is used, the bundled one by
    default.
    """

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((int(where.value[number]), ("data", (number, data))) for number, (_, data) in rows)

    def weighed(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((item[0], ("weights", (number, item))) for number, item in rows)

    def prepared(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Compared]]:
        for _, items in rows:
            known: dict[str, Encoded] = {}
            held = dict(of_kind(items, "data"))
            own = iter(sorted(of_kind(items, "weights"), key=lambda item: item[0]))
            while some := list(islice(own, _TOGETHER)):
                parts = [(number, held[number], block, weight) for number, (block, weight) in some]
                yield from _compared(parts, names.value, reader, known)
                for text in list(known)[:-_PARAGRAPHS]:
                    del known[text]

    return articles.over(data).and_(weights.over(weighed)).grouped().over(prepared)


def _compared(
    some: Sequence[tuple[int, bytes, int, Weighed]],
    names: frozenset[str],
    reader: Readers | None,
    known: dict[str, Encoded],
) -> Iterator[tuple[int, Compared]]:
    """Prepare some articles together: they share the network's time; `known` are paragraphs encoded before."""
    readings, units = zip(*(unpack_with_units(data) for _, data, _, _ in some), strict=True)
    taken = [[take_apart(unit, names) for unit in own] for own in units]
    stems = [own_stems(reading, own, names) for reading, own in zip(readings, taken, strict=True)]
    words = {stem: number for number, stem in enumerate(dict.fromkeys(stem for own in stems for stem in own))}
    held = [np.array([words[own[place]] for place in weighed.places.tolist()], dtype=np.int64)
            for own, (_, _, _, weighed) in zip(stems, some, strict=True)]  # fmt: skip
    orders = [np.argsort(own) for own in held]
    stories = Stories(
        near=tuple(np.array([n], dtype=np.int64) for n in range(len(some))),
        shared=(np.ones(1),) * len(some),
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
        known=known,
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
            compared_of(
                found,
                rows,
                mine,
                block=block,
                near=weighed.near,
                shared=weighed.shared,
                numbers=numbers,
                relayed=tuple(relayed(mine)),
            ),
        )


def decided(
    prepared: Table[tuple[int, Compared]], asked: Table[tuple[int, tuple[int, int]]], engine: Engine
) -> Table[tuple[int, Columns]]:
    """Decide the pairs of each article's story, and those that are asked for.

    `asked` are rows of a block and two statements' keys, the lesser first. Returns rows of the block of the lesser
    statement's article with columns: both keys, the probabilities of one and of opposite propositions, how related
    their articles are, and whether one relays the other. A pair may come twice, the same both times.
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
    some = _Some(own)
    passed_on = {(int(some.first[n]) + a, int(some.first[n]) + b)
                 for n, (_, one) in enumerate(own) if one.block == block for a, b in one.relayed}  # fmt: skip
    others = [*passed_on, *(tuple(np.searchsorted(some.keys, pair).tolist()) for pair in asked)]
    codes = some.codes(np.array(others, dtype=np.int64).reshape(-1, 2))
    codes = np.unique(np.concatenate((codes, *_candidates(block, some))))
    homes = np.array([one.block for _, one in own], dtype=np.int64)
    marked = np.sort(some.codes(np.array(list(passed_on), dtype=np.int64).reshape(-1, 2)))
    for low in range(0, len(codes), _PAIRS):
        part = codes[low : low + _PAIRS]
        pairs = np.column_stack((part // len(some.keys), part % len(some.keys)))
        articles = np.unique(some.article[pairs])
        prepared, units = some.prepared(articles, {})
        decisions = decide(prepared, np.searchsorted(units, pairs))
        columns = some.keys[pairs[:, 0]], some.keys[pairs[:, 1]], decisions.same, decisions.opposed, some.related(pairs)
        yield from cut(homes[some.article[pairs[:, 0]]], (*columns, np.isin(part, marked)))


def _candidates(block: int, some: _Some) -> Iterator[Ints]:
    """The pairs of the block's own articles that are worth deciding, as codes, from few articles at a time."""
    mine = [n for n, one in enumerate(some.of) if one.block == block]
    for low in range(0, len(mine), _OWN):
        near = {n: np.searchsorted(some.numbers, some.of[n].near) for n in mine[low : low + _OWN]}
        prepared, units = some.prepared(np.unique(np.concatenate(list(near.values()))), near)
        yield some.codes(units[candidates(prepared)])


class _Some:
    """The statements of some articles by their places; `keys` are theirs, `article` the place of each one's."""

    def __init__(self, own: Sequence[tuple[int, Compared]]) -> None:
        self.numbers = np.array([number for number, _ in own], dtype=np.int64)
        self.of = [one for _, one in own]
        sizes = [len(one) for one in self.of]
        self.first = np.cumsum([0, *sizes])
        self.article = np.repeat(np.arange(len(own)), sizes)
        self.keys = self.numbers[self.article] << UNIT_BITS | np.arange(len(self.article)) - self.first[self.article]

    def codes(self, pairs: Ints) -> Ints:
        """A number for each pair of places, in their order."""
        return pairs[:, 0] * max(1, len(self.keys)) + pairs[:, 1]

    def related(self, pairs: Ints) -> NDArray[np.float64]:
        """How much the articles of each pair of places share."""
        articles = self.numbers[self.article[pairs]]
        return related([one.near for one in self.of], [one.shared for one in self.of], self.numbers, *articles.T)

    def prepared(self, articles: Ints, near: Mapping[int, Ints]) -> tuple[Prepared, Ints]:
        """What is compared of some articles, and the places of their statements; only those in `near` have a story."""
        stories = [np.searchsorted(articles, near.get(n, self.numbers[:0])) for n in articles.tolist()]
        places = [np.arange(self.first[n], self.first[n + 1]) for n in articles.tolist()]
        return prepared_of([self.of[n] for n in articles.tolist()], stories), np.concatenate(places)
