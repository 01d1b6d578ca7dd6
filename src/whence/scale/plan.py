"""The plan: readings to a trace, in many parts, the same as on one machine.

    readings ─▶ numbered ─▶ copies, quotations, stories ─▶ evidence, decisions ─▶ groups ─▶ claims, denials
                  └─▶ counts of the whole: words, names, outlets, clocks ─▶ shared with every worker

Every stage is `whence.link`'s or `whence.trace`'s own; the plan says what must come together for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.by_hand import NOTHING, ByHand
from whence.link.credit_targets import target_weights
from whence.link.outlets import Outlets
from whence.link.unnamed import weights
from whence.records import Near, Passage, Reading
from whence.scale import (
    claims,
    copies,
    credits,
    evidence,
    groups,
    heeding,
    nameless,
    naming,
    pairs,
    partition,
    people,
    quotes,
    stories,
    tally,
)
from whence.scale.engine import Engine, Shared, Table
from whence.scale.naming_offices import weeks_of
from whence.scale.outlines import outlines
from whence.scale.placing import distinct, placed
from whence.stages import OnStage, teller
from whence.trace.timeline import Offsets

__all__ = ["STAGES", "Outcome", "plan"]

STAGES = ("articles", "copies", "stories", "wording", "credits", "sources", "claims", "denials")
"""The stages of the plan, in their order, as they are told to `progress`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the plan leaves, in tables.

    `articles` are by number, with their rank and reading, `known` tells of each, `passages` have their places.
    `same` has the ids of sources with those of their fullest namings, where these are others.
    """

    articles: Table[tuple[int, tuple[int, bytes]]]
    known: Table[tuple[int, people.Known]]
    passages: Table[tuple[int, int, tuple[Any, ...], Passage, bool]]
    claims: Table[tuple[int, claims.Traced]]
    near: Table[Near]
    same: Table[tuple[str, str]]


def plan(
    readings: Table[Reading],
    engine: Engine,
    *,
    progress: OnStage | None = None,
    reader: pairs.Readers | None = None,
    by_hand: ByHand = NOTHING,
) -> Outcome:
    """Trace a collection. `progress` is told of each stage; `reader` makes the network whose encoder is used.

    What people have decided of sources, claims, steps and denials (`by_hand`) holds, whatever speaks against it.
    """
    begin = teller(STAGES, progress)
    blocks = engine.blocks
    begin("articles")
    articles = engine.once("articles", lambda: placed(distinct(readings, blocks).kept("distinct"), blocks))
    counts = tally.tally(articles)
    heeded = heeding.heeded(articles, by_hand)
    begin("copies")
    passages = engine.once("passages", lambda: _copied(articles, counts, engine))
    begin("stories")
    names = engine.shared(counts.names())
    held = stories.held(articles, names, engine).kept("words")
    near = stories.near(held, engine, counts.units).kept("near")
    where = partition.story_blocks(near, counts.articles, engine)
    places = near.over(lambda rows: ((number, int(where.value[number])) for number, _ in rows)).kept("places")
    weighed = stories.weighed(held, near, places, engine)
    begin("wording")
    shared = stories.joined_at_home(passages.over(_by_first), places, blocks).over(_without_number).kept("shared")
    quoted = stories.joined_at_home(quotes.alike(articles, engine), places, blocks).over(_without_number)
    found = evidence.evidence(articles, shared, quoted, engine).kept("evidence")
    asked = found.over(_asked).and_(_at_home(heeded.asked(), where.value, engine))
    prepared = pairs.compared(articles, weighed, names, where, reader)
    decided = engine.once("decided", lambda: pairs.decided(prepared.kept("prepared"), asked, engine))
    begin("credits")
    outlets = tally.outlets_of(articles, counts.mastheads)
    all_outlets = engine.shared(outlets)
    telling = engine.shared(target_weights(counts.holding, counts.articles))
    given = credits.credited(articles, all_outlets, telling, engine).kept("credits")
    begin("sources")
    known = engine.once("known", lambda: _known(articles, given, found, all_outlets, counts, heeded, engine))
    begin("claims")
    offsets = engine.shared(Offsets.of(counts.offsets))
    outlined = articles.over(outlines).kept("outlines")
    first = evidence.alike(decided, found, shared, outlined, known, offsets, engine).kept("alike")
    homes = engine.once("homes", lambda: groups.homes(articles, first, where, engine, heeded.decided))
    upheld = engine.shared(heeded.again(homes))
    again = evidence.alike_again(first, homes, shared, outlined, known, places, where, offsets, engine, upheld).kept(
        "again"
    )
    traced = claims.traced(again, articles, known, offsets, where, engine, upheld, heeded.apart(known)).kept("traced")
    begin("denials")
    whole = claims.denied(traced, again, engine, upheld).kept("claims")
    near_misses = claims.near_misses(traced, again, engine, upheld).kept("near-misses")
    return Outcome(
        articles=articles,
        known=known,
        passages=passages.over(_between_articles),
        claims=whole,
        near=near_misses,
        same=known.over(_of_others),
    )


def _copied(
    articles: Table[tuple[int, tuple[int, bytes]]], counts: tally.Tally, engine: Engine
) -> Table[tuple[int, int, tuple[Any, ...], Passage, bool]]:
    """Find the passages that articles share."""
    pages = copies.tokens(articles).kept("tokens")
    words = pages.over(lambda rows: (len(page.tokens.keys) for page in rows)).summed(0)
    return copies.passages(pages, engine, counts.articles, words)


def _known(
    articles: Table[tuple[int, tuple[int, bytes]]],
    given: people.Credits,
    found: Table[Any],
    outlets: Shared[Outlets],
    counts: tally.Tally,
    heeded: heeding.Heeded,
    engine: Engine,
) -> Table[tuple[int, people.Known]]:
    """Find who is one source, by names, by words that one speaker said, and of those without a name by credits."""
    weeks = engine.shared(weeks_of(counts.asked))
    named = naming.joined_by_name(articles, outlets, weeks, engine)
    one = named.every.and_(heeded.one_source(engine))
    spoken = evidence.speakers(articles, found, engine).kept("speakers")
    telling = engine.shared(weights(counts.words, counts.said))
    alike = spoken.and_(nameless.nameless(articles, given, telling, engine)).kept("nameless")
    told_apart = heeded.told_apart(articles, named.by_office, outlets)
    return people.known(articles, given, outlets, people.together(articles, one, alike, engine, told_apart), engine)


def _by_first(rows: Iterator[tuple[int, int, tuple[Any, ...], Passage, bool]]) -> Iterator[tuple[int, Any]]:
    return ((row[0], row) for row in rows)


def _between_articles(rows: Iterator[Any]) -> Iterator[Any]:
    """The passages of two articles, without those of two versions of one."""
    return (row for row in rows if not row[4])


def _of_others(rows: Iterator[tuple[int, people.Known]]) -> Iterator[tuple[str, str]]:
    return ((name, fullest) for _, one in rows for name, fullest in one.same.items() if name != fullest)


def _without_number(rows: Iterator[tuple[int, tuple[int, Any]]]) -> Iterator[tuple[int, Any]]:
    return ((block, item) for block, (_, item) in rows)


def _at_home(some: Iterable[tuple[int, int]], where: NDArray[np.int64], engine: Engine) -> Table[Any]:
    """Pairs of statements' keys by the block of the first one's article."""
    return engine.table([(int(where[pair[0] >> pairs.UNIT_BITS]), pair) for pair in some])


def _asked(rows: Iterator[tuple[int, evidence.Evidence]]) -> Iterator[tuple[int, tuple[int, int]]]:
    return ((block, (one.one, one.two)) for block, one in rows)
