"""Which articles could be of one story, by a join on their rarest words: `whence.link.same.stories` in many parts.

    articles ─words─▶ how many articles hold each ─keys─▶ lists by word ─meetings─▶ the nearest of each article

A word that many articles are looked up by costs each of them its neighbours in time, never all the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.collection import day_of
from whence.link.same.lexis import common_share
from whence.link.same.prepared import stems_of
from whence.link.same.stories import NEAR, local_weights, looked_up, meetings, of_one_story
from whence.link.same.taking import Taken, take_apart
from whence.records import Reading
from whence.scale.blocks import Columns, cut, gathered, key_of, of_kind, put_together
from whence.scale.engine import Engine, Shared, Table
from whence.scale.placing import units_in

__all__ = ["Held", "Near", "Weighed", "joined_at_home", "near", "own_stems", "weighed"]

_PLACE_BITS = 20
_STEP, _ARTICLE = 58, 31  # bits below the number of a step, of which there are 24, and of an article
_HELD = (np.int64, np.int64, np.int64, np.int32, np.float64, np.bool_, np.int32)
_POSTED = (np.int64, np.int64, np.int64, np.float64, np.float64)
_MET = (np.int64, np.int64, np.int8, np.int64, np.float64, np.float64)
Articles = Table[tuple[int, tuple[int, bytes]]]
Near = tuple[NDArray[np.int64], NDArray[np.float64]]
"""The articles nearest to one, itself first, and what it shares with each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The words of an article, and its day.

    `words` are their numbers in the collection, ascending, `spread` counts the articles that hold each, `shares` are
    those of English at large, `named` tells which are names, `places` where each stands among the article's own words.
    """

    day: int
    words: NDArray[np.int64]
    spread: NDArray[np.int32]
    shares: NDArray[np.float64]
    named: NDArray[np.bool_]
    places: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An article's story, itself first, what it shares with each of it, and the weights in it of its own words.

    The words go by their numbers.
    """

    near: NDArray[np.int64]
    shared: NDArray[np.float64]
    words: NDArray[np.int64]
    places: NDArray[np.int32]
    rare: NDArray[np.float32]


def own_stems(reading: Reading, taken: Sequence[Taken], names: frozenset[str]) -> list[str]:
    """The words of an article and of its units, taken apart, each once, in their order; none where it has no units."""
    if not taken:
        return []
    (stems,) = stems_of([reading.article], [0] * len(taken), taken, names)
    return list(dict.fromkeys(stems))


def held(articles: Articles, names: Shared[frozenset[str]], engine: Engine) -> Table[tuple[int, Held]]:
    """Return the words of each article that has units, each word with the number of articles that hold it."""
    blocks = engine.blocks

    def taken(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[Columns, list[str]]]]:
        found: defaultdict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
        for number, reading, units in units_in(rows):
            stems = own_stems(reading, [take_apart(unit, names.value) for unit in units], names.value)
            day = day_of(reading.article.published or reading.article.updated)
            for place, stem in enumerate(stems):
                found[key_of(stem) % blocks].append((number, day, place, stem))
        for block, own in found.items():
            columns = tuple(np.array([row[:3] for row in own], dtype=np.int64).T)
            yield block, (columns, [stem for *_, stem in own])

    def counted(rows: Iterator[tuple[int, list[tuple[Columns, list[str]]]]]) -> Iterator[tuple[int, Columns]]:
        for _, items in rows:
            columns = _counted(items, names.value)
            yield from cut(columns[0] % blocks, columns)

    return articles.over(taken).grouped().over(counted).grouped().over(_held)


def _counted(items: Sequence[tuple[Columns, list[str]]], names: frozenset[str]) -> Columns:
    """Say of each word of each article how many articles hold it, and its number.

    That is made of the first article that holds the word and its place there, so that numbers stand in the order in
    which one machine would meet the words.
    """
    numbers, days, places = put_together([columns for columns, _ in items], (np.int64,) * 3)
    known: dict[str, int] = {}
    which = np.array([known.setdefault(stem, len(known)) for _, stems in items for stem in stems], dtype=np.int64)
    first = np.full(len(known), np.iinfo(np.int64).max)
    np.minimum.at(first, which, numbers << _PLACE_BITS | places)
    spread = np.bincount(which, minlength=len(known)).astype(np.int32)
    shares = np.array([common_share(stem) for stem in known], dtype=np.float64)
    named = np.array([stem in names for stem in known], dtype=np.bool_)
    return numbers, days, first[which], spread[which], shares[which], named[which], places.astype(np.int32)


def _held(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, Held]]:
    for _, items in rows:
        columns = put_together(items, _HELD)
        order = np.argsort(columns[2])
        for number, own in cut(columns[0][order], tuple(column[order] for column in columns)):
            _, days, words, spread, shares, named, places = own
            yield number, Held(day=int(days[0]), words=words, spread=spread, shares=shares, named=named, places=places)


def near(words: Table[tuple[int, Held]], engine: Engine, count: int) -> Table[tuple[int, Near]]:
    """Return the articles nearest to each; `count` articles have units."""
    blocks = engine.blocks

    def posted(rows: Iterator[tuple[int, Held]]) -> Iterator[tuple[int, Columns]]:
        parts = [_posted(number, own, count) for number, own in rows]
        columns = put_together(parts, _POSTED)
        yield from cut(columns[0] % blocks, columns)

    def met(rows: Iterator[tuple[int, list[Columns]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, parts in rows:
            yield from ((block, ("met", some)) for block, some in _met(put_together(parts, _POSTED), blocks))

    def there(rows: Iterator[tuple[int, Held]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("there", number)) for number, _ in rows)

    return words.over(posted).grouped().over(met).and_(words.over(there)).grouped().over(_nearest)


def _posted(number: int, own: Held, count: int) -> Columns:
    """The words that an article is looked up by: word, day, article, its part, and what is known of the article."""
    found = looked_up(own.words, own.spread.astype(np.float64), own.shares, own.named, count)
    size = len(found.places)
    known = np.full(size, found.known)
    return own.words[found.places], np.full(size, own.day), np.full(size, number), found.parts, known


def _met(columns: Columns, blocks: int) -> Iterator[tuple[int, Columns]]:
    words, days, articles, *_ = columns
    order = np.lexsort((articles, days, words))
    words, days, articles, parts, known = (column[order] for column in columns)
    found: list[Columns] = []
    for step, (one, two) in enumerate(meetings(words, days), start=1):
        here, there = np.concatenate((one, two)), np.concatenate((two, one))
        steps = np.full(len(here), step, dtype=np.int8)
        both = parts[here] * parts[there], known[here] * known[there]
        found.append((articles[here], articles[there], steps, words[here], *both))
    together = put_together(found, _MET)  # many small tables would take longer to send than what is in them
    yield from cut(together[0] % blocks, together)


def _nearest(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Near]]:
    """Add up what each two articles share, in the order in which one machine adds it up, and keep the most."""
    for _, items in rows:
        one, two, step, word, parts, known = put_together(of_kind(items, "met"), _MET)
        order = np.lexsort((step.astype(np.int64) << _STEP | word, one << _ARTICLE | two))  # two sorts, not four
        one, two, parts, known = (column[order] for column in (one, two, parts, known))
        new = np.ones(len(one), dtype=np.bool_)
        new[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
        shared = np.bincount(np.cumsum(new) - 1, weights=parts).astype(np.float64)
        kept = of_one_story(shared, known[new])
        one, two, shared = one[new][kept], two[new][kept], shared[kept]
        order = np.lexsort((two, -shared, one))
        one, two, shared = one[order], two[order], shared[order]
        for number in of_kind(items, "there"):
            first, last = np.searchsorted(one, [number, number + 1])
            some = slice(first, min(last, first + NEAR))
            articles = np.concatenate(([number], two[some])).astype(np.int64)
            yield number, (articles, np.concatenate(([1.0], shared[some])))


def weighed(
    words: Table[tuple[int, Held]],
    stories: Table[tuple[int, Near]],
    places: Table[tuple[int, int]],
    engine: Engine,
) -> Table[tuple[int, tuple[int, Weighed]]]:
    """Return, by article, its block and the weights of its words in its story."""
    blocks = engine.blocks
    homes = joined_at_home(stories, places, blocks).kept("stories")

    def wanted(rows: Iterator[tuple[int, tuple[int, Any]]]) -> Iterator[tuple[int, int]]:
        return ((block, other) for block, (_, (own, _)) in rows for other in own.tolist())

    def own(rows: Iterator[tuple[int, tuple[int, Any]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((block, ("own", item)) for block, item in rows)

    sent = gathered(homes.over(wanted), words, blocks)
    together = homes.over(own).and_(sent.over(lambda rows: ((block, ("words", item)) for block, item in rows)))
    return together.grouped().over(_weighed)


def joined_at_home(rows: Table[tuple[int, Any]], places: Table[tuple[int, int]], blocks: int) -> Table[tuple[int, Any]]:
    """Return rows of an article and an item as rows of the article's block, with both."""

    def items(found: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("item", (number, item))) for number, item in found)

    def homes(found: Iterator[tuple[int, int]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("home", (number, home))) for number, home in found)

    def at_home(found: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Any]]:
        for _, some in found:
            home = dict(of_kind(some, "home"))
            yield from ((home[number], (number, item)) for number, item in of_kind(some, "item") if number in home)

    return rows.over(items).and_(places.over(homes)).grouped().over(at_home)


def _weighed(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[int, Weighed]]]:
    for block, items in rows:
        known: dict[int, Held] = dict(of_kind(items, "words"))
        for number, (own, shared) in of_kind(items, "own"):
            some = [known[other] for other in own.tolist()]
            words, first = np.unique(np.concatenate([one.words for one in some]), return_index=True)
            shares = np.concatenate([one.shares for one in some])[first]
            held_here = [np.searchsorted(words, one.words).astype(np.int64) for one in some]
            _, rare = local_weights(held_here, shares)
            mine = known[number]
            weights = rare[np.searchsorted(words, mine.words)]
            found = Weighed(near=own, shared=shared, words=mine.words, places=mine.places, rare=weights)
            yield number, (block, found)
