"""The same quotation in several statements: cut, altered, with other marks, or split by its cue.

Statements whose quoted words share a run of three words, or two telling words close together, are compared word by
word. They are one utterance where enough telling words agree in their order; a few words are enough only with the same
speaker or in the same story, and stock quotations never are by their words alone.

Notes: words are aligned by the longest common subsequence, whole rows at a time as bits of one number: Hyyrö,
"Bit-parallel LCS-length computation revisited", AWOCA 2004.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from whence.link.quoted import QuotedWords, quoted_words
from whence.link.same_story import Stories
from whence.link.tokens import mix
from whence.link.units import Unit
from whence.records import Source, SourceKind, Span

__all__ = ["codes_of", "compared", "linked_owners", "same_quotations", "shares_enough"]

_SHINGLE = 3
_NEIGHBOURS = 2
_ALL_PAIRS = 24  # quotations with one fingerprint up to which each is compared with each
_SHARED = 2  # fingerprints that two quotations must share to be compared, where both have that many
_FACTOR = np.uint64(0xD6E8FEB86659FD93)

_TELLING_GAIN, _COMMON_GAIN = 3.0, 1.0
_UNLIKE_COST = 1.5  # a word against another
_MISSING_COST, _MISSING_MOST = 0.25, 3.0  # words that one side leaves out, however many

_TELLING = 4
_RARE = 2
_PLAIN = 2  # words that are no name: a name with its title is nobody's utterance
_DENSITY = 0.6
_SHARE = 0.5
_LONG = 8  # telling words from which the rest of a long quotation may be another
_RUN = 8  # words without any change that need neither speaker nor story
_IN_STORY = ((2, 3), (1, 5))  # telling words, and all words, that are one utterance within a story
_OTHERS_TELLING, _OTHERS_DENSITY = 6, 0.8  # what two speakers by name need


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alignment:
    """Words of two quotations that agree in order: `one:one_end` of the first, `two:two_end` of the second."""

    one: int
    one_end: int
    two: int
    two_end: int
    pairs: tuple[tuple[int, int], ...]

    def density(self) -> float:
        """The share that agrees of the side with fewer words: what one leaves out does not count against it."""
        return len(self.pairs) / min(self.one_end - self.one, self.two_end - self.two)

    def identical(self) -> bool:
        """Whether every word of both sides agrees."""
        return len(self.pairs) == self.one_end - self.one == self.two_end - self.two


def same_quotations(units: Sequence[Unit]) -> Iterator[tuple[int, int, float, Span, Span]]:
    """Yield the pairs of units whose quoted words are one utterance, in the order of their numbers.

    A pair is `(i, j, score, span_i, span_j)` with `i < j`, of two articles or of two places in one. `score` is the
    share of the shorter quotation's words that agree, in thousandths; the spans lead from the first to the last word
    that agrees in each article's text, with the cue where one stands between. Words in square brackets do not count.

    Where more than 24 quotations share a fingerprint, each is compared with the first and with the one before it. The
    time grows as n log n with the quoted words.
    """
    quoted = [quoted_words(unit) for unit in units]
    yield from compared(units, quoted, _candidates(quoted))


def compared(
    units: Sequence[Unit], quoted: Sequence[QuotedWords], pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, float, Span, Span]]:
    """Yield those of some pairs that are one utterance, as `same_quotations` does; each is looked at by itself."""
    stories = Stories()
    for one, two in pairs:
        found = _aligned(quoted[one], quoted[two])
        if found is None or not _is_same(found, (quoted[one], quoted[two]), (units[one], units[two]), stories):
            continue
        spans = _span(quoted[one], found.one, found.one_end), _span(quoted[two], found.two, found.two_end)
        if units[one].article.id == units[two].article.id and _meet(*spans):
            continue
        score = len(found.pairs) / min(len(quoted[one]), len(quoted[two]))
        yield one, two, round(score, 3), *spans


def _candidates(quoted: Sequence[QuotedWords]) -> list[tuple[int, int]]:
    """Pairs of quotations that share fingerprints, sorted."""
    codes, owners = _fingerprints(quoted)
    order = np.lexsort((owners, codes))
    codes, owners = codes[order], owners[order]
    once = np.ones(len(codes), dtype=np.bool_)
    once[1:] = (codes[1:] != codes[:-1]) | (owners[1:] != owners[:-1])
    codes, owners = codes[once], owners[once]
    first, second = linked_owners(codes, owners)
    pairs, shared = np.unique(first * len(quoted) + second, return_counts=True)
    own = np.bincount(owners, minlength=len(quoted))
    one, two = pairs // max(1, len(quoted)), pairs % max(1, len(quoted))
    kept = shares_enough(shared, own[one], own[two])
    return list(zip(one[kept].tolist(), two[kept].tolist(), strict=True))


def codes_of(words: QuotedWords) -> NDArray[np.uint64]:
    """The fingerprints of one quotation, the same in every collection: its words are numbered by their letters."""
    found, _ = _fingerprints([words], _hashed)
    return np.unique(found)


def _hashed(words: tuple[str, ...]) -> int:
    """A number of 40 bits for some words."""
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=5).digest(), "big")


def _fingerprints(
    quoted: Sequence[QuotedWords], number: Callable[[tuple[str, ...]], int] | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Codes with the number of the quotation that bears each: runs of three words, pairs of neighbours, and wholes."""
    met: dict[tuple[str, ...], int] = {}
    number = number or (lambda words: met.setdefault(words, len(met)))
    words = np.array([number((w,)) for q in quoted for w in q.words], dtype=np.uint64)
    telling = np.array([t for q in quoted for t in q.telling], dtype=np.bool_)
    owner = np.repeat(np.arange(len(quoted)), [len(q) for q in quoted])
    found = [_runs(words, telling, owner), *_neighbours(words[telling], owner[telling]), _wholes(quoted, number)]
    return np.concatenate([codes for codes, _ in found]), np.concatenate([owners for _, owners in found])


def _runs(
    words: NDArray[np.uint64], telling: NDArray[np.bool_], owner: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Three words in a row, one of them telling."""
    count = max(0, len(words) - _SHINGLE + 1)
    codes, tells = np.zeros(count, dtype=np.uint64), np.zeros(count, dtype=np.bool_)
    for later in range(_SHINGLE):
        codes = codes * _FACTOR + words[later : later + count]
        tells |= telling[later : later + count]
    inside = tells & (owner[:count] == owner[_SHINGLE - 1 :][:count])
    return mix(codes[inside]), owner[:count][inside]


def _neighbours(
    words: NDArray[np.uint64], owner: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Telling words with the next ones, in either order."""
    for later in range(1, _NEIGHBOURS + 1):
        one, two = words[:-later], words[later:]
        inside = owner[:-later] == owner[later:]
        codes = np.minimum(one, two) * _FACTOR + np.maximum(one, two) + np.uint64(1 << 40)
        yield mix(codes[inside]), owner[:-later][inside]


def _wholes(
    quoted: Sequence[QuotedWords], number: Callable[[tuple[str, ...]], int]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All words of quotations of few telling words, which may have no other fingerprint."""
    few = [(n, q) for n, q in enumerate(quoted) if q.words and sum(q.telling) < _TELLING]
    codes = np.array([number(q.words) for _, q in few], dtype=np.uint64)
    return mix(codes + np.uint64(1 << 50)), np.array([n for n, _ in few], dtype=np.int64)


def shares_enough(
    shared: NDArray[np.int64], own_one: NDArray[np.int64], own_two: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which pairs of quotations share enough of their own fingerprints to be compared."""
    found: NDArray[np.bool_] = shared >= np.minimum(_SHARED, np.minimum(own_one, own_two))
    return found


def linked_owners(codes: NDArray[np.uint64], owners: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of owners of one code, one for each code; of many owners each with the first and the one before.

    The codes are sorted, and the owners of each, which are distinct.
    """
    edges = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1], [True]))) if len(codes) else [0]
    sizes = np.diff(edges)
    group = np.repeat(np.arange(len(sizes)), sizes)
    few = (sizes <= _ALL_PAIRS)[group]
    at = np.arange(len(codes))
    found = [(at[:0], at[:0])]
    for later in range(1, min(_ALL_PAIRS, max(1, len(codes)))):
        one = np.flatnonzero(few[:-later] & (group[:-later] == group[later:]))
        found.append((one, one + later))
    head = np.repeat(np.cumsum(sizes) - sizes, sizes)
    many = np.flatnonzero(~few & (at > head))
    found += [(head[many], many), (many - 1, many)]
    return owners[np.concatenate([a for a, _ in found])], owners[np.concatenate([b for _, b in found])]


def _aligned(one: QuotedWords, two: QuotedWords) -> _Alignment | None:
    """The stretch of both whose words agree best."""
    pairs = _common_words(one.words, two.words)
    first, last = _best_stretch(pairs, one.telling)
    if last <= first:
        return None
    kept = tuple(pairs[first:last])
    return _Alignment(
        one=kept[0][0], one_end=kept[-1][0] + 1, two=kept[0][1], two_end=kept[-1][1] + 1, pairs=kept
    )  # fmt: skip


def _common_words(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of places; equal words stand together where they can.

    Bit `j` of row `i` is clear where the first `j + 1` words of `two` have one word more in common with the first `i`
    of `one` than the first `j` have.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(two):
        places[word] = places.get(word, 0) | (1 << at)
    full = (1 << len(two)) - 1
    rows = [full]
    for word in one:
        row = rows[-1]
        match = row & places.get(word, 0)
        rows.append(((row + match) | (row - match)) & full)
    found = []
    i, j = len(one), len(two) - 1
    while i > 0 and j >= 0:
        if one[i - 1] == two[j]:
            found.append((i - 1, j))
            i, j = i - 1, j - 1
        elif rows[i] >> j & 1:
            j -= 1
        else:
            i -= 1
    return _drawn_together(found[::-1], one, two)


def _drawn_together(pairs: list[tuple[int, int]], one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int]]:
    """Move each word that follows an agreeing one on one side to where it follows it on both."""
    for at in range(1, len(pairs)):
        i, j = pairs[at - 1][0] + 1, pairs[at - 1][1] + 1
        if one[i] == two[j] == one[pairs[at][0]]:
            pairs[at] = i, j
    return pairs


def _best_stretch(pairs: Sequence[tuple[int, int]], telling: Sequence[bool]) -> tuple[int, int]:
    """The range of pairs whose gains, less what stands unlike or missing between them, are greatest."""
    best, edges = 0.0, (0, 0)
    total, first = 0.0, 0
    for at, (i, j) in enumerate(pairs):
        if at:
            gaps = i - pairs[at - 1][0] - 1, j - pairs[at - 1][1] - 1
            total -= _UNLIKE_COST * min(gaps) + min(_MISSING_COST * (max(gaps) - min(gaps)), _MISSING_MOST)
        if total <= 0:
            total, first = 0.0, at
        total += _TELLING_GAIN if telling[i] else _COMMON_GAIN
        if total > best:
            best, edges = total, (first, at + 1)
    return edges


def _is_same(
    found: _Alignment, quoted: tuple[QuotedWords, QuotedWords], units: tuple[Unit, Unit], stories: Stories
) -> bool:
    """Whether what agrees is one utterance: by its words, or by few words with their speaker or story."""
    one = quoted[0]
    telling = sum(one.telling[i] for i, _ in found.pairs)
    rare = sum(one.rare[i] for i, _ in found.pairs)
    plain = sum(one.telling[i] and not (one.names[i] and quoted[1].names[j]) for i, j in found.pairs)
    share = len(found.pairs) / min(len(q) for q in quoted)
    others = _are_others(units[0].speaker, units[1].speaker)
    least, density = (_OTHERS_TELLING, _OTHERS_DENSITY) if others else (_TELLING, _DENSITY)
    if telling >= least and rare >= _RARE and plain >= _PLAIN and found.density() >= density:
        return share >= _SHARE or telling >= _LONG
    if others or share < 1 or not found.identical():
        return False
    speaker = _are_same(units[0].speaker, units[1].speaker)
    words = len(found.pairs)
    if (rare and speaker) or (rare >= _RARE and words >= _RUN):
        return True
    enough = rare >= _RARE or (speaker and words >= _TELLING) or any(telling >= t and words >= w for t, w in _IN_STORY)
    return enough and stories.are_same(units[0].article, units[1].article)


def _are_same(one: Source | None, two: Source | None) -> bool:
    """Whether two speakers share the last word of a name: within one utterance, that is enough."""
    return bool(_last_names(one) & _last_names(two))


def _are_others(one: Source | None, two: Source | None) -> bool:
    """Whether two speakers are persons with other last names."""
    kinds = {source.kind if source else None for source in (one, two)}
    return kinds == {SourceKind.named_person} and not _are_same(one, two)


def _last_names(source: Source | None) -> set[str]:
    if source is None or source.kind not in (SourceKind.named_person, SourceKind.named_organisation):
        return set()
    return {name.split()[-1].casefold() for name in (source.name, *source.aliases) if name.split()}


def _span(quoted: QuotedWords, first: int, end: int) -> Span:
    return Span(quoted.places[first].start, quoted.places[end - 1].end)


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end
