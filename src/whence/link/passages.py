"""Copied passages between the articles of a collection, with their places in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from whence.link.candidates import Candidates, candidates_of
from whence.link.collection import Collection, collect
from whence.link.evidence import telling_reworded, telling_wording
from whence.link.fingerprints import WORDS, rare_pairs, winnowed
from whence.link.kinds import Kinds
from whence.link.pieces import gathered
from whence.link.runs import chains_of, in_company, runs_of
from whence.link.segments import REWORDED, WORDING, Channel, Segments, joined, segments_of
from whence.records import Article, Form, Passage, PassageKind, Reading, Span

__all__ = ["Passage", "PassageKind", "attributed_words", "copied_passages", "passages_of"]

_SAME_PLACE = 0.5
_REWORDED_WORTH = 0.6  # what a reworded passage's word counts beside one of copied wording at the same place


def attributed_words(readings: Iterable[Reading]) -> dict[str, list[Span]]:
    """The words of each article that it gives as somebody's own, also where a mark is missing, by article id."""
    return {r.article.id: [span for s in r.statements if s.form is Form.direct for span in s.content] for r in readings}


def copied_passages(
    articles: Iterable[Article],
    *,
    quotations: Mapping[str, Sequence[Span]] | None = None,
    reworded: bool = True,
) -> Iterator[Passage]:
    """Find the passages that articles share: verbatim, cut, lightly edited or in another order.

    Every run of eight words that two articles have in common is looked at; a passage is given where at least eight
    words match and chance does not explain them. Where more than `segments.WORDING.all_pairs` places share one wording,
    each is given with the earliest and with the one before it, so that all hang together and none is left out.

    `quotations` holds, by article id, spans of attributed words that count as quoted beside those in quotation marks.
    `reworded` adds passages that share rare words close together, but no run of words, also where their parts stand in
    another order; their score is low, and they are to be looked at. Only lines of an article's own text are read
    (`tokens.BODY`).

    The passages come in the order of the articles' times and ids, and of their places, whatever the order of
    `articles`. The texts are not kept: about 18 bytes a word are, and 8 a fingerprint, of which there is one to three
    words. The time grows as n log n with the words, and with the words that are shared.
    """
    collection = collect(articles, quotations or {})
    if not len(collection.keys):
        return
    wording = candidates_of(collection, winnowed(collection), all_pairs=WORDING.all_pairs)
    pairs = candidates_of(collection, rare_pairs(collection), all_pairs=REWORDED.all_pairs) if reworded else None
    yield from passages_of(collection, wording, pairs)


def passages_of(collection: Collection, wording: Candidates, rare: Candidates | None) -> Iterator[Passage]:
    """Yield the passages that candidate pairs lead to; `rare` are those by rare words, None to leave these out.

    What becomes of two articles hangs on their own words, on the pairs between them and on the places of `wording` that
    lie in them, so that a collection may be looked at in parts.
    """
    copied = _segments(collection, wording, WORDING)
    tells = telling_wording(collection, copied, wording)
    found = [copied.at(tells)]
    if rare is not None:
        loose = _segments(collection, rare, REWORDED)
        whole = telling_reworded(collection, loose, wording)
        pieces = gathered(collection, joined(copied.at(~tells), loose.at(~whole)))
        found += [loose.at(whole), pieces.at(telling_reworded(collection, pieces, wording))]
    channel = np.repeat(np.arange(len(found)), [len(f) for f in found])
    segments = _distinct(collection, joined(*found), channel)
    yield from _passages(collection, segments, Kinds(collection, wording.stock, WORDS).kinds(segments))


def _segments(collection: Collection, candidates: Candidates, channel: Channel) -> Segments:
    pairs = candidates.pairs if channel.runs == 1 else in_company(collection, candidates.pairs, channel.reach)
    runs = runs_of(collection, pairs, words=channel.words)
    return segments_of(collection, chains_of(collection, runs, channel.reach), channel)


def _distinct(collection: Collection, segments: Segments, channel: NDArray[np.int64]) -> Segments:
    """Of the segments at one place of two articles keep the one that matches most; in the order of their places."""
    pair = collection.articles_of(segments.one) * len(collection.headers) + collection.articles_of(segments.two)
    worth = segments.words * np.where(channel == 0, 1.0, _REWORDED_WORTH)
    order = np.lexsort((segments.two, segments.one, -worth, pair))
    sides = np.stack((segments.one, segments.one_end, segments.two, segments.two_end), axis=1)[order].tolist()
    kept: list[int] = []
    for _, group in groupby(range(len(order)), key=pair[order].tolist().__getitem__):
        taken: list[list[int]] = []
        for number in group:
            if not any(_same_place(sides[number], other) for other in taken):
                taken.append(sides[number])
                kept.append(int(order[number]))
    chosen = segments.at(np.array(kept, dtype=np.int64))
    pair = pair[kept]
    return chosen.at(np.lexsort((chosen.two_end, chosen.one_end, chosen.two, chosen.one, pair)))


def _same_place(some: Sequence[int], other: Sequence[int]) -> bool:
    """Whether most of a segment lies in the other's place, on both sides."""
    return all(
        min(some[low + 1], other[low + 1]) - max(some[low], other[low]) > _SAME_PLACE * (some[low + 1] - some[low])
        for low in (0, 2)
    )


def _passages(collection: Collection, segments: Segments, kinds: Sequence[PassageKind]) -> Iterator[Passage]:
    ids = [header.id for header in collection.headers]
    one, two = collection.articles_of(segments.one), collection.articles_of(segments.two)
    places = (
        collection.starts[segments.one], collection.ends[segments.one_end - 1],
        collection.starts[segments.two], collection.ends[segments.two_end - 1],
    )  # fmt: skip
    shares = segments.exact / np.maximum(segments.longer(), 1)
    columns = (one, two, *places, shares)
    for kind, a, b, start, end, its_start, its_end, share in zip(kinds, *(c.tolist() for c in columns), strict=True):
        spans = Span(start, end), Span(its_start, its_end)
        yield Passage(a=ids[a], b=ids[b], a_span=spans[0], b_span=spans[1], kind=kind, score=round(share, 3))
