"""Pairs worth deciding: within an article's story, the statements nearest in rare words, names, figures and meaning.

Stories come from an inverted index of rare words, names and figures, within a span of time. Inside a story, measures
that cost little are added up with trained weights, and each statement keeps the nearest few.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whence.link.same.prepared import Prepared, Sides
from whence.link.same.weights import Weights, shipped

__all__ = ["MEASURES", "PARTNERS", "candidates", "nearness"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

PARTNERS = 110
"""Statements that one proposes as its partners at most. Half of them propose it in turn."""

MEASURES = 13
"""How many measures of nearness there are."""

_DRIFT = 0.35  # as a share of the larger figure


def candidates(prepared: Prepared, *, weights: Weights | None = None) -> Ints:
    """Index pairs (n x 2, i < j, ascending) of units that may express one proposition or exclude one another.

    A unit meets units of its article's story only, and of these the nearest `PARTNERS`; so the pairs grow with the
    number of units. The work is that of stories, which grows as articles times their logarithm.
    """
    near_by = (weights or shipped()).near
    count = len(prepared)
    order = np.argsort(prepared.article, kind="stable")
    edges = np.searchsorted(prepared.article[order], np.arange(len(prepared.stories.near) + 1))
    found = [np.zeros(0, dtype=np.int64)]
    for number, near in enumerate(prepared.stories.near):
        own = order[edges[number] : edges[number + 1]]
        others = np.concatenate([order[:0], *(order[edges[a] : edges[a + 1]] for a in near.tolist())])
        if len(own) and len(others) > 1:
            one, two = _partners(prepared, own, others, near_by)
            found.append(np.minimum(one, two) * count + np.maximum(one, two))
    codes = np.unique(np.concatenate(found))
    return np.column_stack((codes // max(1, count), codes % max(1, count)))


def _partners(prepared: Prepared, own: Ints, others: Ints, near_by: Floats) -> tuple[Ints, Ints]:
    scores = np.tensordot(nearness(prepared, own, others), near_by, axes=1)
    scores[own[:, None] == others[None, :]] = -np.inf
    most = min(PARTNERS, len(others) - 1)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :most]
    return np.repeat(own, most), others[best.ravel()]


def nearness(p: Prepared, own: Ints, others: Ints) -> Floats:
    """Measures of how near two groups of units are (own x others x MEASURES)."""
    stems = np.unique(np.concatenate((p.content.stems[own].ravel(), p.around.stems[own].ravel())))
    stems = stems[stems >= 0]
    content_a, content_b = _table(p.content, own, stems), _table(p.content, others, stems)
    whole_a, whole_b = content_a + _table(p.around, own, stems), content_b + _table(p.around, others, stems)
    mass_a, mass_b = p.content.rare[own].sum(1), p.content.rare[others].sum(1)
    shared = content_a @ (content_b > 0).T.astype(np.float32)
    shared_b = (content_a > 0).astype(np.float32) @ content_b.T
    a_in_b, b_in_a = shared / np.maximum(mass_a, 1e-6)[:, None], shared_b / np.maximum(mass_b, 1e-6)[None, :]
    a_near = content_a @ (whole_b > 0).T.astype(np.float32) / np.maximum(mass_a, 1e-6)[:, None]
    b_near = (whole_a > 0).astype(np.float32) @ content_b.T / np.maximum(mass_b, 1e-6)[None, :]
    measures = (
        _cosine(content_a, content_b, _size(p, own, False), _size(p, others, False)),
        p.means[own] @ p.means[others].T,
        _cosine(whole_a, whole_b, _size(p, own, True), _size(p, others, True)),
        p.scenes[own] @ p.scenes[others].T,
        p.senses[own].astype(np.float32) @ p.senses[others].T.astype(np.float32),
        np.maximum(a_in_b, b_in_a),
        np.minimum(a_in_b, b_in_a),
        np.maximum(a_near, b_near),
        np.minimum(a_near, b_near),
        np.maximum(p.means[own] @ p.scenes[others].T, p.scenes[own] @ p.means[others].T),
        np.log1p(np.maximum(shared, shared_b)),
        (p.speakers[own][:, None] == p.speakers[others][None, :]) & (p.speakers[own] >= 0)[:, None],
        _figures_near(p.values[own], p.values[others]),
    )
    return np.stack(measures, axis=-1).astype(np.float32)


def _table(sides: Sides, units: Ints, known: NDArray[np.int32]) -> Floats:
    """Weights by stem (units x known stems)."""
    stems, rare = sides.stems[units], sides.rare[units]
    table = np.zeros((len(units), len(known)), dtype=np.float32)
    if len(known):
        place = np.minimum(np.searchsorted(known, stems), len(known) - 1)
        row, column = np.nonzero((stems >= 0) & (known[place] == stems))
        table[row, place[row, column]] = rare[row, column]
    return table


def _size(p: Prepared, units: Ints, whole: bool) -> Floats:
    found = (p.content.rare[units] ** 2).sum(1) + (p.around.rare[units] ** 2).sum(1) * whole
    sizes: Floats = np.sqrt(found).astype(np.float32)
    return sizes


def _cosine(a: Floats, b: Floats, size_a: Floats, size_b: Floats) -> Floats:
    found: Floats = (a @ b.T) / np.maximum(size_a[:, None] * size_b[None, :], 1e-6)
    return found


def _figures_near(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether any two figures of two units are equal or could have drifted apart (units x units)."""
    found = np.zeros((len(a), len(b)), dtype=np.bool_)
    some = tuple(np.flatnonzero(~np.isnan(side).all(1)) for side in (a, b))  # few have any
    found[np.ix_(*some)] = _all_near(a[some[0]], b[some[1]])
    return found


def _all_near(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.bool_]:
    found = np.zeros((len(a), len(b)), dtype=np.bool_)
    for k in range(a.shape[1]):
        for m in range(b.shape[1]):
            one, two = a[:, k][:, None], b[:, m][None, :]
            found |= np.abs(one - two) <= _DRIFT * np.maximum(np.abs(one), np.abs(two))
    return found
