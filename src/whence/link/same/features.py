"""What a pair of statements is judged by, as numbers: participants, figures, polarity, time and wording compared.

All features are the same whichever of the two statements comes first. Words are aligned softly: each word of one side
with its most similar word of the other, by direction or, for equal stems, fully.

Notes: the alignment is that of BERTScore (Zhang et al., ICLR 2020) with the weights of words taken from their story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.same.lexis import Kind
from whence.link.same.prepared import WORDS, Prepared, Sides

__all__ = ["FEATURES", "features"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Columns = Iterator[tuple[str, NDArray[Any]]]

FEATURES = tuple(
    name.strip()
    for name in """
    cosine
    scene cosine
    sense cosine
    cross cosine, least
    cross cosine, most
    stems covered, least
    stems covered, most
    stems jaccard
    shared mass
    rarest shared
    covered, least
    covered, most
    left over, least
    left over, most
    reworded
    second best
    mass, least
    mass, most
    names shared
    names conflict
    names one-sided
    codes shared
    codes conflict
    codes one-sided
    when shared
    when conflict
    when one-sided
    covered by sentence, least
    covered by sentence, most
    rest shared
    rest jaccard
    figures equal
    figures equal of unit
    figures drifted
    figures loosely near
    figures conflict of unit
    figures conflict exact
    figures conflict
    figures one-sided
    figures none
    figures gap
    figures gap of unit
    negation differs
    negation both
    negation parity
    denial differs
    denial both
    turned differs
    cue differs
    opposites
    own voice differs
    own voice both
    hedged differs
    hedged both
    wish differs
    wish both
    direct differs
    direct both
    length ratio
    shorter
    speaker same
    speaker other
    """.strip().split("\n")
)
"""The features' names, in the order of their columns."""

_CHUNK = 1024
_EIGHT = 8
_ARRAYS = (
    *("article", "means", "scenes", "senses", "values", "measures", "loose"),
    *("negated", "has", "against", "traits", "speakers"),
)
_NOWHERE = -2  # no stem, and not the mark of an empty place either
_ALIKE = 0.55  # a word whose best match is below this has none
_EQUAL = 1e-6
_NO_GAP = 0.5  # between figures where one side has none
_DRIFT = 0.35  # figures that differ by less, as a share of the larger, may be one figure that drifted


def features(prepared: Prepared, pairs: Ints) -> Floats:
    """The features of each pair (pairs x FEATURES).

    Pairs of few words are measured together, without the columns that stay empty: the cost grows with the square of
    their number. The sums are the same to the bit, for words are added up eight at a time. Pairs of the same words
    stand together: what they have in common is found once.
    """
    found = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
    if not len(pairs):
        return found
    rows = np.flatnonzero(np.bincount(pairs.ravel(), minlength=len(prepared)))
    p, pairs, wordings = _at_hand(prepared, rows), np.searchsorted(rows, pairs), _wordings(prepared, rows)
    content, around = (_widths(side.stems, pairs) for side in (p.content, p.around))
    order = np.lexsort((wordings[pairs[:, 1]], wordings[pairs[:, 0]], around, content))
    edges = np.flatnonzero(np.diff(content[order] * (WORDS + 1) + around[order], prepend=-1, append=-1))
    for first, last in pairwise(edges.tolist()):
        some = order[first:last]
        narrow = _narrowed(p, int(content[some[0]]), int(around[some[0]]))
        for low in range(0, len(some), _CHUNK):
            rows = some[low : low + _CHUNK]
            found[rows] = np.column_stack([column for _, column in _columns(narrow, pairs[rows], wordings)])
    return found


def _at_hand(prepared: Prepared, rows: Ints) -> Prepared:
    """Some of the units, with directions and senses in single precision."""
    arrays = {name: getattr(prepared, name)[rows] for name in _ARRAYS}
    arrays["senses"] = arrays["senses"].astype(np.float32)
    return replace(
        prepared,
        units=tuple(prepared.units[row] for row in rows.tolist()),
        content=_rows(prepared.content, rows),
        around=_rows(prepared.around, rows),
        **arrays,
    )


def _rows(sides: Sides, rows: Ints) -> Sides:
    arrays: dict[str, Any] = {name: getattr(sides, name)[rows] for name in Sides.__slots__}
    return Sides(**arrays | {"vectors": arrays["vectors"].astype(np.float32)})


def _wordings(p: Prepared, rows: Ints) -> Ints:
    """A number for each of some units, the same for those of equal words, as those of copies are."""
    parts = (p.content.stems, p.content.kinds, p.content.vectors, p.around.stems)
    whole = np.concatenate([part[rows].reshape(len(rows), -1).view(np.uint8) for part in parts], axis=1)
    numbers: dict[bytes, int] = {}
    return np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in whole], dtype=np.int64)


def _widths(stems: NDArray[np.int32], pairs: Ints) -> Ints:
    """How many columns of words each pair needs, in eights."""
    most = (stems >= 0).sum(1)[pairs].max(1) if len(pairs) else np.zeros(0, dtype=np.int64)
    found: Ints = np.clip(-(-most // _EIGHT) * _EIGHT, _EIGHT, WORDS).astype(np.int64)
    return found


def _narrowed(prepared: Prepared, content: int, around: int) -> Prepared:
    return replace(prepared, content=_first(prepared.content, content), around=_first(prepared.around, around))


def _first(sides: Sides, width: int) -> Sides:
    return Sides(
        stems=sides.stems[:, :width],
        kinds=sides.kinds[:, :width],
        rare=sides.rare[:, :width],
        vectors=sides.vectors[:, :width],
    )


def _columns(p: Prepared, pairs: Ints, wordings: Ints) -> Columns:
    one, two = pairs[:, 0], pairs[:, 1]
    yield "cosine", _dot(p.means, one, two)
    yield "scene cosine", _dot(p.scenes, one, two)
    yield "sense cosine", _dot(np.asarray(p.senses, dtype=np.float32), one, two)
    yield from _both("cross cosine", _dot2(p.means[one], p.scenes[two]), _dot2(p.means[two], p.scenes[one]))
    yield from _wording(p, one, two, wordings)
    yield from _figures(p, one, two)
    yield from _polarity(p, one, two)
    yield from _traits(p, one, two)


def _wording(p: Prepared, one: Ints, two: Ints, wordings: Ints) -> Columns:
    codes = wordings[one] * len(wordings) + wordings[two]
    new = np.diff(codes, prepend=-1) != 0
    heads = np.flatnonzero(new)
    met = _Met.of(p, one[heads], two[heads]).taken(np.cumsum(new) - 1)
    yield from _covered(p, one, two, met)
    yield from _named(p, one, two, met)
    yield from _surroundings(p, one, two, met)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """What the words of pairs have in common, whatever they weigh (pairs x words).

    Of each side's words, which have an equal one on the other side, how like each its most similar one is, and which
    have an equal one around the other side; of the words around the first, which have an equal one around the other.
    """

    stem_a: Flags
    stem_b: Flags
    best_a: Floats
    best_b: Floats
    into_a: Flags
    into_b: Flags
    rest: Flags

    @classmethod
    def of(cls, p: Prepared, one: Ints, two: Ints) -> _Met:
        content_a, content_b = p.content.stems[one], p.content.stems[two]
        around_a, around_b = p.around.stems[one], p.around.stems[two]
        stem_a, stem_b = _shared(content_a, content_b)
        alike = _alike(p.content, one, two)
        best_a, best_b = alike.max(2), alike.max(1)
        if alike.shape[1] < WORDS:  # beside a side of fewer words than are compared there is always an empty place
            best_a, best_b = np.maximum(best_a, 0), np.maximum(best_b, 0)
        return cls(
            stem_a=stem_a,
            stem_b=stem_b,
            best_a=np.where(stem_a, np.float32(1), best_a),
            best_b=np.where(stem_b, np.float32(1), best_b),
            into_a=_shared(around_a, content_b)[1],
            into_b=_shared(content_a, around_b)[0],
            rest=_shared(around_a, around_b)[0],
        )

    def taken(self, rows: Ints) -> _Met:
        """Some of the pairs, by row."""
        return _Met(**{name: getattr(self, name)[rows] for name in _Met.__slots__})


def _alike(sides: Sides, one: Ints, two: Ints) -> Floats:
    """How like each word of one side is to each of the other that is not the same word; an empty place is like none."""
    alike: Floats = np.einsum("nwd,nvd->nwv", sides.vectors[one], sides.vectors[two], optimize=True)
    exact = sides.kinds >= Kind.CODE
    strict = np.minimum(alike, 0.3)
    np.clip(alike, 0, 0.95, out=alike)
    np.copyto(alike, strict, where=exact[one][:, :, None] | exact[two][:, None, :])
    return alike


def _covered(p: Prepared, one: Ints, two: Ints, met: _Met) -> Columns:
    """How much of each side the other has, by stem and by direction, and what is left over."""
    weight_a, weight_b = p.content.rare[one], p.content.rare[two]
    mass_a, mass_b = weight_a.sum(1), weight_b.sum(1)
    best_a, best_b = met.best_a, met.best_b
    shared = (weight_a * met.stem_a).sum(1)
    yield from _both("stems covered", _share(shared, mass_a), _share((weight_b * met.stem_b).sum(1), mass_b))
    yield "stems jaccard", _share(shared, mass_a + mass_b - shared)
    yield "shared mass", np.log1p(shared)
    yield "rarest shared", np.where(met.stem_a, weight_a, 0).max(1)
    yield from _both("covered", _share((weight_a * best_a).sum(1), mass_a), _share((weight_b * best_b).sum(1), mass_b))
    left_a, left_b = (weight_a * (best_a < _ALIKE)).sum(1), (weight_b * (best_b < _ALIKE)).sum(1)
    yield from _both("left over", np.log1p(left_a), np.log1p(left_b))
    near_a = (weight_a * ((best_a >= _ALIKE) & ~met.stem_a)).sum(1)
    near_b = (weight_b * ((best_b >= _ALIKE) & ~met.stem_b)).sum(1)
    yield "reworded", np.log1p(near_a + near_b)
    yield "second best", np.sqrt(best_a.sum(1) / np.float32(WORDS) * (best_b.sum(1) / np.float32(WORDS)))
    yield from _both("mass", np.log1p(mass_a), np.log1p(mass_b))


def _named(p: Prepared, one: Ints, two: Ints, met: _Met) -> Columns:
    """Names, codes and days: shared, on one side only, and in conflict where both have some and share none."""
    kinds_a, kinds_b = p.content.kinds[one], p.content.kinds[two]
    for label, kind in (("names", Kind.NAME), ("codes", Kind.CODE), ("when", Kind.WHEN)):
        in_a, in_b = kinds_a == kind, kinds_b == kind
        shared = (in_a & met.stem_a).sum(1)
        only_a, only_b = (in_a & ~met.stem_a).sum(1), (in_b & ~met.stem_b).sum(1)
        yield f"{label} shared", np.minimum(shared, 3).astype(np.float32)
        yield f"{label} conflict", ((only_a > 0) & (only_b > 0)).astype(np.float32)
        yield f"{label} one-sided", np.minimum(np.abs(only_a - only_b), 3).astype(np.float32)


def _surroundings(p: Prepared, one: Ints, two: Ints, met: _Met) -> Columns:
    """What one side's sentence has of the other's content, and what the sentences' other words share."""
    weight_a, weight_b = p.content.rare[one], p.content.rare[two]
    whole_a = _share((weight_a * (met.into_b | met.stem_a)).sum(1), weight_a.sum(1))
    whole_b = _share((weight_b * (met.into_a | met.stem_b)).sum(1), weight_b.sum(1))
    yield from _both("covered by sentence", whole_a, whole_b)
    yield "rest shared", np.log1p((p.around.rare[one] * met.rest).sum(1))
    yield "rest jaccard", _jaccard(p.around, one, two, met.rest)


def _jaccard(sides: Sides, one: Ints, two: Ints, shared: Flags) -> Floats:
    mass = (sides.rare[one] * shared).sum(1)
    return _share(mass, sides.rare[one].sum(1) + sides.rare[two].sum(1) - mass)


def _figures(p: Prepared, one: Ints, two: Ints) -> Columns:
    """Figures as numbers with what they count: equal, drifted, in conflict, or on one side only."""
    none = np.asarray(np.isnan(p.values).all(1))
    none_a, none_b = none[one], none[two]
    both = np.flatnonzero(~none_a & ~none_b)  # few pairs
    met = _Figures.of(p, one[both], two[both])
    yield from _at(both, len(one), met.compared())
    yield "figures one-sided", none_a != none_b
    yield "figures none", none_a & none_b
    yield from _at(both, len(one), met.gaps())


def _at(rows: Ints, count: int, columns: Columns) -> Columns:
    """Columns of some of the rows as columns of all, with what the others have."""
    for label, some in columns:
        column = np.full(count, _NO_GAP if label == "figures gap" else 0.0)
        column[rows] = some
        yield label, column


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """The figures of pairs, each of one side beside each of the other (pairs x FIGURES x FIGURES, or with a one)."""

    a: NDArray[np.float64]
    b: NDArray[np.float64]
    gap: NDArray[np.float64]
    same_unit: Flags
    open_unit: Flags
    loose: Flags

    @classmethod
    def of(cls, p: Prepared, one: Ints, two: Ints) -> _Figures:
        a, b = p.values[one][:, :, None], p.values[two][:, None, :]
        gap = np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-9)
        unit_a, unit_b = p.measures[one][:, :, None], p.measures[two][:, None, :]
        return cls(
            a=a,
            b=b,
            gap=np.where(np.isnan(gap), np.inf, gap),
            same_unit=(unit_a == unit_b) & (unit_a >= 0),
            open_unit=(unit_a < 0) | (unit_b < 0),
            loose=p.loose[one][:, :, None] | p.loose[two][:, None, :],
        )

    def compared(self) -> Columns:
        """Which are equal, could be one that has drifted, or are in conflict."""
        there_a, there_b = ~np.isnan(self.a), ~np.isnan(self.b)
        round_a, round_b = _round(self.a), _round(self.b)
        equal = self.gap < _EQUAL
        may_be_one = self.same_unit | self.open_unit
        close = (self.gap < _DRIFT) & (equal | round_a | round_b)
        met = close & (may_be_one | equal)
        alone_a = np.asarray((there_a[:, :, 0] & ~met.any(2)).any(1))
        alone_b = np.asarray((there_b[:, 0, :] & ~met.any(1)).any(1))
        any_equal, any_of_unit = _any(equal), _any(equal & self.same_unit)
        yield "figures equal", np.minimum(equal.any(2).sum(1), 2)
        yield "figures equal of unit", any_of_unit
        yield "figures drifted", _any(close & ~equal & may_be_one) & ~any_equal
        yield "figures loosely near", _any(close & ~equal & self.loose)
        yield "figures conflict of unit", _any(there_a & there_b & self.same_unit & ~equal) & ~any_of_unit
        exact = there_a & there_b & may_be_one & ~equal & ~round_a & ~round_b
        yield "figures conflict exact", _any(exact) & ~any_equal
        yield "figures conflict", alone_a & alone_b

    def gaps(self) -> Columns:
        """How far apart the nearest two are."""
        yield "figures gap", self.gap.min((1, 2))
        of_unit = np.where(self.same_unit, self.gap, np.inf).min((1, 2))
        yield "figures gap of unit", np.where(np.isfinite(of_unit), of_unit, 0.0)


def _any(met: Flags) -> Flags:
    """Whether any two figures of a pair meet so."""
    return np.asarray(met.any(axis=(1, 2)))


def _round(values: NDArray[np.float64]) -> Flags:
    """Whether a figure could stand for a nearby one: from ten up, with one digit that counts, or a five behind it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        lead = np.abs(values) / 10 ** np.floor(np.log10(np.abs(values)))
    found: NDArray[np.bool_] = (np.abs(values) >= 10) & (np.abs(lead * 2 - np.round(lead * 2)) < 1e-9)
    return found


def _polarity(p: Prepared, one: Ints, two: Ints) -> Columns:
    a, b = p.negated[one], p.negated[two]
    in_a, in_b = a[:, 0] > 0, b[:, 0] > 0
    turned_a, turned_b = in_a ^ ((a[:, 1] > 0) | (a[:, 2] > 0)), in_b ^ ((b[:, 1] > 0) | (b[:, 2] > 0))
    yield "negation differs", in_a != in_b
    yield "negation both", in_a & in_b
    yield "negation parity", (a[:, 0] + b[:, 0]) % 2
    yield "denial differs", a[:, 2] != b[:, 2]
    yield "denial both", (a[:, 2] > 0) & (b[:, 2] > 0)
    yield "turned differs", turned_a != turned_b
    yield "cue differs", (a[:, 1] > 0) != (b[:, 1] > 0)
    yield "opposites", _opposites(p, one, two)


def _opposites(p: Prepared, one: Ints, two: Ints) -> Ints:
    """How many words of each side have an opposite on the other that they do not stand beside, two at most."""
    found = np.zeros(len(one), dtype=np.int64)
    some = np.asarray(p.has.any(1))
    rows = np.flatnonzero(some[one] & some[two])
    has_a, has_b = p.has[one[rows]], p.has[two[rows]]
    to_b = (p.against[one[rows]] & has_b & ~has_a).sum(1)
    to_a = (p.against[two[rows]] & has_a & ~has_b).sum(1)
    found[rows] = np.minimum(np.minimum(to_a, to_b), 2)
    return found


def _traits(p: Prepared, one: Ints, two: Ints) -> Columns:
    a, b = p.traits[one], p.traits[two]
    for number, label in enumerate(("own voice", "hedged", "wish", "direct")):
        yield f"{label} differs", a[:, number] != b[:, number]
        yield f"{label} both", (a[:, number] > 0) & (b[:, number] > 0)
    yield "length ratio", np.abs(a[:, 4] - b[:, 4])
    yield "shorter", np.minimum(a[:, 4], b[:, 4])
    named = (p.speakers[one] >= 0) & (p.speakers[two] >= 0)
    yield "speaker same", named & (p.speakers[one] == p.speakers[two])
    yield "speaker other", named & (p.speakers[one] != p.speakers[two])


def _both(label: str, a: Floats, b: Floats) -> Columns:
    """The lesser and the greater of two sides, so that the order of the sides does not matter."""
    yield f"{label}, least", np.minimum(a, b)
    yield f"{label}, most", np.maximum(a, b)


def _shared(a: NDArray[np.int32], b: NDArray[np.int32]) -> tuple[Flags, Flags]:
    """Which words of each side are among the other's (pairs x words); an empty place is like none.

    Pairs stand last meanwhile: what is asked of a few words is asked of many pairs at once.
    """
    one, two = np.ascontiguousarray(a.T), np.ascontiguousarray(np.where(b >= 0, b, _NOWHERE).T)
    equal = one[:, None] == two[None]
    return np.ascontiguousarray(equal.any(1).T), np.ascontiguousarray(equal.any(0).T)


def _share(part: Floats, whole: Floats) -> Floats:
    found: Floats = (part / np.maximum(whole, 1e-6)).astype(np.float32)
    return found


def _dot(rows: Floats, one: Ints, two: Ints) -> Floats:
    return _dot2(rows[one], rows[two])


def _dot2(a: Floats, b: Floats) -> Floats:
    found: Floats = np.einsum("nd,nd->n", a, b)
    return found
