"""All evidence between the statements of a collection, without direction: what tracing reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from whence.by_hand import NOTHING, ByHand
from whence.link.copies import copied_units
from whence.link.credits import credits_of
from whence.link.linked import Linked
from whence.link.outlets import Outlets
from whence.link.pairs import Pairs, agreeing
from whence.link.parts import parts_of
from whence.link.passages import attributed_words, copied_passages
from whence.link.people import same_sources
from whence.link.quotations import same_quotations
from whence.link.same import candidates, decide, prepare
from whence.link.same.stories import related
from whence.link.same.weights import Weights
from whence.link.speakers import SPOKEN_ALIKE, one_speaker
from whence.link.units import Unit, unit_of
from whence.records import Act, Article, Passage, Reading, Statement
from whence.stages import OnStage, teller
from whence.versions.grouping import Versions

__all__ = ["LINK_STAGES", "link", "relayed", "units_of"]

Split = Callable[[Article, Statement], Sequence[Statement]]
_MOSTLY = 0.5
RELAYED = 0.9
"""How sure it is that a statement which mostly is another expresses the same proposition."""
LINK_STAGES = ("copies", "quotations", "wording", "credits", "sources")
"""The stages of linking, in their order, as they are told to `progress`."""


def link(
    readings: Sequence[Reading],
    *,
    progress: OnStage | None = None,
    decision: Weights | None = None,
    by_hand: ByHand = NOTHING,
) -> Linked:
    """Return what links the statements of some readings. The readings' order makes no difference to what is found.

    `progress` is told of each stage; `decision` are weights to compare pairs by in place of those in use. What people
    have decided of sources is heeded; the pairs that they have decided about are compared as all others are.
    """
    begin = teller(LINK_STAGES, progress)
    readings = sorted(readings, key=lambda r: (r.article.file, r.article.id))
    units = tuple(units_of(readings))
    begin("copies")
    passages = tuple(copied_passages((r.article for r in readings), quotations=attributed_words(readings)))
    copied = {(a, b): (share, shared) for a, b, share, shared in copied_units(units, passages)}
    versions = Versions(reading.article for reading in readings)
    begin("quotations")
    quoted = {(a, b): share for a, b, share, _, _ in same_quotations(units)}
    begin("wording")
    pairs = _pairs(units, copied, quoted, set(_decided(units, by_hand)), decision)
    if versions:
        pairs = _without_copying(pairs, units, versions)
        passages = tuple(passage for passage in passages if not versions.of_one(passage.a, passage.b))
    begin("credits")
    outlets = Outlets(readings)
    credits_ = credits_of(readings, outlets)
    begin("sources")
    same = same_sources(readings, outlets, one_speaker(units, _telling(pairs)), credits_, by_hand)
    named = {s.id: outlet for r in readings for s in r.sources if (outlet := outlets.named(s.name)) is not None}
    printed = {r.article.id: outlet for r in readings if (outlet := outlets.of(r.article)) is not None}
    return Linked(
        units=units,
        pairs=pairs,
        passages=passages,
        credits=credits_,
        same=same,
        outlets=named,
        published_by=printed,
        versions=versions,
    )


def _without_copying(pairs: Pairs, units: Sequence[Unit], versions: Versions) -> Pairs:
    """The pairs; two versions of one article have not copied one another, whatever they share."""

    def of_one(row: int) -> bool:
        return versions.of_one(units[int(pairs.a[row])].article.id, units[int(pairs.b[row])].article.id)

    return replace(pairs, passages={row: shared for row, shared in pairs.passages.items() if not of_one(row)})


def units_of(readings: Sequence[Reading], *, split: Split = parts_of) -> Iterator[Unit]:
    """What is compared of each article: its statements, those of several propositions in their parts.

    Two statements of one source and cue may share a part: it is compared once, as the first one's. `split` gives the
    parts of a statement, where they are known already.
    """
    for reading in readings:
        sources = {source.id: source for source in reading.sources}
        taken = {statement.id for statement in reading.statements}
        for statement in reading.statements:
            if statement.act is Act.refusal or not statement.content:
                continue
            for one in split(reading.article, statement) or (statement,):
                if one is not statement and one.id in taken:
                    continue
                taken.add(one.id)
                yield unit_of(one, reading.article, sources.get(one.speaker or ""))


def _pairs(
    units: Sequence[Unit],
    copied: Mapping[tuple[int, int], tuple[float, tuple[Passage, ...]]],
    quoted: Mapping[tuple[int, int], float],
    decided: set[tuple[int, int]],
    decision: Weights | None,
) -> Pairs:
    prepared = prepare(units, weights=decision)
    stories = prepared.stories
    as_relayed = set(relayed(units))
    size = max(1, len(units))

    def codes(pairs: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
        return np.array([a * size + b for a, b in pairs], dtype=np.int64)

    near = candidates(prepared)
    found = np.unique(np.concatenate((near[:, 0] * size + near[:, 1],
                                      *map(codes, (copied, quoted, as_relayed, decided)))))  # fmt: skip
    order = np.column_stack((found // size, found % size))
    decisions = decide(prepared, order, weights=decision)
    same = decisions.same.astype(np.float64)
    at = np.searchsorted(found, codes(as_relayed))
    same[at] = np.maximum(same[at], RELAYED)
    shares, quotes = np.zeros(len(found)), np.zeros(len(found))
    places = np.searchsorted(found, codes(copied))
    shares[places] = [share for share, _ in copied.values()]
    quotes[np.searchsorted(found, codes(quoted))] = list(quoted.values())
    pairs = Pairs(
        a=order[:, 0],
        b=order[:, 1],
        same=same,
        opposed=decisions.opposed.astype(np.float64),
        copied=shares,
        quoted=quotes,
        related=related(stories.near, stories.shared, np.arange(len(stories.near)), *prepared.article[order].T),
        passages={n: shared for n, (_, shared) in zip(places.tolist(), copied.values(), strict=True) if shared},
    )
    return agreeing(pairs, units)


def _decided(units: Sequence[Unit], by_hand: ByHand) -> Iterator[tuple[int, int]]:
    """Pairs that people have decided about, by the places of their units."""
    number = {unit.id: n for n, unit in enumerate(units)} if by_hand else {}
    for one, other in (*by_hand.one, *by_hand.follows):
        if one in number and other in number and one != other:
            yield min(number[one], number[other]), max(number[one], number[other])


def _telling(pairs: Pairs) -> Pairs:
    """The pairs that share enough words to be of one speaker."""
    return pairs.taken((pairs.shared >= SPOKEN_ALIKE).nonzero()[0])


def relayed(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Pairs of which one is mostly the other: "the agency reported that officials said so" and what they said.

    Both are one proposition, though their words differ by who passes it on.
    """
    within: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        within[unit.statement.part_of or unit.id].append(number)
    for number, unit in enumerate(units):
        for other in within.get(unit.statement.parent or "", ()):
            if _share_inside(unit, units[other]) >= _MOSTLY:
                yield min(number, other), max(number, other)


def _share_inside(inner: Unit, outer: Unit) -> float:
    """The share of one's content that is the other's."""
    whole = sum(end - start for start, end in outer.statement.content)
    shared = sum(
        max(0, min(end, stop) - max(start, at))
        for start, end in inner.statement.content
        for at, stop in outer.statement.content
    )
    return shared / max(1, whole)
