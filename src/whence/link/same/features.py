"""What a pair of statements is judged by, as numbers: participants, figures, polarity, time and wording compared.

All features are the same whichever of the two statements comes first. Words are aligned softly: each word of one side
with its most similar word of the other, by direction or, for equal stems, fully.

Notes: the alignment is that of BERTScore (Zhang et al., ICLR 2020) with the weights of words taken from their story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.same.lexis import Kind
from whence.link.same.prepared import WORDS, Prepared, Sides

__all__ = ["FEATURES", "features"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
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
_ALIKE = 0.55  # a word whose best match is below this has none
_DRIFT = 0.35  # figures that differ by less, as a share of the larger, may be one figure that drifted


def features(prepared: Prepared, pairs: Ints) -> Floats:
    """The features of each pair (pairs x FEATURES).

    Pairs of few words are measured together, without the columns that stay empty: the cost grows with the square of
    their number. The sums are the same to the bit, for words are added up eight at a time.
    """
    found = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
    content, around = (_widths(side.stems, pairs) for side in (prepared.content, prepared.around))
    order = np.lexsort((around, content))
    edges = np.flatnonzero(np.diff(content[order] * (WORDS + 1) + around[order], prepend=-1, append=-1))
    for first, last in pairwise(edges.tolist()):
        some = order[first:last]
        narrow = _narrowed(prepared, int(content[some[0]]), int(around[some[0]]))
        for low in range(0, len(some), _CHUNK):
            rows = some[low : low + _CHUNK]
            found[rows] = np.column_stack([column for _, column in _columns(narrow, pairs[rows])])
    return found


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


def _columns(p: Prepared, pairs: Ints) -> Columns:
    one, two = pairs[:, 0], pairs[:, 1]
    yield "cosine", _dot(p.means, one, two)
    yield "scene cosine", _dot(p.scenes, one, two)
    yield "sense cosine", _dot2(p.senses[one].astype(np.float32), p.senses[two].astype(np.float32))
    yield from _both("cross cosine", _dot2(p.means[one], p.scenes[two]), _dot2(p.means[two], p.scenes[one]))
    yield from _wording(p, one, two)
    yield from _figures(p, one, two)
    yield from _polarity(p, one, two)
    yield from _traits(p, one, two)


def _wording(p: Prepared, one: Ints, two: Ints) -> Columns:
    a, b = p.content, p.content
    equal = _equal(a.stems[one], b.stems[two])
    alike = np.einsum(
        "nwd,nvd->nwv", a.vectors[one].astype(np.float32), b.vectors[two].astype(np.float32), optimize=True
    )
    exact = (a.kinds[one] >= Kind.CODE)[:, :, None] | (b.kinds[two] >= Kind.CODE)[:, None, :]
    alike = np.where(equal, 1.0, np.where(exact, np.minimum(alike, 0.3), np.clip(alike, 0, 0.95)))
    there = (a.stems[one] >= 0)[:, :, None] & (b.stems[two] >= 0)[:, None, :]
    alike = np.where(there, alike, 0.0).astype(np.float32)
    yield from _covered(p, one, two, equal, alike)
    yield from _named(p, one, two, equal)
    yield from _surroundings(p, one, two, equal)


def _covered(p: Prepared, one: Ints, two: Ints, equal: NDArray[np.bool_], alike: Floats) -> Columns:
    """How much of each side the other has, by stem and by direction, and what is left over."""
    weight_a, weight_b = p.content.rare[one], p.content.rare[two]
    mass_a, mass_b = weight_a.sum(1), weight_b.sum(1)
    stem_a, stem_b = equal.any(2), equal.any(1)
    best_a, best_b = alike.max(2), alike.max(1)
    if alike.shape[1] < WORDS:  # beside a side of fewer words than are compared there is always an empty place
        best_a, best_b = np.maximum(best_a, 0), np.maximum(best_b, 0)
    shared = (weight_a * stem_a).sum(1)
    yield from _both("stems covered", _share(shared, mass_a), _share((weight_b * stem_b).sum(1), mass_b))
    yield "stems jaccard", _share(shared, mass_a + mass_b - shared)
    yield "shared mass", np.log1p(shared)
    yield "rarest shared", np.where(stem_a, weight_a, 0).max(1)
    yield from _both("covered", _share((weight_a * best_a).sum(1), mass_a), _share((weight_b * best_b).sum(1), mass_b))
    left_a, left_b = (weight_a * (best_a < _ALIKE)).sum(1), (weight_b * (best_b < _ALIKE)).sum(1)
    yield from _both("left over", np.log1p(left_a), np.log1p(left_b))
    near_a = (weight_a * ((best_a >= _ALIKE) & ~stem_a)).sum(1)
    near_b = (weight_b * ((best_b >= _ALIKE) & ~stem_b)).sum(1)
    yield "reworded", np.log1p(near_a + near_b)
    yield "second best", np.sqrt(best_a.sum(1) / np.float32(WORDS) * (best_b.sum(1) / np.float32(WORDS)))
    yield from _both("mass", np.log1p(mass_a), np.log1p(mass_b))


def _named(p: Prepared, one: Ints, two: Ints, equal: NDArray[np.bool_]) -> Columns:
    """Names, codes and days: shared, on one side only, and in conflict where both have some and share none."""
    for label, kinds in (("names", (Kind.NAME,)), ("codes", (Kind.CODE,)), ("when", (Kind.WHEN,))):
        in_a = np.isin(p.content.kinds[one], kinds) & (p.content.stems[one] >= 0)
        in_b = np.isin(p.content.kinds[two], kinds) & (p.content.stems[two] >= 0)
        shared = (in_a & equal.any(2)).sum(1)
        only_a, only_b = (in_a & ~equal.any(2)).sum(1), (in_b & ~equal.any(1)).sum(1)
        yield f"{label} shared", np.minimum(shared, 3).astype(np.float32)
        yield f"{label} conflict", ((only_a > 0) & (only_b > 0)).astype(np.float32)
        yield f"{label} one-sided", np.minimum(np.abs(only_a - only_b), 3).astype(np.float32)


def _surroundings(p: Prepared, one: Ints, two: Ints, equal: NDArray[np.bool_]) -> Columns:
    """What one side's sentence has of the other's content, and what the sentences' other words share."""
    into_b = _equal(p.content.stems[one], p.around.stems[two]).any(2)
    into_a = _equal(p.around.stems[one], p.content.stems[two]).any(1)
    weight_a, weight_b = p.content.rare[one], p.content.rare[two]
    whole_a = _share((weight_a * (into_b | equal.any(2))).sum(1), weight_a.sum(1))
    whole_b = _share((weight_b * (into_a | equal.any(1))).sum(1), weight_b.sum(1))
    yield from _both("covered by sentence", whole_a, whole_b)
    rest = np.asarray(_equal(p.around.stems[one], p.around.stems[two]).any(2))
    yield "rest shared", np.log1p((p.around.rare[one] * rest).sum(1))
    yield "rest jaccard", _jaccard(p.around, one, two, rest)


def _jaccard(sides: Sides, one: Ints, two: Ints, shared: NDArray[np.bool_]) -> Floats:
    mass = (sides.rare[one] * shared).sum(1)
    return _share(mass, sides.rare[one].sum(1) + sides.rare[two].sum(1) - mass)


def _figures(p: Prepared, one: Ints, two: Ints) -> Columns:
    """Figures as numbers with what they count: equal, drifted, in conflict, or on one side only."""
    a, b = p.values[one][:, :, None], p.values[two][:, None, :]
    none_a, none_b = (np.asarray(np.isnan(p.values[side]).all(1)) for side in (one, two))
    there = ~np.isnan(a) & ~np.isnan(b)
    gap = np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-9)
    gap = np.where(there, gap, np.inf)
    unit_a, unit_b = p.measures[one][:, :, None], p.measures[two][:, None, :]
    same_unit = (unit_a == unit_b) & (unit_a >= 0)
    open_unit = (unit_a < 0) | (unit_b < 0)
    loose = p.loose[one][:, :, None] | p.loose[two][:, None, :]
    equal = gap < 1e-6
    close = (gap < _DRIFT) & (equal | _round(a) | _round(b))
    met_a = (close & (same_unit | open_unit | equal)).any(2)
    met_b = (close & (same_unit | open_unit | equal)).any(1)
    alone_a, alone_b = (~np.isnan(p.values[one]) & ~met_a).sum(1), (~np.isnan(p.values[two]) & ~met_b).sum(1)
    yield "figures equal", np.minimum(equal.any(2).sum(1), 2)
    yield "figures equal of unit", _any(equal & same_unit)
    yield "figures drifted", _any(close & ~equal & (same_unit | open_unit)) & ~_any(equal)
    yield "figures loosely near", _any(close & ~equal & loose)
    yield "figures conflict of unit", _any(there & same_unit & ~equal) & ~_any(equal & same_unit)
    exact = there & (same_unit | open_unit) & ~equal & ~_round(a) & ~_round(b)
    yield "figures conflict exact", _any(exact) & ~_any(equal)
    yield "figures conflict", (alone_a > 0) & (alone_b > 0)
    yield "figures one-sided", none_a != none_b
    yield "figures none", none_a & none_b
    least = gap.min((1, 2))
    yield "figures gap", np.where(np.isfinite(least), least, 0.5)
    yield "figures gap of unit", np.where(np.isfinite(u := np.where(same_unit, gap, np.inf).min((1, 2))), u, 0.0)


def _any(met: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether any two figures of a pair meet so."""
    return np.asarray(met.any(axis=(1, 2)))


def _round(values: NDArray[np.float64]) -> NDArray[np.bool_]:
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
    to_b = (p.against[one] & p.has[two] & ~p.has[one]).sum(1)
    to_a = (p.against[two] & p.has[one] & ~p.has[two]).sum(1)
    yield "opposites", np.minimum(np.minimum(to_a, to_b), 2)


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


def _equal(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (a[:, :, None] == b[:, None, :]) & (a[:, :, None] >= 0)
    return found


def _share(part: Floats, whole: Floats) -> Floats:
    found: Floats = (part / np.maximum(whole, 1e-6)).astype(np.float32)
    return found


def _dot(rows: Floats, one: Ints, two: Ints) -> Floats:
    return _dot2(rows[one], rows[two])


def _dot2(a: Floats, b: Floats) -> Floats:
    found: Floats = np.einsum("nd,nd->n", a, b)
    return found
