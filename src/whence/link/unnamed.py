"""Unnamed and collective sources of two articles that are the same, on evidence and never by description alone.

The evidence is that their words are the same, or that one article credits the outlet of the other for them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from whence.read.names import fold
from whence.read.source_entities import heads_match
from whence.read.source_phrases import parse_phrase
from whence.records import Credit, Reading, Source, SourceKind, Statement

__all__ = ["alike", "credited", "is_copied", "is_nameless", "runs", "said_by", "weights", "words_in"]

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_RUN = 7  # words in a row that two statements of nameless sources share where one copies the other
_COVERED = 0.5  # share of the shorter one's words that such runs cover
_SHARE = 0.5  # share of the lighter content's weight that must stand in the other
_LEAST = 2.0  # and the weight, so that "yes" and "nothing" show nothing
_FEW = 2  # words, so that "it" shows nothing
# Nouns by which news keeps a source unnamed, whatever else the source is.
_ANYBODY = frozenset(
    """
    person source official insider employee worker staffer member man woman resident neighbour neighbor witness aide
    whistleblower whistle-blower user guest reader caller expert colleague relative friend spokesman spokeswoman
    spokesperson representative lawyer adviser villager local passer-by
""".split()
)


def alike(readings: Sequence[Reading], credits: Sequence[Credit]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sources' ids that words or a credit show to be the same, one of each pair at least nameless."""
    sources = {s.id: s for r in readings for s in r.sources}
    said = said_by(readings)
    yield from _copied(readings, sources, said)
    for _, speaker, other in credited(readings, credits):
        yield speaker, other


def said_by(readings: Sequence[Reading]) -> dict[str, str]:
    """The words of each statement that a source speaks, by its id."""
    sources = {s.id for r in readings for s in r.sources}
    return {s.id: _content(r, s) for r in readings for s in r.statements if s.speaker in sources}


def is_nameless(source: Source) -> bool:
    """Whether no name tells a source apart: unnamed and collective ones, and documents without a name or a number."""
    named = any(c.isupper() or c.isdigit() for c in source.name[1:])
    return source.kind.is_nameless or (source.kind is SourceKind.document and not named)


def _content(reading: Reading, statement: Statement) -> str:
    return " ".join(reading.article.text[slice(*span)] for span in statement.content)


def _copied(
    readings: Sequence[Reading], sources: Mapping[str, Source], said: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield speakers, both nameless, of different articles of whom one says what the other does (see `is_copied`).

    Each run of words leads to the statement that has it first.
    """
    first: dict[tuple[str, ...], tuple[str, str, str, int]] = {}
    for reading in readings:
        for statement in reading.statements:
            speaker = sources.get(statement.speaker or "")
            if speaker is None or not is_nameless(speaker):
                continue
            own = list(runs(said[statement.id]))
            places: dict[tuple[str, str, str, int], list[int]] = {}
            for place, run in enumerate(own):
                met = first.setdefault(run, (reading.article.id, speaker.id, statement.id, len(own)))
                if met[0] != reading.article.id:
                    places.setdefault(met, []).append(place)
            for (_, other, _, count), shared in places.items():
                if is_copied(shared, len(own), count):
                    yield speaker.id, other


def is_copied(places: Sequence[int], one: int, two: int) -> bool:
    """Whether one statement has the other's words: runs at these places, in order, of `one` and `two` runs, cover half.

    Of two that only quote the same words amid their own ("65 percent are for a total ban on …", "he called for a total
    ban on …") neither has.
    """
    covered = _RUN + sum(min(_RUN, after - before) for before, after in pairwise(places))
    return covered >= _COVERED * (min(one, two) + _RUN - 1)


def words_in(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(_WORD.findall(fold(text)))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Seven words in a row, and the next seven from the next word on."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    for at in range(len(words) - _RUN + 1):
        yield tuple(words[at : at + _RUN])


def credited(
    readings: Sequence[Reading], credits: Sequence[Credit], weight: Mapping[str, float] | None = None
) -> Iterator[tuple[bool, str, str]]:
    """Yield a nameless speaker with the one who is credited with most of the same in the article that is meant.

    The first of the three says whether the whole article is credited. `weight` is that of each word in the collection
    where the readings are only some of it.
    """
    sources = {s.id: s for r in readings for s in r.sources}
    said = said_by(readings)
    by_article = {r.article.id: r for r in readings}
    by_id = {s.id: s for r in readings for s in r.statements}
    words = {i: words_in(text) for i, text in said.items()}
    if weight is None:
        weight = weights(Counter(w for found in words.values() for w in found), len(words))
    whole: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits:
        if credit.statement is None and credit.target:
            whole[credit.article].append(credit)
    pairs = [(False, by_id[c.statement], c.target) for c in credits if c.statement in by_id and c.target]
    pairs += [
        (True, s, c.target) for a, some in whole.items() for c in some for s in by_article[a].statements if c.target
    ]
    for is_whole, statement, target in pairs:
        speaker = sources.get(statement.speaker or "")
        if speaker is None or not is_nameless(speaker) or target not in by_article:
            continue
        best = sources.get(_best(words[statement.id], by_article[target], words, weight) or "")
        if best is not None and _may_be_one(speaker, best):
            yield is_whole, speaker.id, best.id


def weights(counted: Mapping[str, int], count: int) -> dict[str, float]:
    """What a word tells that so many of `count` statements hold."""
    return {w: math.log((1 + count) / n) for w, n in counted.items()}


def _best(
    mine: frozenset[str],
    reading: Reading,
    words: Mapping[str, frozenset[str]],
    weight: Mapping[str, float],
) -> str | None:
    """Return the speaker of the article's statement that is most like the words; None where none shares enough.

    What a witness is said to have said is more like it than all that is told of the witness, which may share as much.
    """
    found: list[tuple[float, str]] = []
    own = _weight(mine, weight)
    for statement in reading.statements:
        if statement.id not in words or statement.speaker is None:
            continue
        common, other = mine & words[statement.id], _weight(words[statement.id], weight)
        shared = _weight(common, weight)
        if len(common) >= _FEW and shared >= _LEAST and shared >= _SHARE * min(own, other):
            found.append((shared / (own + other - shared), statement.speaker))
    return max(found, default=(0.0, None))[1]


def _may_be_one(speaker: Source, other: Source) -> bool:
    """Whether the two could be one: a paper is no person, a cook no clerk; outlets tell without saying from whom."""
    if other.kind is SourceKind.outlet or (speaker.kind is SourceKind.document) != (other.kind is SourceKind.document):
        return False
    one, two = (parse_phrase(s.name if s.kind.is_nameless else s.description or "") for s in (speaker, other))
    told = all(p.kind == "person" and p.head and not p.plural and p.head not in _ANYBODY for p in (one, two))
    return not told or heads_match(one.head, two.head) > 0


def _weight(words: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight[w] for w in sorted(words))
